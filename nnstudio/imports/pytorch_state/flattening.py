"""Weights behind a Flatten: PyTorch has the channels of pictures first, here they are last."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from nnstudio.core.layer import Array
from nnstudio.core.shapes import Shape, size_of
from nnstudio.engine.plan import Plan
from nnstudio.engine.weights import WeightKey
from nnstudio.layers.activation import ActivationLayer
from nnstudio.layers.batch_norm import BatchNorm
from nnstudio.layers.dense import Dense
from nnstudio.layers.dropout import Dropout
from nnstudio.layers.flatten import Flatten
from nnstudio.layers.noise import Noise
from nnstudio.layers.reshape import Reshape

_NUMBER_BY_NUMBER = (ActivationLayer, Dropout, Noise)


def rearranged(plan: Plan, weights: Mapping[WeightKey, Array]) -> dict[WeightKey, Array]:
    """Return weights of a network that was flattened channels first, as they are needed here."""
    found = dict(weights)
    for node in plan.nodes:
        if not isinstance(node.layer, Dense) or (node.id, "weight") not in found:
            continue
        weight = found[node.id, "weight"]
        before = _flattened(plan, node.id)
        if before and weight.shape[0] == size_of(before):
            found[node.id, "weight"] = _last(weight.T, before).T
        after = _folded(plan, node.id)
        if after and weight.shape[1] == size_of(after):
            for name in ("weight", "bias"):
                if (node.id, name) in found:
                    found[node.id, name] = _last(found[node.id, name], after)
    return {key: np.ascontiguousarray(value) for key, value in found.items()}


def _last(rows: Array, shape: Shape) -> Array:
    """Return numbers of the last axis, which lay channels first, with the channels last."""
    maps = rows.reshape(*rows.shape[:-1], shape[-1], *shape[:-1])
    return np.moveaxis(maps, rows.ndim - 1, -1).reshape(rows.shape)


def _flattened(plan: Plan, node_id: str) -> Shape | None:
    """Return the shape of the picture whose numbers arrive at a node in one row."""
    node = plan.node(node_id)
    while node.sources:
        node = plan.node(node.sources[0])
        if isinstance(node.layer, Flatten):
            shape = node.input_shapes[0]
            return shape if _channels_first(plan, node.sources[0], shape) else None
        if not isinstance(node.layer, _NUMBER_BY_NUMBER):
            return None
    return None


def _folded(plan: Plan, node_id: str) -> Shape | None:
    """Return the shape of the picture that a node's numbers become."""
    for node in plan.nodes:
        if node_id in node.sources:
            if isinstance(node.layer, Reshape) and len(node.shape) == 3:
                return node.shape
            if isinstance(node.layer, _NUMBER_BY_NUMBER):
                return _folded(plan, node.id)
    return None


def _channels_first(plan: Plan, node_id: str, shape: Shape) -> bool:
    """Return whether PyTorch has the channels of what a node gives before all else."""
    if len(shape) != 2:
        return len(shape) == 3
    node = plan.node(node_id)
    while node.sources and isinstance(node.layer, (*_NUMBER_BY_NUMBER, BatchNorm)):
        node = plan.node(node.sources[0])
    return bool(node.sources) and node.layer.category in ("convolution", "pooling")
