"""Optimisers in one pass over all weights."""

from __future__ import annotations

import math

import numpy as np

from nnstudio.core.kernels.fast.compiler import kernel
from nnstudio.core.layer import Array

UPDATES = ("sgd", "momentum", "nesterov", "adagrad", "rmsprop", "adam", "adamw")
"""What the numbers in ``method`` stand for."""

ONE, ZERO = np.float32(1), np.float32(0)


@kernel("void(float32[::1], float32[::1], float32[::1], float32[::1], int64)")
def update_once(w: Array, g: Array, kept: Array, constants: Array, method: int) -> None:
    """Do one step of an optimiser that keeps one vector, or none (then ``kept`` is not used).

    Parameters
    ----------
    constants, method
        The constants of `nnstudio.core.kernels.optimizers`, and the place among its ``NAMES``.
    """
    rate = constants[0]
    if method == 0:
        for k in range(len(w)):
            w[k] -= rate * g[k]
    elif method <= 2:
        share = constants[1]
        ahead, own = (share, ONE) if method == 2 else (ONE, ZERO)
        for k in range(len(w)):
            v = share * kept[k] + g[k]
            kept[k] = v
            w[k] -= rate * (ahead * v + own * g[k])
    else:
        eps, memory = constants[1], ONE if method == 3 else constants[2]
        for k in range(len(w)):
            s = memory * kept[k] + g[k] * g[k]
            kept[k] = s
            w[k] -= rate * g[k] / (math.sqrt(s) + eps)


@kernel("void(float32[::1], float32[::1], float32[::1], float32[::1], float32[::1], int64)")
def update_twice(w: Array, g: Array, m: Array, v: Array, constants: Array, method: int) -> None:
    """Do one step of Adam or AdamW."""
    rate, eps, share, memory = constants[0], constants[1], constants[2], constants[3]
    rest = constants[4] if method == 6 else ONE
    for k in range(len(w)):
        first = share * m[k] + g[k]
        second = memory * v[k] + g[k] * g[k]
        m[k] = first
        v[k] = second
        w[k] = rest * w[k] - rate * first / (math.sqrt(second) + eps)
