"""Normalising rows of features, with few and long passes through memory.

Where NumPy spreads one number for each row over the features it copies it piece by piece, which
takes longer than the arithmetic; a matrix product of inner size 2 does it several times as fast.
Mean and variance come from the sums of x and x²; where rounding would show in their difference,
x is centred first.
"""

from __future__ import annotations

from functools import partial

import numpy as np

from nnstudio.core.kernels.activation import Scratch
from nnstudio.core.kernels.calls import Call
from nnstudio.core.layer import Array

BLOCK_NUMBERS = 1 << 16
"""Numbers that go through all passes together, so that they stay in the cache."""
VECTOR = 128
"""Numbers from which on a scalar product is faster than to multiply and to add up."""
FAR = np.float32(16)
"""A squared mean so many times the variance makes the difference of sums imprecise."""


class LayerNormalization:
    """Normalises each row of a matrix by its own mean and variance.

    Parameters
    ----------
    x, y
        ``(rows, features)``, contiguous: the numbers, and where the normalised ones are written.
    weight
        ``(2, features)``: gamma and beta.
    """

    def __init__(self, x: Array, y: Array, weight: Array, epsilon: float, scratch: Scratch) -> None:
        rows, features = x.shape
        most = min(rows, max(1, BLOCK_NUMBERS // features))
        cuts = [slice(i, min(i + most, rows)) for i in range(0, rows, most)]
        kept = scratch("kept", (rows,), np.float32)
        sides = scratch("sides", (2, 2, rows), np.float32)
        sides[1, 1] = 1
        common = _Common(weight, epsilon, most, scratch)
        self._shares = scratch("shares", (len(cuts), 3, features), np.float32)
        self._blocks = [
            _Block(x[cut], y[cut], kept[cut], sides[..., cut], share, common)
            for cut, share in zip(cuts, self._shares, strict=True)
        ]
        self._cuts = cuts

    def forward(self) -> list[Call]:
        """Return the calls that write ``y``."""
        return [block.forward for block in self._blocks]

    def backward(self, dy: Array, dx: Array | None, gradient: Array) -> list[Call]:
        """Return the calls that write the gradients of gamma and beta, and ``dx`` where wanted."""
        calls: list[Call] = []
        for cut, block in zip(self._cuts, self._blocks, strict=True):
            calls.append(partial(block.slopes, dy[cut]))
            if dx is not None:
                calls.append(partial(block.backward, dy[cut], dx[cut]))
        d_gamma, d_beta = gradient
        return [
            *calls,
            partial(np.add.reduce, self._shares[:, :2], (0, 1), None, d_gamma),
            partial(np.add.reduce, self._shares[:, 2], 0, None, d_beta),
        ]


class _Common:
    """What the blocks of rows share, as they are computed one after the other."""

    def __init__(self, weight: Array, epsilon: float, rows: int, scratch: Scratch) -> None:
        features = weight.shape[1]
        self.weight, self.epsilon = weight, np.float32(epsilon)
        self.work = scratch("work", (rows, features), np.float32)
        self.share, self.against = scratch("shares_of_one", (2, features), np.float32)
        self.share.fill(1 / features)
        self.against.fill(-1 / features)
        self.gamma = scratch("gamma", (features,), np.float32)
        self.plain = scratch("plain", (2, features), np.float32)
        self.plain[0] = 1
        self.side = scratch("side", (2, rows), np.float32)
        self.first, self.second = scratch("vectors", (2, rows), np.float32)


class _Block:
    """Some rows that go through all passes together.

    Parameters
    ----------
    minus_mean
        Room for the negative mean of each row.
    sides
        Room for what is multiplied by gamma and beta, which lie below each other: for each row
        ``(inverse, 0)`` and ``(-mean inverse, 1)``, where inverse is that of the deviation.
    share
        Room for this block's part of the gradients: two of gamma, one of beta.
    """

    def __init__(
        self, x: Array, y: Array, minus_mean: Array, sides: Array, share: Array, common: _Common
    ) -> None:
        rows = len(x)
        self._x, self._y, self._c = x, y, common
        self._minus_mean = minus_mean
        self._scale, self._shift = sides
        self._inverse = self._scale[0]
        self._share_gamma, self._share_both = share[0], share[1:]
        self._work, self._side = common.work[:rows], common.side[:, :rows]
        self._first, self._second = common.first[:rows], common.second[:rows]

    def forward(self) -> None:
        """Write ``y``."""
        x, y, c, work = self._x, self._y, self._c, self._work
        minus_mean, inverse, square, limit = (
            self._minus_mean,
            self._inverse,
            self._first,
            self._second,
        )
        x.dot(c.against, minus_mean)
        if x.shape[1] >= VECTOR:
            np.vecdot(x, x, inverse)
            np.multiply(inverse, c.share[0, ...], inverse)
        else:
            np.multiply(x, x, work)
            work.dot(c.share, inverse)
        np.multiply(minus_mean, minus_mean, square)
        np.subtract(inverse, square, inverse)
        np.multiply(inverse, FAR, limit)
        if np.less(limit, square).any():
            self._spread(minus_mean, work)
            np.add(x, work, work)
            np.multiply(work, work, work)
            work.dot(c.share, inverse)
        np.add(inverse, c.epsilon, inverse)
        np.sqrt(inverse, inverse)
        np.reciprocal(inverse, inverse)
        # y = x (inverse gamma) + (beta - mean inverse gamma)
        np.multiply(minus_mean, inverse, self._shift[0])
        self._scale.T.dot(c.weight, work)
        np.multiply(x, work, y)
        self._shift.T.dot(c.weight, work)
        np.add(y, work, y)

    def slopes(self, dy: Array) -> None:
        """Write this block's shares of the gradients of gamma and beta."""
        np.multiply(dy, self._x, self._work)
        self._inverse.dot(self._work, self._share_gamma)
        self._shift.dot(dy, self._share_both)

    def backward(self, dy: Array, dx: Array) -> None:
        """Write ``dx``; `slopes` comes before."""
        # With d = dy gamma and n features: dx = inverse d - bend (x - mean) - level, where
        # bend = inverse^3 sum(d (x - mean)) / n and level = inverse sum(d) / n.
        c, work, bend, level = self._c, self._work, self._first, self._second
        minus_mean, inverse, small = self._minus_mean, self._inverse, self._side[0]
        np.multiply(c.weight[0], c.share, c.gamma)
        work.dot(c.gamma, bend)
        dy.dot(c.gamma, level)
        self._scale.T.dot(c.weight, work)
        np.multiply(dy, work, dx)
        np.multiply(level, minus_mean, small)
        np.add(bend, small, bend)
        for _ in range(3):
            np.multiply(bend, inverse, bend)
        self._spread(bend, work)
        np.multiply(self._x, work, work)
        np.subtract(dx, work, dx)
        np.multiply(level, inverse, level)
        np.multiply(bend, minus_mean, bend)
        np.add(bend, level, level)
        self._spread(level, work)
        np.subtract(dx, work, dx)

    def _spread(self, numbers: Array, out: Array) -> None:
        """Write one number for each row over its features."""
        np.copyto(self._side[0], numbers)
        self._side.T.dot(self._c.plain, out)
