"""Cross-entropy of yes-or-no outputs."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from nnstudio.activations.sigmoid import Sigmoid
from nnstudio.core.layer import Array
from nnstudio.core.text import N_
from nnstudio.losses.smoothed import SmoothedLoss


@dataclass(frozen=True)
class BinaryCrossentropy(SmoothedLoss):
    """How surprised sigmoid outputs are by the yes-or-no targets.

    It is averaged over units, positions and batch. Smoothing spreads over yes and no, so a
    target of 1 becomes 1 - s/2 and one of 0 becomes s/2, as in Keras.
    """

    name = "binary_crossentropy"
    label = N_("Binary cross-entropy")
    summary = N_("For yes-or-no targets with a sigmoid at the output.")
    formula = r"L = -\frac{1}{B n} \sum_b \sum_i t \ln y + (1 - t) \ln(1 - y)"
    source = "Bishop: Pattern Recognition and Machine Learning (2006), section 4.3"
    order = 1
    activation = "sigmoid"
    tasks = ("classification",)

    def value(self, y: Array, t: Array) -> float:
        tiny, t = np.finfo(y.dtype).tiny, self.smoothed(t, 2)
        likelihood = t * np.log(np.maximum(y, tiny)) + (1 - t) * np.log(np.maximum(1 - y, tiny))
        return float(-likelihood.mean())

    def backward(self, y: Array, t: Array) -> Array:
        eps = np.finfo(y.dtype).eps
        safe = np.clip(y, eps, 1 - eps)
        return (safe - self.smoothed(t, 2)) / (safe * (1 - safe)) * y.dtype.type(1.0 / y.size)

    def value_at_logits(self, z: Array, t: Array) -> float:
        t = self.smoothed(t, 2)
        return float((np.maximum(z, 0) - z * t + np.log1p(np.exp(-np.abs(z)))).mean())

    def backward_at_logits(self, z: Array, t: Array) -> Array:
        return (Sigmoid().forward(z) - self.smoothed(t, 2)) * z.dtype.type(1.0 / z.size)
