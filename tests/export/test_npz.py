"""The exported arrays and plain NumPy give what the program predicts."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from nnstudio.core.layer import Array, Layer
from nnstudio.data.prepare import make_plan as make_data_plan
from nnstudio.data.scaling import apply_scaling
from nnstudio.engine.model import Model
from nnstudio.engine.plan import make_plan
from nnstudio.engine.weights import initial_weights
from nnstudio.export.npz import NpzExporter
from nnstudio.graph import edits
from nnstudio.graph.analysis import analyze
from nnstudio.graph.data_plan import DataPlan, DataSource
from nnstudio.graph.project import Project
from nnstudio.graph.signature import Signature
from nnstudio.layers.add import Add
from nnstudio.layers.conv2d import Conv2D
from nnstudio.layers.dense import Dense
from nnstudio.layers.dropout import Dropout
from nnstudio.layers.flatten import Flatten
from nnstudio.layers.input import Input
from nnstudio.layers.max_pool2d import MaxPool2D
from tests.engine.networks import house

DIGITS = DataPlan(
    DataSource("mnist"),
    signature=Signature((8, 8, 1), classes=tuple("0123456789"), raw_shape=(8, 8)),
    scaling="unit",
    shift=(0.0,),
    scale=(1 / 255,),
)
POINTS = DataPlan(
    DataSource("spiral"),
    signature=Signature((2,), classes=("in", "out"), raw_shape=(2,)),
    scaling="standard",
    shift=(0.5, -0.25),
    scale=(2.0, 3.0),
)


def exported(path: Path, data: DataPlan, *layers: Layer) -> tuple[Model, DataPlan, dict[str, Any]]:
    """Export a chain of layers; a second input of a layer comes from the layer before that."""
    project = Project(data=data)
    project, last = edits.add_node(project, Input(), 0, 0)
    chain = [last]
    for layer in layers:
        project, node_id = edits.add_node(project, layer, 0, 0)
        for port in range(len(layer.inputs)):
            project = edits.connect(project, chain[-1 - port], node_id, port)
        chain.append(node_id)
    plan = make_plan(analyze(project))
    rng = np.random.default_rng(1)
    weights = {
        key: rng.normal(0, 0.5, value.shape).astype(np.float32)
        for key, value in initial_weights(plan, 0).items()
    }
    NpzExporter().export(project, weights, path)
    with np.load(path, allow_pickle=False) as archive:
        return Model(plan, weights), project.data, dict(archive)


def test_a_convolutional_network_computed_by_hand(tmp_path: Path) -> None:
    model, data, arrays = exported(
        tmp_path / "cnn.npz",
        DIGITS,
        Conv2D(filters=4, activation="relu"),
        MaxPool2D(),
        Conv2D(filters=3, kernel_size=(3, 3), padding="valid", activation="relu"),
        Flatten(),
        Dropout(),
        Dense(units=10, activation="softmax"),
    )
    raw = np.random.default_rng(0).integers(0, 256, (20, 8, 8), np.uint8)

    # From here on nothing but NumPy and the arrays of the file.
    x = (raw.astype(np.float32) / 255)[..., np.newaxis]
    w, b = arrays["conv2d_1/weight"], arrays["conv2d_1/bias"]
    assert w.shape == (3, 3, 1, 4)
    x = np.pad(x, ((0, 0), (1, 1), (1, 1), (0, 0)))
    x = np.maximum(by_windows(x, w) + b, 0)
    x = x.reshape(20, 4, 2, 4, 2, 4).max(axis=(2, 4))
    x = np.maximum(by_windows(x, arrays["conv2d_2/weight"]) + arrays["conv2d_2/bias"], 0)
    z = x.reshape(20, -1) @ arrays["dense_1/weight"] + arrays["dense_1/bias"]
    y = np.exp(z) / np.exp(z).sum(axis=1, keepdims=True)

    np.testing.assert_allclose(model.predict(apply_scaling(data, raw)), y, rtol=1e-4, atol=1e-6)


def by_windows(x: Array, w: Array) -> Array:
    """Slide the filters ``(kh, kw, in, out)`` over ``(n, height, width, in)``."""
    rows, columns = x.shape[1] - w.shape[0] + 1, x.shape[2] - w.shape[1] + 1
    y = np.zeros((len(x), rows, columns, w.shape[3]), np.float32)
    for i in range(rows):
        for j in range(columns):
            window = x[:, i : i + w.shape[0], j : j + w.shape[1], :]
            y[:, i, j] = window.reshape(len(x), -1) @ w.reshape(-1, w.shape[3])
    return y


def test_the_manifest_says_all_that_a_forward_pass_needs(tmp_path: Path) -> None:
    model, data, arrays = exported(
        tmp_path / "skip.npz",
        POINTS,
        Dense(units=5, activation="tanh"),
        Dense(units=5, activation="leaky_relu", negative_slope=0.2),
        Add(),
        Dense(units=2, activation="softmax"),
    )
    raw = np.random.default_rng(0).normal(0, 1, (30, 2))

    np.testing.assert_allclose(
        model.predict(apply_scaling(data, raw)), by_manifest(arrays, raw), rtol=1e-5, atol=1e-6
    )


def test_the_manifest_says_how_a_file_is_read(tmp_path: Path) -> None:
    data = make_data_plan("iris")
    _, _, arrays = exported(tmp_path / "iris.npz", data, Dense(units=3, activation="softmax"))
    prepared = json.loads(str(arrays["manifest"]))["preprocessing"]
    assert prepared["reader"]["kind"] == "table"
    assert prepared["reader"]["options"]["delimiter"] == "comma"
    assert [column["name"] for column in prepared["columns"]][:4] == prepared["features"]


def by_manifest(arrays: Mapping[str, Array], raw: Array) -> Array:
    """Compute a network of Dense and Add from nothing but the file."""
    manifest = json.loads(str(arrays["manifest"]))
    prepared = manifest["preprocessing"]
    x = (raw - np.array(prepared["shift"])) * np.array(prepared["scale"])
    outputs: dict[str, Array] = {}
    for layer in manifest["layers"]:
        inputs = [outputs[name] for name in layer["inputs"]]
        if layer["type"] == "Input":
            y = x.astype(np.float32).reshape(-1, *prepared["input_shape"])
        elif layer["type"] == "Add":
            y = inputs[0] + inputs[1]
        else:
            z = inputs[0] @ arrays[f"{layer['id']}/weight"] + arrays[f"{layer['id']}/bias"]
            exp = np.exp(z)
            y = {
                "tanh": np.tanh(z),
                "leaky_relu": np.where(z > 0, z, layer["negative_slope"] * z),
                "softmax": exp / exp.sum(axis=1, keepdims=True),
            }[layer["activation"]]
        assert list(y.shape[1:]) == layer["output_shape"]
        outputs[layer["id"]] = y
    return outputs[manifest["output"]]


def test_keys_and_shapes_are_those_of_the_design(tmp_path: Path) -> None:
    layers = (Conv2D(filters=4), Flatten(), Dense(units=10, activation="softmax"))
    _, _, arrays = exported(tmp_path / "a.npz", DIGITS, *layers)

    assert {key: value.shape for key, value in arrays.items()} == {
        "conv2d_1/weight": (3, 3, 1, 4),
        "conv2d_1/bias": (4,),
        "dense_1/weight": (256, 10),
        "dense_1/bias": (10,),
        "manifest": (),
    }
    assert {value.dtype for key, value in arrays.items() if "/" in key} == {np.dtype(np.float32)}


@pytest.mark.parametrize("name", ["α β.npz", "no suffix"])
def test_the_name_is_kept_as_it_is(tmp_path: Path, name: str) -> None:
    exported(tmp_path / name, POINTS, Dense(units=2, activation="softmax"))

    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_outputs_shared_weights_and_columns_are_said() -> None:
    target, weights = NpzExporter(), initial_weights(make_plan(analyze(house())), 0)
    (data,) = target.files(target.job(house(), weights, "house")).values()
    manifest = json.loads(str(np.load(io.BytesIO(data), allow_pickle=False)["manifest"]))
    by_id = {layer["id"]: layer for layer in manifest["layers"]}
    assert by_id["input_1"]["columns"] == [1, 0]
    assert by_id["dense_2"]["weights_of"] == "dense_1"
    price, kind = manifest["outputs"]
    assert (price["layer"], price["shift"], price["scale"]) == ("dense_3", [100.0, 5.0], [0.5, 2.0])
    assert kind == {
        "name": "output_2",
        "layer": "dense_4",
        "task": "classification",
        "loss": "categorical_crossentropy",
    }
