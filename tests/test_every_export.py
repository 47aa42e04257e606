"""What holds for every export target, also for one that is added tomorrow."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest

from nnstudio.core.errors import UserError
from nnstudio.core.layer import Layer
from nnstudio.engine.plan import make_plan
from nnstudio.engine.weights import WeightMap, initial_weights
from nnstudio.export import Exporter, all_exporters, exporter
from nnstudio.graph import edits
from nnstudio.graph.analysis import analyze
from nnstudio.graph.data_plan import DataPlan, DataSource
from nnstudio.graph.project import Project
from nnstudio.graph.signature import Signature
from nnstudio.layers.conv2d import Conv2D
from nnstudio.layers.dense import Dense
from nnstudio.layers.dropout import Dropout
from nnstudio.layers.flatten import Flatten
from nnstudio.layers.input import Input
from nnstudio.layers.max_pool2d import MaxPool2D

EXPORTERS = [pytest.param(cls(), id=name) for name, cls in all_exporters().items()]
ABC = ("a", "b", "c")


def network() -> tuple[Project, WeightMap]:
    """A small convolutional network with the weights it starts from."""
    signature = Signature((6, 5, 1), classes=ABC, raw_shape=(6, 5))
    project = Project(
        data=DataPlan(DataSource("tiny"), signature=signature, scaling="unit", scale=(1 / 255,))
    )
    layers: tuple[Layer, ...] = (
        Conv2D(filters=2, activation="relu"),
        MaxPool2D(),
        Flatten(),
        Dropout(),
        Dense(units=3, activation="softmax"),
    )
    project, last = edits.add_node(project, Input(), 0, 0)
    for layer in layers:
        project, node_id = edits.add_node(project, layer, 0, 0)
        project = edits.connect(project, last, node_id)
        last = node_id
    return project, initial_weights(make_plan(analyze(project)), 0)


@pytest.mark.parametrize("target", EXPORTERS)
def test_it_is_described(target: Exporter) -> None:
    assert target.label
    assert target.summary.endswith(".")
    assert target.suffix.startswith(".")
    assert type(exporter(target.name)) is type(target)


@pytest.mark.parametrize("target", EXPORTERS)
def test_it_writes_one_file_of_exactly_the_given_name(target: Exporter, tmp_path: Path) -> None:
    target.export(*network(), tmp_path / "net.of.mine")

    assert os.listdir(tmp_path) == ["net.of.mine"]
    assert (tmp_path / "net.of.mine").stat().st_size > 0


@pytest.mark.parametrize("target", EXPORTERS)
def test_the_same_network_gives_the_same_bytes(target: Exporter, tmp_path: Path) -> None:
    for name in ("a", "b"):
        target.export(*network(), tmp_path / name)

    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


@pytest.mark.parametrize("target", EXPORTERS)
def test_a_failure_leaves_what_was_there(target: Exporter, tmp_path: Path) -> None:
    project, weights = network()
    path = tmp_path / "net"
    path.write_bytes(b"precious")
    with pytest.raises(UserError, match=r"conv2d_1/weight has the shape –; the network expects"):
        target.export(project, {k: v for k, v in weights.items() if k[1] != "weight"}, path)
    with pytest.raises(UserError, match="not connected"):
        target.export(edits.disconnect(project, project.graph.wires[:1]), weights, path)

    assert path.read_bytes() == b"precious"


@pytest.mark.parametrize("target", EXPORTERS)
def test_weights_that_lie_otherwise_in_memory_make_no_difference(
    target: Exporter, tmp_path: Path
) -> None:
    project, weights = network()
    target.export(project, weights, tmp_path / "a")
    target.export(project, {k: np.asfortranarray(v) for k, v in weights.items()}, tmp_path / "b")

    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_an_unknown_target_is_refused() -> None:
    with pytest.raises(UserError, match="There is no export to 'tflite'; there are: npz"):
        exporter("tflite")
