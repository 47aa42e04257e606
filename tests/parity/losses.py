"""PyTorch's losses, by our names, from outputs and from logits."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor
from torch.nn import functional as F

LossCounterpart = Callable[[Any, Tensor, Tensor], Tensor]


def no_logits(loss: Any, z: Tensor, t: Tensor) -> Tensor:
    raise NotImplementedError


@dataclass(frozen=True)
class LossEntry:
    """The counterparts of one loss: of ``(loss, outputs, targets)`` and ``(loss, logits, targets)``.

    ``more`` lists further settings to compare, besides the defaults.
    """

    value: LossCounterpart
    at_logits: LossCounterpart = no_logits
    more: tuple[dict[str, Any], ...] = ()


def by_class(z: Tensor) -> Tensor:
    """Return ``(batch, ..., classes)`` as PyTorch wants it, ``(batch, classes, ...)``."""
    return z.movedim(-1, 1)


def crossentropy(loss: Any, z: Tensor, t: Tensor) -> Tensor:
    return F.cross_entropy(by_class(z), by_class(t), label_smoothing=loss.label_smoothing)


def surprise(loss: Any, y: Tensor, t: Tensor) -> Tensor:
    """Cross-entropy of probabilities, which PyTorch has without smoothing."""
    logs = torch.log(y)
    if t.ndim == y.ndim:
        t = t.argmax(-1)
    classes = torch.where(t < 0, -100, t.long())
    true = F.nll_loss(by_class(logs).contiguous(), classes)
    anywhere = -logs.mean(-1)[classes >= 0].mean()
    return (1 - loss.label_smoothing) * true + loss.label_smoothing * anywhere


def sparse_crossentropy(loss: Any, z: Tensor, t: Tensor) -> Tensor:
    classes = t.long()
    # PyTorch ignores one number; ours are all that are negative.
    classes = torch.where(classes < 0, -100, classes)
    return F.cross_entropy(by_class(z), classes, label_smoothing=loss.label_smoothing)


def binary_targets(loss: Any, t: Tensor) -> Tensor:
    """Keras' label smoothing, which PyTorch has for many classes alone."""
    return t * (1 - loss.label_smoothing) + loss.label_smoothing / 2


def divergence(loss: Any, logs: Tensor, t: Tensor) -> Tensor:
    """Summed over the units; each position counts like a sample."""
    units = t.shape[-1]
    return F.kl_div(logs.reshape(-1, units), t.reshape(-1, units), reduction="batchmean")


def signs(t: Tensor) -> Tensor:
    return torch.where(t > 0, 1.0, -1.0).to(t.dtype)


SMOOTHED = ({"label_smoothing": 0.2},)

LOSSES = {
    "categorical_crossentropy": LossEntry(surprise, crossentropy, SMOOTHED),
    "sparse_categorical_crossentropy": LossEntry(surprise, sparse_crossentropy, SMOOTHED),
    "binary_crossentropy": LossEntry(
        lambda loss, y, t: F.binary_cross_entropy(y, binary_targets(loss, t)),
        lambda loss, z, t: F.binary_cross_entropy_with_logits(z, binary_targets(loss, t)),
        SMOOTHED,
    ),
    "kl_divergence": LossEntry(
        lambda loss, y, t: divergence(loss, torch.log(y), t),
        lambda loss, z, t: divergence(loss, torch.log_softmax(z, -1), t),
    ),
    "hinge": LossEntry(lambda loss, y, t: F.relu(1 - signs(t) * y).mean()),
    "mean_squared_error": LossEntry(lambda loss, y, t: F.mse_loss(y, t)),
    "half_squared_error": LossEntry(
        lambda loss, y, t: F.mse_loss(y, t, reduction="sum") * y.shape[-1] / (2 * y.numel())
    ),
    "mean_absolute_error": LossEntry(lambda loss, y, t: F.l1_loss(y, t)),
    "huber": LossEntry(
        lambda loss, y, t: F.huber_loss(y, t, delta=loss.delta), more=({"delta": 0.3},)
    ),
    "log_cosh": LossEntry(lambda loss, y, t: torch.log(torch.cosh(y - t)).mean()),
}
