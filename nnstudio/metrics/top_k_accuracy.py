"""The share of samples whose class is among the most likely ones."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from nnstudio.core.layer import Array
from nnstudio.core.settings import param
from nnstudio.core.text import N_
from nnstudio.metrics.base import Metric
from nnstudio.metrics.classes import each_class


@dataclass(frozen=True)
class TopKAccuracy(Metric):
    """The share of samples whose class is among the k largest outputs.

    Of equal outputs the first counts as the largest, so that k = 1 gives the accuracy.
    """

    name = "top_k_accuracy"
    label = N_("Top-k accuracy")
    summary = N_("The share of samples whose class is among the k likeliest ones.")
    formula = r"\frac{\#\{c \in \mathrm{top}_k(y)\}}{B}"
    source = "Russakovsky et al. 2015, ImageNet Large Scale Visual Recognition Challenge"
    order = 1
    tasks = ("classification",)

    k: int = param(
        5, low=1, high=1_000_000, label="k", help=N_("How many of the likeliest classes count.")
    )

    def sums(self, y: Array, t: Array) -> Array:
        y, true = each_class(y, t)
        index = true[:, None]
        own = np.take_along_axis(y, index, axis=-1)
        # Written so that outputs that are no numbers are never among the largest.
        ahead = ~(y <= own) | ((y == own) & (np.arange(y.shape[-1]) < index))
        right = np.count_nonzero(ahead.sum(axis=-1) < self.k)
        return np.array([right, len(y)], np.float64)

    def result(self, total: Array) -> float:
        return float(total[0] / total[1]) if total[1] else math.nan
