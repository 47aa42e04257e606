"""L1, L2 and max-norm: weights held small, as definitions and in place.

The penalty ``l1 * sum |w| + l2 * sum w²`` is added to the loss (Keras' convention: no half), so
its gradient is ``l1 * sign(w) + 2 * l2 * w``. Sources: Krogh and Hertz 1992 (L2), Tibshirani 1996
(L1), Srebro, Rennie, Jaakkola 2005 and Srivastava et al. 2014 (max-norm).
"""

from __future__ import annotations

import math
from functools import partial

import numpy as np

from nnstudio.core.kernels.calls import Call, aligned, scalar
from nnstudio.core.layer import Array

# ---- definitions ----


def penalty(w: Array, l1: float, l2: float) -> float:
    """Return what a weight adds to the loss."""
    return l1 * float(np.abs(w).sum()) + l2 * float(np.square(w).sum())


def penalty_gradient(w: Array, l1: float, l2: float) -> Array:
    """Return the gradient of `penalty`."""
    f = w.dtype.type
    return f(l1) * np.sign(w) + f(2 * l2) * w


def held(w: Array, max_norm: float) -> Array:
    """Return a weight in which no unit's numbers are longer than ``max_norm``; 0: all as they are.

    A unit is what has one place on the last axis: a column of a dense weight, one filter of a
    convolution.
    """
    if not max_norm:
        return w
    lengths = np.sqrt(np.square(w).sum(axis=tuple(range(w.ndim - 1)), keepdims=True))
    return w * np.minimum(1, w.dtype.type(max_norm) / np.maximum(lengths, np.finfo(w.dtype).tiny))


# ---- in place ----


class Penalty:
    """The penalty of one weight within a compiled step.

    Parameters
    ----------
    w, g
        The weight and its gradient, in the axis order of the definition; there may be gaps.
    """

    def __init__(self, w: Array, g: Array) -> None:
        self._w, self._g, self._work = w, g, aligned(w.shape)
        self._l1, self._twice_l2 = scalar(0), scalar(0)
        self._strengths = (0.0, 0.0)

    def set(self, l1: float, l2: float) -> None:
        """Change the strengths."""
        self._strengths = (l1, l2)
        self._l1[()], self._twice_l2[()] = l1, 2 * l2

    def gradient_calls(self) -> list[Call]:
        """Return the calls that add the penalty's gradient, for strengths that are not 0 now."""
        w, g, work = self._w, self._g, self._work
        calls: list[Call] = []
        if self._strengths[1]:
            calls += [partial(np.multiply, w, self._twice_l2, work), partial(np.add, g, work, g)]
        if self._strengths[0]:
            calls += [
                partial(np.sign, w, work),
                partial(np.multiply, work, self._l1, work),
                partial(np.add, g, work, g),
            ]
        return calls

    def value(self) -> float:
        """Return what the weight adds to the loss at present."""
        l1, l2 = self._strengths
        total = 0.0
        if l1:
            total += l1 * float(np.add.reduce(np.abs(self._w, out=self._work), None))
        if l2:
            total += l2 * float(np.add.reduce(np.multiply(self._w, self._w, self._work), None))
        return total


class MaxNorm:
    """The max-norm of one weight, applied after each update; ``limit`` 0 lets all be.

    Parameters
    ----------
    w
        The weight in the axis order of the definition; there may be gaps, and axes may be split.
    units
        How many units it belongs to: the size of the definition's last axis.
    """

    def __init__(self, w: Array, limit: float, units: int) -> None:
        first = w.ndim - 1
        while math.prod(w.shape[first:]) < units:
            first -= 1  # the axis of the units is split, as into groups of filters
        self._limit, self._axes = scalar(0), tuple(range(first))
        work, lengths = aligned(w.shape), aligned((*(1 for _ in self._axes), *w.shape[first:]))
        smallest, one = scalar(float(np.finfo(np.float32).tiny)), scalar(1)
        self.set(limit)
        self.calls: list[Call] = [
            partial(np.multiply, w, w, work),
            partial(np.add.reduce, work, self._axes, None, lengths, True),
            partial(np.sqrt, lengths, lengths),
            partial(np.maximum, lengths, smallest, out=lengths),
            partial(np.divide, self._limit, lengths, lengths),
            partial(np.minimum, lengths, one, out=lengths),
            partial(np.multiply, w, lengths, w),
        ]

    def set(self, limit: float) -> None:
        """Change the length that no unit may exceed."""
        self._limit[()] = limit or np.inf
