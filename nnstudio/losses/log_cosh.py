"""The logarithm of the hyperbolic cosine of the differences."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from nnstudio.core.layer import Array
from nnstudio.core.text import N_
from nnstudio.losses.base import Loss


@dataclass(frozen=True)
class LogCosh(Loss):
    """Like half the squared error for small differences, like the absolute one for large ones.

    It is averaged over units, positions and batch; its derivative is tanh.
    """

    name = "log_cosh"
    label = N_("Log-cosh")
    summary = N_("Squared near the target, straight far from it, and smooth between.")
    formula = r"L = \frac{1}{B n} \sum_b \sum_i \ln \cosh(y_{b,i} - t_{b,i})"
    source = "Green 1990, Bayesian reconstructions from emission tomography data"
    order = 9
    tasks = ("regression",)

    def value(self, y: Array, t: Array) -> float:
        # cosh d = 1 + 2 sinh²(d/2) keeps the digits of small differences; |d| those of large ones.
        distance = np.abs(y - t)
        near = np.log1p(2 * np.sinh(np.minimum(distance, 1) / 2) ** 2)
        far = distance + np.log1p(np.exp(-2 * distance)) - y.dtype.type(math.log(2))
        return float(np.where(distance < 1, near, far).mean())

    def backward(self, y: Array, t: Array) -> Array:
        return np.tanh(y - t) * y.dtype.type(1.0 / y.size)
