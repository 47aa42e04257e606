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


def plan_of(layer: Layer, shapes: Sequence[Shape]) -> Plan:
    """Return the plan of one layer, whose inputs are columns of a sample."""
    nodes, begin, given = [], 0, tuple(shapes) or ((4,),)
    total = size_of_all(given)
    for number, shape in enumerate(given):
        taken = tuple(range(begin, begin + size_of(shape)))
        begin += size_of(shape)
        name = f"input_{number}"
        flat = (len(taken),)
        nodes.append(PlannedNode(name, Input(), (), (), flat, (), columns=taken))
        shaped = Reshape(shape=", ".join(map(str, shape)))
        nodes.append(PlannedNode(f"reshape_{number}", shaped, (name,), (flat,), shape, ()))
    sources = tuple(f"reshape_{number}" for number in range(len(given)))
    weights = tuple(layer.weights(*given).items())
    shape = layer.output_shape(*given)
    nodes.append(PlannedNode("last", layer, sources, given, shape, weights))
    point = OutputPoint("last", "last", MeanSquaredError(), 1.0, (0,), (Target(task="regression"),))
    return Plan(tuple(nodes), plan_outputs(nodes, [point]), (total,))


def size_of_all(shapes: Sequence[Shape]) -> int:
    return sum(map(size_of, shapes))


def samples(plan: Plan, layer: Layer) -> Array:
    """Return five samples, some of whose numbers and steps are zeros."""
    x = np.random.default_rng(3).normal(0, 2, (5, *plan.input_shape))
    width = plan.node("last").input_shapes[0][-1]
    x[1, width:] = 0
    x[2, :width] = 0
    x[3] = 0
    return x.astype(np.float32)


@needs_gcc
@pytest.mark.parametrize("layer_class", [p for p in LAYERS if p.values[0] is not Input])
def test_it_computes_the_definition(layer_class: type[Layer], tmp_path: Path) -> None:
    jobs = []
    for number, (arguments, shapes) in enumerate(layer_class.examples):
        plan = plan_of(layer_class(**arguments), shapes)
        weights = {key: np.asarray(w, np.float32) for key, w in some_weights(plan).items()}
        options = COptions(program=False)
        jobs.append(ExportJob(Project("One layer"), plan, weights, options, f"net_{number}"))
    loaded = library(tmp_path, jobs)

    for job in jobs:
        x = samples(job.plan, job.plan.node("last").layer)
        expected = Model(job.plan, job.weights).forward(x).outputs["last"]
        found = answers(loaded, job, x)[0]
        np.testing.assert_allclose(found, expected, rtol=1e-5, atol=1e-5)
