"""The plane of data with two inputs: where it is looked at, and who says what there."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np

from nnstudio.app.style.theme import Theme
from nnstudio.core.layer import Array

Box: TypeAlias = tuple[float, float, float, float]
"""Left, right, bottom and top of a part of the plane, in the data's own units."""

MARGIN = 0.08


def class_colors(theme: Theme, count: int) -> tuple[str, ...]:
    """Return a colour for each class."""
    return tuple(theme.series[i % len(theme.series)] for i in range(count))


def box_around(points: Array, *, square: bool = True) -> Box:
    """Return a box around points ``(n, 2)`` with some room on all sides; a square where wanted."""
    low, high = points.min(axis=0).astype(float), points.max(axis=0).astype(float)
    width = np.full(2, (high - low).max()) if square else high - low
    across, up = np.maximum(width * (0.5 + MARGIN), 1e-6).tolist()
    x, y = ((low + high) / 2).tolist()
    return x - across, x + across, y - up, y + up


def grid(box: Box, cells: int) -> Array:
    """Return the middles of all cells of a box, row by row from the top: ``(cells², 2)``."""
    left, right, bottom, top = box
    middles = (np.arange(cells) + 0.5) / cells
    y, x = np.meshgrid(
        top - middles * (top - bottom), left + middles * (right - left), indexing="ij"
    )
    return np.stack([x.ravel(), y.ravel()], axis=1)


def shares(output: Array, classes: int) -> Array:
    """Return the share of each class ``(n, classes)`` from outputs ``(n, units)``.

    One unit is the share of the second class. What is no probability, as without softmax, counts
    from 0 to 1.
    """
    if output.shape[1] == 1 and classes == 2:
        output = np.hstack([1.0 - output, output])
    return np.clip(np.nan_to_num(output[:, :classes], nan=0.0), 0.0, 1.0)
