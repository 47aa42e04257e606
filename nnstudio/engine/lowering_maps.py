"""Convolution and pooling of pictures that lie as (height, channels, width, batch)."""

from __future__ import annotations

from functools import partial

import numpy as np

from nnstudio.core.kernels import activation, convolution, pooling
from nnstudio.core.layer import Array
from nnstudio.core.shapes import same_padding
from nnstudio.engine.lane import Lane, Value, as_maps
from nnstudio.engine.model import Plan, PlannedNode
from nnstudio.engine.parameters import View
from nnstudio.layers.conv2d import Conv2D
from nnstudio.layers.max_pool2d import MaxPool2D


def stride_one(layer: Conv2D) -> bool:
    """Return whether the twin can compute this convolution."""
    return layer.strides == (1, 1)


def fused_pool(plan: Plan, node: PlannedNode) -> PlannedNode | None:
    """Return the pooling that is computed together with a convolution, if one alone follows it.

    Pooling first and adding bias and activation to a quarter of the numbers gives the same
    values, as both are monotone.
    """
    layer = node.layer
    readers = [other for other in plan.nodes if node.id in other.sources]
    if not isinstance(layer, Conv2D) or len(readers) != 1 or layer.activation == "softmax":
        return None
    pool = readers[0].layer
    return readers[0] if type(pool) is MaxPool2D and halves(readers[0]) else None


def halves(node: PlannedNode) -> bool:
    """Return whether the twin can compute this pooling: windows of 2 by 2 that do not overlap."""
    layer = node.layer
    assert isinstance(layer, MaxPool2D)
    even = all(size % 2 == 0 for size in node.input_shapes[0][:2])
    return layer.pool_size == layer.strides == (2, 2) and (layer.padding == "valid" or even)


def lower_convolution(lane: Lane, node: PlannedNode, x: Value, pool: PlannedNode | None) -> Value:
    """Add a convolution, with the pooling that follows it where ``pool`` names one."""
    layer = node.layer
    assert isinstance(layer, Conv2D)
    x = as_maps(lane, x, f"{node.id}.x")
    scratch = lane.scratch(node.id)
    height, width, filters = node.shape
    channels = x.shape[2]
    size = filters * layer.kernel_size[0] * layer.kernel_size[1] * channels
    lane.setup.parameters.define(node.id, _views(layer, channels))
    w, g = lane.span(node.id)
    matrix, d_matrix = (v[:size].reshape(filters, -1) for v in (w, g))
    borders = _borders(layer, x.shape)

    y = lane.new(pool or node, "maps")
    z = scratch("z", (height, filters, width, lane.batch)) if pool else y.data
    calls, operand = convolution.spread(x.data, layer.kernel_size, borders, scratch)
    lane.emit(node.id, "forward", *calls, *convolution.correlate(matrix, operand, z))
    if pool:
        lane.emit(pool.id, "forward", *pooling.pool(z, y.data, scratch))
    if layer.use_bias:
        bias = w[size:, None, None]
        lane.emit(node.id, "forward", partial(np.add, y.data, bias, y.data))
    name, slope = layer.activation, layer.negative_slope
    lane.emit(node.id, "forward", *activation.forward(name, y.data, y.data, slope, 1, scratch))

    def back() -> None:
        dy = lane.gradient(y)
        lane.emit(node.id, "backward", *activation.backward(name, y.data, dy, slope, 1, scratch))
        if layer.use_bias:
            lane.emit(node.id, "backward", *convolution.channel_sums(dy, g[size:], scratch))
        dz = dy
        if pool:
            dz = scratch("dz", z.shape)
            lane.emit(pool.id, "backward", *pooling.pool_backward(z, dy, dz, scratch))
        lane.emit(node.id, "backward", *convolution.weight_gradient(dz, operand, d_matrix, scratch))
        if x.wanted:
            target = lane.receive(x)
            inner = lane.scratch(f"{node.id}.back")
            calls = convolution.input_gradient(
                dz, matrix, layer.kernel_size, borders, target, inner
            )
            lane.emit(node.id, "backward", *calls)
            lane.settle(x, target)

    if y.wanted:
        lane.on_backward(back)
    return y


def _borders(layer: Conv2D, shape: tuple[int, ...]) -> convolution.Borders:
    if layer.padding == "valid":
        return (0, 0), (0, 0)
    rows = same_padding(shape[0], layer.kernel_size[0], 1)
    return rows, same_padding(shape[1], layer.kernel_size[1], 1)


def _views(layer: Conv2D, channels: int) -> dict[str, View]:
    down, across = layer.kernel_size
    filters = layer.filters
    size = filters * down * across * channels

    def weight(block: Array) -> Array:
        return block[:size].reshape(filters, down, across, channels).transpose(1, 2, 3, 0)

    def bias(block: Array) -> Array:
        return block[size:]

    views: dict[str, View] = {"weight": weight}
    return views | {"bias": bias} if layer.use_bias else views


def lower_pool(lane: Lane, node: PlannedNode, xs: list[Value]) -> Value:
    """Add a pooling that stands alone."""
    x = as_maps(lane, xs[0], f"{node.id}.x")
    scratch = lane.scratch(node.id)
    y = lane.new(node, "maps")
    lane.emit(node.id, "forward", *pooling.pool(x.data, y.data, scratch))

    def back() -> None:
        target = lane.receive(x)
        calls = pooling.pool_backward(x.data, lane.gradient(y), target, scratch)
        lane.emit(node.id, "backward", *calls)
        lane.settle(x, target)

    if x.wanted:
        lane.on_backward(back)
    return y
