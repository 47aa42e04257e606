"""Cross-entropy of one class out of many."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from nnstudio.activations.softmax import Softmax
from nnstudio.core.layer import Array
from nnstudio.core.text import N_
from nnstudio.losses.log_softmax import log_softmax
from nnstudio.losses.smoothed import SmoothedLoss


@dataclass(frozen=True)
class CategoricalCrossentropy(SmoothedLoss):
    """How surprised softmax outputs are by the true class, averaged over batch and positions."""

    name = "categorical_crossentropy"
    label = N_("Categorical cross-entropy")
    summary = N_("For one class out of many, with a softmax at the output.")
    formula = r"L = -\frac{1}{B} \sum_b \sum_i t_{b,i} \ln y_{b,i}"
    source = "Bishop: Pattern Recognition and Machine Learning (2006), section 4.3"
    order = 0
    activation = "softmax"
    tasks = ("classification",)

    def value(self, y: Array, t: Array) -> float:
        logs = np.log(np.maximum(y, np.finfo(y.dtype).tiny))
        return float(-(self.smoothed(t, y.shape[-1]) * logs).sum() / self.counted(y))

    def backward(self, y: Array, t: Array) -> Array:
        t, safe = self.smoothed(t, y.shape[-1]), np.maximum(y, np.finfo(y.dtype).tiny)
        return -t / safe * y.dtype.type(1.0 / self.counted(y))

    def value_at_logits(self, z: Array, t: Array) -> float:
        return float(-(self.smoothed(t, z.shape[-1]) * log_softmax(z)).sum() / self.counted(z))

    def backward_at_logits(self, z: Array, t: Array) -> Array:
        # Targets add up to 1, so the gradient of the log-sum-exp is the softmax itself.
        t = self.smoothed(t, z.shape[-1])
        return (Softmax().forward(z) - t) * z.dtype.type(1.0 / self.counted(z))
