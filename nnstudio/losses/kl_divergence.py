"""How far a predicted distribution is from the target's."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from nnstudio.activations.softmax import Softmax
from nnstudio.core.layer import Array
from nnstudio.core.text import N_
from nnstudio.losses.base import Loss
from nnstudio.losses.log_softmax import log_softmax


@dataclass(frozen=True)
class KLDivergence(Loss):
    """How many nats the target distributions are away from softmax outputs.

    It is summed over the units and averaged over batch and positions. For ``(batch, units)``
    that is PyTorch's ``KLDivLoss(reduction="batchmean")``, which with further axes divides by the
    batch alone. Its gradient is that of the cross-entropy; the value is less by the targets' own
    entropy, so that a perfect prediction has the loss 0.
    """

    name = "kl_divergence"
    label = N_("Kullback–Leibler divergence")
    summary = N_("For targets that are whole distributions, with a softmax at the output.")
    formula = r"L = \frac{1}{B} \sum_b \sum_i t_{b,i} (\ln t_{b,i} - \ln y_{b,i})"
    source = "Kullback and Leibler 1951"
    order = 4
    activation = "softmax"
    tasks = ("classification", "regression")

    def value(self, y: Array, t: Array) -> float:
        return self._mean(np.log(np.maximum(y, np.finfo(y.dtype).tiny)), t)

    def backward(self, y: Array, t: Array) -> Array:
        safe = np.maximum(y, np.finfo(y.dtype).tiny)
        return -t / safe * y.dtype.type(1.0 / self.counted(y))

    def value_at_logits(self, z: Array, t: Array) -> float:
        return self._mean(log_softmax(z), t)

    def backward_at_logits(self, z: Array, t: Array) -> Array:
        total = t.sum(axis=-1, keepdims=True)
        return (Softmax().forward(z) * total - t) * z.dtype.type(1.0 / self.counted(z))

    def _mean(self, logs: Array, t: Array) -> float:
        # Where t is 0 so is its term, whatever the logarithm says.
        own = np.log(np.maximum(t, np.finfo(t.dtype).tiny))
        return float((t * (own - logs)).sum() / self.counted(t))
