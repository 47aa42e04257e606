"""Convolution as batched matrix products, without im2col wherever rows of windows can overlap.

Pictures lie as ``(rows, channels, columns, batch)``, weights as ``(groups, kernel rows * kernel
columns * channels, filters)``, channels and filters of a group.
"""

from __future__ import annotations

from functools import partial

import numpy as np
from numpy.lib.stride_tricks import as_strided

from nnstudio.core.kernels.activation import Scratch
from nnstudio.core.kernels.calls import Call
from nnstudio.core.kernels.spread import SMALL_PRODUCT, Spread, by_group, correlate
from nnstudio.core.kernels.way_back import way_back
from nnstudio.core.layer import Array
from nnstudio.core.window import Window

FEW_FILTERS = 32
"""Up to so many filters, the weight's gradient is faster as several smaller products."""
FEWEST_ROWS, MOST_ROWS = 8, 40
"""Of a smaller product."""


class Sliding:
    """One convolution, computed some rows of the output at a time.

    Parameters
    ----------
    x
        The pictures ``(rows, channels, columns, batch)``.
    weight
        ``(groups, kernel rows * kernel columns * channels, filters)``.
    block
        The most rows that are computed at a time.
    scratch
        Makes buffers of this convolution alone.
    """

    def __init__(
        self, x: Array, weight: Array, window: Window, block: int, scratch: Scratch
    ) -> None:
        self._x, self._weight, self._window = x, weight, window
        self._block, self._scratch = block, scratch
        sizes = x.shape[0], x.shape[2]
        self._positions = high, wide = window.positions(sizes)
        self._before = tuple(before for before, _ in window.borders(sizes))
        groups, _, each = weight.shape
        self._spread = Spread(x.shape, window, self._before, self._positions, groups, scratch, x)
        self._shape = high, groups * each, wide, x.shape[3]

    def start(self) -> list[Call]:
        """Return the calls that lay out the pictures."""
        return self._spread.fill(self._x)

    def pairs(self, count: int) -> tuple[Array, Array]:
        """Return where so many rows without a place of their own lie: the even and the odd ones."""
        rows = self._rows(count)
        return rows[0::2], rows[1::2]

    def forward(self, first: int, last: int, y: Array | None) -> list[Call]:
        """Return the calls that compute rows into ``y``, else into `pairs`."""
        out = self._rows(last - first) if y is None else y
        windows = self._spread.windows[:, first:last]
        return [correlate(self._weight.swapaxes(1, 2), windows, out)]

    def prepare(self, d_weight: Array, dx: Array | None) -> list[Call]:
        """Return the calls that begin the way back to the weight and, if wanted, the pictures."""
        groups, length, each = self._weight.shape
        self._d_weight, self._dx = d_weight, dx
        self._by_row = self._scratch("by_row", (groups, self._shape[0], length, each))
        if dx is None:
            return []
        self._back = way_back(dx, self._weight, self._window, self._block, self._scratch)
        return self._back.start()

    def backward(self, first: int, last: int, dz: Array | None) -> list[Call]:
        """Return the calls that take the gradient of rows back; without ``dz`` of `pairs`."""
        dz = self._rows(last - first) if dz is None else dz
        calls = [self._weight_gradient(dz, first, last)]
        return calls if self._dx is None else calls + self._back.add(dz, first)

    def end(self) -> list[Call]:
        """Return the calls that complete the gradients."""
        total = partial(np.add.reduce, self._by_row, 1, None, self._d_weight)
        return [total] if self._dx is None else [total, *self._back.end()]

    def _weight_gradient(self, dz: Array, first: int, last: int) -> Call:
        """Return the call that writes the share of each row in the weight's gradient."""
        windows, by_row = (v[:, first:last] for v in (self._spread.windows, self._by_row))
        # In this order the products run half again as fast as with filters first.
        turned = by_group(dz, len(windows)).swapaxes(2, 3)
        length, size = windows.shape[2:]
        filters = by_row.shape[3]
        part = _piece(length, SMALL_PRODUCT // (filters * size))
        if filters > FEW_FILTERS or not part:
            return partial(np.matmul, windows, turned, by_row)
        cut_in, cut_out = (
            as_strided(
                whole,
                (*whole.shape[:2], length // part, part, whole.shape[3]),
                (*whole.strides[:2], part * whole.strides[2], *whole.strides[2:]),
            )
            for whole in (windows, by_row)
        )
        return partial(np.matmul, cut_in, turned[:, :, None], cut_out)

    def _rows(self, count: int) -> Array:
        return self._scratch("z", (self._block, *self._shape[1:]))[:count]


def _piece(length: int, limit: int) -> int:
    """Return into pieces of which length to cut so many rows of a product; 0: not at all."""
    most = min(limit, MOST_ROWS, length // 2)
    return max((n for n in range(FEWEST_ROWS, most + 1) if length % n == 0), default=0)


def channel_sums(dz: Array, out: Array, scratch: Scratch) -> list[Call]:
    """Return the calls that add up ``dz`` over all but its channels; a product with ones is fastest."""
    rows, channels = dz.shape[:2]
    flat = dz.reshape(rows * channels, -1)
    ones = scratch("ones", (flat.shape[1],))
    ones.fill(1)
    partly = scratch("partly", (rows * channels,))
    return [
        partial(flat.dot, ones, partly),
        partial(np.add.reduce, partly.reshape(rows, channels), 0, None, out),
    ]
