"""Cross-entropy of one class out of many, which is given by its number."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from nnstudio.activations.softmax import Softmax
from nnstudio.core.layer import Array
from nnstudio.core.text import N_
from nnstudio.losses.log_softmax import log_softmax
from nnstudio.losses.smoothed import SmoothedLoss


@dataclass(frozen=True)
class SparseCategoricalCrossentropy(SmoothedLoss):
    """How surprised softmax outputs ``(batch, ..., classes)`` are by class numbers ``(batch, ...)``.

    It saves the room of one-hot targets where there are many classes or steps. Positions with
    the number -1 are ignored, and the mean goes over the others, as with PyTorch's
    ``ignore_index``; where all are ignored the loss is 0.
    """

    name = "sparse_categorical_crossentropy"
    label = N_("Sparse categorical cross-entropy")
    summary = N_("Categorical cross-entropy for targets that are class numbers, such as tokens.")
    formula = r"L = -\frac{1}{\#\{b: t_b \geq 0\}} \sum_{b:\, t_b \geq 0} \ln y_{b,t_b}"
    source = "Bishop: Pattern Recognition and Machine Learning (2006), section 4.3"
    order = 2
    activation = "softmax"
    tasks = ("classification",)
    targets = "indices"

    def counted(self, t: Array) -> int:
        return int(np.count_nonzero(t >= 0))

    def value(self, y: Array, t: Array) -> float:
        return self._mean(np.log(np.maximum(y, np.finfo(y.dtype).tiny)), t)

    def backward(self, y: Array, t: Array) -> Array:
        d = self._distribution(y, t)
        return -d / np.maximum(y, np.finfo(y.dtype).tiny) * self._shares(y, t)

    def value_at_logits(self, z: Array, t: Array) -> float:
        return self._mean(log_softmax(z), t)

    def backward_at_logits(self, z: Array, t: Array) -> Array:
        return (Softmax().forward(z) - self._distribution(z, t)) * self._shares(z, t)

    def _mean(self, logs: Array, t: Array) -> float:
        surprise = -(self._distribution(logs, t) * logs).sum(axis=-1)
        return float((surprise * (t >= 0)).sum() / max(1, self.counted(t)))

    def _distribution(self, like: Array, t: Array) -> Array:
        """Return what the outputs should be: one-hot, smoothed."""
        hot = np.zeros_like(like)
        np.put_along_axis(hot, np.maximum(t, 0).astype(np.intp)[..., None], 1, axis=-1)
        return self.smoothed(hot, like.shape[-1])

    def _shares(self, like: Array, t: Array) -> Array:
        """Return the share of each position in the mean ``(batch, ..., 1)``."""
        return (t >= 0)[..., None] * like.dtype.type(1.0 / max(1, self.counted(t)))
