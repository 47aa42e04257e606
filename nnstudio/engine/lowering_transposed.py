"""Transposed convolution of pictures that lie as (height, channels, width, batch)."""

from __future__ import annotations

from functools import partial

import numpy as np

from nnstudio.core.kernels import activation
from nnstudio.core.kernels.convolution import Sliding, channel_sums
from nnstudio.core.kernels.way_back import way_back
from nnstudio.core.layer import Array, Layer
from nnstudio.core.shapes import size_of
from nnstudio.engine.lane import Lane, Lowering
from nnstudio.engine.layouts import as_maps
from nnstudio.engine.lowering_dense import function_name
from nnstudio.engine.parameters import View
from nnstudio.engine.plan import PlannedNode
from nnstudio.engine.value import Value
from nnstudio.layers.conv2d_transpose import Conv2DTranspose

BLOCK_NUMBERS = 1 << 18
"""Numbers of windows that are added up before they leave the cache."""


def _lower_transposed(lane: Lane, node: PlannedNode, xs: list[Value]) -> Value:
    """Add the way back of the convolution that makes the small pictures of the large ones."""
    layer = node.layer
    assert isinstance(layer, Conv2DTranspose)
    x = as_maps(lane, xs[0], f"{node.id}.x")
    y = lane.new(node, "maps")
    size = size_of(node.weights[0][1].shape)
    lane.setup.parameters.define(node.id, _views(layer, x.shape[2], size))
    w, g = lane.span(node.id)
    matrix, d_matrix = (v[:size].reshape(1, -1, x.shape[2]) for v in (w, g))
    scratch, window = lane.scratch(node.id), layer.window
    high, _, wide, batch = x.data.shape
    block = max(1, BLOCK_NUMBERS // (matrix.shape[1] * wide * batch))
    blocks = [slice(first, min(first + block, high)) for first in range(0, high, block)]

    back_to_large = way_back(y.data, matrix, window, block, scratch)
    lane.emit(node.id, "forward", *back_to_large.start())
    for rows in blocks:
        lane.emit(node.id, "forward", *back_to_large.add(x.data[rows], rows.start))
    lane.emit(node.id, "forward", *back_to_large.end())
    if layer.use_bias:
        bias = w[size:, None, None]
        lane.emit(node.id, "forward", partial(np.add, y.data, bias, y.data))
    name, slope = function_name(lane, node), layer.negative_slope
    lane.emit(node.id, "forward", *activation.forward(name, y.data, y.data, slope, 1, scratch))

    def back() -> None:
        dy = lane.gradient(y)
        lane.emit(node.id, "backward", *activation.backward(name, y.data, dy, slope, 1, scratch))
        if layer.use_bias:
            lane.emit(node.id, "backward", *channel_sums(dy, g[size:], scratch))
        sliding = Sliding(dy, matrix, window, high, lane.scratch(f"{node.id}.large"))
        lane.emit(node.id, "backward", *sliding.start(), *sliding.prepare(d_matrix, None))
        lane.emit(node.id, "backward", *sliding.backward(0, high, x.data), *sliding.end())
        if x.wanted:
            target = lane.receive(x)
            lane.emit(node.id, "backward", *sliding.forward(0, high, target))
            lane.settle(x, target)

    if y.wanted:
        lane.on_backward(back)
    return y


def _views(layer: Conv2DTranspose, channels: int, count: int) -> dict[str, View]:
    """Return how weight and bias lie: as those of the convolution the other way round."""

    def weight(block: Array) -> Array:
        return block[:count].reshape(*layer.kernel_size, layer.filters, channels).swapaxes(2, 3)

    def bias(block: Array) -> Array:
        return block[count:]

    return {"weight": weight, "bias": bias}


TRANSPOSED: dict[type[Layer], Lowering] = {Conv2DTranspose: _lower_transposed}
