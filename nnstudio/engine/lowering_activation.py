"""Activation functions that stand alone."""

from __future__ import annotations

from functools import partial

import numpy as np

from nnstudio.core.kernels import activation
from nnstudio.core.kernels.calls import scalar
from nnstudio.core.layer import Array, Layer
from nnstudio.engine.lane import Lane, Lowering
from nnstudio.engine.layouts import alike, hand_on, like, rows_view
from nnstudio.engine.lowering_dense import function_name
from nnstudio.engine.plan import PlannedNode
from nnstudio.engine.value import Value
from nnstudio.layers.activation import ActivationLayer
from nnstudio.layers.prelu import PReLU


def _lower_activation(lane: Lane, node: PlannedNode, xs: list[Value]) -> Value:
    layer = node.layer
    assert isinstance(layer, ActivationLayer)
    (x,) = alike(lane, node, xs)
    axis = {"rows": -1, "columns": 0, "maps": 1}[x.layout]
    name, slope, scratch = function_name(lane, node), layer.negative_slope, lane.scratch(node.id)
    y = like(lane, node, x)
    lane.emit(node.id, "forward", *activation.forward(name, x.data, y.data, slope, axis, scratch))

    def back() -> None:
        dy = lane.gradient(y)
        calls = activation.backward(name, y.data, dy, slope, axis, scratch)
        lane.emit(node.id, "backward", *calls)
        hand_on(lane, node.id, x, dy)

    if x.wanted:
        lane.on_backward(back)
    return y


def _lower_prelu(lane: Lane, node: PlannedNode, xs: list[Value]) -> Value:
    (x,) = alike(lane, node, xs)
    y = like(lane, node, x)
    w, g = lane.span(node.id)
    scratch, shape = lane.scratch(node.id), x.data.shape
    zeros, low, work = (scratch(part, shape) for part in ("zeros", "low", "work"))

    def seen(data: Array) -> Array:
        """Look at data as the definition does: samples first, channels last."""
        return rows_view(x, data)

    count = node.weights[0][1].shape[0]
    # A flattened picture lies otherwise than its slopes are counted: they are a picture then.
    slopes = seen(work).shape[1:] if x.picture and count > 1 else (count,)
    slope, d_slope = (v[:count].reshape(slopes) for v in (w, g))
    rest = scratch("rest", slopes)
    lane.emit(
        node.id,
        "forward",
        partial(np.minimum, x.data, zeros, out=low),
        partial(np.multiply, seen(low), slope, seen(work)),
        partial(np.maximum, x.data, zeros, out=y.data),
        partial(np.add, y.data, work, y.data),
    )

    def back() -> None:
        dy = lane.gradient(y)
        mask = scratch("mask", shape, np.bool_)
        over = tuple(range(seen(work).ndim - (len(slopes) if count > 1 else 0)))
        total = d_slope if count > 1 else d_slope.reshape(())
        lane.emit(
            node.id,
            "backward",
            partial(np.multiply, dy, low, work),
            partial(np.add.reduce, seen(work), over, None, total),
        )
        if not x.wanted:
            return
        target = lane.receive(x)
        lane.emit(
            node.id,
            "backward",
            partial(np.subtract, scalar(1), slope, rest),
            partial(np.greater, x.data, zeros, mask),
            partial(np.multiply, seen(mask), rest, seen(work)),
            partial(np.add, seen(work), slope, seen(work)),
            partial(np.multiply, dy, work, target),
        )
        lane.settle(x, target)

    if y.wanted:
        lane.on_backward(back)
    return y


ACTIVATIONS: dict[type[Layer], Lowering] = {
    ActivationLayer: _lower_activation,
    PReLU: _lower_prelu,
}
