"""Layers that lay the same numbers out in another shape."""

from __future__ import annotations

from collections.abc import Callable

from nnstudio.core.kernels.calls import copy
from nnstudio.core.layer import Array, Layer
from nnstudio.core.shapes import Shape, size_of
from nnstudio.engine.lane import Lane, Lowering
from nnstudio.engine.layouts import as_rows, hand_on
from nnstudio.engine.plan import PlannedNode
from nnstudio.engine.value import Layout, Value
from nnstudio.layers.flatten import Flatten
from nnstudio.layers.output import Output
from nnstudio.layers.permute import Permute
from nnstudio.layers.reshape import Reshape

_MAPS = (0, 2, 1)
"""Where height, width and channels are in maps; also which axis of a picture each of these is."""


def _lower_flatten(lane: Lane, node: PlannedNode, xs: list[Value]) -> Value:
    x, features = xs[0], size_of(xs[0].shape)
    if x.layout == "rows":
        return _seen(lane, node, x, "rows", (lane.batch, features), x.picture)
    picture = x.shape if x.layout == "maps" else x.picture
    return _seen(lane, node, x, "columns", (features, lane.batch), picture)


def _lower_reshape(lane: Lane, node: PlannedNode, xs: list[Value]) -> Value:
    x = xs[0]
    if len(node.shape) == 1:
        return _lower_flatten(lane, node, xs)
    if x.layout == "columns" and x.picture == node.shape:
        height, width, channels = node.shape
        return _seen(lane, node, x, "maps", (height, channels, width, lane.batch), ())
    if x.layout == "columns" and not x.picture and len(node.shape) == 3:
        return _copied(lane, node, x, "maps", lambda data: _turned(data, node.shape))
    x = as_rows(lane, x, f"{node.id}.x")
    return _seen(lane, node, x, "rows", (lane.batch, *node.shape), ())


def _turned(columns: Array, shape: Shape) -> Array:
    """Return columns as a view in the form of maps."""
    return columns.reshape(*shape, -1).transpose(*_MAPS, 3)


def _lower_permute(lane: Lane, node: PlannedNode, xs: list[Value]) -> Value:
    layer, x = node.layer, xs[0]
    assert isinstance(layer, Permute)
    axes = layer.axes
    if x.layout == "maps":
        turn = (*(_MAPS[axes[_MAPS[i]] - 1] for i in range(3)), 3)
        return _copied(lane, node, x, "maps", lambda data: data.transpose(turn))
    if len(axes) == 1:
        return _lower_output(lane, node, xs)
    x = as_rows(lane, x, f"{node.id}.x")
    return _copied(lane, node, x, "rows", lambda data: data.transpose(0, *axes))


def _lower_output(lane: Lane, node: PlannedNode, xs: list[Value]) -> Value:
    x = xs[0]
    return _seen(lane, node, x, x.layout, x.data.shape, x.picture)


def _seen(
    lane: Lane,
    node: PlannedNode,
    x: Value,
    layout: Layout,
    form: tuple[int, ...],
    picture: Shape,
) -> Value:
    """Return a value that is another view of the numbers of ``x``; nothing is computed."""
    y = Value(
        f"{node.id}.y",
        node.shape,
        layout,
        x.data.reshape(form),
        lane.setup.consumers[node.id],
        x.wanted,
        ones=x.ones,
        picture=picture,
    )

    def back() -> None:
        hand_on(lane, node.id, x, lane.gradient(y).reshape(x.data.shape))

    if x.wanted:
        lane.on_backward(back)
    return y


def _copied(
    lane: Lane, node: PlannedNode, x: Value, layout: Layout, view: Callable[[Array], Array]
) -> Value:
    """Return a new value that is a copy of a view of ``x``."""
    y = lane.new(node, layout)
    lane.emit(node.id, "forward", copy(view(x.data), y.data))

    def back() -> None:
        target = lane.receive(x)
        lane.emit(node.id, "backward", copy(lane.gradient(y), view(target)))
        lane.settle(x, target)

    if x.wanted:
        lane.on_backward(back)
    return y


SHAPES: dict[type[Layer], Lowering] = {
    Flatten: _lower_flatten,
    Output: _lower_output,
    Permute: _lower_permute,
    Reshape: _lower_reshape,
}
