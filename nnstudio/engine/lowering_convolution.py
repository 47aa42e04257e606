"""Convolution of pictures that lie as (height, channels, width, batch)."""

from __future__ import annotations

from functools import partial
from typing import Protocol

import numpy as np

from nnstudio.activations.activated import ActivatedLayer
from nnstudio.core.kernels import activation
from nnstudio.core.kernels.activation import Scratch
from nnstudio.core.kernels.calls import Call
from nnstudio.core.kernels.convolution import Sliding, channel_sums
from nnstudio.core.kernels.winograd import Winograd
from nnstudio.core.layer import Array, Layer
from nnstudio.core.shapes import Shape, size_of
from nnstudio.core.window import Window
from nnstudio.engine.lane import Lane, Lowering
from nnstudio.engine.layouts import as_maps
from nnstudio.engine.lowering_dense import function_name
from nnstudio.engine.lowering_pooling import halves, halving
from nnstudio.engine.parameters import View
from nnstudio.engine.plan import Plan, PlannedNode
from nnstudio.engine.value import Value
from nnstudio.layers.conv2d import Conv2D
from nnstudio.layers.depthwise_conv2d import DepthwiseConv2D

BLOCK_NUMBERS = 1 << 16
"""Pre-activations of a convolution that are pooled before they leave the cache."""
WINOGRAD_CHANNELS, WINOGRAD_ROW = 32, 512
"""Channels and filters, and these times columns, from which on fewer multiplications pay."""


class Method(Protocol):
    """One way to compute a convolution, some rows of its output at a time."""

    def start(self) -> list[Call]:
        """Return the calls that lay out the pictures and the weights."""

    def pairs(self, count: int) -> tuple[Array, Array]:
        """Return where so many rows without a place of their own lie: the even and the odd ones."""

    def forward(self, first: int, last: int, y: Array | None) -> list[Call]:
        """Return the calls that compute rows into ``y``, else into `pairs`."""

    def prepare(self, d_weight: Array, dx: Array | None) -> list[Call]:
        """Return the calls that begin the way back to the weight and, if wanted, the pictures."""

    def backward(self, first: int, last: int, dz: Array | None) -> list[Call]:
        """Return the calls that take the gradient of rows back; without ``dz`` of `pairs`."""

    def end(self) -> list[Call]:
        """Return the calls that complete the gradients."""


def fused_pool(plan: Plan, node: PlannedNode) -> PlannedNode | None:
    """Return the pooling that is computed together with a convolution, if one alone follows it.

    Pooling first and adding bias and activation to a quarter of the numbers gives the same
    values, as both are monotone.
    """
    layer = node.layer
    if type(layer) not in (Conv2D, DepthwiseConv2D) or any(
        node.id == output.node for output in plan.outputs
    ):
        return None
    readers = [other for other in plan.nodes if node.id in other.sources]
    if len(readers) != 1 or not halves(readers[0]):
        return None
    assert isinstance(layer, ActivatedLayer)
    return readers[0] if layer.activation_function().monotone else None


def lower_convolution(lane: Lane, node: PlannedNode, x: Value, pool: PlannedNode | None) -> Value:
    """Add a convolution, with the pooling that follows it where ``pool`` names one."""
    layer = node.layer
    assert isinstance(layer, Conv2D | DepthwiseConv2D)
    x = as_maps(lane, x, f"{node.id}.x")
    height, width, filters = node.shape
    scratch = lane.scratch(node.id)
    y = lane.new(pool or node, "maps")
    size = size_of(node.weights[0][1].shape)
    w, g = lane.span(node.id)
    fewer = suits_winograd(layer, node.input_shapes[0])
    groups = layer.groups if isinstance(layer, Conv2D) else x.shape[2]
    views = _views(layer.kernel_size, groups, x.shape[2], filters, fewer)
    lane.setup.parameters.define(node.id, views)
    form = (9, filters, -1) if fewer else (groups, -1, filters // groups)
    matrix, d_matrix = (v[:size].reshape(form) for v in (w, g))
    method: Method
    if fewer:
        block = 2
        method = Winograd(x.data, matrix, scratch, _common(lane))
    else:
        row = filters * width * lane.batch
        few = pool or max(layer.strides) > 1
        block = _block(height, BLOCK_NUMBERS // row // 2) if few else height
        method = Sliding(x.data, matrix, layer.window, block, scratch)
    # What an odd height leaves over reaches no pooling.
    used = height // 2 * 2 if pool else height
    blocks = [(first, min(first + block, used)) for first in range(0, used, block)]
    pooling = None
    if pool:
        wide = width // 2 + 1 if fewer else width
        pooling = halving(lane, pool, y, wide, block // 2, fewer)

    lane.emit(node.id, "forward", *method.start())
    for first, last in blocks:
        rows = None if pool else y.data[first:last]
        lane.emit(node.id, "forward", *method.forward(first, last, rows))
        if pool and pooling:
            calls = pooling.forward(*method.pairs(last - first), first // 2)
            lane.emit(pool.id, "forward", *calls)
    _lower_end(lane, node, y.data, w[size:])

    def back() -> None:
        dy = lane.gradient(y)
        _lower_end_back(lane, node, y.data, dy, g[size:])
        target = lane.receive(x) if x.wanted else None
        lane.emit(node.id, "backward", *method.prepare(d_matrix, target))
        for first, last in blocks:
            if pooling:
                part, pairs = dy[first // 2 : last // 2], method.pairs(last - first)
                calls = pooling.backward(part, *pairs, first // 2)
                lane.emit(node.id, "backward", *calls)
            rows = None if pooling else dy[first:last]
            lane.emit(node.id, "backward", *method.backward(first, last, rows))
        lane.emit(node.id, "backward", *method.end())
        if target is not None:
            lane.settle(x, target)

    if y.wanted:
        lane.on_backward(back)
    return y


def _lower_end(lane: Lane, node: PlannedNode, y: Array, bias: Array) -> None:
    """Add bias and activation."""
    layer, name = node.layer, function_name(lane, node)
    assert isinstance(layer, Conv2D | DepthwiseConv2D)
    if lane.setup.fast and layer.use_bias and name == "relu":
        from nnstudio.core.kernels.fast.maps import add_bias_relu

        lane.emit(node.id, "forward", add_bias_relu.bind(y.reshape(*y.shape[:2], -1), bias))
        return
    if layer.use_bias:
        lane.emit(node.id, "forward", partial(np.add, y, bias[:, None, None], y))
    slope, scratch = layer.negative_slope, lane.scratch(node.id)
    lane.emit(node.id, "forward", *activation.forward(name, y, y, slope, 1, scratch))


def _lower_end_back(lane: Lane, node: PlannedNode, y: Array, dy: Array, d_bias: Array) -> None:
    """Turn ``dy`` into the gradient of the sums, and write that of the bias."""
    layer, name = node.layer, function_name(lane, node)
    assert isinstance(layer, Conv2D | DepthwiseConv2D)
    if lane.setup.fast and layer.use_bias and name == "relu":
        from nnstudio.core.kernels.fast.maps import bias_relu_back

        flat, d_flat = (v.reshape(*v.shape[:2], -1) for v in (y, dy))
        lane.emit(node.id, "backward", bias_relu_back.bind(flat, d_flat, d_bias))
        return
    slope, scratch = layer.negative_slope, lane.scratch(node.id)
    lane.emit(node.id, "backward", *activation.backward(name, y, dy, slope, 1, scratch))
    if layer.use_bias:
        lane.emit(node.id, "backward", *channel_sums(dy, d_bias, scratch))


def suits_winograd(layer: Layer, shape: Shape) -> bool:
    """Return whether a convolution is one that fewer multiplications make faster."""
    if not isinstance(layer, Conv2D):
        return False
    height, width, channels = shape
    fits = layer.window == Window((3, 3), (1, 1), "same") and layer.groups == 1
    even = height % 2 == 0 and width % 2 == 0
    fewer = min(channels, layer.filters)
    return fits and even and fewer >= WINOGRAD_CHANNELS and fewer * width >= WINOGRAD_ROW


def _block(height: int, pairs: int) -> int:
    """Return how many rows to compute at a time: equal blocks of at most so many pairs."""
    even = height // 2
    fitting = [n for n in range(1, even + 1) if even % n == 0 and n <= max(1, pairs)]
    return 2 * fitting[-1] if fitting else 2


def _common(lane: Lane) -> Scratch:
    """Return a maker of buffers that all convolutions of one size share."""

    def make(part: str, shape: tuple[int, ...]) -> Array:
        return lane.buffer(f"winograd.{part}.{shape}", shape)

    return make


def _views(
    size: tuple[int, int], groups: int, channels: int, filters: int, fewer: bool
) -> dict[str, View]:
    """Return how weight and bias lie: with filters before channels where ``fewer`` says so."""
    each = channels // groups
    count = size[0] * size[1] * each * filters

    def weight(block: Array) -> Array:
        if fewer:
            return block[:count].reshape(*size, filters, channels).swapaxes(2, 3)
        parts = block[:count].reshape(groups, *size, each, filters // groups)
        return parts.transpose(1, 2, 3, 0, 4)

    def bias(block: Array) -> Array:
        return block[count:]

    return {"weight": weight, "bias": bias}


def _lower_alone(lane: Lane, node: PlannedNode, xs: list[Value]) -> Value:
    return lower_convolution(lane, node, xs[0], None)


CONVOLUTIONS: dict[type[Layer], Lowering] = {
    Conv2D: _lower_alone,
    DepthwiseConv2D: _lower_alone,
}
