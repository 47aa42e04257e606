"""Gradients kept from becoming too large, in place, by one thread or several."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import partial

import numpy as np

from nnstudio.core.kernels.calls import Call, aligned, scalar
from nnstudio.core.layer import Array

NEVER_ZERO = 1e-6
"""Added to norms that are divided by, as PyTorch does."""


def _square(g: Array, square: float) -> float:
    """Return a sum of squares; where it is too large for float32, it is formed anew."""
    return float(np.square(g, dtype=np.float64).sum()) if math.isinf(square) else float(square)


class Clip:
    """The clipping of a flat gradient, in phases between which all threads wait for each other.

    ``phases[k][i]`` are the calls of thread i in phase k. The first may follow directly what
    writes a thread's part of the gradient, the last may go directly before what reads it: both
    touch the thread's own part alone.

    Parameters
    ----------
    mode
        ``"value"``, ``"norm"`` or ``"global_norm"``, as `Clipping` defines them.
    g
        The flat gradient of the whole batch.
    tensors
        The gradients of the single weights, as views of ``g``.
    parts
        Which part of ``g`` each thread has.
    """

    def __init__(
        self, mode: str, g: Array, tensors: Sequence[Array], parts: Sequence[slice]
    ) -> None:
        self._high, self._low = scalar(math.inf), scalar(-math.inf)
        own = [g[part] for part in parts]
        count = len(tensors) if mode == "norm" else len(parts)
        self._before, self._after = np.zeros(count), np.zeros(count)
        self.phases: list[list[list[Call]]]
        if mode == "value":
            self.phases = [[self._limit(i, part) for i, part in enumerate(own)]]
        elif mode == "global_norm":
            self.phases = [
                [[partial(self._measure, i, part)] for i, part in enumerate(own)],
                [[partial(self._shorten, i, part)] for i, part in enumerate(own)],
            ]
        else:
            threads = range(len(parts))
            each = [_Tensor(self, k, tensor) for k, tensor in enumerate(tensors)]
            between: list[list[Call]] = [[t.clip for t in each[i :: len(parts)]] for i in threads]
            self.phases = [[[] for _ in threads], between, [[] for _ in threads]]

    def set_threshold(self, threshold: float) -> None:
        """Limit to this from the next step on."""
        self._high[()], self._low[()] = threshold, -threshold

    def norms(self) -> tuple[float, float]:
        """Return how long the gradient was before the last step's clipping, and after it."""
        return math.sqrt(self._before.sum()), math.sqrt(self._after.sum())

    def share(self, square: float) -> float:
        """Return what a gradient with this sum of squares is multiplied by."""
        return min(1.0, float(self._high) / (math.sqrt(square) + NEVER_ZERO))

    def keep(self, index: int, square: float, share: float) -> None:
        """Note the sum of squares of one part or tensor before it is multiplied by ``share``."""
        self._before[index], self._after[index] = square, square * share * share

    def _limit(self, index: int, g: Array) -> list[Call]:
        return [
            partial(self._sum, g, self._before, index),
            partial(np.minimum, g, self._high, out=g),
            partial(np.maximum, g, self._low, out=g),
            partial(self._sum, g, self._after, index),
        ]

    def _sum(self, g: Array, sums: Array, index: int) -> None:
        sums[index] = _square(g, g.dot(g))

    def _measure(self, index: int, g: Array) -> None:
        self._before[index] = _square(g, g.dot(g))

    def _shorten(self, index: int, g: Array) -> None:
        # Each thread computes the same share from the same sums.
        share = self.share(float(self._before.sum()))
        self._after[index] = self._before[index] * share * share
        if share != 1.0:
            np.multiply(g, np.float32(share), g)


class _Tensor:
    """The gradient of one weight, whose memory may have gaps."""

    def __init__(self, clip: Clip, index: int, g: Array) -> None:
        self._clip, self._index, self._g = clip, index, g
        self._work = aligned(g.shape)

    def clip(self) -> None:
        """Shorten it where it is too long."""
        g, work = self._g, self._work
        np.multiply(g, g, work)
        square = _square(g, np.add.reduce(work, None))
        share = self._clip.share(square)
        self._clip.keep(self._index, square, share)
        if share != 1.0:
            np.multiply(g, np.float32(share), g)
