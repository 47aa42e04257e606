"""Pooling of pictures that lie as (height, channels, width, batch)."""

from __future__ import annotations

from functools import partial

from nnstudio.core.kernels.halving import Halving
from nnstudio.engine.lane import Lane
from nnstudio.engine.layouts import as_maps
from nnstudio.engine.model import PlannedNode
from nnstudio.engine.value import Value
from nnstudio.layers.max_pool2d import MaxPool2D


def halves(node: PlannedNode) -> bool:
    """Return whether this keeps the largest of 2 by 2 windows that do not overlap."""
    layer = node.layer
    if type(layer) is not MaxPool2D:
        return False
    even = all(size % 2 == 0 for size in node.input_shapes[0][:2])
    return layer.pool_size == layer.strides == (2, 2) and (layer.padding == "valid" or even)


def lower_halving(lane: Lane, node: PlannedNode, xs: list[Value]) -> Value:
    """Add a pooling by halves that stands alone."""
    x = as_maps(lane, xs[0], f"{node.id}.x")
    y = lane.new(node, "maps")
    rows, width = y.data.shape[0], x.shape[1]
    pool = Halving(y.data, width, rows, False, lane.training, lane.scratch(node.id))
    above, below = (x.data[i : 2 * rows : 2] for i in range(2))
    lane.emit(node.id, "forward", *pool.forward(above, below, 0))

    def back() -> None:
        target = lane.receive(x)
        rest = target[2 * rows :]
        if rest.size:
            lane.emit(node.id, "backward", partial(rest.fill, 0))
        above, below = (target[i : 2 * rows : 2] for i in range(2))
        lane.emit(node.id, "backward", *pool.backward(lane.gradient(y), above, below, 0))
        lane.settle(x, target)

    if x.wanted:
        lane.on_backward(back)
    return y
