"""Layers that lay the same numbers out in another shape."""

from __future__ import annotations

from nnstudio.core.layer import Layer
from nnstudio.core.shapes import Shape, size_of
from nnstudio.engine.lane import Lane, Lowering
from nnstudio.engine.layouts import hand_on
from nnstudio.engine.model import PlannedNode
from nnstudio.engine.value import Layout, Value
from nnstudio.layers.flatten import Flatten
from nnstudio.layers.output import Output


def _lower_flatten(lane: Lane, node: PlannedNode, xs: list[Value]) -> Value:
    x, features = xs[0], size_of(xs[0].shape)
    if x.layout == "rows":
        return _seen(lane, node, x, "rows", (lane.batch, features), x.picture)
    picture = x.shape if x.layout == "maps" else x.picture
    return _seen(lane, node, x, "columns", (features, lane.batch), picture)


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


SHAPES: dict[type[Layer], Lowering] = {
    Flatten: _lower_flatten,
    Output: _lower_output,
}
