"""Counterparts of convolution and pooling; PyTorch has the channels before height and width."""

from __future__ import annotations

import math
from typing import Any

import torch
from torch import Tensor
from torch.nn import functional as F

from tests.parity.counterpart import Call, Entry, channels_first, channels_last, padded

CONVOLUTIONS = {1: F.conv1d, 2: F.conv2d}
MAX_POOLS = {1: F.max_pool1d, 2: F.max_pool2d}
AVERAGE_POOLS = {1: F.avg_pool1d, 2: F.avg_pool2d}


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


def depthwise(layer: Any, call: Call, x: Tensor) -> Tensor:
    channels = x.shape[-1]
    # Ours are (rows, columns, channels, maps of a channel), PyTorch's (channels * maps, 1, ...).
    weight = call.w["weight"].movedim((2, 3), (0, 1)).flatten(0, 1).unsqueeze(1)
    padded = bordered(channels_first(x), layer, layer.kernel_size, 0.0)
    z = F.conv2d(
        padded, weight, call.w.get("bias"), layer.strides, 0, layer.dilation, groups=channels
    )
    return call.activated(layer, channels_last(z))


def transposed(layer: Any, call: Call, x: Tensor) -> Tensor:
    """``conv_transpose2d`` with the paddings that the docstring of our layer gives."""
    weight = call.w["weight"].movedim((-2, -1), (0, 1)).contiguous()
    reach = [(k - 1) * d + 1 for k, d in zip(layer.kernel_size, layer.dilation, strict=True)]
    over = [r - s for r, s in zip(reach, layer.strides, strict=True)]
    same = layer.padding == "same"
    z = F.conv_transpose2d(
        channels_first(x),
        weight,
        call.w.get("bias"),
        layer.strides,
        [max(o, 0) // 2 if same else 0 for o in over],
        [max(-o, 0) for o in over],
        dilation=layer.dilation,
    )
    odd = [same and o > 0 and o % 2 == 1 for o in over]
    z = z[:, :, : z.shape[2] - odd[0], : z.shape[3] - odd[1]]
    return call.activated(layer, channels_last(z))


def up_sampling(layer: Any, call: Call, x: Tensor) -> Tensor:
    mode = getattr(layer, "interpolation", "nearest")
    corners = None if mode == "nearest" else False
    times = tuple(float(n) for n in each_axis(layer.size))
    y = F.interpolate(channels_first(x), scale_factor=times, mode=mode, align_corners=corners)
    return channels_last(y)


def max_pool(layer: Any, call: Call, x: Tensor) -> Tensor:
    padded = bordered(channels_first(x), layer, each_axis(layer.pool_size), -math.inf)
    return channels_last(MAX_POOLS[x.ndim - 2](padded, layer.pool_size, layer.strides))


def min_pool(layer: Any, call: Call, x: Tensor) -> Tensor:
    return -max_pool(layer, call, -x)


def average_pool(layer: Any, call: Call, x: Tensor) -> Tensor:
    """The mean of what lies inside; PyTorch's own padding is the same on both sides."""
    pool, size = AVERAGE_POOLS[x.ndim - 2], each_axis(layer.pool_size)
    inner = channels_first(x)
    padded, inside = (bordered(t, layer, size, 0.0) for t in (inner, torch.ones_like(inner)))
    means, shares = (pool(t, layer.pool_size, layer.strides) for t in (padded, inside))
    return channels_last(means / shares)


def global_average(layer: Any, call: Call, x: Tensor) -> Tensor:
    if not layer.mask_zeros:
        return x.mean(1)
    there = (x != 0).any(-1, keepdim=True)
    return (x * there).sum(1) / there.sum(1)


def global_max(layer: Any, call: Call, x: Tensor) -> Tensor:
    if layer.mask_zeros:
        x = x.masked_fill(~(x != 0).any(-1, keepdim=True), -math.inf)
    return x.amax(1)


def zero_pad_2d(layer: Any, call: Call, x: Tensor) -> Tensor:
    return F.pad(x, (0, 0, *layer.columns, *layer.rows))


CONVOLUTION = {
    "Conv1D": Entry(convolution),
    "Conv2D": Entry(convolution),
    "DepthwiseConv2D": Entry(depthwise),
    "Conv2DTranspose": Entry(transposed),
    "ZeroPad1D": Entry(lambda layer, call, x: F.pad(x, (0, 0, *layer.steps))),
    "ZeroPad2D": Entry(zero_pad_2d),
    "UpSampling1D": Entry(up_sampling),
    "UpSampling2D": Entry(up_sampling),
}
POOLING = {
    "MaxPool1D": Entry(max_pool),
    "MaxPool2D": Entry(max_pool),
    "MinPool1D": Entry(min_pool),
    "MinPool2D": Entry(min_pool),
    "AveragePool1D": Entry(average_pool),
    "AveragePool2D": Entry(average_pool),
    "GlobalAveragePool1D": Entry(global_average, inputs=padded),
    "GlobalMaxPool1D": Entry(global_max, inputs=padded),
    "GlobalAveragePool2D": Entry(lambda layer, call, x: x.mean((1, 2))),
    "GlobalMaxPool2D": Entry(lambda layer, call, x: x.amax((1, 2))),
}
