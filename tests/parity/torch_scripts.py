"""Exported PyTorch files, run."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from queue import SimpleQueue
from types import ModuleType
from typing import Any

import numpy as np
import pytest
import safetensors.numpy
import torch

from nnstudio.core.layer import Array, Layer
from nnstudio.core.shapes import Shape, size_of
from nnstudio.engine import division, trainer
from nnstudio.engine.messages import Checkpoint, Finished, StepBlock
from nnstudio.engine.plan import Plan, make_plan
from nnstudio.engine.weights import WeightMap
from nnstudio.export.pytorch import PyTorchExporter
from nnstudio.export.pytorch.pytorch_exporter import PyTorchOptions
from nnstudio.graph import edits
from nnstudio.graph.analysis import analyze
from nnstudio.graph.data_plan import DataPlan, DataSource
from nnstudio.graph.project import Project
from nnstudio.graph.signature import Signature
from nnstudio.layers.dense import Dense
from nnstudio.layers.flatten import Flatten
from nnstudio.layers.input import Input
from nnstudio.layers.reshape import Reshape
from nnstudio.losses.mean_squared_error import MeanSquaredError
from tests.parity.layers import LAYERS

_NUMBERS = count()


@dataclass(frozen=True, eq=False)
class Scripts:
    """The module file and the training script of one network."""

    module: ModuleType
    train: ModuleType
    folder: Path


def export(project: Project, weights: WeightMap, folder: Path, *, data: bool = False) -> Scripts:
    """Export a network and load what was written; each time under another name."""
    name = f"net{next(_NUMBERS)}"
    options = PyTorchOptions(data=data)
    PyTorchExporter().export(project, weights, folder / f"{name}.py", options)
    sys.path.insert(0, str(folder))
    try:
        module = _load(folder, name)
        # What has nothing to train has no script for it.
        trains = (folder / f"{name}_train.py").exists()
        train = _load(folder, f"{name}_train") if trains else module
    finally:
        sys.path.remove(str(folder))
        sys.modules.pop(name, None)
    return Scripts(module, train, folder)


def _load(folder: Path, stem: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(stem, folder / f"{stem}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[stem] = module
    spec.loader.exec_module(module)
    return module


@dataclass(frozen=True, eq=False)
class Given:
    """Samples for a run that were drawn by a test."""

    x_train: Array
    t_train: Array
    x_val: Array
    t_val: Array
    vary: None = None
    shuffle: bool = True
    features: tuple[str, ...] = ()

    @property
    def train_indices(self) -> Array:
        return np.arange(len(self.x_train))

    @property
    def val_indices(self) -> Array:
        return np.arange(len(self.x_val))

    def save(self, path: Path) -> None:
        """Write what a training script reads."""
        names = ("x_train", "t_train", "x_val", "t_val")
        arrays = {name: np.ascontiguousarray(getattr(self, name)) for name in names}
        safetensors.numpy.save_file(arrays, path)


def given(x: Array, t: Array, held_out: int) -> Given:
    """Return samples of which the last ones validate."""
    x, t = (np.asarray(a, np.float32) for a in (x, t))
    end = len(x) - held_out
    return Given(x[:end], t[:end], x[end:], t[end:])


def train_here(project: Project, start: WeightMap, data: Given) -> tuple[Array, WeightMap, Plan]:
    """Train as the program does; return the loss of each step and the weights."""
    plan = make_plan(analyze(project))
    losses: list[Array] = []

    def hear(message: Any) -> None:
        if isinstance(message, StepBlock):
            losses.append(message.loss)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(division, "MOST_SLOTS", 2)  # compiling 64 of them takes long
        last = trainer.train(
            plan,
            project.training,
            data,
            SimpleQueue(),
            hear,
            checkpoint=Checkpoint(start),
        )
    assert isinstance(last, Finished)
    return np.concatenate(losses), last.checkpoint.weights, plan


def train_there(
    scripts: Scripts,
    start: dict[str, Array],
    data: Given,
    show: Callable[[str], None] = lambda text: None,
) -> tuple[Any, list[float]]:
    """Train by the script; return the network and the loss of each step."""
    stem = scripts.module.__name__
    data.save(scripts.folder / f"{stem}_data.safetensors")
    path = scripts.folder / "some.safetensors"
    safetensors.numpy.save_file(start, path)
    network, losses = scripts.train.train(path, device="cpu", show=show)
    return network, losses


def tensors(network: Any) -> dict[str, Array]:
    return {name: value.detach().numpy() for name, value in network.state_dict().items()}


def answer(network: Any, raw: Array) -> list[Array]:
    """Return what the network says of samples as they are in the data."""
    with torch.no_grad():
        found = network.predict(raw)
    values = found.values() if isinstance(found, dict) else [found]
    return [value.numpy() for value in values]


def amid(layer: Layer, shapes: tuple[Shape, ...]) -> Project:
    """Return a drawing with layers that learn before the given one and behind it.

    Layers that do not take any number read the samples themselves.
    """
    read = LAYERS[type(layer).name].inputs is not None
    width = size_of(shapes[0]) if read else 5
    names = tuple(f"x{n}" for n in range(width))
    signature = Signature((width,), "regression", (), 2, (width,), names)
    project = Project(data=DataPlan(DataSource("some"), signature=signature))
    project = edits.set_loss(project, MeanSquaredError())
    project, entrance = edits.add_node(project, Input(), 0, 0)
    project, tested = edits.add_node(project, layer, 0, 0)
    for port, shape in enumerate(shapes):
        last = entrance
        if not read:
            dense = Dense(units=size_of(shape), use_bias=False)
            project, last = _behind(project, last, dense)
        project, last = _behind(project, last, Reshape(shape=", ".join(map(str, shape))))
        project = edits.connect(project, last, tested, port)
    project, last = _behind(project, tested, Flatten())
    return _behind(project, last, Dense(units=2, activation="tanh"))[0]


def _behind(project: Project, source: str, layer: Layer) -> tuple[Project, str]:
    project, node_id = edits.add_node(project, layer, 0, 0)
    return edits.connect(project, source, node_id), node_id
