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

BLOCK_NUMBERS = 1 << 15
"""Numbers that go through all passes together, so that they stay in the cache."""
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
        kept = scratch("kept", (2, rows), np.float32)
        sides = scratch("sides", (2, rows, 2), np.float32)
        common = _Common(weight, epsilon, most, scratch)
        self._shares = scratch("shares", (len(cuts), 3, features), np.float32)
        self._blocks = [
            _Block(x[cut], y[cut], kept[:, cut], sides[:, cut], share, common)
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
        self.share = scratch("share", (features,), np.float32)
        self.share.fill(1 / features)
        self.plain = scratch("plain", (2, features), np.float32)
        self.plain[0] = 1
        self.side = scratch("side", (rows, 2), np.float32)
        self.first, self.second = scratch("vectors", (2, rows), np.float32)


class _Block:
    """Some rows that go through all passes together.

    Attributes
    ----------
    sides
        The left sides of products with gamma and beta below each other: ``(inverse, 0)`` and
        ``(-mean inverse, 1)``.
    """

    def __init__(
        self, x: Array, y: Array, kept: Array, sides: Array, share: Array, common: _Common
    ) -> None:
        rows = len(x)
        self._x, self._y, self._c = x, y, common
        self._mean, self._inverse = kept
        self._scale, self._shift = sides
        self._shift[:, 1] = 1
        self._share_gamma, self._share_both = share[0], share[1:]
        self._work, self._side = common.work[:rows], common.side[:rows]
        self._first, self._second = common.first[:rows], common.second[:rows]

    def forward(self) -> None:
        """Write ``y``."""
        x, y, c, work = self._x, self._y, self._c, self._work
        mean, inverse, square, limit = self._mean, self._inverse, self._first, self._second
        x.dot(c.share, mean)
        np.multiply(x, x, work)
        work.dot(c.share, inverse)
        np.multiply(mean, mean, square)
        np.subtract(inverse, square, inverse)
        np.multiply(inverse, FAR, limit)
        if np.less(limit, square).any():
            self._spread(mean, work)
            np.subtract(x, work, work)
            np.multiply(work, work, work)
            work.dot(c.share, inverse)
        np.add(inverse, c.epsilon, inverse)
        np.sqrt(inverse, inverse)
        np.reciprocal(inverse, inverse)
        # y = x (inverse gamma) + (beta - mean inverse gamma)
        np.copyto(self._scale[:, 0], inverse)
        np.multiply(mean, inverse, square)
        np.negative(square, self._shift[:, 0])
        self._scale.dot(c.weight, work)
        np.multiply(x, work, y)
        self._shift.dot(c.weight, work)
        np.add(y, work, y)

    def slopes(self, dy: Array) -> None:
        """Write this block's shares of the gradients of gamma and beta."""
        np.multiply(dy, self._x, self._work)
        self._inverse.dot(self._work, self._share_gamma)
        self._shift.T.dot(dy, self._share_both)

    def backward(self, dy: Array, dx: Array) -> None:
        """Write ``dx``; `slopes` comes before."""
        # With d = dy gamma and n features: dx = inverse d - bend (x - mean) - level, where
        # bend = inverse^3 sum(d (x - mean)) / n and level = inverse sum(d) / n.
        c, work, bend, level = self._c, self._work, self._first, self._second
        mean, inverse = self._mean, self._inverse
        gamma = c.weight[0]
        work.dot(gamma, bend)
        dy.dot(gamma, level)
        self._scale.dot(c.weight, work)
        np.multiply(dy, work, dx)
        np.multiply(level, mean, self._side[:, 0])
        np.subtract(bend, self._side[:, 0], bend)
        np.multiply(inverse, c.share[0], self._side[:, 0])
        np.multiply(level, self._side[:, 0], level)
        for factor in (self._side[:, 0], inverse, inverse):
            np.multiply(bend, factor, bend)
        self._spread(bend, work)
        np.multiply(self._x, work, work)
        np.subtract(dx, work, dx)
        np.multiply(bend, mean, bend)
        np.subtract(bend, level, bend)
        self._spread(bend, work)
        np.add(dx, work, dx)

    def _spread(self, numbers: Array, out: Array) -> None:
        """Write one number for each row over its features."""
        np.copyto(self._side[:, 0], numbers)
        self._side.dot(self._c.plain, out)
