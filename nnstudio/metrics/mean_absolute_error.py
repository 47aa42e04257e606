"""How far outputs are from the targets."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from nnstudio.core.layer import Array
from nnstudio.core.text import N_
from nnstudio.metrics.base import Metric


@dataclass(frozen=True)
class MeanAbsoluteError(Metric):
    """The mean distance of outputs and targets."""

    name = "mean_absolute_error"
    label = N_("Mean absolute error")
    summary = N_("How far the outputs are from the targets on average.")
    formula = r"\frac{1}{B n} \sum_b \sum_i |y_{b,i} - t_{b,i}|"
    order = 7
    tasks = ("regression",)
    higher_is_better = False
    in_target_units = True

    def sums(self, y: Array, t: Array) -> Array:
        return np.array([np.abs(y - t).sum(dtype=np.float64), y.size], np.float64)

    def result(self, total: Array) -> float:
        return float(total[0] / total[1]) if total[1] else math.nan
