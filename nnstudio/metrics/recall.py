"""How much of a class is found."""

from __future__ import annotations

from dataclasses import dataclass

from nnstudio.core.layer import Array
from nnstudio.core.text import N_
from nnstudio.metrics.classes import PerClassMetric, share


@dataclass(frozen=True)
class Recall(PerClassMetric):
    """Of the samples of a class, the share that are taken for it; the mean over the classes."""

    name = "recall"
    label = N_("Recall")
    summary = N_("Of the samples of a class, the share that is recognised; mean of classes.")
    formula = r"\frac{1}{C} \sum_c \frac{TP_c}{TP_c + FN_c}"
    source = "van Rijsbergen: Information Retrieval (1979), chapter 7"
    order = 3

    def per_class(self, right: Array, named: Array, true: Array) -> Array:
        return share(right, true)
