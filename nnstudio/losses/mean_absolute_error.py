"""The mean of the distances."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from nnstudio.core.layer import Array
from nnstudio.core.text import N_
from nnstudio.losses.base import Loss


@dataclass(frozen=True)
class MeanAbsoluteError(Loss):
    """The distance to the target, averaged over units, positions and batch.

    Where output and target are equal the derivative is taken as 0.
    """

    name = "mean_absolute_error"
    label = N_("Mean absolute error")
    summary = N_("The distance to the target, averaged; single far-off targets weigh little.")
    formula = r"L = \frac{1}{B n} \sum_b \sum_i |y_{b,i} - t_{b,i}|"
    source = "Hastie, Tibshirani, Friedman: The Elements of Statistical Learning, section 10.6"
    order = 7
    tasks = ("regression",)

    def value(self, y: Array, t: Array) -> float:
        return float(np.abs(y - t).mean())

    def backward(self, y: Array, t: Array) -> Array:
        return np.sign(y - t) * y.dtype.type(1.0 / y.size)
