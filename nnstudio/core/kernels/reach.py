"""Which pixels a place of a sliding window sees at which positions."""

from __future__ import annotations


def reach(positions: int, size: int, stride: int, shift: int) -> tuple[slice, slice]:
    """Return the positions ``p`` for which ``p * stride + shift`` is a pixel, and these pixels.

    Parameters
    ----------
    positions, size
        How many positions and pixels there are.
    shift
        Where the place of the window lies at the first position.
    """
    first = max(0, -(shift // stride))
    last = min(positions, (size - 1 - shift) // stride + 1)
    if last <= first:
        return slice(0, 0), slice(0, 0)
    start = first * stride + shift
    return slice(first, last), slice(start, start + (last - first - 1) * stride + 1, stride)
