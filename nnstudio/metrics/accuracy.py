"""The share of samples that are classified correctly."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from nnstudio.core.layer import Array
from nnstudio.core.text import N_
from nnstudio.metrics.classes import ClassMetric, named_classes


def correct_count(y: Array, t: Array, border: float = 0.5) -> int:
    """Return for how many samples and positions the outputs name the target's class."""
    named, true = named_classes(y, t, border)
    return int(np.count_nonzero(named == true))


@dataclass(frozen=True)
class Accuracy(ClassMetric):
    """The share of samples whose class is named correctly."""

    name = "accuracy"
    label = N_("Accuracy")
    summary = N_("The share of samples whose class is named correctly.")
    formula = r"\frac{\#\{\hat{c} = c\}}{B}"
    order = 0

    def sums(self, y: Array, t: Array) -> Array:
        named, true = named_classes(y, t, self.border)
        return np.array([np.count_nonzero(named == true), len(true)], np.float64)

    def result(self, total: Array) -> float:
        return float(total[0] / total[1]) if total[1] else math.nan
