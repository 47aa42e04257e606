"""Where the lines of a plot of parallel coordinates lie in it."""

from __future__ import annotations

from functools import cached_property

import numpy as np
from PySide6.QtCore import QPointF, QRectF

from nnstudio.app.experiments.parallel_axes import Axis
from nnstudio.core.layer import Array


class ParallelFrame:
    """Axes side by side in an area, and a line across them for each network that is on all."""

    def __init__(self, axes: tuple[Axis, ...], area: QRectF) -> None:
        self.axes, self.area = axes, area

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """Whose lines there are."""
        if not self.axes:
            return ()
        shared = set(self.axes[-1].places).intersection(*(axis.places for axis in self.axes))
        return tuple(sorted(shared))

    @cached_property
    def shares(self) -> Array:
        """Where each line crosses each axis, from 0 below to 1, as ``(lines, axes)``."""
        rows = [[axis.places[key] for axis in self.axes] for key in self.keys]
        return np.array(rows, np.float64).reshape(len(rows), len(self.axes))

    def x(self, axis: int) -> float:
        """Return where an axis stands."""
        if len(self.axes) < 2:
            return self.area.center().x()
        return self.area.left() + self.area.width() * axis / (len(self.axes) - 1)

    def place_of(self, axis: int, share: float) -> QPointF:
        """Return where on an axis a place from 0 to 1 lies."""
        return QPointF(self.x(axis), self.area.bottom() - share * self.area.height())

    def share_at(self, y: float) -> float:
        """Return the place on an axis at a height of the widget."""
        return min(max((self.area.bottom() - y) / max(self.area.height(), 1.0), 0.0), 1.0)

    @cached_property
    def points(self) -> Array:
        """The corners of all lines, ``(lines, axes, 2)`` pixels."""
        made = np.empty((*self.shares.shape, 2))
        made[..., 0] = [self.x(axis) for axis in range(len(self.axes))]
        made[..., 1] = self.area.bottom() - self.shares * self.area.height()
        return made

    def axis_at(self, at: QPointF, near: float) -> int | None:
        """Return the axis within so many pixels of a place."""
        found = (n for n in range(len(self.axes)) if abs(self.x(n) - at.x()) <= near)
        return next(found, None)

    def line_at(self, at: QPointF, near: float) -> str:
        """Return whose line is within so many pixels of a place, empty where none is."""
        count = len(self.axes)
        if count < 2 or not self.keys or not self.x(0) <= at.x() <= self.x(count - 1):
            return ""
        across = (at.x() - self.x(0)) / max(self.area.width(), 1.0) * (count - 1)
        left = min(int(across), count - 2)
        part, heights = across - left, self.points[..., 1]
        y = (1.0 - part) * heights[:, left] + part * heights[:, left + 1]
        distances = np.abs(y - at.y())
        nearest = int(distances.argmin())
        return self.keys[nearest] if distances[nearest] < near else ""
