"""The places at which the network is asked: a grid over two inputs, a line along one."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from nnstudio.app.live.plane import Box, grid
from nnstudio.core.layer import Array

CELLS = 50
"""The field has so many cells each way: 2,500 samples, a millisecond for a small network."""
ALONG = 240
"""So many places along a single input."""


@dataclass(frozen=True)
class Raster:
    """Evenly spread places in a part of the plane.

    Parameters
    ----------
    flat
        Whether there is a single input: the network's answer lies upwards then.
    """

    box: Box
    flat: bool

    @property
    def columns(self) -> int:
        """How many places lie side by side."""
        return ALONG if self.flat else CELLS

    @property
    def rows(self) -> int:
        """How many rows of them there are."""
        return 1 if self.flat else CELLS

    @property
    def count(self) -> int:
        """How many places there are."""
        return self.rows * self.columns

    def places(self) -> Array:
        """Return the inputs ``(count, axes)``, top row first."""
        if self.flat:
            return np.linspace(self.box[0], self.box[1], ALONG)[:, np.newaxis]
        return grid(self.box, CELLS)

    def shaped(self, values: Array) -> Array:
        """Return what belongs to the places ``(count, units)`` as ``(rows, columns, units)``."""
        return values.reshape(self.rows, self.columns, values.shape[1])

    def cell_at(self, x: float, y: float) -> int | None:
        """Return the number of the cell at a point of the plane; None outside."""
        left, right, bottom, top = self.box
        column = math.floor((x - left) / (right - left) * self.columns)
        row = 0 if self.flat else math.floor((top - y) / (top - bottom) * self.rows)
        inside = 0 <= column < self.columns and 0 <= row < self.rows
        return row * self.columns + column if inside else None
