"""Pooling by halves in one pass through memory each way."""

from __future__ import annotations

import numpy as np
from numpy.lib.stride_tricks import as_strided

from nnstudio.core.kernels.activation import Scratch
from nnstudio.core.kernels.calls import Call
from nnstudio.core.kernels.fast import maps
from nnstudio.core.kernels.halving import Halving
from nnstudio.core.layer import Array


class CompiledHalving(Halving):
    """A `Halving` to the largest numbers that keeps which of four won, one byte each."""

    def __init__(self, y: Array, width: int, block: int, *, apart: bool, scratch: Scratch) -> None:
        super().__init__(
            y, width, block, apart=apart, smallest=False, training=False, scratch=scratch
        )
        self._won = scratch("won", y.shape, np.uint8)

    def forward(self, above: Array, below: Array, first: int) -> list[Call]:
        if self._apart:
            y, won = self._y[first], self._won[first]
            return [maps.halve_parities.bind(*above, *below, y, won)]
        part = slice(first, first + len(above))
        return [maps.halve_rows.bind(_pairs(above, below), self._y[part], self._won[part])]

    def backward(self, dy: Array, above: Array, below: Array, first: int) -> list[Call]:
        if self._apart:
            return [maps.double_parities.bind(dy[0], self._won[first], *above, *below)]
        won = self._won[first : first + len(dy)]
        return [maps.double_rows.bind(dy, won, _pairs(above, below))]


def _pairs(above: Array, below: Array) -> Array:
    """Return rows that lie in turns as the one array ``(pairs, 2, ...)`` that they are."""
    row = below.ctypes.data - above.ctypes.data
    return as_strided(
        above, (len(above), 2, *above.shape[1:]), (above.strides[0], row, *above.strides[1:])
    )
