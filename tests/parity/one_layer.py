"""A network around a single layer, so that a target can write it like any other."""

from __future__ import annotations

from typing import Any

import numpy as np

from nnstudio.core.layer import Array, Layer
from nnstudio.core.shapes import Shape, size_of
from nnstudio.graph import edits
from nnstudio.graph.data_plan import DataPlan, DataSource
from nnstudio.graph.project import Project
from nnstudio.graph.signature import Signature
from nnstudio.layers.flatten import Flatten
from nnstudio.layers.input import Input
from nnstudio.layers.output import Output
from nnstudio.layers.reshape import Reshape
from nnstudio.losses.mean_squared_error import MeanSquaredError

BATCH = 3


def around(layer: Layer, shapes: tuple[Shape, ...]) -> Project:
    """Return a drawing that reads a row of numbers and cuts it into the inputs of the layer."""
    sizes = [size_of(shape) for shape in shapes]
    names = tuple(f"x{n}" for n in range(sum(sizes)))
    count = size_of(layer.output_shape(*shapes))
    signature = Signature((len(names),), "regression", (), count, (len(names),), names)
    project = Project(data=DataPlan(DataSource("some"), signature=signature))
    project = edits.set_loss(project, MeanSquaredError())
    if isinstance(layer, Input | Output):  # all other networks have them, too
        project, last = edits.add_node(project, Input(), 0, 0)
    else:
        project, last = edits.add_node(project, layer, 0, 0)
        for port, (size, shape) in enumerate(zip(sizes, shapes, strict=True)):
            start = sum(sizes[:port])
            columns = ", ".join(names[start : start + size]) if len(sizes) > 1 else ""
            project, entrance = edits.add_node(project, Input(columns=columns), 0, 0)
            if len(shape) > 1:
                text = ", ".join(map(str, shape))
                project, formed = edits.add_node(project, Reshape(shape=text), 0, 0)
                project = edits.connect(project, entrance, formed)
                entrance = formed
            project = edits.connect(project, entrance, last, port)
    project, end = edits.add_node(project, Flatten(), 0, 0)
    project = edits.connect(project, last, end)
    project, mark = edits.add_node(project, Output(), 0, 0)
    return edits.connect(project, end, mark)


def samples_for(layer: Any, shapes: tuple[Shape, ...]) -> Array:
    """Draw rows of numbers for the drawing; sequences end in padding, tokens are whole."""
    rng = np.random.default_rng(4)
    xs = [rng.normal(size=(BATCH, *shape)).astype(np.float32) for shape in shapes]
    if getattr(layer, "mask_zeros", False):
        for sample in range(1, BATCH):
            xs[0][sample, -sample:] = 0
    if hasattr(layer, "vocabulary"):
        xs[0] = rng.integers(0, layer.vocabulary, xs[0].shape).astype(np.float32)
    return np.hstack([x.reshape(BATCH, -1) for x in xs])
