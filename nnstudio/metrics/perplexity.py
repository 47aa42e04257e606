"""Between how many classes a network hesitates."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from nnstudio.core.layer import Array
from nnstudio.core.text import N_
from nnstudio.metrics.base import Metric
from nnstudio.metrics.classes import each_class


@dataclass(frozen=True)
class Perplexity(Metric):
    """e to the mean surprise: as unsure as if so many classes were equally likely."""

    name = "perplexity"
    label = N_("Perplexity")
    summary = N_("As unsure as if this many classes were equally likely; 1 is certain and right.")
    formula = r"e^L, \quad L = -\frac{1}{B} \sum_b \ln y_{b,c_b}"
    source = "Jurafsky and Martin: Speech and Language Processing, chapter 3"
    order = 5
    tasks = ("classification",)
    higher_is_better = False

    def sums(self, y: Array, t: Array) -> Array:
        y, true = each_class(y, t)
        own = np.take_along_axis(y, true[:, None], axis=1)
        surprise = -np.log(np.maximum(own, np.finfo(y.dtype).tiny))
        return np.array([surprise.sum(dtype=np.float64), len(true)], np.float64)

    def result(self, total: Array) -> float:
        if not total[1]:
            return math.nan
        # A surprise that no float can be the exponential of is as good as endless.
        mean = float(total[0] / total[1])
        return math.exp(mean) if mean < 700 else math.inf
