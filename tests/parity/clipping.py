"""PyTorch's clipping of gradients, and the penalties that it leaves to its users."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import torch
from torch import Tensor
from torch.nn.utils import clip_grad_norm_, clip_grad_value_

from nnstudio.core.layer import Layer
from nnstudio.optimizers.clipping import Clipping


def clip(clipping: Clipping, leaves: Sequence[Tensor]) -> None:
    """Limit the gradients of weights as the setting says."""
    if clipping.mode == "value":
        clip_grad_value_(leaves, clipping.threshold)
    elif clipping.mode == "global_norm":
        clip_grad_norm_(leaves, clipping.threshold)
    elif clipping.mode == "norm":
        for leaf in leaves:
            clip_grad_norm_([leaf], clipping.threshold)


def weight_penalty(layer: Layer, w: Tensor) -> Any:
    """Return what L1 and L2 of a layer add to the loss for one of its weights."""
    l1, l2 = getattr(layer, "l1", 0.0), getattr(layer, "l2", 0.0)
    return l1 * w.abs().sum() + l2 * (w * w).sum()


def shorten(layer: Layer, w: Tensor) -> None:
    """Hold the numbers of each unit, which has one place on the last axis, to the max-norm."""
    longest = getattr(layer, "max_norm", 0.0)
    if longest:
        with torch.no_grad():
            w.div_((w.flatten(0, -2).norm(dim=0) / longest).clamp(min=1.0))
