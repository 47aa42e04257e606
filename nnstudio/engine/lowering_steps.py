"""Convolution along sequences that lie as (batch, steps, features)."""

from __future__ import annotations

from functools import partial

import numpy as np

from nnstudio.core.kernels import activation
from nnstudio.core.kernels.steps import StepWindows
from nnstudio.core.layer import Array, Layer
from nnstudio.core.shapes import size_of
from nnstudio.engine.lane import Lane, Lowering
from nnstudio.engine.layouts import as_rows
from nnstudio.engine.lowering_dense import function_name
from nnstudio.engine.parameters import View
from nnstudio.engine.plan import PlannedNode
from nnstudio.engine.value import Value
from nnstudio.layers.conv1d import Conv1D


def _lower_conv1d(lane: Lane, node: PlannedNode, xs: list[Value]) -> Value:
    layer = node.layer
    assert isinstance(layer, Conv1D)
    x = as_rows(lane, xs[0], f"{node.id}.x")
    y = lane.new(node, "rows")
    size = size_of(node.weights[0][1].shape)
    lane.setup.parameters.define(node.id, _views(layer, x.shape[1], size))
    w, g = lane.span(node.id)
    form = (layer.groups, -1, layer.filters // layer.groups)
    matrix, d_matrix = (v[:size].reshape(form) for v in (w, g))
    scratch = lane.scratch(node.id)
    windows = StepWindows(x.data, y.data, matrix, layer.window, scratch)
    lane.emit(node.id, "forward", *windows.forward())
    if layer.use_bias:
        lane.emit(node.id, "forward", partial(np.add, y.data, w[size:], y.data))
    name, slope = function_name(lane, node), layer.negative_slope
    lane.emit(node.id, "forward", *activation.forward(name, y.data, y.data, slope, -1, scratch))

    def back() -> None:
        dy = lane.gradient(y)
        lane.emit(node.id, "backward", *activation.backward(name, y.data, dy, slope, -1, scratch))
        if layer.use_bias:
            rows = dy.reshape(-1, layer.filters)
            ones = scratch("ones", (len(rows),))
            ones.fill(1)
            lane.emit(node.id, "backward", partial(ones.dot, rows, g[size:]))
        target = lane.receive(x) if x.wanted else None
        lane.emit(node.id, "backward", *windows.backward(dy, d_matrix, target))
        if target is not None:
            lane.settle(x, target)

    if y.wanted:
        lane.on_backward(back)
    return y


def _views(layer: Conv1D, features: int, count: int) -> dict[str, View]:
    """Return how weight and bias lie: group by group."""
    groups = layer.groups

    def weight(block: Array) -> Array:
        form = (groups, layer.window.size[0], features // groups, layer.filters // groups)
        return block[:count].reshape(form).transpose(1, 2, 0, 3)

    def bias(block: Array) -> Array:
        return block[count:]

    return {"weight": weight, "bias": bias}


STEPS: dict[type[Layer], Lowering] = {Conv1D: _lower_conv1d}
