"""What holds for every export target, also for one that is added tomorrow."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from nnstudio.core.errors import UserError
from nnstudio.core.layer import Layer
from nnstudio.data.prepare import make_plan as make_data_plan
from nnstudio.engine.plan import make_plan
from nnstudio.engine.weights import WeightMap, initial_weights
from nnstudio.export import Exporter, all_exporters, exporter
from nnstudio.graph import edits
from nnstudio.graph.analysis import analyze
from nnstudio.graph.project import Project
from nnstudio.layers.conv2d import Conv2D
from nnstudio.layers.dense import Dense
from nnstudio.layers.dropout import Dropout
from nnstudio.layers.flatten import Flatten
from nnstudio.layers.input import Input
from nnstudio.layers.max_pool2d import MaxPool2D

EXPORTERS = [pytest.param(cls(), id=name) for name, cls in all_exporters().items()]


def network() -> tuple[Project, WeightMap]:
    """A small convolutional network with the weights it starts from; its data is there."""
    project = Project(data=make_data_plan("digits8x8"))
    layers: tuple[Layer, ...] = (
        Conv2D(filters=2, activation="relu"),
        MaxPool2D(),
        Flatten(),
        Dropout(),
        Dense(units=10, activation="softmax"),
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
def test_it_writes_exactly_the_given_name_and_what_belongs_to_it(
    target: Exporter, tmp_path: Path
) -> None:
    written = target.export(*network(), tmp_path / "net.of.mine")

    assert written[0] == tmp_path / "net.of.mine"
    assert sorted(tmp_path.iterdir()) == sorted(written)
    assert all(path.name.startswith("net.of_") for path in written[1:])
    assert all(path.stat().st_size > 0 for path in written)


@pytest.mark.parametrize("target", EXPORTERS)
def test_the_same_network_gives_the_same_bytes(target: Exporter, tmp_path: Path) -> None:
    one, other = (_written(target, *network(), tmp_path / name) for name in ("a", "b"))

    assert one == other


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
    turned = {key: np.asfortranarray(value) for key, value in weights.items()}
    one = _written(target, project, weights, tmp_path / "a")
    other = _written(target, project, turned, tmp_path / "b")

    assert one == other


def _written(
    target: Exporter, project: Project, weights: WeightMap, folder: Path
) -> dict[str, bytes]:
    """Return what an export writes, by the names of the files."""
    folder.mkdir()
    return {
        path.name: path.read_bytes() for path in target.export(project, weights, folder / "net")
    }


def test_an_unknown_target_is_refused() -> None:
    with pytest.raises(UserError, match="There is no export to 'tflite'; there are: npz"):
        exporter("tflite")
