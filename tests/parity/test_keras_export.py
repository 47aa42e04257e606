"""A script for Keras computes what the definitions of the layers do."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, assume, given, settings

from nnstudio.core.layer import Array, Layer
from nnstudio.core.shapes import Shape
from nnstudio.engine.model import Model
from nnstudio.engine.plan import Plan, make_plan
from nnstudio.engine.weights import WeightMap, initial_weights
from nnstudio.graph.analysis import analyze
from nnstudio.graph.project import Project
from nnstudio.graph.templates import Template, templates
from nnstudio.layers import all_layers
from tests.parity.keras_scripts import answers, run_script
from tests.parity.layers import LAYERS
from tests.parity.one_layer import around, samples_for
from tests.random_networks import Sketch, networks, some_weights

# Keras on PyTorch hands its variables to NumPy in a way that NumPy warns of.
pytestmark = pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning")

TOLERANCE = 1e-5
LARGEST = 1e4
CASES = [
    pytest.param(cls(**values), shapes, id=f"{name}-{number}")
    for name, cls in all_layers().items()
    for number, (values, shapes) in enumerate((*cls.examples, *LAYERS[name].more), start=1)
]


def float_weights(plan: Plan) -> WeightMap:
    return {key: value.astype(np.float32) for key, value in some_weights(plan).items()}


def expected(project: Project, weights: WeightMap, x: Array) -> list[Array]:
    """What the definitions give."""
    plan = make_plan(analyze(project))
    with np.errstate(all="ignore"):
        done = Model(plan, weights).forward(x)
    return [done.outputs[output.node] for output in plan.outputs]


def assert_agrees(ours: list[Array], theirs: list[Array]) -> None:
    assert len(ours) == len(theirs)
    for y, other in zip(ours, theirs, strict=True):
        assert y.shape == other.shape
        size = max(1.0, float(np.abs(y).max(initial=0.0)))
        assert np.abs(y - other).max(initial=0.0) <= TOLERANCE * size


@pytest.mark.parametrize(("layer", "shapes"), CASES)
def test_every_layer(layer: Layer, shapes: tuple[Shape, ...], tmp_path: Path) -> None:
    project, x = around(layer, shapes), samples_for(layer, shapes)
    weights = float_weights(make_plan(analyze(project)))
    model = run_script(project, weights, tmp_path).load()
    assert_agrees(expected(project, weights, x), answers(model, x))


@pytest.mark.parametrize("entry", templates(), ids=lambda entry: entry.slug)
def test_every_template(entry: Template, tmp_path: Path) -> None:
    project = entry.project
    plan = make_plan(analyze(project))
    weights = initial_weights(plan, 0)
    module = run_script(project, weights, tmp_path)
    assert max(map(len, (tmp_path / "net.py").read_text("utf-8").splitlines())) <= 100
    rng = np.random.default_rng(1)
    tokens = project.data.signature.tokens
    x = rng.random((2, *plan.input_shape), np.float32)
    x = np.floor(x * tokens) if tokens else x
    assert_agrees(expected(project, weights, x), answers(module.load(), x))


@settings(max_examples=15, suppress_health_check=list(HealthCheck))
@given(networks(12))
def test_random_networks(tmp_path: Path, sketch: Sketch) -> None:
    plan = make_plan(analyze(sketch.project))
    weights = float_weights(plan)
    x = np.random.default_rng(5).normal(size=(3, *plan.input_shape)).astype(np.float32)
    ours = expected(sketch.project, weights, x)
    with np.errstate(all="ignore"):
        done = Model(plan, weights).forward(x)
    # What lies on the edge of a step or of rounding to a token says nothing of the script.
    assume(all(np.abs(y).max(initial=0.0) < LARGEST for y in done.outputs.values()))
    assert_agrees(ours, answers(run_script(sketch.project, weights, tmp_path).load(), x))
