"""The share of samples that are classified correctly."""

from __future__ import annotations

from nnstudio.core.layer import Array


def correct_count(y: Array, t: Array) -> int:
    """Return for how many samples the outputs ``(batch, units)`` name the target's class.

    With one unit the border is 0.5; with several, the largest output names the class.
    """
    if y.shape[-1] == 1:
        return int(((y >= 0.5) == (t >= 0.5)).sum())
    return int((y.argmax(axis=-1) == t.argmax(axis=-1)).sum())
