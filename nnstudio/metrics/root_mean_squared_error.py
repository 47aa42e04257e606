"""How far outputs are from the targets, large misses counting more."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from nnstudio.core.layer import Array
from nnstudio.core.text import N_
from nnstudio.metrics.base import Metric


@dataclass(frozen=True)
class RootMeanSquaredError(Metric):
    """The root of the mean squared distance of outputs and targets."""

    name = "root_mean_squared_error"
    label = N_("Root mean squared error")
    summary = N_("How far the outputs are from the targets, large misses counting more.")
    formula = r"\sqrt{\frac{1}{B n} \sum_b \sum_i (y_{b,i} - t_{b,i})^2}"
    order = 8
    tasks = ("regression",)
    higher_is_better = False
    in_target_units = True

    def sums(self, y: Array, t: Array) -> Array:
        d = (y - t).astype(np.float64)
        return np.array([(d * d).sum(), y.size], np.float64)

    def result(self, total: Array) -> float:
        return math.sqrt(total[0] / total[1]) if total[1] else math.nan
