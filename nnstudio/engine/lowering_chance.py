"""Layers that act by chance while the network trains."""

from __future__ import annotations

from functools import partial

import numpy as np

from nnstudio.core.kernels.dropout import Mask
from nnstudio.core.layer import Layer
from nnstudio.engine.lane import Lane, Lowering
from nnstudio.engine.layouts import alike, like
from nnstudio.engine.model import PlannedNode
from nnstudio.engine.value import Value
from nnstudio.layers.dropout import Dropout


def _lower_dropout(lane: Lane, node: PlannedNode, xs: list[Value]) -> Value:
    if not lane.training:
        return xs[0]
    layer = lane.setup.layers[node.id]
    assert isinstance(layer, Dropout)
    (x,) = alike(lane, node, xs)
    rng = lane.setup.step(node.id, lane.index).rng
    mask = Mask(rng, x.data.shape, layer.rate, lane.scratch(node.id))

    def hear(changed: Layer) -> None:
        assert isinstance(changed, Dropout)
        mask.set_rate(changed.rate)

    lane.setup.retuned.setdefault(node.id, []).append(hear)
    y = like(lane, node, x)
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


CHANCE: dict[type[Layer], Lowering] = {
    Dropout: _lower_dropout,
}
