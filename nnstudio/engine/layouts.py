"""From one layout to another, forward and back."""

from __future__ import annotations

from numpy.lib.stride_tricks import as_strided

from nnstudio.core.kernels.calls import copy
from nnstudio.core.layer import Array
from nnstudio.engine.lane import Lane
from nnstudio.engine.plan import PlannedNode
from nnstudio.engine.value import Value


def with_row(gradient: Array) -> Array:
    """Return a gradient ``(features, batch)`` together with the spare row below it.

    A product that fills it whole may read a weight matrix whole, with its column of biases.
    """
    features, batch = gradient.shape
    return as_strided(gradient, (features + 1, batch), gradient.strides)


def rows_view(value: Value, data: Array) -> Array:
    """Return ``data``, which lies like the value, as a view ``(batch, *shape)``; pictures as 4-D."""
    if value.layout == "rows":
        return data
    if value.picture:
        height, width, channels = value.picture
        data = data.reshape(height, channels, width, -1)
    return data.T if data.ndim == 2 else data.transpose(3, 0, 2, 1)


def as_rows(lane: Lane, value: Value, name: str) -> Value:
    """Return the value with the batch first, as definitions read it."""
    if value.layout == "rows":
        return value
    node_id = name.split(".")[0]
    source = rows_view(value, value.data)
    rows = Value(
        name, value.shape, "rows", lane.buffer(name, (lane.batch, *value.shape)), 1, value.wanted
    )
    lane.emit(node_id, "forward", copy(source, rows.data.reshape(source.shape)))
    if value.wanted:

        def back() -> None:
            target = lane.receive(value)
            theirs = rows_view(value, target)
            lane.emit(node_id, "backward", copy(lane.gradient(rows).reshape(theirs.shape), theirs))
            lane.settle(value, target)

        lane.on_backward(back)
    return rows


def as_maps(lane: Lane, value: Value, name: str) -> Value:
    """Return a picture as ``(height, channels, width, batch)``."""
    if value.layout == "maps":
        return value
    value = as_rows(lane, value, f"{name}.rows")
    node_id = name.split(".")[0]
    height, width, channels = value.shape
    data = lane.buffer(name, (height, channels, width, lane.batch))
    maps = Value(name, value.shape, "maps", data, 1, value.wanted)
    lane.emit(node_id, "forward", copy(value.data.transpose(1, 3, 2, 0), data))
    if value.wanted:

        def back() -> None:
            target = lane.receive(value)
            back_view = lane.gradient(maps).transpose(3, 0, 2, 1)
            lane.emit(node_id, "backward", copy(back_view, target))
            lane.settle(value, target)

        lane.on_backward(back)
    return maps


def as_columns(lane: Lane, value: Value, name: str) -> Value:
    """Return a vector as ``(features, batch)``; the data of rows is only turned, not copied."""
    if value.layout == "columns":
        return value
    node_id = name.split(".")[0]
    columns = Value(name, value.shape, "columns", value.data.T, 1, value.wanted, ones=value.ones)
    if value.wanted:

        def back() -> None:
            target = lane.receive(value)
            lane.emit(node_id, "backward", copy(lane.gradient(columns).T, target))
            lane.settle(value, target)

        lane.on_backward(back)
    return columns


def whole(lane: Lane, value: Value, name: str) -> Value:
    """Return the value without gaps in memory, which samples with a column of ones have."""
    if value.data.flags.c_contiguous:
        return value
    assert not value.wanted, "only samples have gaps"
    data = lane.buffer(name, value.data.shape)
    lane.emit(name.split(".")[0], "forward", copy(value.data, data))
    return Value(name, value.shape, value.layout, data, 1, wanted=False, picture=value.picture)


def like(lane: Lane, node: PlannedNode, value: Value) -> Value:
    """Return a new value for the node's output that lies as another value does."""
    y = lane.new(node, value.layout)
    y.picture = value.picture
    return y


def alike(lane: Lane, node: PlannedNode, xs: list[Value]) -> list[Value]:
    """Return values in one layout, so that they can be computed number by number.

    What becomes the network's output must have its features in the definition's order.
    """
    names = [f"{node.id}.x{i}" for i in range(len(xs))]
    at_the_end = any(node.id == output.node for output in lane.setup.plan.outputs)
    if any(x.picture for x in xs) and (at_the_end or len({x.picture for x in xs}) > 1):
        return [as_rows(lane, x, name) for x, name in zip(xs, names, strict=True)]
    layouts = {x.layout for x in xs}
    if len(layouts) == 1:
        return xs
    if "maps" in layouts:
        return [as_maps(lane, x, name) for x, name in zip(xs, names, strict=True)]
    return [as_columns(lane, x, name) for x, name in zip(xs, names, strict=True)]


def hand_on(lane: Lane, node_id: str, x: Value, dy: Array) -> None:
    """Let dL/dx be ``dy``, which nothing else reads later: in place where x goes one way only.

    For several inputs of one layer, only the last may be handed on; give the others copies.
    """
    if x.consumers == 1 and x.gradient is None:
        x.gradient = dy
        x.arrived += 1
        return
    target = lane.receive(x)
    lane.emit(node_id, "backward", copy(dy, target))
    lane.settle(x, target)
