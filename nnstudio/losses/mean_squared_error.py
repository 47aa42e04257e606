"""The mean of the squared differences."""

from __future__ import annotations

from dataclasses import dataclass

from nnstudio.core.layer import Array
from nnstudio.core.text import N_
from nnstudio.losses.base import Loss


@dataclass(frozen=True)
class MeanSquaredError(Loss):
    """The squared difference, averaged over units, positions and batch."""

    name = "mean_squared_error"
    label = N_("Mean squared error")
    summary = N_("The squared difference to the target, averaged over outputs and batch.")
    formula = r"L = \frac{1}{B n} \sum_b \sum_i (y_{b,i} - t_{b,i})^2"
    source = "Goodfellow, Bengio, Courville: Deep Learning (2016), section 5.1"
    order = 5
    tasks = ("regression", "classification")

    def value(self, y: Array, t: Array) -> float:
        d = y - t
        return float((d * d).mean())

    def backward(self, y: Array, t: Array) -> Array:
        return (y - t) * y.dtype.type(2.0 / y.size)
