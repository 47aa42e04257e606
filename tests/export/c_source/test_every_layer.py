"""Every layer computes in C what its definition computes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from nnstudio.core.layer import Array, Layer
from nnstudio.core.shapes import Shape, size_of
from nnstudio.engine.model import Model
from nnstudio.engine.plan import Plan, PlannedNode, plan_outputs
from nnstudio.export.base import ExportJob
from nnstudio.export.c_source.exporter import COptions
from nnstudio.graph.output_point import OutputPoint
from nnstudio.graph.project import Project
from nnstudio.graph.signature import Target
from nnstudio.layers import all_layers
from nnstudio.layers.input import Input
from nnstudio.layers.reshape import Reshape
from nnstudio.losses.mean_squared_error import MeanSquaredError
from tests.export.c_source.c_compiler import answers, library, needs_gcc
from tests.random_networks import some_weights

LAYERS = [pytest.param(cls, id=name) for name, cls in all_layers().items()]


def plan_of(examples: Sequence[tuple[Layer, Sequence[Shape]]]) -> Plan:
    """Return the plan of layers beside one another, whose inputs are columns of a sample.

    One file of C holds them all then: most of what a compiler does for each file is the same.
    """
    nodes: list[PlannedNode] = []
    points, begin = [], 0
    for number, (layer, shapes) in enumerate(examples):
        sources = []
        for port, shape in enumerate(shapes):
            taken = tuple(range(begin, begin + size_of(shape)))
            begin += size_of(shape)
            name = f"input_{number}_{port}"
            flat = (len(taken),)
            nodes.append(PlannedNode(name, Input(), (), (), flat, (), columns=taken))
            shaped = Reshape(shape=", ".join(map(str, shape)))
            sources.append(f"reshape_{number}_{port}")
            nodes.append(PlannedNode(sources[-1], shaped, (name,), (flat,), shape, ()))
        last, weights = f"last_{number}", tuple(layer.weights(*shapes).items())
        out = layer.output_shape(*shapes)
        nodes.append(PlannedNode(last, layer, tuple(sources), tuple(shapes), out, weights))
        target = (Target(task="regression"),)
        points.append(OutputPoint(last, last, MeanSquaredError(), 1.0, (number,), target))
    return Plan(tuple(nodes), plan_outputs(nodes, points), (begin,))


def samples(shapes: Sequence[Shape]) -> Array:
    """Return five samples for one layer, some of whose numbers and steps are zeros."""
    x = np.random.default_rng(3).normal(0, 2, (5, sum(map(size_of, shapes))))
    width = shapes[0][-1]
    x[1, width:] = 0
    x[2, :width] = 0
    x[3] = 0
    return x.astype(np.float32)


@needs_gcc
@pytest.mark.parametrize("layer_class", [p for p in LAYERS if p.values[0] is not Input])
def test_it_computes_the_definition(layer_class: type[Layer], tmp_path: Path) -> None:
    examples = [
        (layer_class(**arguments), shapes or ((4,),)) for arguments, shapes in layer_class.examples
    ]
    plan = plan_of(examples)
    weights = {key: np.asarray(w, np.float32) for key, w in some_weights(plan).items()}
    job = ExportJob(Project("One layer"), plan, weights, COptions(program=False), "net")
    x = np.hstack([samples(shapes) for _, shapes in examples])
    outputs = Model(plan, weights).forward(x).outputs

    found = answers(library(tmp_path, [job]), job, x)

    for output, y in zip(plan.outputs, found, strict=True):
        np.testing.assert_allclose(y, outputs[output.node], rtol=1e-5, atol=1e-5)
