"""Precision and recall in one number."""

from __future__ import annotations

from dataclasses import dataclass

from nnstudio.core.layer import Array
from nnstudio.core.text import N_
from nnstudio.metrics.classes import PerClassMetric, share


@dataclass(frozen=True)
class F1(PerClassMetric):
    """The harmonic mean of precision and recall of each class; the mean over the classes."""

    name = "f1"
    label = N_("F1")
    summary = N_("The harmonic mean of precision and recall, which rare classes lower most.")
    formula = r"\frac{1}{C} \sum_c \frac{2\, TP_c}{2\, TP_c + FP_c + FN_c}"
    source = "van Rijsbergen: Information Retrieval (1979), chapter 7"
    order = 4

    def per_class(self, right: Array, named: Array, true: Array) -> Array:
        return share(2 * right, named + true)
