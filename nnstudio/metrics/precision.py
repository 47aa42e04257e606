"""How far a named class can be trusted."""

from __future__ import annotations

from dataclasses import dataclass

from nnstudio.core.layer import Array
from nnstudio.core.text import N_
from nnstudio.metrics.classes import PerClassMetric, share


@dataclass(frozen=True)
class Precision(PerClassMetric):
    """Of the samples taken for a class, the share that are of it; the mean over the classes."""

    name = "precision"
    label = N_("Precision")
    summary = N_("Of the samples taken for a class, the share that belong to it; mean of classes.")
    formula = r"\frac{1}{C} \sum_c \frac{TP_c}{TP_c + FP_c}"
    source = "van Rijsbergen: Information Retrieval (1979), chapter 7"
    order = 2

    def per_class(self, right: Array, named: Array, true: Array) -> Array:
        return share(right, named)
