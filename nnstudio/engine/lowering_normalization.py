"""Normalising layers: channels in the layout they come in, features as rows."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from nnstudio.core.kernels.batch_normalization import BatchNormalization, Cut
from nnstudio.core.kernels.channels import Channels
from nnstudio.core.kernels.layer_normalization import LayerNormalization
from nnstudio.core.layer import Layer
from nnstudio.engine.definition_op import lower_definition
from nnstudio.engine.lane import Lane, Lowering
from nnstudio.engine.layouts import as_rows, whole
from nnstudio.engine.plan import PlannedNode
from nnstudio.engine.value import Value
from nnstudio.layers.batch_norm import BatchNorm
from nnstudio.layers.layer_norm import LayerNorm

if TYPE_CHECKING:
    from nnstudio.core.kernels.fast.layer_norm import CompiledLayerNormalization


def _lower_batch_norm(lane: Lane, node: PlannedNode, xs: list[Value]) -> Value:
    """Add a BatchNorm; where a batch is split, its parts meet once on the way there and back."""
    layer = node.layer
    assert isinstance(layer, BatchNorm)
    # A flattened picture lies in another order than the weights.
    x = as_rows(lane, xs[0], f"{node.id}.x") if xs[0].picture else xs[0]
    x = whole(lane, x, f"{node.id}.whole")
    places, channels = math.prod(node.shape[:-1]), node.shape[-1]
    before, behind = {
        "rows": (lane.batch * places, 1),
        "columns": (1, lane.batch),
        "maps": (node.shape[0], math.prod(node.shape[1:-1]) * lane.batch),
    }[x.layout]
    scratch = lane.scratch(node.id)
    y = lane.new(node, x.layout)
    w, g = (v[: 2 * channels].reshape(2, channels) for v in lane.span(node.id))
    kept = lane.kept(node.id)
    cut = None
    if node.in_training(lane.training) and lane.total * places > 1:
        shares = lane.common(f"{node.id}.shares", ())
        shares[lane.index] = lane.batch / lane.total
        moments, slopes = (
            lane.common(f"{node.id}.{name}", (2, channels)) for name in ("moments", "slopes")
        )
        cut = Cut(lane.index, shares, lane.total * places, moments, slopes)
    kernel = BatchNormalization(
        Channels(before, channels, behind, scratch),
        x.data,
        y.data,
        w,
        (kept["running_mean"], kept["running_variance"]),
        layer.momentum,
        layer.epsilon,
        cut,
        scratch,
    )
    if cut is not None:
        lane.emit(node.id, "forward", *kernel.gather())
        lane.meet()
    lane.emit(node.id, "forward", *kernel.normalise())

    def back() -> None:
        dy = lane.gradient(y)
        lane.emit(node.id, "backward", *kernel.gather_back(dy, g))
        if x.wanted:
            target = lane.receive(x)
            if cut is not None:
                lane.meet()
            lane.emit(node.id, "backward", *kernel.spread_back(dy, target))
            lane.settle(x, target)

    if y.wanted:
        lane.on_backward(back)
    return y


def _lower_layer_norm(lane: Lane, node: PlannedNode, xs: list[Value]) -> Value:
    """Add a LayerNorm."""
    layer = node.layer
    assert isinstance(layer, LayerNorm)
    if node.shape[-1] == 1:
        # Nothing is left of a number without its mean, and of the twin a rounding times 1/epsilon.
        return lower_definition(lane, node, xs)
    x = whole(lane, as_rows(lane, xs[0], f"{node.id}.x"), f"{node.id}.whole")
    features = node.shape[-1]
    y = lane.new(node, "rows")
    w, g = (v[: 2 * features].reshape(2, features) for v in lane.span(node.id))
    kind: type[LayerNormalization | CompiledLayerNormalization] = LayerNormalization
    if lane.setup.fast:
        from nnstudio.core.kernels.fast.layer_norm import CompiledLayerNormalization

        kind = CompiledLayerNormalization
    kernel = kind(
        x.data.reshape(-1, features),
        y.data.reshape(-1, features),
        w,
        layer.epsilon,
        lane.scratch(node.id),
    )
    lane.emit(node.id, "forward", *kernel.forward())

    def back() -> None:
        dy = lane.gradient(y).reshape(-1, features)
        target = lane.receive(x) if x.wanted else None
        dx = None if target is None else target.reshape(-1, features)
        lane.emit(node.id, "backward", *kernel.backward(dy, dx, g))
        if target is not None:
            lane.settle(x, target)

    if y.wanted:
        lane.on_backward(back)
    return y


NORMALIZATION: dict[type[Layer], Lowering] = {
    BatchNorm: _lower_batch_norm,
    LayerNorm: _lower_layer_norm,
}
