"""How much of the targets' spread is explained."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from nnstudio.core.layer import Array
from nnstudio.core.text import N_
from nnstudio.metrics.base import Metric


@dataclass(frozen=True)
class R2(Metric):
    """The share of the targets' variance that the outputs explain; the mean over the units.

    As in scikit-learn, a unit whose targets are all equal counts 1 where they are met exactly
    and 0 otherwise.
    """

    name = "r2"
    label = N_("R²")
    summary = N_("The share of the targets' spread that is explained: 1 is perfect, 0 the mean.")
    formula = r"1 - \frac{\sum_b (y_b - t_b)^2}{\sum_b (t_b - \bar{t})^2}"
    source = "Wright 1921, Correlation and causation"
    order = 6
    tasks = ("regression",)

    def sums(self, y: Array, t: Array) -> Array:
        """Return the number of samples, and for each unit Σ(y - t)², Σt and Σt², in a row."""
        units = y.shape[-1]
        y, t = (a.reshape(-1, units).astype(np.float64) for a in (y, t))
        count = np.full(units, float(len(t)))
        return np.concatenate([count, ((y - t) ** 2).sum(0), t.sum(0), (t * t).sum(0)])

    def result(self, total: Array) -> float:
        count, missed, first, second = total.reshape(4, -1)
        if not count.all():
            return math.nan
        spread = second - first * first / count
        # What is left of equal targets after the subtraction is rounding.
        spread[spread <= 1e-13 * second] = 0
        perfect = (missed == 0).astype(np.float64)
        left = np.divide(missed, spread, out=1 - perfect, where=spread > 0)
        return float((1 - left).mean())
