"""A script for Keras computes what the definitions of the layers do."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, assume, given, settings

from nnstudio.core.layer import Array, Layer
from nnstudio.core.shapes import Shape
from nnstudio.data.scaling import scaled
from nnstudio.engine.model import Model
from nnstudio.engine.plan import Plan, make_plan
from nnstudio.engine.weights import WeightMap, initial_weights
from nnstudio.graph import edits
from nnstudio.graph.analysis import analyze
from nnstudio.graph.data_plan import DataPlan
from nnstudio.graph.project import Project
from nnstudio.graph.signature import Signature
from nnstudio.graph.templates import Template, template, templates
from nnstudio.layers import all_layers
from nnstudio.layers.add import Add
from nnstudio.layers.dense import Dense
from nnstudio.layers.flatten import Flatten
from nnstudio.layers.input import Input
from nnstudio.layers.positional_encoding import PositionalEncoding
from nnstudio.losses.mean_squared_error import MeanSquaredError
from tests.parity.keras_scripts import answers, run_script
from tests.parity.layers import LAYERS
from tests.parity.one_layer import around, samples_for
from tests.random_networks import FEW, Sketch, networks, some_weights

# Keras on PyTorch hands its variables to NumPy in a way that NumPy warns of.
pytestmark = [
    pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning"),
    pytest.mark.filterwarnings("ignore:You are using a softmax over axis:UserWarning"),
]

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


SEQUENCE = DataPlan(
    signature=Signature((3, 2), "regression", raw_shape=(3, 2), padded=True),
    shift=(1.0, 2.0),
    scale=(0.5, 0.25),
)
PREPARATIONS = {
    "pictures": DataPlan(
        signature=Signature((2, 3, 1), "regression", raw_shape=(2, 3)),
        shift=tuple(np.arange(6.0)),
        scale=tuple(np.arange(1.0, 7.0)),
    ),
    "many": DataPlan(
        signature=Signature((200,), "regression", raw_shape=(200,)),
        shift=tuple(np.arange(200.0)),
    ),
    "gaps": DataPlan(
        signature=Signature((3,), "regression", raw_shape=(3,)),
        fill=(7.0, 8.0, 9.0),
        scale=(2.0,),
    ),
    "padded": SEQUENCE,
}


@pytest.mark.parametrize("name", PREPARATIONS)
def test_samples_are_prepared_and_answers_in_units_of_the_data(name: str, tmp_path: Path) -> None:
    data = replace(PREPARATIONS[name], target_shift=(100.0,), target_scale=(0.5,))
    project = edits.set_loss(Project(name='My "net"', data=data), MeanSquaredError())
    project, last = edits.add_node(project, Input(), 0, 0)
    for layer in (Flatten(), Dense(units=1)):
        project, node_id = edits.add_node(project, layer, 0, 0)
        project = edits.connect(project, last, node_id)
        last = node_id
    raw = np.random.default_rng(2).normal(size=(4, *data.signature.raw_shape))
    if data.fill:
        raw[0, 1] = np.nan
    if data.signature.padded:
        raw[1, 1:] = 0
    plan = make_plan(analyze(project))
    weights = float_weights(plan)
    module = run_script(project, weights, tmp_path)

    prepared = module.prepare(raw)
    assert prepared.dtype == np.float32
    assert np.allclose(prepared, scaled(data, raw), rtol=1e-6, atol=1e-6)
    y = Model(plan, weights).predict(scaled(data, raw))
    assert np.allclose(module.predict(module.load(), raw), y / 0.5 + 100, rtol=1e-5)


def test_classes_and_tokens_have_their_names(tmp_path: Path) -> None:
    project = template("tang-poems").project
    module = run_script(project, initial_weights(make_plan(analyze(project)), 0), tmp_path)
    assert tuple(module.CLASSES) == project.data.signature.classes
    assert tuple(module.TOKENS[:2]) == ("padding", "unknown")
    assert len(module.TOKENS) == project.data.signature.tokens


def test_operations_that_keras_names_do_not_take_the_names_of_layers(tmp_path: Path) -> None:
    signature = Signature((4, 2), "regression", (), 8, (4, 2), target_shape=(4, 2))
    project = edits.set_loss(Project(data=DataPlan(signature=signature)), MeanSquaredError())
    project, last = edits.add_node(project, Input(), 0, 0)
    for _ in range(3):  # each of them adds by an operation
        project, node_id = edits.add_node(project, PositionalEncoding(kind="learned"), 0, 0)
        project = edits.connect(project, last, node_id)
        last = node_id
    project, add = edits.add_node(project, Add(), 0, 0)
    project = edits.connect(edits.connect(project, last, add), "input_1", add, 1)
    assert add == "add_1"
    weights = float_weights(make_plan(analyze(project)))
    x = np.ones((2, 4, 2), np.float32)
    model = run_script(project, weights, tmp_path).load()
    assert_agrees(expected(project, weights, x), answers(model, x))


def test_titles_are_comments_and_odd_names_stay_names(tmp_path: Path) -> None:
    project = around(Dense(units=2, negative_slope=0.1), ((3,),))
    graph = project.graph
    nodes = tuple(
        replace(n, id="lambda", title="line\nbreak()") if n.id == "dense_1" else n
        for n in graph.nodes
    )
    wires = tuple(
        replace(
            wire,
            source="lambda" if wire.source == "dense_1" else wire.source,
            target="lambda" if wire.target == "dense_1" else wire.target,
        )
        for wire in graph.wires
    )
    project = replace(project, graph=replace(graph, nodes=nodes, wires=wires))
    weights = float_weights(make_plan(analyze(project)))
    module = run_script(project, weights, tmp_path)

    source = (tmp_path / "net.py").read_text("utf-8")
    assert "    # line break()\n    lambda_ = layers.Dense(2" in source
    x = samples_for(Dense(), ((3,),))
    assert_agrees(expected(project, weights, x), answers(module.load(), x))


@settings(FEW, suppress_health_check=list(HealthCheck))
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
