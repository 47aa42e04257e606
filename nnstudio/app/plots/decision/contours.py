"""Lines of equal height in a field of numbers."""

from __future__ import annotations

import numpy as np

from nnstudio.app.live.plane import Box
from nnstudio.core.layer import Array

_PAIRS = ((0, 1), (2, 3))
"""Where all four edges of a square are crossed, these are joined."""


def contour(heights: Array, level: float, box: Box) -> Array:
    """Return the pieces of the line at a level, ``(pieces, 2, 2)`` points of the plane.

    Marching squares: between four neighbouring cells the line is straight.

    Parameters
    ----------
    heights
        ``(rows, columns)``, the top row first, at the middles of cells that fill the box.
    """
    v = np.where(np.isfinite(heights), heights, np.nan) - level
    a, b, c, d = v[:-1, :-1], v[:-1, 1:], v[1:, 1:], v[1:, :-1]
    with np.errstate(divide="ignore", invalid="ignore"):
        # Around each square: top, right, bottom, left edge.
        ends = ((a, b), (b, c), (d, c), (a, d))
        crossed = np.stack([(p > 0) != (q > 0) for p, q in ends])
        far = np.stack([p / (p - q) for p, q in ends])
    crossed &= ~np.isnan(a + b + c + d)
    one, nought = np.ones_like(a), np.zeros_like(a)
    across = np.stack([far[0], one, far[2], nought])
    down = np.stack([nought, far[1], one, far[3]])
    count = crossed.sum(axis=0)
    rows, columns = np.nonzero(count == 2)
    first = crossed[:, rows, columns].argmax(axis=0)
    last = 3 - crossed[::-1, rows, columns].argmax(axis=0)
    pieces = [_between(across, down, rows, columns, first, last)]
    rows, columns = np.nonzero(count == 4)
    for one_edge, other in _PAIRS:
        edges = np.full(len(rows), one_edge), np.full(len(rows), other)
        pieces.append(_between(across, down, rows, columns, *edges))
    places = np.concatenate(pieces)
    left, right, bottom, top = box
    height, width = heights.shape
    places[..., 0] = left + (places[..., 0] + 0.5) / width * (right - left)
    places[..., 1] = top - (places[..., 1] + 0.5) / height * (top - bottom)
    return places


def boundaries(shares: Array, box: Box) -> Array:
    """Return where the likeliest class changes, as `contour` does.

    Parameters
    ----------
    shares
        ``(rows, columns, classes)``.
    """
    found = []
    for number in range(shares.shape[2] if shares.shape[2] > 2 else 1):
        rest = np.delete(shares, number, axis=2).max(axis=2)
        found.append(contour(shares[:, :, number] - rest, 0.0, box))
    return np.concatenate(found)


def _between(
    across: Array, down: Array, rows: Array, columns: Array, first: Array, last: Array
) -> Array:
    points = [
        np.stack([columns + across[edge, rows, columns], rows + down[edge, rows, columns]], axis=-1)
        for edge in (first, last)
    ]
    return np.stack(points, axis=1)
