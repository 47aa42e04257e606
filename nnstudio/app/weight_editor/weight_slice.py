"""Which two axes of a weight a table shows, and where along the others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from nnstudio.core.layer import Array

Cell = tuple[int, int]


@dataclass(frozen=True)
class WeightSlice:
    """A plane through a weight: rows and columns of a table, and the places on all other axes.

    Parameters
    ----------
    rows, columns
        The numbers of two axes; -1 for ``columns`` where the weight has one axis.
    places
        For each axis a place; those of the two axes do not count.
    """

    rows: int
    columns: int
    places: tuple[int, ...]

    @classmethod
    def usual(cls, shape: tuple[int, ...]) -> WeightSlice:
        """Return the plane shown first: of the first two axes."""
        return cls(0, 1 if len(shape) > 1 else -1, (0,) * len(shape))

    @property
    def others(self) -> tuple[int, ...]:
        """The axes along which a place is chosen."""
        return tuple(a for a in range(len(self.places)) if a not in (self.rows, self.columns))

    def with_rows(self, axis: int) -> WeightSlice:
        """Return the plane with another axis as rows; the axes swap where it is the columns'."""
        return replace(self, rows=axis, columns=self.rows if axis == self.columns else self.columns)

    def with_columns(self, axis: int) -> WeightSlice:
        """Return the plane with another axis as columns; the axes swap where it is the rows'."""
        return replace(self, columns=axis, rows=self.columns if axis == self.rows else self.rows)

    def at(self, axis: int, place: int) -> WeightSlice:
        """Return the plane at another place along an axis."""
        places = tuple(place if a == axis else p for a, p in enumerate(self.places))
        return replace(self, places=places)

    def of(self, weight: Array) -> Array:
        """Return the view ``(rows, columns)`` of a weight."""
        if self.columns < 0:
            return weight[:, None]
        index = tuple(
            slice(None) if axis in (self.rows, self.columns) else place
            for axis, place in enumerate(self.places)
        )
        plane: Array = weight[index]
        return plane if self.rows < self.columns else plane.T

    def index_of(self, cell: Cell) -> tuple[int, ...]:
        """Return the place of a cell in the weight."""
        along = {self.rows: cell[0], self.columns: cell[1]}
        return tuple(along.get(axis, place) for axis, place in enumerate(self.places))

    def changed(self, weight: Array, values: Mapping[Cell, float]) -> Array:
        """Return a copy of a weight with other values in some cells."""
        copy = weight.copy()
        plane = self.of(copy)
        for cell, value in values.items():
            plane[cell] = value
        return copy
