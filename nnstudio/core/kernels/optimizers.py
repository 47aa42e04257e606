"""Optimisers over one flat vector of all weights, a few passes per step.

Constants that change from step to step lie in 0-d arrays, which the caller fills.
"""

from __future__ import annotations

import math
from functools import partial

import numpy as np

from nnstudio.core.kernels.calls import Call, scalar
from nnstudio.core.layer import Array

PIECE = 1 << 16
"""Weights that are updated in one go; five vectors of so many numbers are used at once."""


def sgd(w: Array, g: Array, rate: Array, work: Array) -> list[Call]:
    """Return the calls of ``w -= rate * g``."""
    return [partial(np.multiply, g, rate, work), partial(np.subtract, w, work, w)]


def momentum(w: Array, g: Array, v: Array, share: Array, rate: Array, work: Array) -> list[Call]:
    """Return the calls of ``v = share * v + g; w -= rate * v``."""
    return [
        partial(np.multiply, v, share, v),
        partial(np.add, v, g, v),
        partial(np.multiply, v, rate, work),
        partial(np.subtract, w, work, w),
    ]


def adam(
    w: Array,
    g: Array,
    m: Array,
    v: Array,
    betas: tuple[float, float],
    rate: Array,
    eps: Array,
    work: Array,
) -> list[Call]:
    """Return the calls of one Adam step in ten passes.

    ``m`` and ``v`` hold Adam's means divided by (1 - beta); `adam_constants` gives ``rate`` and
    ``eps`` that belong to this form. Long vectors go piece by piece through all passes, so that
    a piece stays in the cache.
    """
    if len(w) > PIECE:
        pieces = [slice(start, start + PIECE) for start in range(0, len(w), PIECE)]
        parts = [adam(w[p], g[p], m[p], v[p], betas, rate, eps, work[: len(w[p])]) for p in pieces]
        return [call for part in parts for call in part]
    return [
        partial(np.multiply, m, scalar(betas[0]), m),
        partial(np.add, m, g, m),
        partial(np.multiply, v, scalar(betas[1]), v),
        partial(np.multiply, g, g, work),
        partial(np.add, v, work, v),
        partial(np.sqrt, v, work),
        partial(np.add, work, eps, work),
        partial(np.divide, m, work, work),
        partial(np.multiply, work, rate, work),
        partial(np.subtract, w, work, w),
    ]


def adam_constants(
    learning_rate: float, betas: tuple[float, float], epsilon: float, step: int
) -> tuple[float, float]:
    """Return ``rate`` and ``eps`` of `adam` for a step, counted from 1."""
    spread = math.sqrt((1 - betas[1] ** step) / (1 - betas[1]))
    rate = learning_rate * (1 - betas[0]) / (1 - betas[0] ** step) * spread
    return rate, epsilon * spread
