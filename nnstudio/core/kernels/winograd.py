"""Convolution with 3 by 3 kernels in 2.25 times fewer multiplications: Winograd's F(2x2, 3x3).

The picture is cut into tiles of 4 by 4 numbers that overlap by two; each gives 2 by 2 numbers of
the output. Tiles and kernels are transformed so that their convolution becomes one product per
place of the tile: sixteen matrix products over channels, for all tiles at once.

    Y = A' [(G g G') * (B' d B)] A       (Lavin and Gray 2016, Fast Algorithms for CNNs)

Here the last row of B' and of A' has the opposite sign, which cancels and saves a pass over the
gradients. Even and odd columns of the picture lie apart, so that everything works on long runs.
Tile rows are computed in blocks that stay in the cache.
"""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np

from nnstudio.core.kernels.activation import Scratch
from nnstudio.core.kernels.calls import Call
from nnstudio.core.layer import Array

_ROWS = np.array([[1, 0, 0], [0.5, 0.5, 0.5], [0.5, -0.5, 0.5], [0, 0, 1]], np.float32)
KERNEL = np.ascontiguousarray(np.kron(_ROWS, _ROWS))
"""``(16, 9)`` G on both sides of a kernel."""


class Winograd:
    """One convolution, computed some pairs of rows of the output at a time.

    Parameters
    ----------
    x
        The pictures ``(rows, channels, columns, batch)``, rows and columns even; the output has
        the same size, as with zeros all around.
    weight
        ``(9, filters, channels)``.
    block
        How many rows are computed at a time: an even number that divides all.
    scratch
        Makes buffers of this convolution alone.
    common
        Makes buffers that hold nothing from one convolution to the next.
    """

    def __init__(
        self, x: Array, weight: Array, block: int, scratch: Scratch, common: Scratch
    ) -> None:
        rows, channels, columns, batch = x.shape
        filters, wide, high = weight.shape[1], columns // 2, block // 2
        self._x, self._weight, self._common = x, weight, common
        self._scratch = scratch
        self._laid = scratch("laid", (rows + 2, 2, channels, wide + 1, batch))
        self._kernels = scratch("kernels", (4, 4, filters, channels))
        self._tall = common("tall", (4, 2, channels, high, wide + 1, batch))
        self._tiles = common("tiles", (4, 4, channels, high, wide, batch))
        self._products = common("products", (4, 4, filters, high, wide, batch))

    def start(self) -> list[Call]:
        """Return the calls that transform the weight and lay out the pictures."""
        inner, wide = self._laid[1:-1], self._x.shape[2] // 2
        weight = self._weight.reshape(9, -1)
        return [
            partial(np.matmul, KERNEL, weight, self._kernels.reshape(16, -1)),
            partial(np.copyto, inner[:, 1, :, :wide], self._x[:, :, 0::2]),
            partial(np.copyto, inner[:, 0, :, 1:], self._x[:, :, 1::2]),
        ]

    def corners(self, count: int) -> Array:
        """Return where rows without a place of their own lie, for pooling by halves."""
        return self._products[::3, ::3].swapaxes(2, 3)

    def forward(self, first: int, last: int, y: Array | None) -> list[Call]:
        """Return the calls that compute rows into ``y``, else into `corners`."""
        rows, columns = self._products, self._products[::3]
        even, odd = (columns[:, 0], columns[:, 3]) if y is None else _apart(y, 2)
        return [
            *self._transform(first // 2),
            partial(np.matmul, self._kernels, _flat(self._tiles), _flat(self._products)),
            partial(np.add, rows[0], rows[1], rows[0]),
            partial(np.add, rows[0], rows[2], rows[0]),
            partial(np.add, rows[3], rows[1], rows[3]),
            partial(np.subtract, rows[3], rows[2], rows[3]),
            partial(np.add, columns[:, 0], columns[:, 1], columns[:, 0]),
            partial(np.add, columns[:, 3], columns[:, 1], columns[:, 3]),
            partial(np.add, columns[:, 0], columns[:, 2], even),
            partial(np.subtract, columns[:, 3], columns[:, 2], odd),
        ]

    def prepare(self, d_weight: Array, dx: Array | None) -> list[Call]:
        """Say where the gradients of the weight and, if wanted, of the pictures shall lie."""
        self._d_weight, self._dx = d_weight, dx
        self._d_kernels = self._scratch("d_kernels", self._kernels.shape)
        return []

    def backward(self, first: int, last: int, dz: Array | None) -> list[Call]:
        """Return the calls that take the gradient of rows back; without ``dz`` of `corners`."""
        rows, columns = self._products, self._products[::3]
        calls: list[Call] = []
        if dz is not None:
            even, odd = _apart(dz, 2)
            calls += [partial(np.copyto, columns[:, 0], even)]
            calls += [partial(np.copyto, columns[:, 3], odd)]
        calls += [
            partial(np.add, columns[:, 0], columns[:, 3], columns[:, 1]),
            partial(np.subtract, columns[:, 0], columns[:, 3], columns[:, 2]),
            partial(np.add, rows[0], rows[3], rows[1]),
            partial(np.subtract, rows[0], rows[3], rows[2]),
            *self._transform(first // 2),
        ]
        share = self._common("share", self._kernels.shape) if first else self._d_kernels
        turned = _flat(self._tiles).swapaxes(2, 3)
        calls.append(partial(np.matmul, _flat(self._products), turned, share))
        if first:
            calls.append(partial(np.add, self._d_kernels, share, self._d_kernels))
        return calls if self._dx is None else calls + self._spread(first, last, self._dx)

    def end(self) -> list[Call]:
        """Return the call that completes the weight's gradient."""
        d_weight = self._d_weight.reshape(9, -1)
        return [partial(np.matmul, KERNEL.T, self._d_kernels.reshape(16, -1), d_weight)]

    def _spread(self, first: int, last: int, dx: Array) -> list[Call]:
        """Return the calls that take a block's products back to the pictures.

        Tiles overlap by two rows: the block's first row adds to what the block before left, and
        its last one is left to the next.
        """
        shape, high = self._tiles.shape, last // 2 - first // 2
        both = self._common("both", (2, *shape))
        lower = self._common("lower", (2, *shape[1:]))
        sums = self._common("sums", (4, 2, *shape[2:]))
        number = first // (last - first) % 2
        w, low = both[number], lower[number]
        above, low_above = both[1 - number], lower[1 - number]
        odd, even = sums[:, 0], sums[:, 1]
        kernels = self._kernels.swapaxes(2, 3)
        calls: list[Call] = [
            partial(np.matmul, kernels, _flat(self._products), _flat(w)),
            partial(np.add, w[1], w[2], low),
            partial(np.subtract, low, w[0], low),
            partial(np.subtract, w[1], w[2], even),
            partial(np.subtract, even, w[3], even),
        ]
        if high > 1:
            calls += [
                partial(np.add, w[0][:, :, 1:], low[:, :, :-1], odd[:, :, 1:]),
                partial(np.add, even[:, :, 1:], w[3][:, :, :-1], even[:, :, 1:]),
            ]
        if first:
            calls += [
                partial(np.add, w[0][:, :, 0], low_above[:, :, -1], odd[:, :, 0]),
                partial(np.add, even[:, :, 0], above[3][:, :, -1], even[:, :, 0]),
            ]
            targets = [(np.s_[:], dx[first - 1 : last - 1])]
        else:
            # Above the first row there is nothing to write.
            targets = [(np.s_[1:], dx[:last:2])]
            if high > 1:
                targets.append((np.s_[:1, :, 1:], dx[1 : last - 1 : 2]))
        calls += _columns(sums, targets, self._common)
        if last == len(dx):
            calls += _columns(low[:, None, :, -1:], [(np.s_[:], dx[-1:])], self._common)
        return calls

    def _transform(self, first: int) -> list[Call]:
        """Return the calls that write the transformed tiles of a block."""
        last = first + self._tiles.shape[3]
        laid, tall, tiles = self._laid.transpose(1, 2, 0, 3, 4), self._tall, self._tiles
        d = [laid[:, :, 2 * first + k : 2 * last + k - 1 : 2] for k in range(4)]
        even, even_next = tall[:, 0, :, :, :-1], tall[:, 0, :, :, 1:]
        odd, odd_next = tall[:, 1, :, :, :-1], tall[:, 1, :, :, 1:]
        return [
            partial(np.subtract, d[0], d[2], tall[0]),
            partial(np.add, d[1], d[2], tall[1]),
            partial(np.subtract, d[2], d[1], tall[2]),
            partial(np.subtract, d[3], d[1], tall[3]),
            partial(np.subtract, even, even_next, tiles[:, 0]),
            partial(np.add, odd, even_next, tiles[:, 1]),
            partial(np.subtract, even_next, odd, tiles[:, 2]),
            partial(np.subtract, odd_next, odd, tiles[:, 3]),
        ]


def _flat(tiles: Array) -> Array:
    """Return tiles as sixteen matrices."""
    return tiles.reshape(*tiles.shape[:3], -1)


def _apart(rows: Array, phases: int) -> Array:
    """Return picture rows as a view ``(parity of columns, phase of rows, channels, ..., batch)``."""
    high, channels, columns, batch = rows.shape
    cut = rows.reshape(high // phases, phases, channels, columns // 2, 2, batch)
    return cut.transpose(4, 1, 2, 0, 3, 5)


def _columns(c: Array, targets: list[tuple[Any, Array]], common: Scratch) -> list[Call]:
    """Return the calls that add up overlapping tiles along the columns.

    Parameters
    ----------
    c
        ``(4, phases of rows, channels, tile rows, wide, batch)``.
    targets
        Which phases and tile rows are wanted, and the picture rows that take them.
    """
    odd, even = common("odd", c.shape[1:]), common("even", c.shape[1:])
    calls: list[Call] = [
        partial(np.add, c[1], c[2], odd),
        partial(np.add, odd[..., :-1, :], c[0][..., 1:, :], odd[..., :-1, :]),
        partial(np.subtract, c[1], c[2], even),
        partial(np.add, even[..., 1:, :], c[3][..., :-1, :], even[..., 1:, :]),
    ]
    for at, rows in targets:
        to_even, to_odd = _apart(rows, even[at].shape[0])
        calls += [
            partial(np.subtract, even[at], c[3][at], to_even),
            partial(np.subtract, odd[at], c[0][at], to_odd),
        ]
    return calls
