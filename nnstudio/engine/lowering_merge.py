"""Layers in which several branches come together."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import numpy as np

from nnstudio.core.kernels.calls import Call, copy, scalar
from nnstudio.core.layer import Array, Layer
from nnstudio.engine.lane import Lane, Lowering
from nnstudio.engine.layouts import alike, as_columns, as_maps, as_rows, hand_on, like
from nnstudio.engine.plan import PlannedNode
from nnstudio.engine.value import Value
from nnstudio.layers.add import Add
from nnstudio.layers.average import Average
from nnstudio.layers.concatenate import Concatenate
from nnstudio.layers.maximum import Maximum
from nnstudio.layers.multiply import Multiply
from nnstudio.layers.subtract import Subtract

_MAPS_AXES = (0, 2, 1)
"""Where height, width and channels are in maps."""


def _lower_sum(lane: Lane, node: PlannedNode, xs: list[Value]) -> Value:
    """Add an Add or an Average."""
    xs = alike(lane, node, xs)
    y = like(lane, node, xs[0])
    lane.emit(node.id, "forward", partial(np.add, xs[0].data, xs[1].data, y.data))
    for x in xs[2:]:
        lane.emit(node.id, "forward", partial(np.add, y.data, x.data, y.data))
    share = scalar(1 / len(xs)) if type(node.layer) is Average else None
    if share is not None:
        lane.emit(node.id, "forward", partial(np.multiply, y.data, share, y.data))

    def back() -> None:
        dy = lane.gradient(y)
        if share is not None:
            lane.emit(node.id, "backward", partial(np.multiply, dy, share, dy))
        wanted = [x for x in xs if x.wanted]
        for x in wanted[:-1]:
            _contribute(lane, node, x, lambda target: [copy(dy, target)])
        hand_on(lane, node.id, wanted[-1], dy)

    if y.wanted:
        lane.on_backward(back)
    return y


def _lower_subtract(lane: Lane, node: PlannedNode, xs: list[Value]) -> Value:
    a, b = alike(lane, node, xs)
    y = like(lane, node, a)
    lane.emit(node.id, "forward", partial(np.subtract, a.data, b.data, y.data))

    def back() -> None:
        dy = lane.gradient(y)
        if b.wanted:
            _contribute(lane, node, b, lambda target: [partial(np.negative, dy, target)])
        if a.wanted:
            hand_on(lane, node.id, a, dy)

    if y.wanted:
        lane.on_backward(back)
    return y


def _lower_multiply(lane: Lane, node: PlannedNode, xs: list[Value]) -> Value:
    xs = alike(lane, node, xs)
    y = like(lane, node, xs[0])
    lane.emit(node.id, "forward", *_products([x.data for x in xs], y.data))

    def back() -> None:
        dy = lane.gradient(y)
        for i, x in enumerate(xs):
            if x.wanted:
                factors = [dy, *(other.data for j, other in enumerate(xs) if j != i)]
                _contribute(lane, node, x, partial(_products, factors))

    if y.wanted:
        lane.on_backward(back)
    return y


def _products(factors: list[Array], out: Array) -> list[Call]:
    first = partial(np.multiply, factors[0], factors[1], out)
    return [first, *(partial(np.multiply, out, factor, out) for factor in factors[2:])]


def _lower_maximum(lane: Lane, node: PlannedNode, xs: list[Value]) -> Value:
    xs = alike(lane, node, xs)
    y = like(lane, node, xs[0])
    lane.emit(node.id, "forward", partial(np.maximum, xs[0].data, xs[1].data, out=y.data))
    for x in xs[2:]:
        lane.emit(node.id, "forward", partial(np.maximum, y.data, x.data, out=y.data))

    def back() -> None:
        dy, scratch = lane.gradient(y), lane.scratch(node.id)
        mask, free = (scratch(name, y.data.shape, np.bool_) for name in ("mask", "free"))
        lane.emit(node.id, "backward", partial(free.fill, True))
        for x in xs:
            lane.emit(
                node.id,
                "backward",
                partial(np.equal, x.data, y.data, mask),
                partial(np.logical_and, mask, free, mask),
                partial(np.greater, free, mask, free),
            )
            if x.wanted:
                _contribute(lane, node, x, lambda target: [partial(np.multiply, dy, mask, target)])

    if y.wanted:
        lane.on_backward(back)
    return y


def _lower_concatenate(lane: Lane, node: PlannedNode, xs: list[Value]) -> Value:
    layer = node.layer
    assert isinstance(layer, Concatenate)
    names = [f"{node.id}.x{i}" for i in range(len(xs))]
    axis = layer.axis_of(len(node.shape))
    if len(node.shape) == 3 and any(x.layout == "maps" for x in xs):
        xs = [as_maps(lane, x, name) for x, name in zip(xs, names, strict=True)]
        y, along = lane.new(node, "maps"), _MAPS_AXES[axis]
    elif len(node.shape) == 1 and any(x.layout == "columns" for x in xs):
        xs = [as_columns(lane, x, name) for x, name in zip(xs, names, strict=True)]
        y, along = lane.new(node, "columns"), 0
    else:
        xs = [as_rows(lane, x, name) for x, name in zip(xs, names, strict=True)]
        y, along = lane.new(node, "rows"), axis + 1
    for x, part in zip(xs, _parts(xs, y.data, along, axis), strict=True):
        lane.emit(node.id, "forward", copy(_in_order(x, x.data), part))

    def back() -> None:
        parts = _parts(xs, lane.gradient(y), along, axis)
        for x, part in zip(xs, parts, strict=True):
            if x.wanted:
                target = lane.receive(x)
                lane.emit(node.id, "backward", copy(part, _in_order(x, target)))
                lane.settle(x, target)

    if y.wanted:
        lane.on_backward(back)
    return y


def _parts(xs: list[Value], whole: Array, along: int, axis: int) -> list[Array]:
    """Return the part of each input; that of a flattened picture in the form of the picture."""
    parts, start = [], 0
    for x in xs:
        stop = start + x.shape[axis]
        part = whole[(slice(None),) * along + (slice(start, stop),)]
        parts.append(part.reshape(*x.picture, -1) if x.picture else part)
        start = stop
    return parts


def _in_order(x: Value, data: Array) -> Array:
    """Return a flattened picture as ``(height, width, channels, batch)``, others as they are."""
    if not x.picture:
        return data
    height, width, channels = x.picture
    return data.reshape(height, channels, width, -1).transpose(0, 2, 1, 3)


def _contribute(
    lane: Lane, node: PlannedNode, x: Value, calls: Callable[[Array], list[Call]]
) -> None:
    """Add what ``calls`` write into the buffer they are given to the gradient of ``x``."""
    target = lane.receive(x)
    lane.emit(node.id, "backward", *calls(target))
    lane.settle(x, target)


MERGES: dict[type[Layer], Lowering] = {
    Add: _lower_sum,
    Average: _lower_sum,
    Concatenate: _lower_concatenate,
    Maximum: _lower_maximum,
    Multiply: _lower_multiply,
    Subtract: _lower_subtract,
}
