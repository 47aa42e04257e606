"""From layers to bound calls: which twin computes a node, else its definition."""

from __future__ import annotations

from functools import partial

import numpy as np

from nnstudio.core.kernels import activation
from nnstudio.core.kernels.calls import copy
from nnstudio.core.kernels.dropout import Mask
from nnstudio.core.layer import Array, Layer
from nnstudio.core.shapes import size_of
from nnstudio.engine.definition_op import lower_definition
from nnstudio.engine.lane import Lane, Lowering
from nnstudio.engine.layouts import as_rows
from nnstudio.engine.lowering_dense import function_name, lower_dense
from nnstudio.engine.lowering_maps import (
    fused_pool,
    halves,
    lower_convolution,
    lower_pool,
    stride_one,
)
from nnstudio.engine.model import PlannedNode
from nnstudio.engine.setup import Setup
from nnstudio.engine.value import Value
from nnstudio.layers.activation import ActivationLayer
from nnstudio.layers.add import Add
from nnstudio.layers.conv2d import Conv2D
from nnstudio.layers.dense import Dense
from nnstudio.layers.dropout import Dropout
from nnstudio.layers.flatten import Flatten
from nnstudio.layers.input import Input
from nnstudio.layers.max_pool2d import MaxPool2D


def lower(lane: Lane, values: dict[str, Value], node: PlannedNode) -> Value:
    """Add a node to the lane and return its value; a pooling it takes along enters ``values``."""
    plan = lane.setup.plan
    xs = [values[source] for source in node.sources]
    pool = fused_pool(plan, node)
    if type(node.layer) is Input:
        value = lane.input()
    elif not has_twin(lane.setup, node):
        value = lower_definition(lane, node, xs)
    elif pool is not None:
        value = values[pool.id] = lower_convolution(lane, node, xs[0], pool)
    else:
        value = TWINS[type(node.layer)](lane, node, xs)
    if node.id == plan.output and value.name != "output":
        value = _into_outputs(lane, node, value)
    return value


def has_twin(setup: Setup, node: PlannedNode) -> bool:
    """Return whether a twin computes the node."""
    if not setup.twins or type(node.layer) not in TWINS or node.holder in setup.shared:
        return type(node.layer) is Input
    if isinstance(node.layer, Conv2D):
        return stride_one(node.layer)
    return not isinstance(node.layer, MaxPool2D) or halves(node)


def _into_outputs(lane: Lane, node: PlannedNode, value: Value) -> Value:
    value = as_rows(lane, value, f"{node.id}.rows")
    out = lane.new(node, "rows")
    lane.emit(node.id, "forward", copy(value.data, out.data))
    if value.wanted:

        def back() -> None:
            target = lane.receive(value)
            lane.emit(node.id, "backward", copy(lane.gradient(out), target))
            lane.settle(value, target)

        lane.on_backward(back)
    return out


def _alike(lane: Lane, node: PlannedNode, xs: list[Value]) -> list[Value]:
    """Return values in one layout, so that they can be computed number by number."""
    mixed = len({(x.layout, x.picture) for x in xs}) > 1
    if mixed or (xs[0].picture and node.id == lane.setup.plan.output):
        return [as_rows(lane, x, f"{node.id}.x{i}") for i, x in enumerate(xs)]
    return xs


def _same(lane: Lane, node: PlannedNode, x: Value) -> Value:
    y = lane.new(node, x.layout)
    y.picture = x.picture
    return y


def _activation(lane: Lane, node: PlannedNode, xs: list[Value]) -> Value:
    layer = node.layer
    assert isinstance(layer, ActivationLayer)
    (x,) = _alike(lane, node, xs)
    axis = {"rows": -1, "columns": 0, "maps": 1}[x.layout]
    name, slope, scratch = function_name(lane, node), layer.negative_slope, lane.scratch(node.id)
    y = _same(lane, node, x)
    lane.emit(node.id, "forward", *activation.forward(name, x.data, y.data, slope, axis, scratch))

    def back() -> None:
        dy = lane.gradient(y)
        target = lane.receive(x)
        calls = activation.backward(name, y.data, dy, slope, axis, scratch)
        lane.emit(node.id, "backward", *calls, copy(dy, target))
        lane.settle(x, target)

    if x.wanted:
        lane.on_backward(back)
    return y


def _add(lane: Lane, node: PlannedNode, xs: list[Value]) -> Value:
    xs = _alike(lane, node, xs)
    y = _same(lane, node, xs[0])
    lane.emit(node.id, "forward", partial(np.add, xs[0].data, xs[1].data, y.data))

    def back() -> None:
        for x in xs:
            if x.wanted:
                target = lane.receive(x)
                lane.emit(node.id, "backward", copy(lane.gradient(y), target))
                lane.settle(x, target)

    if y.wanted:
        lane.on_backward(back)
    return y


def _dropout(lane: Lane, node: PlannedNode, xs: list[Value]) -> Value:
    if not lane.training:
        return xs[0]
    layer = lane.setup.layers[node.id]
    assert isinstance(layer, Dropout)
    (x,) = _alike(lane, node, xs)
    rng = lane.setup.step(node.id, lane.index).rng
    mask = Mask(rng, x.data.shape, layer.rate, lane.scratch(node.id))

    def hear(changed: Layer) -> None:
        assert isinstance(changed, Dropout)
        mask.set_rate(changed.rate)

    lane.setup.retuned.setdefault(node.id, []).append(hear)
    y = _same(lane, node, x)
    product_of = partial(np.multiply, x.data, mask.values, y.data)
    lane.emit(node.id, "forward", mask.draw, product_of)

    def back() -> None:
        target = lane.receive(x)
        product_back = partial(np.multiply, lane.gradient(y), mask.values, target)
        lane.emit(node.id, "backward", product_back)
        lane.settle(x, target)

    if x.wanted:
        lane.on_backward(back)
    return y


def _flatten(lane: Lane, node: PlannedNode, xs: list[Value]) -> Value:
    x = xs[0]
    rows = x.layout == "rows"

    def flat(data: Array) -> Array:
        return data.reshape(lane.batch, -1) if rows else data.reshape(-1, lane.batch)

    y = Value(
        f"{node.id}.y",
        (size_of(x.shape),),
        "rows" if rows else "columns",
        flat(x.data),
        lane.setup.consumers[node.id],
        x.wanted,
        ones=x.ones,
        picture=x.shape if x.layout == "maps" else x.picture,
    )
    if not x.wanted:
        return y
    if x.consumers == 1:
        y.gradient = flat(lane.gradient(x))

    def back() -> None:
        target = lane.receive(x)
        if x.consumers > 1:
            lane.emit(node.id, "backward", copy(lane.gradient(y), flat(target)))
            lane.settle(x, target)

    lane.on_backward(back)
    return y


TWINS: dict[type[Layer], Lowering] = {
    Dense: lower_dense,
    ActivationLayer: _activation,
    Add: _add,
    Dropout: _dropout,
    Flatten: _flatten,
    Conv2D: lambda lane, node, xs: lower_convolution(lane, node, xs[0], None),
    MaxPool2D: lower_pool,
}
