"""The script that trains computes the losses and gradients that the app computes."""

from __future__ import annotations

import warnings
from dataclasses import replace
from pathlib import Path
from queue import SimpleQueue
from typing import Any

import numpy as np
import pytest
from hypothesis import given

from nnstudio.core.layer import Array
from nnstudio.data.prepare import prepare
from nnstudio.engine import division
from nnstudio.engine.messages import StepBlock
from nnstudio.engine.model import Model
from nnstudio.engine.plan import make_plan, make_training_plan
from nnstudio.engine.trainer import train
from nnstudio.export.numpy_script import mirror
from nnstudio.export.numpy_script.drawing_order import DrawingOrder, drawing_order
from nnstudio.graph import edits
from nnstudio.graph.analysis import analyze
from nnstudio.graph.project import Project
from nnstudio.graph.templates import template
from nnstudio.optimizers import all_optimizers
from nnstudio.optimizers.clipping import Clipping
from nnstudio.optimizers.schedules import all_schedules
from tests.random_networks import FEW, Sketch, networks, some_samples, some_weights

STEPS = 100


@FEW
@given(networks(most=8))
def test_a_step_has_the_loss_and_the_gradients_of_the_definitions(sketch: Sketch) -> None:
    project = sketch.project
    plan = make_plan(analyze(project))
    weights = {key: value.astype(np.float32) for key, value in some_weights(plan).items()}
    x, t = (values.astype(np.float32) for values in some_samples(plan))
    model = Model(plan, weights)
    steps = model.steps(True, project.training.seed)
    done = model.forward(x, steps)
    wanted, _ = model.backward(done, t, steps)
    script = script_of(project)
    for key, value in weights.items():
        script["W"]["/".join(key)] = value.copy()
    names = {id(value): key for key, value in script["W"].items()}
    found: dict[str, Array] = {}
    script["update"] = lambda w, g, *_: found.update({names[id(w)]: g})

    with np.errstate(all="ignore"):
        loss = script["train_step"](x, t, 1)

    assert loss == pytest.approx(model.loss(done, t), rel=2e-4, abs=1e-5, nan_ok=True)
    assert found.keys() == {"/".join(key) for key in wanted}
    for key, g in wanted.items():
        got = found["/".join(key)]
        assert got.dtype == np.float32
        size = max(float(np.abs(g).max(initial=0)), 1e-3)
        np.testing.assert_allclose(got, g, rtol=1e-3, atol=1e-4 * size)


@pytest.mark.parametrize("slug", ["xor", "iris", "house-prices", "projectile", "airline-lstm"])
def test_the_first_losses_of_a_template_are_those_of_the_app(slug: str) -> None:
    compare(template(slug).project)


@pytest.mark.parametrize("name", all_optimizers())
def test_every_optimiser_gives_the_losses_of_the_app(name: str) -> None:
    compare(edits.set_optimizer(template("iris").project, all_optimizers()[name]()))


@pytest.mark.parametrize("name", [n for n in all_schedules() if n != "reduce_on_plateau"])
def test_every_schedule_gives_the_losses_of_the_app(name: str) -> None:
    project = template("iris").project
    schedule = all_schedules()[name]()
    compare(replace(project, training=replace(project.training, schedule=schedule)))


@pytest.mark.parametrize("mode", ["value", "norm", "global_norm"])
def test_clipped_gradients_give_the_losses_of_the_app(mode: str) -> None:
    project = template("iris").project
    clipping = Clipping(mode=mode, threshold=0.05)
    compare(replace(project, training=replace(project.training, clipping=clipping)))


@pytest.mark.parametrize("setting", ["l1", "l2", "max_norm"])
def test_weights_that_are_held_small_give_the_losses_of_the_app(setting: str) -> None:
    project = template("iris").project
    node = next(n for n in project.graph.nodes if n.layer.has_weights)
    value = 0.5 if setting == "max_norm" else 0.01
    compare(edits.set_values(project, node.id, **{setting: value}))


@pytest.mark.parametrize("slug", ["digits-mlp", "variational-autoencoder", "sentiment"])
def test_what_is_drawn_by_chance_is_what_the_app_draws(slug: str) -> None:
    compare(template(slug).project, 20)


def test_samples_that_are_not_shuffled_come_in_their_order() -> None:
    project = template("iris").project
    compare(replace(project, data=replace(project.data, shuffle=False)))


def compare(project: Project, count: int = STEPS) -> None:
    """Hold the script's losses against the app's, from the same seed on."""
    training = replace(project.training, max_steps=count, epochs=count)
    project = replace(project, training=training)
    plan = make_training_plan(analyze(project))
    data = prepare(project.data, plan.wanted)
    told: list[object] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(division, "MOST_SLOTS", 2)  # compiling 64 of them takes long
        train(plan, training, data, inbox=SimpleQueue(), outbox=told.append)
    wanted = np.concatenate([block.loss for block in told if isinstance(block, StepBlock)])
    script = script_of(project, drawing_order(plan, training, len(data.x_train)))
    script["samples"] = lambda: (data.x_train, data.t_train)
    found: list[float] = []

    script["train"](training.epochs, lambda step, loss: found.append(loss))

    assert len(found) == count
    np.testing.assert_allclose(found, wanted, rtol=1e-4, atol=1e-6)


def script_of(project: Project, order: DrawingOrder | None = None) -> dict[str, Any]:
    """Return what the script of a drawing defines."""
    printed = mirror(analyze(project), order=order)
    assert printed.complete
    found: dict[str, Any] = {"__name__": "printed", "__file__": str(Path("nowhere.py"))}
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        exec(compile(printed.text, "printed", "exec"), found)
    return found
