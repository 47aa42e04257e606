"""In which order the axes of a tensor lie."""

from __future__ import annotations

from enum import Enum

from nnstudio.core.shapes import Shape


class Layout(Enum):
    """The orders of axes that operators of ONNX want."""

    LAST = "channels_last"
    """``(batch, ..., channels)``, as everywhere in NNStudio."""
    FIRST = "channels_first"
    """``(batch, channels, ...)``, as convolutions and poolings want it."""
    TIME = "steps_first"
    """``(steps, batch, features)``, as recurrent operators want it."""

    def axes(self, rank: int) -> tuple[int, ...]:
        """Return which of our axes, the batch being 0, each axis is; ``rank`` is a sample's."""
        if rank < 2 or self is Layout.LAST:
            return tuple(range(rank + 1))
        if self is Layout.FIRST:
            return (0, rank, *range(1, rank))
        return (1, 0, *range(2, rank + 1))

    def channels(self, rank: int) -> int:
        """Return the number of the axis of channels."""
        return self.axes(rank).index(rank)

    def place(self, values: Shape, rank: int, batch: int = 0) -> tuple[int, ...]:
        """Return one value for each axis of a sample in this order, and one for the batch."""
        return tuple((batch, *values)[axis] for axis in self.axes(rank))


def turn(have: Layout, want: Layout, rank: int) -> tuple[int, ...]:
    """Return how a tensor is transposed from one order to the other."""
    there = have.axes(rank)
    return tuple(there.index(axis) for axis in want.axes(rank))
