"""Cross-entropy of yes-or-no outputs."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from nnstudio.activations.sigmoid import Sigmoid
from nnstudio.core.layer import Array
from nnstudio.core.text import N_
from nnstudio.losses.base import Loss


@dataclass(frozen=True)
class BinaryCrossentropy(Loss):
    """How surprised sigmoid outputs are by the yes-or-no targets, averaged over units and batch."""

    name = "binary_crossentropy"
    label = N_("Binary cross-entropy")
    summary = N_("For yes-or-no targets with a sigmoid at the output.")
    formula = r"L = -\frac{1}{B n} \sum_b \sum_i t \ln y + (1 - t) \ln(1 - y)"
    source = "Bishop: Pattern Recognition and Machine Learning (2006), section 4.3"
    order = 1
    activation = "sigmoid"

    def value(self, y: Array, t: Array) -> float:
        tiny = np.finfo(y.dtype).tiny
        likelihood = t * np.log(np.maximum(y, tiny)) + (1 - t) * np.log(np.maximum(1 - y, tiny))
        return float(-likelihood.mean())

    def backward(self, y: Array, t: Array) -> Array:
        eps = np.finfo(y.dtype).eps
        safe = np.clip(y, eps, 1 - eps)
        return (safe - t) / (safe * (1 - safe)) * y.dtype.type(1.0 / y.size)

    def value_at_logits(self, z: Array, t: Array) -> float:
        return float((np.maximum(z, 0) - z * t + np.log1p(np.exp(-np.abs(z)))).mean())

    def backward_at_logits(self, z: Array, t: Array) -> Array:
        return (Sigmoid().forward(z) - t) * z.dtype.type(1.0 / z.size)
