"""Cross-entropy of one class out of many."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from nnstudio.activations.softmax import Softmax
from nnstudio.core.layer import Array
from nnstudio.core.text import N_
from nnstudio.losses.base import Loss


@dataclass(frozen=True)
class CategoricalCrossentropy(Loss):
    """How surprised softmax outputs are by the true class, averaged over the batch."""

    name = "categorical_crossentropy"
    label = N_("Categorical cross-entropy")
    summary = N_("For one class out of many, with a softmax at the output.")
    formula = r"L = -\frac{1}{B} \sum_b \sum_i t_{b,i} \ln y_{b,i}"
    source = "Bishop: Pattern Recognition and Machine Learning (2006), section 4.3"
    order = 0
    activation = "softmax"

    def value(self, y: Array, t: Array) -> float:
        return float(-(t * np.log(np.maximum(y, np.finfo(y.dtype).tiny))).sum() / len(y))

    def backward(self, y: Array, t: Array) -> Array:
        return -t / np.maximum(y, np.finfo(y.dtype).tiny) * y.dtype.type(1.0 / len(y))

    def value_at_logits(self, z: Array, t: Array) -> float:
        highest = z.max(axis=-1, keepdims=True)
        log_sum = np.log(np.exp(z - highest).sum(axis=-1, keepdims=True)) + highest
        return float((t * (log_sum - z)).sum() / len(z))

    def backward_at_logits(self, z: Array, t: Array) -> Array:
        # Targets add up to 1, so the gradient of the log-sum-exp is the softmax itself.
        return (Softmax().forward(z) - t) * z.dtype.type(1.0 / len(z))
