"""Normalising channels over the batch, with few and long passes through memory.

Mean and variance come from the sums of x and x²; where rounding would show in their difference, x
is centred first.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

import numpy as np

from nnstudio.core.kernels.activation import Scratch
from nnstudio.core.kernels.calls import Call
from nnstudio.core.kernels.channels import Channels
from nnstudio.core.layer import Array

FAR = np.float32(16)
"""A squared mean so many times the variance makes the difference of sums imprecise."""


@dataclass(frozen=True)
class Cut:
    """How a batch is cut into parts that are computed side by side, as one of them sees it.

    Attributes
    ----------
    index
        Which of the parts this is.
    shares
        The share of all samples that each part has.
    count
        How many numbers of all parts belong to a channel.
    moments, slopes
        ``(parts, 2, channels)``: what the parts tell one another, each writing its own.
    """

    index: int
    shares: Array
    count: int
    moments: Array
    slopes: Array


class BatchNormalization:
    """Normalises each channel by mean and variance of the batch, or by their running averages.

    Going forward `gather` comes first, then all parts of the batch meet, then `normalise`; going
    back likewise with `gather_back` and `spread_back`.

    Parameters
    ----------
    x, y
        The numbers, contiguous, and where the normalised ones are written.
    weight
        ``(2, channels)``: gamma and beta.
    running
        The running mean and variance.
    momentum
        The share of the newest batch in them.
    cut
        How the batch is cut; None where the running averages normalise.
    """

    def __init__(
        self,
        channels: Channels,
        x: Array,
        y: Array,
        weight: Array,
        running: tuple[Array, Array],
        momentum: float,
        epsilon: float,
        cut: Cut | None,
        scratch: Scratch,
    ) -> None:
        self._channels, self._cut = channels, cut
        self._x, self._y = (array.reshape(channels.shape) for array in (x, y))
        self._weight, self._running = weight, running
        self._momentum, self._epsilon = np.float32(momentum), np.float32(epsilon)

        def vector(name: str) -> Array:
            return scratch(name, running[0].shape, np.float32)

        self._mean, self._variance, self._inverse = map(vector, ("mean", "variance", "inverse"))
        self._scale, self._shift, self._bend = map(vector, ("scale", "shift", "bend"))
        self._small, self._totals = vector("small"), scratch("totals", weight.shape, np.float32)
        if cut is not None:
            self._spread = scratch("spread", cut.moments[:, 0].shape, np.float32)
        self._sums, self._products = map(channels.parts, ("sums", "products"))
        self._scales, self._spread_scale = channels.spread("scales", self._scale)
        self._shifts, self._spread_shift = channels.spread("shifts", self._shift)
        self._bends, self._spread_bend = channels.spread("bends", self._bend)

    def gather(self) -> list[Call]:
        """Return the calls that find this part's mean and variance."""
        calls = []
        for block in self._channels.blocks:
            x = self._x[block]
            calls += [
                self._channels.add_up(x, self._sums, block),
                *self._channels.add_products(x, x, self._products, block),
            ]
        return [*calls, self._own_moments]

    def normalise(self) -> list[Call]:
        """Return the calls that write ``y``."""
        calls: list[Call] = [self._all_moments if self._cut else self._averages]
        calls += [self._spread_scale, self._spread_shift]
        for block in self._channels.blocks:
            y = self._y[block]
            calls += [
                partial(np.multiply, self._x[block], self._scales, y),
                partial(np.add, y, self._shifts, y),
            ]
        return calls

    def gather_back(self, dy: Array, gradient: Array) -> list[Call]:
        """Return the calls that write this part's gradients of gamma and beta, ``(2, channels)``."""
        calls = []
        dy = dy.reshape(self._channels.shape)
        for block in self._channels.blocks:
            calls += [
                self._channels.add_up(dy[block], self._sums, block),
                *self._channels.add_products(dy[block], self._x[block], self._products, block),
            ]
        return [*calls, partial(self._own_slopes, gradient)]

    def spread_back(self, dy: Array, dx: Array) -> list[Call]:
        """Return the calls that write ``dx``."""
        dy, dx = (array.reshape(self._channels.shape) for array in (dy, dx))
        blocks = self._channels.blocks
        if self._cut is None:
            return [partial(np.multiply, dy[block], self._scales, dx[block]) for block in blocks]
        # dx = scale dy + bend x + shift, where the last two make its sums with x and 1 vanish.
        calls: list[Call] = [self._all_slopes, self._spread_bend, self._spread_shift]
        for block in blocks:
            work = self._channels.work(block)
            calls += [
                partial(np.multiply, dy[block], self._scales, dx[block]),
                partial(np.multiply, self._x[block], self._bends, work),
                partial(np.add, dx[block], work, dx[block]),
                partial(np.add, dx[block], self._shifts, dx[block]),
            ]
        return calls

    def _own_moments(self) -> None:
        """Write this part's mean and variance."""
        assert self._cut is not None
        own, small = self._cut.moments[self._cut.index], self._small
        self._means_of(self._sums, own[0])
        self._means_of(self._products, own[1])
        np.multiply(own[0], own[0], small)
        np.subtract(own[1], small, own[1])
        np.multiply(own[1], FAR, self._variance)
        if np.less(self._variance, small).any():
            self._centre(own[0])
            self._means_of(self._products, own[1])

    def _means_of(self, parts: Array, out: Array) -> None:
        np.add.reduce(parts, 0, out=out)
        np.multiply(out, np.float32(self._channels.channels / self._x.size), out)

    def _centre(self, mean: Array) -> None:
        """Add up the squares of what differs from the mean."""
        np.copyto(self._shift, mean)
        self._spread_shift()
        for block in self._channels.blocks:
            work = self._channels.work(block)
            np.subtract(self._x[block], self._shifts, work)
            np.multiply(work, work, work)
            self._channels.add_up(work, self._products, block)()

    def _all_moments(self) -> None:
        """Find mean and variance of the whole batch, and take them into the running averages."""
        cut, small = self._cut, self._small
        assert cut is not None
        means, variances = cut.moments[:, 0], cut.moments[:, 1]
        cut.shares.dot(means, self._mean)
        # The spread of all is that within the parts and that of their means.
        np.subtract(means, self._mean, self._spread)
        np.multiply(self._spread, self._spread, self._spread)
        np.add(self._spread, variances, self._spread)
        cut.shares.dot(self._spread, self._variance)
        self._affine(self._variance)
        if cut.index == 0:
            unbiased = np.float32(cut.count / (cut.count - 1))
            np.multiply(self._variance, unbiased, self._variance)
            for kept, newest in zip(self._running, (self._mean, self._variance), strict=True):
                np.subtract(newest, kept, small)
                np.multiply(small, self._momentum, small)
                np.add(kept, small, kept)

    def _averages(self) -> None:
        """Take the running averages."""
        np.copyto(self._mean, self._running[0])
        self._affine(self._running[1])

    def _affine(self, variance: Array) -> None:
        """Find scale and shift: y = scale x + shift."""
        np.add(variance, self._epsilon, self._inverse)
        np.sqrt(self._inverse, self._inverse)
        np.reciprocal(self._inverse, self._inverse)
        np.multiply(self._weight[0], self._inverse, self._scale)
        np.multiply(self._mean, self._scale, self._shift)
        np.subtract(self._weight[1], self._shift, self._shift)

    def _own_slopes(self, gradient: Array) -> None:
        """Write this part's gradients of gamma and beta."""
        d_gamma, d_beta = gradient
        np.add.reduce(self._sums, 0, out=d_beta)
        np.add.reduce(self._products, 0, out=d_gamma)
        np.multiply(self._mean, d_beta, self._small)
        np.subtract(d_gamma, self._small, d_gamma)
        np.multiply(d_gamma, self._inverse, d_gamma)
        if self._cut is not None:
            np.copyto(self._cut.slopes[self._cut.index], gradient)

    def _all_slopes(self) -> None:
        """Find bend and shift: dx = scale dy + bend x + shift."""
        cut, bend, small = self._cut, self._bend, self._small
        assert cut is not None
        np.add.reduce(cut.slopes, 0, out=self._totals)
        np.multiply(self._scale, np.float32(-1 / cut.count), self._shift)
        np.multiply(self._totals[0], self._inverse, bend)
        np.multiply(bend, self._shift, bend)
        np.multiply(self._totals[1], self._shift, self._shift)
        np.multiply(bend, self._mean, small)
        np.subtract(self._shift, small, self._shift)
