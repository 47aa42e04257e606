"""Convolution with 3 by 3 kernels in 2.25 times fewer multiplications: Winograd's F(2x2, 3x3).

The picture is cut into tiles of 4 by 4 numbers that overlap by two; each gives 2 by 2 numbers of
the output. Tiles and kernels are transformed so that their convolution becomes one product per
place of the tile: sixteen matrix products over channels, for a whole row of tiles at once.

    Y = A' [(G g G') * (B' d B)] A       (Lavin and Gray 2016, Fast Algorithms for CNNs)

Here the last row of B' and of A' has the opposite sign, which cancels and saves a pass over the
gradients. Even and odd columns of the picture lie apart, and each row of tiles has one column
more than it needs: so neighbours are a fixed distance away, and every sum runs over contiguous
memory, where NumPy is four times as fast. In gradients the column more holds zeros.
"""

from __future__ import annotations

from functools import partial

import numpy as np

from nnstudio.core.kernels.activation import Scratch
from nnstudio.core.kernels.calls import Call
from nnstudio.core.kernels.runs import move
from nnstudio.core.layer import Array

_SIDE = np.array([[1, 0, 0], [0.5, 0.5, 0.5], [0.5, -0.5, 0.5], [0, 0, 1]], np.float32)
KERNEL = np.kron(_SIDE, _SIDE).reshape(4, 4, 9).swapaxes(0, 1).reshape(16, 9).copy()
"""G on both sides of a kernel ``(columns * rows of the tile, 9)``."""

SMALL_PRODUCT = 660_000
"""Multiply-adds up to which a matrix product does best without packing its operands."""
FEWEST_ROWS = 16
"""Of a product that is computed in pieces."""
FEW_FILTERS, MANY_FILTERS = 32, 64
"""Beyond so many and up to so many filters, the kernels' gradient is faster in pieces."""


class Winograd:
    """One convolution, computed two rows of the output at a time.

    Parameters
    ----------
    x
        The pictures ``(rows, channels, columns, batch)``, rows and columns even; the output has
        the same size, as with zeros all around.
    weight
        ``(9, filters, channels)``.
    scratch
        Makes buffers of this convolution alone.
    common
        Makes buffers that hold nothing from one convolution to the next.
    """

    def __init__(self, x: Array, weight: Array, scratch: Scratch, common: Scratch) -> None:
        rows, channels, columns, batch = x.shape
        filters, wide = weight.shape[1], columns // 2 + 1
        self._x, self._weight, self._batch = x, weight, batch
        self._scratch, self._common = scratch, common
        self._laid = scratch("laid", (rows + 2, 2, channels, wide, batch))
        self._kernels = scratch("kernels", (4, 4, filters, channels))
        # (columns, rows) of the tile come first.
        self._tiles = common("tiles", (4, 4, channels, wide * batch))
        self._products = common("products", (4, 4, filters, wide * batch))

    def start(self) -> list[Call]:
        """Return the calls that transform the weight and lay out the pictures."""
        weight, inner = self._weight.reshape(9, -1), self._laid[1:-1]
        return [
            partial(np.matmul, KERNEL, weight, self._kernels.reshape(16, -1)),
            move(self._x[:, :, 0::2], inner[:, 1, :, :-1]),
            move(self._x[:, :, 1::2], inner[:, 0, :, 1:]),
        ]

    def pairs(self, count: int) -> tuple[Array, Array]:
        """Return where two rows without a place of their own lie: the even and the odd one."""
        columns = self._pixels(self._products)[::3]
        return columns[:, 0], columns[:, 3]

    def forward(self, first: int, last: int, y: Array | None) -> list[Call]:
        """Return the calls that compute two rows into ``y``, else into `pairs`."""
        m = self._products
        calls: list[Call] = [
            *self._transform(first),
            _product(self._kernels, self._tiles, m),
            *_inverse(m[0], m[1], m[2], m[3]),
            *_inverse(m[0, 0], m[0, 1], m[0, 2], m[0, 3]),
            *_inverse(m[3, 0], m[3, 1], m[3, 2], m[3, 3]),
        ]
        if y is not None:
            calls.append(move(self._corner_pixels(), _by_parity(y)))
        return calls

    def prepare(self, d_weight: Array, dx: Array | None) -> list[Call]:
        """Say where the gradients of the weight and, if wanted, of the pictures shall lie."""
        self._d_weight, self._dx = d_weight, dx
        self._d_kernels = self._scratch("d_kernels", self._kernels.shape)
        return []

    def backward(self, first: int, last: int, dz: Array | None) -> list[Call]:
        """Return the calls that take the gradient of two rows back; without ``dz`` of `pairs`."""
        m = self._products
        calls: list[Call] = []
        if dz is not None:
            beyond = self._pixels(m)[::3, ::3, :, -1]
            calls += [move(_by_parity(dz), self._corner_pixels()), partial(beyond.fill, 0)]
        calls += [
            partial(np.add, m[0, 0], m[0, 3], m[0, 1]),
            partial(np.subtract, m[0, 0], m[0, 3], m[0, 2]),
            partial(np.add, m[3, 0], m[3, 3], m[3, 1]),
            partial(np.subtract, m[3, 0], m[3, 3], m[3, 2]),
            partial(np.add, m[0], m[3], m[1]),
            partial(np.subtract, m[0], m[3], m[2]),
            *self._transform(first),
        ]
        share = self._common("share", self._kernels.shape) if first else self._d_kernels
        calls.append(_share(m, self._tiles, share))
        if first:
            calls.append(partial(np.add, self._d_kernels, share, self._d_kernels))
        return calls if self._dx is None else calls + self._spread(first, self._dx)

    def end(self) -> list[Call]:
        """Return the call that completes the weight's gradient."""
        d_weight = self._d_weight.reshape(9, -1)
        return [partial(np.matmul, KERNEL.T, self._d_kernels.reshape(16, -1), d_weight)]

    # ---- inside ----

    def _transform(self, first: int) -> list[Call]:
        """Return the calls that transform the row of tiles that begins at row ``first``."""
        d, next_column = self._laid[first : first + 4], self._batch
        size = d[0, 0].size
        flat = self._common("tall", (8 * size + next_column,))
        tall = flat[: 8 * size].reshape(2, 4, size)
        calls: list[Call] = []
        for parity in range(2):
            d0, d1, d2, d3 = (d[k, parity].reshape(-1) for k in range(4))
            out = tall[parity]
            calls += [
                partial(np.subtract, d0, d2, out[0]),
                partial(np.add, d1, d2, out[1]),
                partial(np.subtract, d2, d1, out[2]),
                partial(np.subtract, d3, d1, out[3]),
            ]
        even, odd = flat[: 4 * size], flat[4 * size : 8 * size]
        even_next = flat[next_column : 4 * size + next_column]
        odd_next = flat[4 * size + next_column :]
        tiles = self._tiles.reshape(4, -1)
        return [
            *calls,
            partial(np.subtract, even, even_next, tiles[0]),
            partial(np.add, odd, even_next, tiles[1]),
            partial(np.subtract, even_next, odd, tiles[2]),
            partial(np.subtract, odd_next, odd, tiles[3]),
        ]

    def _spread(self, first: int, dx: Array) -> list[Call]:
        """Return the calls that take a row of tiles back to the pictures.

        Rows of tiles overlap: the first row of pixels adds to what the tiles above left, and
        what reaches the last one is left to the tiles below.
        """
        shape = self._tiles.shape
        both = self._common("both", (2, *shape))
        lower = self._common("lower", (2, *shape[1:]))
        sums = self._common("sums", (2, *shape[1:]))
        number = first // 2 % 2
        w, low = both[number], lower[number]
        above, low_above = both[1 - number], lower[1 - number]
        odd, even = sums
        kernels = self._kernels.swapaxes(2, 3)
        calls: list[Call] = [
            partial(np.matmul, kernels, self._products, w.swapaxes(0, 1)),
            partial(np.add, w[1], w[2], low),
            partial(np.subtract, low, w[0], low),
            partial(np.subtract, w[1], w[2], even),
            partial(np.subtract, even, w[3], even),
        ]
        if first:
            calls += [
                partial(np.add, even, above[3], even),
                partial(np.add, w[0], low_above, odd),
                *self._columns(sums, dx[first - 1 : first + 1]),
            ]
        else:
            calls += self._columns(sums[1:], dx[:1])
        if first + 2 == len(dx):
            calls += self._columns(low[None], dx[-1:])
        return calls

    def _columns(self, sums: Array, dx: Array) -> list[Call]:
        """Return the calls that add up overlapping tiles along rows of pixels, into ``dx``."""
        spread = self._common("spread", (2, 2, *sums.shape[2:]))[:, : len(dx)]
        step = self._batch
        calls: list[Call] = []
        for row, c in enumerate(sums):
            flat, size = c.reshape(-1), c[0].size
            _, c1, c2, c3 = c.reshape(4, -1)
            c0, c0_next = flat[:size], flat[step : size + step]
            c3_before = flat[3 * size - step : 4 * size - step]
            even, odd = spread[0, row].reshape(-1), spread[1, row].reshape(-1)
            calls += [
                partial(np.add, c1, c2, odd),
                partial(np.subtract, odd, c0, odd),
                partial(np.add, odd, c0_next, odd),
                partial(np.subtract, c1, c2, even),
                partial(np.subtract, even, c3, even),
                partial(np.add, even, c3_before, even),
            ]
        return [*calls, move(self._pixels(spread)[..., :-1, :], _by_parity(dx))]

    def _pixels(self, maps: Array) -> Array:
        """Return maps with columns and batch as axes of their own."""
        return maps.reshape(*maps.shape[:-1], -1, self._batch)

    def _corner_pixels(self) -> Array:
        return self._pixels(self._products)[::3, ::3, :, :-1]


def _product(left: Array, right: Array, out: Array) -> Call:
    """Return the call that gives the sixteen products, in pieces that need no packing."""
    rows, length = left.shape[2:]
    limit = SMALL_PRODUCT // (length * right.shape[3])
    fitting = [n for n in range(FEWEST_ROWS, min(rows, limit) + 1) if rows % n == 0]
    return _in_pieces(left, right, out, fitting[-1] if fitting else rows)


def _share(products: Array, tiles: Array, out: Array) -> Call:
    """Return the product that gives a share of the kernels' gradient."""
    filters = products.shape[2]
    small = FEW_FILTERS < filters <= MANY_FILTERS and filters % FEWEST_ROWS == 0
    return _in_pieces(products, tiles.swapaxes(2, 3), out, FEWEST_ROWS if small else filters)


def _in_pieces(left: Array, right: Array, out: Array, rows: int) -> Call:
    if rows == left.shape[2]:
        return partial(np.matmul, left, right, out)
    cut_left, cut_out = (v.reshape(4, 4, -1, rows, v.shape[3]) for v in (left, out))
    return partial(np.matmul, cut_left, right[:, :, None], cut_out)


def _inverse(m0: Array, m1: Array, m2: Array, m3: Array) -> list[Call]:
    """Return the calls that make two rows of four, in the place of the outer ones."""
    return [
        partial(np.add, m0, m1, m0),
        partial(np.add, m0, m2, m0),
        partial(np.add, m3, m1, m3),
        partial(np.subtract, m3, m2, m3),
    ]


def _by_parity(rows: Array) -> Array:
    """Return rows of pixels as a view ``(parity of columns, rows, channels, wide, batch)``."""
    high, channels, columns, batch = rows.shape
    return rows.reshape(high, channels, columns // 2, 2, batch).transpose(3, 0, 1, 2, 4)
