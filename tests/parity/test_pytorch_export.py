"""The files for PyTorch compute what the definitions do, and learn the same."""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

import numpy as np
import pytest
import torch
from hypothesis import HealthCheck, assume, given, settings

from nnstudio.core.layer import Array, Layer
from nnstudio.core.shapes import Shape
from nnstudio.core.starting_weights import StartingWeights
from nnstudio.data.prepare import apply_scaling
from nnstudio.engine.answers import answers
from nnstudio.engine.model import Model
from nnstudio.engine.plan import Plan, make_plan
from nnstudio.engine.weights import WeightMap, initial_weights
from nnstudio.export.pytorch.place import safe_name
from nnstudio.export.pytorch.pytorch_exporter import state_dict
from nnstudio.graph import edits
from nnstudio.graph.analysis import analyze
from nnstudio.graph.project import Project
from nnstudio.graph.templates import Template, templates
from nnstudio.layers import all_layers
from nnstudio.layers.dense import Dense
from nnstudio.optimizers import all_optimizers
from nnstudio.optimizers.clipping import Clipping
from nnstudio.optimizers.schedules import all_schedules
from nnstudio.optimizers.sgd import SGD
from tests.parity import torch_scripts
from tests.parity.layers import LAYERS
from tests.parity.one_layer import around, samples_for
from tests.parity.optimizers import OPTIMIZERS
from tests.parity.schedules import SCHEDULES
from tests.parity.torch_scripts import amid, answer, export, tensors
from tests.random_networks import FEW, Sketch, networks, some_weights

TOLERANCE = 1e-5
TEN_STEPS = 1e-4
LARGEST = 1e4
CASES = [
    pytest.param(cls(**values), shapes, id=f"{name}-{number}")
    for name, cls in all_layers().items()
    for number, (values, shapes) in enumerate((*cls.examples, *LAYERS[name].more), start=1)
]
CHANCE = ("Dropout", "SpatialDropout", "Noise", "Sampling")


def learns_alike(number: int) -> bool:
    """Return whether a case is worth ten steps: without chance, which the script draws otherwise.

    Of layers without weights one way back is enough.
    """
    layer, before = (cast("Layer", CASES[n].values[0]) for n in (number, number - 1))
    dropped = any(getattr(layer, name, 0) for name in ("dropout", "recurrent_dropout"))
    alone = type(layer).name in (*CHANCE, "Input", "Output") or dropped
    return not alone and (layer.has_weights or type(layer) is not type(before))


LEARNING = [case for number, case in enumerate(CASES) if learns_alike(number)]


def float_weights(plan: Plan) -> WeightMap:
    return {key: value.astype(np.float32) for key, value in some_weights(plan).items()}


def assert_close(ours: Array, theirs: Array, tolerance: float = TOLERANCE) -> None:
    assert ours.shape == theirs.shape
    size = max(1.0, float(np.abs(ours).max(initial=0.0)))
    assert np.abs(ours - theirs).max(initial=0.0) <= tolerance * size


def assert_answers(project: Project, weights: WeightMap, raw: Array, folder: Path) -> None:
    plan = make_plan(analyze(project))
    with np.errstate(all="ignore"):
        expected = list(answers(Model(plan, weights), apply_scaling(project.data, raw)).values())
    found = answer(export(project, weights, folder).module.load(), raw)
    assert len(expected) == len(found)
    for y, other in zip(expected, found, strict=True):
        assert_close(y, other)


def assert_learns(project: Project, x: Array, t: Array, folder: Path) -> None:
    """Hold ten steps of the program and of the script to one another."""
    plan = make_plan(analyze(project))
    start, data = float_weights(plan), torch_scripts.given(x, t, 4)
    losses, weights, _ = torch_scripts.train_here(project, start, data)
    scripts = export(project, start, folder)
    network, found = torch_scripts.train_there(scripts, state_dict(plan, start), data)
    assert len(found) == len(losses) == 10
    np.testing.assert_allclose(found, losses, rtol=TEN_STEPS, atol=TEN_STEPS)
    theirs = tensors(network)
    for name, value in state_dict(plan, weights).items():
        if not name.endswith("num_batches_tracked"):
            assert_close(value, theirs[name], TEN_STEPS)


def learning(project: Project, **training: Any) -> Project:
    """Return the drawing with a training of ten steps, five in each epoch."""
    project = edits.set_optimizer(project, SGD(learning_rate=0.05))
    return edits.set_training(project, batch_size=4, epochs=2, **training)


@pytest.mark.parametrize(("layer", "shapes"), CASES)
def test_every_layer(layer: Layer, shapes: tuple[Shape, ...], tmp_path: Path) -> None:
    project = around(layer, shapes)
    weights = float_weights(make_plan(analyze(project)))
    assert_answers(project, weights, samples_for(layer, shapes), tmp_path)


@pytest.mark.parametrize(("layer", "shapes"), LEARNING)
def test_every_layer_learns_the_same(
    layer: Layer, shapes: tuple[Shape, ...], tmp_path: Path
) -> None:
    project = learning(amid(layer, shapes))
    if isinstance(layer, StartingWeights):
        tested = next(n.id for n in project.graph.nodes if type(n.layer) is type(layer))
        project = edits.set_values(project, tested, l1=0.01, l2=0.03, max_norm=0.6)
    rng = np.random.default_rng(6)
    x = rng.normal(size=(24, 5))
    if LAYERS[type(layer).name].inputs:
        x = np.concatenate([samples_for(layer, shapes)] * 8)
        x = x if hasattr(layer, "vocabulary") else x + np.where(x == 0, 0, rng.normal(0, 0.3))
    assert_learns(project, x, rng.uniform(-0.8, 0.8, (24, 2)), tmp_path)


def perceptron() -> tuple[Project, Array, Array]:
    project = around(Dense(units=3, activation="tanh"), ((4,),))
    rng = np.random.default_rng(6)
    return learning(project), rng.normal(size=(24, 4)), rng.normal(size=(24, 3))


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_every_optimizer(name: str, tmp_path: Path) -> None:
    project, x, t = perceptron()
    for number, values in enumerate(({}, *OPTIMIZERS[name].more)):
        changed = edits.set_optimizer(project, all_optimizers()[name](**values))
        folder = tmp_path / str(number)
        folder.mkdir()
        assert_learns(changed, x, t, folder)


@pytest.mark.parametrize("name", SCHEDULES)
def test_every_schedule(name: str, tmp_path: Path) -> None:
    project, x, t = perceptron()
    for number, values in enumerate(({}, *SCHEDULES[name].more)):
        changed = edits.set_schedule(project, all_schedules()[name](**values))
        folder = tmp_path / str(number)
        folder.mkdir()
        assert_learns(changed, x, t, folder)


@pytest.mark.parametrize("mode", ["value", "norm", "global_norm"])
def test_every_clipping(mode: str, tmp_path: Path) -> None:
    project, x, t = perceptron()
    clipped = edits.set_clipping(project, Clipping(mode=mode, threshold=0.05))
    assert_learns(clipped, x, t, tmp_path)


@pytest.mark.parametrize("entry", templates(), ids=lambda entry: entry.slug)
def test_every_template(entry: Template, tmp_path: Path) -> None:
    project = entry.project
    plan, signature = make_plan(analyze(project)), project.data.signature
    raw = np.random.default_rng(1).integers(0, signature.tokens or 9, (3, *signature.raw_shape))
    assert_answers(project, initial_weights(plan, 0), raw.astype(np.float32), tmp_path)


@settings(FEW, suppress_health_check=list(HealthCheck))
@given(networks(12))
def test_random_networks(tmp_path: Path, sketch: Sketch) -> None:
    plan = make_plan(analyze(sketch.project))
    weights = float_weights(plan)
    x = np.random.default_rng(5).normal(size=(3, *plan.input_shape)).astype(np.float32)
    with np.errstate(all="ignore"):
        done = Model(plan, weights).forward(x)
    # Larger numbers lose digits on both sides.
    assume(all(np.abs(y).max(initial=0.0) < LARGEST for y in done.outputs.values()))
    assert_answers(sketch.project, weights, x, tmp_path)


def test_no_layer_is_called_as_something_that_every_module_has() -> None:
    for name in (name for name in dir(torch.nn.Module()) if not name.startswith("__")):
        assert safe_name(name) != name
    assert len({safe_name(name) for name in ("class", "class_", "class__", "_x", "x", "卷积")}) == 6
