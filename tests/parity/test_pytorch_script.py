"""The training script for PyTorch learns as the program does, whatever a training is set to."""

from __future__ import annotations

import os
import runpy
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from queue import SimpleQueue
from typing import Any

import numpy as np
import pytest
import safetensors.numpy
import torch

import nnstudio
from nnstudio.core.errors import UserError
from nnstudio.core.layer import Array
from nnstudio.data.prepare import make_plan as make_data_plan
from nnstudio.data.prepare import replan
from nnstudio.engine import trainer
from nnstudio.engine.messages import Checkpoint, Finished, Started, StepBlock
from nnstudio.engine.plan import make_plan
from nnstudio.engine.weights import WeightMap, initial_weights
from nnstudio.export.pytorch import PyTorchExporter
from nnstudio.export.pytorch.pytorch_exporter import state_dict
from nnstudio.files.project_file import SavedProject
from nnstudio.graph import edits
from nnstudio.graph.analysis import analyze
from nnstudio.graph.augmentation import Augmentation
from nnstudio.graph.data_plan import DataPlan, DataSource
from nnstudio.graph.project import Project
from nnstudio.graph.signature import Signature
from nnstudio.graph.templates import template
from nnstudio.imports import import_network
from nnstudio.layers.batch_norm import BatchNorm
from nnstudio.layers.conv2d import Conv2D
from nnstudio.layers.dense import Dense
from nnstudio.layers.dropout import Dropout
from nnstudio.layers.flatten import Flatten
from nnstudio.layers.input import Input
from nnstudio.layers.output import Output
from nnstudio.losses import Loss, all_losses
from nnstudio.optimizers.sgd import SGD
from tests.parity.losses import LOSSES
from tests.parity.test_pytorch_export import assert_learns, float_weights, learning
from tests.parity.torch_scripts import Given, export, given, tensors, train_here, train_there

LOSS_CASES = [
    pytest.param(all_losses()[name](**values), fused, shape, id=f"{name}-{number}-{fused}-{rank}")
    for name, entry in LOSSES.items()
    for number, values in enumerate(({}, *entry.more))
    for fused in (True, False)
    for rank, shape in ((1, (4,)), (2, (5, 4)))
    if fused or (all_losses()[name].activation and rank == 1)
    # A yes or no at every step is no target that data here has.
    if rank == 1 or name not in ("binary_crossentropy", "hinge")
]


def network(loss: Loss, shape: tuple[int, ...], *, alone: bool = True, classes: int = 3) -> Project:
    """Return a network whose output nothing else reads, or a second output reads it too."""
    names = tuple("abcdefg"[:classes])
    softmax = loss.activation == "softmax"
    task = loss.tasks[0]
    signature = Signature(shape, task, names if softmax else ("a", "b"), 1, shape)
    if task == "regression":
        signature = Signature(shape, task, (), 2, shape)
    units = classes if softmax else 2 if task == "regression" else 1
    if len(shape) > 1:
        places = (*shape[:-1], *(() if softmax else (units,)))
        signature = replace(signature, target_shape=places)
    project = edits.set_loss(Project(data=DataPlan(DataSource("some"), signature=signature)), loss)
    project, last = edits.add_node(project, Input(), 0, 0)
    layers = [
        Dense(units=5, activation="tanh"),
        Dense(units=units, activation=loss.activation or "tanh"),
    ]
    for layer in layers:
        project, node_id = edits.add_node(project, layer, 0, 0)
        project = edits.connect(project, last, node_id)
        last = node_id
    if not alone:
        for _ in range(2):
            project, mark = edits.add_node(project, Output(loss_weight=0.5), 0, 0)
            project = edits.connect(project, last, mark)
    return learning(project)


def samples(project: Project) -> tuple[Array, Array]:
    plan, rng = make_plan(analyze(project)), np.random.default_rng(4)
    parts = []
    for output in plan.outputs:
        shape, units = (24, *output.target_shape), output.shape[-1]
        if output.loss.targets == "indices":
            t = rng.integers(-1, units, shape).astype(float)
        elif output.loss.activation == "softmax":
            t = np.eye(units)[rng.integers(0, units, shape[:-1])]
        elif output.task == "classification":
            t = rng.integers(0, 2, shape).astype(float)
        else:
            t = rng.normal(size=shape)
        parts.append(t.reshape(24, -1))
    return rng.normal(size=(24, *plan.input_shape)), np.hstack(parts)


@pytest.mark.parametrize(("loss", "fused", "shape"), LOSS_CASES)
def test_every_loss(loss: Loss, fused: bool, shape: tuple[int, ...], tmp_path: Path) -> None:
    project = network(loss, shape, alone=fused)
    assert make_plan(analyze(project)).fused == (fused and bool(loss.activation))
    assert_learns(project, *samples(project), tmp_path)


@pytest.mark.parametrize(
    "name", ["categorical_crossentropy", "sparse_categorical_crossentropy", "binary_crossentropy"]
)
def test_class_weights(name: str, tmp_path: Path) -> None:
    project = network(all_losses()[name](), (4,))
    count = len(project.data.signature.classes)
    project = replace(project, data=replace(project.data, weights=(0.25, 4.0, 1.5)[:count]))
    assert_learns(project, *samples(project), tmp_path)


def row(*layers: Any) -> Project:
    """Return a chain of layers that ends in two numbers."""
    signature = Signature((6,), "regression", (), 2, (6,))
    project = Project(data=DataPlan(DataSource("some"), signature=signature))
    project = edits.set_loss(project, all_losses()["mean_squared_error"]())
    project, last = edits.add_node(project, Input(), 0, 0)
    for layer in (*layers, Dense(units=2)):
        project, node_id = edits.add_node(project, layer, 0, 0)
        project = edits.connect(project, last, node_id)
        last = node_id
    return learning(project)


def test_shared_and_frozen_layers(tmp_path: Path) -> None:
    dense = Dense(units=6, activation="tanh")
    project = row(dense, BatchNorm(), dense, BatchNorm(), Dense(units=6), BatchNorm())
    project = edits.share(project, "dense_2", "dense_1")
    project = edits.share(project, "batchnorm_2", "batchnorm_1")
    project = edits.set_frozen(project, ["dense_3", "batchnorm_3"], True)
    assert_learns(project, *samples(project), tmp_path)


def test_the_rest_of_an_epoch_may_be_a_single_sample(tmp_path: Path) -> None:
    project = edits.set_training(row(Dense(units=4), BatchNorm()), batch_size=19, epochs=5)
    x, t = samples(project)
    assert_learns(project, x, t, tmp_path)  # 20 samples to learn from


@pytest.mark.parametrize(
    "values",
    [
        {"max_steps": 10, "epochs": 9},
        {"batch_mode": "full", "epochs": 10},
        {"batch_mode": "single", "epochs": 1, "max_steps": 10},
        {"restore_best": True},
        {"watch": "train_loss", "restore_best": True},
    ],
    ids=str,
)
def test_lengths_and_ends_of_runs(values: dict[str, Any], tmp_path: Path) -> None:
    project = edits.set_training(row(Dense(units=4, activation="relu")), **values)
    assert_learns(project, *samples(project), tmp_path)


@pytest.mark.parametrize("values", [{"patience": 2}, {"target_loss": 1.2}], ids=str)
def test_runs_that_end_early_end_at_the_same_step(values: dict[str, Any], tmp_path: Path) -> None:
    project = edits.set_training(row(Dense(units=4)), epochs=60, **values)
    project = edits.set_optimizer(project, SGD(learning_rate=0.3))
    project = replace(project, data=replace(project.data, validation=4))
    plan, (x, t) = make_plan(analyze(project)), samples(project)
    start, data = float_weights(plan), given(x, t, 4)
    losses, _, _ = train_here(project, start, data)
    state = state_dict(plan, start)
    _, found = train_there(export(project, start, tmp_path), state, data)
    assert len(found) == len(losses) < 300


@pytest.mark.parametrize(
    ("loss", "watch"),
    [
        ("categorical_crossentropy", "train_accuracy"),
        ("categorical_crossentropy", "val_f1"),
        ("categorical_crossentropy", "val_top_k_accuracy"),
        ("sparse_categorical_crossentropy", "val_precision"),
        ("sparse_categorical_crossentropy", "val_perplexity"),
        ("binary_crossentropy", "val_recall"),
        ("binary_crossentropy", "val_perplexity"),
        ("hinge", "val_accuracy"),
        ("mean_squared_error", "val_r2"),
        ("mean_squared_error", "val_mean_absolute_error"),
        ("huber", "val_root_mean_squared_error"),
    ],
)
@pytest.mark.parametrize("alone", [True, False])
def test_what_is_watched_is_what_decides(
    loss: str, watch: str, alone: bool, tmp_path: Path
) -> None:
    if "top_k" in watch and not alone:
        return
    classes = 7 if "top_k" in watch else 3
    project = network(all_losses()[loss](), (4,), alone=alone, classes=classes)
    name = watch if alone or watch.startswith("train") else watch.replace("_", "_output_2/", 1)
    project = edits.set_training(
        project, watch=name, restore_best=True, epochs=12, patience=3, batch_size=8
    )
    project = edits.set_optimizer(project, SGD(learning_rate=0.4))
    project = replace(project, data=replace(project.data, validation=9))
    plan, (x, t) = make_plan(analyze(project)), samples(project)
    start, data = float_weights(plan), given(x, t, 9)
    rows, weights = figures_here(project, start, data)
    scripts = export(project, start, tmp_path)
    said: list[str] = []
    network_there, _ = train_there(scripts, state_dict(plan, start), data, said.append)

    assert len(said) == len(rows)
    for line, row_here in zip(said, rows, strict=True):
        words = line.split("  ")[1:]
        there = {word.split()[0]: float(word.split()[1]) for word in words}
        assert there == pytest.approx({key: row_here[key] for key in there}, rel=1e-3, abs=1e-4)
        assert name in there
    best = tensors(network_there)
    for key, value in state_dict(plan, weights).items():
        assert np.abs(best[key] - value).max() <= 1e-3


def figures_here(
    project: Project, start: WeightMap, data: Given
) -> tuple[list[dict[str, float]], WeightMap]:
    """Return the figures of each epoch by name, and the weights of the best."""
    names: list[str] = []
    rows: list[dict[str, float]] = []

    def hear(message: Any) -> None:
        if isinstance(message, Started):
            names.extend(f"val_{name}" for name in message.metrics)
        elif isinstance(message, StepBlock):
            for row in message.epochs:
                found = dict(zip(names, row.metrics, strict=True))
                for name in ("train_loss", "val_loss", "train_accuracy"):
                    found[name] = getattr(row, name)
                rows.append(found)

    plan = make_plan(analyze(project))
    last = trainer.train(
        plan, project.training, data, SimpleQueue(), hear, checkpoint=Checkpoint(start)
    )
    assert isinstance(last, Finished)
    assert last.checkpoint.best is not None
    return rows, last.checkpoint.best.weights


def test_a_network_that_cannot_learn_has_no_training_script(tmp_path: Path) -> None:
    project = edits.set_frozen(row(), ["dense_1"], True)
    weights = float_weights(make_plan(analyze(project)))
    written = PyTorchExporter().export(project, weights, tmp_path / "net.py")
    assert [path.name for path in written] == ["net.py", "net_weights.safetensors"]


def test_a_template_learns_from_its_own_samples(tmp_path: Path) -> None:
    """The files as they are written, without anything else: weights, samples, order and steps."""
    project = edits.set_training(template("iris").project, epochs=3)
    trained = nnstudio.train(SavedProject(project))
    assert trained.checkpoint is not None
    assert trained.run_log is not None
    scripts = export(project, trained.checkpoint.weights, tmp_path, data=True)
    network, losses = scripts.train.train(device="cpu", show=lambda *words: None)

    assert len(losses) == trained.checkpoint.step
    for name, value in scripts.module.load().state_dict().items():
        theirs = tensors(network)[name]
        assert np.abs(value.numpy() - theirs).max() <= 1e-4


def test_pictures_are_kept_as_bytes_and_varied(tmp_path: Path) -> None:
    project = Project(data=replan_digits())
    project, last = edits.add_node(project, Input(), 0, 0)
    for layer in (Conv2D(filters=2), Dropout(), Flatten(), Dense(units=10, activation="softmax")):
        project, node_id = edits.add_node(project, layer, 0, 0)
        project = edits.connect(project, last, node_id)
        last = node_id
    project = edits.set_training(project, epochs=1, max_steps=6)
    weights = initial_weights(make_plan(analyze(project)), 0)
    scripts = export(project, weights, tmp_path, data=True)
    name = scripts.module.__name__
    found = safetensors.numpy.load_file(tmp_path / f"{name}_data.safetensors")
    assert found["x_train"].dtype in (np.uint8, np.float32)
    _, losses = scripts.train.train(device="cpu", show=lambda *words: None)
    assert len(losses) == 6
    assert np.isfinite(losses).all()

    still = torch.rand(5, 8, 8, 1)
    torch.manual_seed(1)
    varied = scripts.train.vary(still)
    assert varied.shape == still.shape
    assert not torch.equal(varied, still)


def replan_digits() -> DataPlan:
    varied = Augmentation(
        rotate=10.0,
        shift=0.1,
        zoom=0.1,
        shear=5.0,
        flip_horizontal=True,
        brightness=0.1,
        contrast=0.1,
        noise=0.1,
        erase=0.2,
        elastic=1.0,
    )
    return replan(make_data_plan("digits8x8"), augmentation=varied)


def test_it_runs_as_a_script_and_on_several_processes(tmp_path: Path) -> None:
    project = row(Dense(units=4, activation="tanh", l2=0.01))
    plan, (x, t) = make_plan(analyze(project)), samples(project)
    start = float_weights(plan)
    scripts = export(project, start, tmp_path)
    name = scripts.module.__name__
    given(x, t, 4).save(tmp_path / f"{name}_data.safetensors")
    script, out = tmp_path / f"{name}_train.py", tmp_path / "out.safetensors"
    environment = {**os.environ, "OMP_NUM_THREADS": "1"}
    network, _ = scripts.train.train(device="cpu", show=lambda *words: None)
    command = [sys.executable, "-m", "torch.distributed.run", "--nproc-per-node=2", "--standalone"]
    done = subprocess.run(
        [*command, str(script), "--device", "cpu", "--output", str(out)],
        capture_output=True,
        text=True,
        env=environment,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "train_loss" in done.stdout
    assert import_network(out).project.graph == project.graph
    for key, value in tensors(network).items():
        assert np.abs(value - safetensors.numpy.load_file(out)[key]).max() <= 1e-6


@pytest.mark.parametrize("name", ["my net", "3 netz_ü"])
def test_names_that_python_cannot_import_work_too(name: str, tmp_path: Path) -> None:
    project = template("xor").project
    weights = initial_weights(make_plan(analyze(project)), 0)
    first, *_ = PyTorchExporter().export(project, weights, tmp_path / f"{name}.py")
    script = next(tmp_path.glob("*_train.py"))
    assert runpy.run_path(str(script))["Network"]().predict(np.zeros((3, 2))).shape == (3, 1)
    assert first.name == f"{name}.py"


def test_samples_that_are_gone_are_told(tmp_path: Path) -> None:
    project = row(Dense(units=3))
    with pytest.raises(UserError, match="There is no data set 'some'"):
        PyTorchExporter().export(
            project, float_weights(make_plan(analyze(project))), tmp_path / "n"
        )
    assert list(tmp_path.iterdir()) == []
