"""Convolution and pooling of pictures that lie as (height, channels, width, batch)."""

from __future__ import annotations

from functools import partial

import numpy as np

from nnstudio.core.kernels import activation, convolution, pooling
from nnstudio.core.shapes import same_padding
from nnstudio.engine.lane import Lane
from nnstudio.engine.layouts import as_maps
from nnstudio.engine.model import Plan, PlannedNode
from nnstudio.engine.parameters import in_a_row
from nnstudio.engine.value import Value
from nnstudio.layers.conv2d import Conv2D
from nnstudio.layers.max_pool2d import MaxPool2D

BLOCK_NUMBERS = 1 << 16
"""Pre-activations of a convolution that are pooled before they leave the cache."""


def stride_one(layer: Conv2D) -> bool:
    """Return whether the twin can compute this convolution."""
    return layer.strides == layer.dilation == (1, 1) and layer.groups == 1


def fused_pool(plan: Plan, node: PlannedNode) -> PlannedNode | None:
    """Return the pooling that is computed together with a convolution, if one alone follows it.

    Pooling first and adding bias and activation to a quarter of the numbers gives the same
    values, as both are monotone.
    """
    layer = node.layer
    readers = [other for other in plan.nodes if node.id in other.sources]
    if not isinstance(layer, Conv2D) or len(readers) != 1:
        return None
    if not layer.activation_function().monotone:
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
    size = layer.kernel_size[0] * layer.kernel_size[1] * x.shape[2] * layer.filters
    lane.setup.parameters.define(node.id, in_a_row({n: w.shape for n, w in node.weights}))
    w, g = lane.span(node.id)
    matrix, d_matrix = (v[:size].reshape(-1, layer.filters) for v in (w, g))
    scratch = lane.scratch(node.id)
    borders = _borders(layer, x.shape)
    laid = convolution.Spread(x.data.shape, layer.kernel_size, borders, scratch, x.data)
    lane.emit(node.id, "forward", *laid.fill(x.data))

    y = lane.new(pool or node, "maps")
    height, width = node.shape[:2]
    # With a pooling, some rows at a time are computed and pooled before they leave the cache.
    blocks, tallest, pooling_of = [(0, height)], height // 2, None
    if pool:
        blocks = _blocks(y.data.shape[0], layer.filters * width * lane.batch)
        tallest = max(last - first for first, last in blocks) // 2
        pooling_of = pooling.Pool(y.data, width, tallest, lane.training, scratch)
    z = scratch("z", (2 * tallest, layer.filters, width, lane.batch)) if pool else y.data
    for first, last in blocks:
        rows = z[: last - first]
        operand = laid.operand[first:last]
        lane.emit(node.id, "forward", convolution.correlate(matrix.T, operand, rows))
        if pool and pooling_of is not None:
            lane.emit(pool.id, "forward", *pooling_of.forward(rows, first // 2))
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
        inner = lane.scratch(f"{node.id}.back")
        by_row = scratch("by_row", (height, *matrix.shape))
        whole = (height, layer.filters, width, lane.batch)
        turned = convolution.turned_borders(layer.kernel_size, borders)
        laid_back = (
            convolution.Spread(whole, layer.kernel_size, turned, inner) if x.wanted else None
        )
        dz = scratch("z", (2 * tallest, *whole[1:])) if pool else dy
        for first, last in blocks:
            rows = dz if pooling_of is None else dz[: last - first]
            if pooling_of is not None:
                calls = pooling_of.backward(dy[first // 2 : last // 2], rows, first // 2)
                lane.emit(node.id, "backward", *calls)
            share = convolution.weight_gradient(rows, laid.operand[first:last], by_row[first:last])
            lane.emit(node.id, "backward", share)
            if laid_back is not None:
                lane.emit(node.id, "backward", *laid_back.fill(rows, first))
        lane.emit(node.id, "backward", partial(np.add.reduce, by_row, 0, None, d_matrix))
        if laid_back is not None:
            target = lane.receive(x)
            turn, kernels = convolution.turned(matrix, layer.kernel_size, inner)
            product = convolution.correlate(kernels, laid_back.operand, target)
            lane.emit(node.id, "backward", turn, product)
            lane.settle(x, target)

    if y.wanted:
        lane.on_backward(back)
    return y


def _blocks(pooled: int, numbers: int) -> list[tuple[int, int]]:
    """Cut the rows behind ``pooled`` rows into blocks that fit a cache; a row has ``numbers``."""
    count = max(1, BLOCK_NUMBERS // (2 * numbers))
    return [(2 * i, 2 * min(i + count, pooled)) for i in range(0, pooled, count)]


def _borders(layer: Conv2D, shape: tuple[int, ...]) -> convolution.Borders:
    if layer.padding == "valid":
        return (0, 0), (0, 0)
    rows = same_padding(shape[0], layer.kernel_size[0], 1)
    return rows, same_padding(shape[1], layer.kernel_size[1], 1)


def lower_pool(lane: Lane, node: PlannedNode, xs: list[Value]) -> Value:
    """Add a pooling that stands alone."""
    x = as_maps(lane, xs[0], f"{node.id}.x")
    y = lane.new(node, "maps")
    pool = pooling.Pool(y.data, x.shape[1], y.data.shape[0], lane.training, lane.scratch(node.id))
    lane.emit(node.id, "forward", *pool.forward(x.data, 0))

    def back() -> None:
        target = lane.receive(x)
        lane.emit(node.id, "backward", *pool.backward(lane.gradient(y), target, 0))
        lane.settle(x, target)

    if x.wanted:
        lane.on_backward(back)
    return y
