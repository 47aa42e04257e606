"""A network around a single layer, so that what takes whole networks can be shown every layer."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from nnstudio.core.layer import Array, Layer
from nnstudio.core.shapes import Shape, size_of
from nnstudio.engine.plan import Plan
from nnstudio.engine.weights import WeightMap
from nnstudio.graph import edits
from nnstudio.graph.data_plan import DataPlan, DataSource
from nnstudio.graph.project import Project
from nnstudio.graph.signature import Signature
from nnstudio.layers import all_layers
from nnstudio.layers.input import Input
from nnstudio.layers.output import Output
from nnstudio.layers.reshape import Reshape
from nnstudio.losses.mean_squared_error import MeanSquaredError
from tests.random_networks import some_weights

LAYER_EXAMPLES: list[Any] = [
    pytest.param(cls(**values), shapes, id=f"{name}-{number}")
    for name, cls in all_layers().items()
    if cls not in (Input, Output)
    for number, (values, shapes) in enumerate(cls.examples, start=1)
]


def network_around(layer: Layer, shapes: tuple[Shape, ...]) -> Project:
    """Return a project of the layer behind as many Inputs as it has ports."""
    target = layer.output_shape(*shapes)
    count = sum(map(size_of, shapes))
    several = len(shapes) > 1
    names = tuple(f"x{i}" for i in range(count)) if several else ()
    sample = (count,) if several else shapes[0]
    signature = Signature(
        sample, "regression", (), size_of(target), sample, names, "y", tuple(target)
    )
    project = Project("around", data=DataPlan(DataSource("some"), signature=signature))
    project = edits.set_loss(project, MeanSquaredError())
    sources, start = [], 0
    for shape in shapes:
        own = ", ".join(names[start : start + size_of(shape)])
        start += size_of(shape)
        project, source = edits.add_node(project, Input(columns=own), 0, 0)
        if several and len(shape) > 1:
            reshape = Reshape(shape=" ".join(map(str, shape)))
            project, shaped = edits.add_node(project, reshape, 0, 0)
            project = edits.connect(project, source, shaped)
            source = shaped
        sources.append(source)
    project, node_id = edits.add_node(project, layer, 0, 0)
    for port, source in enumerate(sources):
        project = edits.connect(project, source, node_id, port)
    return project


def telling_weights(plan: Plan) -> WeightMap:
    """Return float32 weights none of which is at a special place, running averages neither."""
    rng = np.random.default_rng(6)
    kinds = {(node.id, name): weight for node in plan.nodes for name, weight in node.weights}
    return {
        key: (value if kinds[key].trainable else value + rng.uniform(0.2, 1, value.shape)).astype(
            np.float32
        )
        for key, value in some_weights(plan).items()
    }


def telling_samples(plan: Plan, tokens: int = 0, count: int = 7) -> Array:
    """Return float32 samples, some of them ending in steps of zeros, the first one all zeros."""
    rng = np.random.default_rng(4)
    shape = (count, *plan.input_shape)
    x: Array = rng.integers(0, tokens, shape) if tokens else 1.5 * rng.normal(size=shape)
    x[0] = 0
    if x.ndim > 1 and x.shape[1] > 1:
        x[1, -1] = 0
        x[2, 0] = 0
    return x.astype(np.float32)
