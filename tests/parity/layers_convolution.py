"""Counterparts of convolution and pooling; PyTorch has the channels before height and width."""

from __future__ import annotations

import math
from typing import Any

from torch import Tensor
from torch.nn import functional as F

from tests.parity.counterpart import Call, Entry, channels_first, channels_last

CONVOLUTIONS = {1: F.conv1d, 2: F.conv2d}
MAX_POOLS = {1: F.max_pool1d, 2: F.max_pool2d}


def each_axis(value: Any) -> tuple[int, ...]:
    return value if isinstance(value, tuple) else (value,)


def bordered(x: Tensor, layer: Any, size: tuple[int, ...], fill: float) -> Tensor:
    """Add the border of the padding "same" to ``(batch, channels, ...)`` as TensorFlow does.

    The output has ``ceil(n / stride)`` places along each axis; an odd border is larger at the end.
    PyTorch's own "same" exists for stride 1 alone, and there agrees.
    """
    if layer.padding == "valid":
        return x
    dilation = each_axis(getattr(layer, "dilation", (1,) * len(size)))
    borders: list[int] = []
    for n, k, d, s in zip(x.shape[2:], size, dilation, each_axis(layer.strides), strict=True):
        total = max((math.ceil(n / s) - 1) * s + (k - 1) * d + 1 - n, 0)
        borders = [total // 2, total - total // 2, *borders]  # the last axis comes first
    return F.pad(x, borders, value=fill)


def convolution(layer: Any, call: Call, x: Tensor) -> Tensor:
    # Ours are (*kernel, channels of a group, filters), PyTorch's (filters, channels, *kernel).
    weight = call.w["weight"].movedim((-1, -2), (0, 1))
    z = CONVOLUTIONS[x.ndim - 2](
        bordered(channels_first(x), layer, each_axis(layer.kernel_size), 0.0),
        weight,
        call.w.get("bias"),
        layer.strides,
        0,
        layer.dilation,
        layer.groups,
    )
    return call.activated(layer, channels_last(z))


def max_pool(layer: Any, call: Call, x: Tensor) -> Tensor:
    padded = bordered(channels_first(x), layer, each_axis(layer.pool_size), -math.inf)
    return channels_last(MAX_POOLS[x.ndim - 2](padded, layer.pool_size, layer.strides))


CONVOLUTION = {
    "Conv1D": Entry(convolution),
    "Conv2D": Entry(convolution),
    "MaxPool2D": Entry(max_pool),
}
