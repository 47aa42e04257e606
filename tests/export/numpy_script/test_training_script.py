"""The script that trains computes the losses and gradients that the app computes."""

from __future__ import annotations

import subprocess
import sys
import warnings
from dataclasses import replace
from pathlib import Path
from queue import SimpleQueue
from typing import Any

import numpy as np
import pytest
from hypothesis import given

from nnstudio.core.layer import Array
from nnstudio.engine import division
from nnstudio.engine.messages import Finished, StepBlock
from nnstudio.engine.model import Model
from nnstudio.engine.plan import make_plan, make_training_plan
from nnstudio.engine.trainer import train
from nnstudio.engine.weights import initial_weights
from nnstudio.export.base import ExportJob
from nnstudio.export.numpy_script import NumpyScriptExporter, mirror
from nnstudio.export.numpy_script.exporter import NumpyScriptOptions
from nnstudio.graph import edits
from nnstudio.graph.analysis import analyze
from nnstudio.graph.augmentation import Augmentation
from nnstudio.graph.project import Project
from nnstudio.graph.templates import template
from nnstudio.optimizers import all_optimizers
from nnstudio.optimizers.clipping import Clipping
from nnstudio.optimizers.schedules import all_schedules
from nnstudio.optimizers.schedules.reduce_on_plateau import ReduceOnPlateau
from tests.random_networks import FEW, Sketch, networks, some_samples, some_weights

STEPS = 100
TARGET = NumpyScriptExporter()


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


@pytest.mark.parametrize("name", all_schedules())
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


ENDS: dict[str, dict[str, Any]] = {
    "validation loss": {"watch": "val_loss", "patience": 2, "restore_best": True},
    "validation figure": {"watch": "val_f1", "patience": 2, "restore_best": True},
    "training accuracy": {"watch": "train_accuracy", "patience": 2},
    "best weights": {"watch": "train_loss", "restore_best": True},
    "target": {"target_loss": 0.5},
}


@pytest.mark.parametrize("settings", ENDS.values(), ids=list(ENDS))
def test_training_ends_where_it_ends_in_the_app_and_with_the_same_weights(
    settings: dict[str, Any],
) -> None:
    project = template("iris").project
    compare(replace(project, training=replace(project.training, **settings)))


@pytest.mark.parametrize(
    ("slug", "node"), [("variational-autoencoder", "dense_1"), ("residual-cnn", "conv2d_1")]
)
def test_the_validation_loss_is_that_of_the_network_outside_of_training(
    slug: str, node: str
) -> None:
    project = edits.set_values(template(slug).project, node, l2=0.01)
    training = replace(project.training, watch="val_loss", restore_best=True)
    project = replace(project, training=training)
    plan = make_plan(analyze(project))
    script = script_of(project)
    x, t = (values.astype(np.float32) for values in some_samples(plan))

    found = script["evaluate"](x, t)

    model = Model(plan, initial_weights(plan, training.seed))
    assert found == pytest.approx(model.loss(model.forward(x), t), rel=1e-5)


@pytest.mark.parametrize("gamma", [0.5, 0.1])
def test_a_rate_that_falls_when_nothing_improves_falls_as_in_the_app(gamma: float) -> None:
    project = template("iris").project
    schedule = ReduceOnPlateau(gamma=gamma, patience=0, improvement=0.2)
    compare(replace(project, training=replace(project.training, schedule=schedule)))


VARIED: dict[str, tuple[str, dict[str, Any]]] = {
    "turned": ("digits-mlp", {"rotate": 20.0, "zoom": 0.2, "shift": 0.1, "flip_vertical": True}),
    "slanted": ("digits-mlp", {"shear": 10.0}),
    "shifted": ("digits-mlp", {"shift": 0.1, "flip_horizontal": True}),
    "bent": ("digits-mlp", {"elastic": 2.0, "noise": 0.1, "flip_vertical": True}),
    "lit": ("digits-mlp", {"brightness": 0.3, "contrast": 0.4, "flip_horizontal": True}),
    "erased": ("digits-mlp", {"erase": 0.5}),
    "in lanes": ("denoising-autoencoder", {"noise": 0.4}),
    "sequences": ("airline-lstm", {"jitter": 0.2, "rescale": 0.3}),
}


@pytest.mark.parametrize(("slug", "settings"), VARIED.values(), ids=list(VARIED))
def test_samples_are_varied_as_in_the_app(slug: str, settings: dict[str, Any]) -> None:
    project = template(slug).project
    data = replace(project.data, augmentation=Augmentation(**settings))
    compare(replace(project, data=data), 12)


def test_where_rounding_grows_the_script_is_what_the_definitions_say() -> None:
    """In this network a rounding error of the app's faster sums grows tenfold every 20 steps."""
    project = template("delayed-recall").project
    project = replace(project, training=replace(project.training, max_steps=90))
    job = TARGET.job(project, initial_weights(make_plan(analyze(project)), 0), "net")
    wanted, _ = losses_of_the_app(project, job, twins=False)
    script = script_of(project)
    script["samples"] = lambda: (job.samples.x_train, job.samples.t_train)
    found: list[float] = []

    script["train"](4, lambda step, loss: found.append(loss))

    np.testing.assert_allclose(found, wanted, rtol=1e-6)


def test_the_script_runs_by_itself_and_ends_as_the_app_does(tmp_path: Path) -> None:
    project = template("airline-lstm").project
    schedule = ReduceOnPlateau(patience=0, improvement=0.1)
    training = replace(
        project.training, epochs=12, schedule=schedule, patience=2, restore_best=True
    )
    data = replace(project.data, augmentation=Augmentation(jitter=0.1))
    project = replace(project, training=training, data=data)
    plan = make_training_plan(analyze(project))
    weights, path = initial_weights(plan, 0), tmp_path / "卷积 net.py"
    TARGET.export(project, weights, path, NumpyScriptOptions(training=True))
    wanted, last = losses_of_the_app(project, TARGET.job(project, weights, "net"))

    ran = subprocess.run(
        [sys.executable, "-I", "-W", "error", str(path)],
        capture_output=True,
        text=True,
        check=True,
    )

    lines = [line.split() for line in ran.stdout.splitlines()]
    assert [int(step) for step, _ in lines] == list(range(1, len(wanted) + 1))
    np.testing.assert_allclose([float(loss) for _, loss in lines], wanted, rtol=1e-4)
    with np.load(tmp_path / "卷积 net_weights.npz") as weights:
        for key, value in last.checkpoint.weights.items():
            np.testing.assert_allclose(weights["/".join(key)], value, rtol=1e-3, atol=1e-4)


def test_samples_that_are_not_shuffled_come_in_their_order() -> None:
    project = template("iris").project
    compare(replace(project, data=replace(project.data, shuffle=False)))


def compare(project: Project, count: int = STEPS) -> None:
    """Hold the script's losses and its last weights against the app's."""
    training = replace(
        project.training, max_steps=count, epochs=min(count, project.training.epochs)
    )
    project = replace(project, training=training)
    plan = make_training_plan(analyze(project))
    options = NumpyScriptOptions(training=True)
    job = TARGET.job(project, initial_weights(plan, 0), "net", options)
    wanted, last = losses_of_the_app(project, job)
    text = TARGET.files(job)[".py"].decode()
    script: dict[str, Any] = {"__name__": "printed", "__file__": str(Path("nowhere.py"))}
    exec(compile(text, "printed", "exec"), script)
    data = job.samples
    parts = {"": (data.x_train, data.t_train), "_val": (data.x_val, data.t_val)}
    script["samples"] = lambda part="": parts[part]
    found: list[float] = []

    script["train"](training.epochs, lambda step, loss: found.append(loss))

    assert len(found) == len(wanted) <= count
    np.testing.assert_allclose(found, wanted, rtol=1e-4, atol=1e-6)
    for key, value in last.checkpoint.weights.items():
        np.testing.assert_allclose(script["W"]["/".join(key)], value, rtol=1e-3, atol=1e-4)


def losses_of_the_app(
    project: Project, job: ExportJob, twins: bool = True
) -> tuple[Array, Finished]:
    """Return the loss column of the app, and how its training ended."""
    plan = make_training_plan(analyze(project))
    told: list[object] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(division, "MOST_SLOTS", 2)  # compiling 64 of them takes long
        last = train(
            plan,
            project.training,
            job.samples,
            inbox=SimpleQueue(),
            outbox=told.append,
            twins=twins,
        )
    assert isinstance(last, Finished)
    return np.concatenate([block.loss for block in told if isinstance(block, StepBlock)]), last


def script_of(project: Project) -> dict[str, Any]:
    """Return what the script of a drawing defines."""
    printed = mirror(analyze(project))
    assert printed.complete
    found: dict[str, Any] = {"__name__": "printed", "__file__": str(Path("nowhere.py"))}
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        exec(compile(printed.text, "printed", "exec"), found)
    return found
