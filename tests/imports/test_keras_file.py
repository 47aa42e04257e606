"""Files that Keras could have saved, and files that it never would."""

from __future__ import annotations

import copy
import json
import math
import zipfile
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import h5py
import numpy as np
import pytest

from nnstudio.core.errors import UserError
from nnstudio.engine.model import Model
from nnstudio.engine.plan import make_plan
from nnstudio.graph.analysis import analyze
from nnstudio.imports import Imported
from nnstudio.imports.keras_file import KerasImporter

JUNK: tuple[Any, ...] = (None, {}, "in", -1, [["in", 0, 0]])
WEIGHT = np.arange(6, dtype=np.float32).reshape(2, 3)
BIAS = np.array([1, -1, 0.5], np.float32)


def sequential() -> dict[str, Any]:
    """What Keras 3 says of a network of one Dense layer."""
    entrance = {"class_name": "InputLayer", "config": {"batch_shape": [None, 2], "name": "in"}}
    dense = {
        "class_name": "Dense",
        "config": {"name": "out", "units": 3, "activation": "relu", "use_bias": True},
    }
    config = {"name": "net", "layers": [entrance, dense], "build_input_shape": [None, 2]}
    return {"class_name": "Sequential", "config": config}


def functional() -> dict[str, Any]:
    """The same with wires, and the sum of the layer with itself."""

    def tensor(name: str) -> dict[str, Any]:
        return {"class_name": "__keras_tensor__", "config": {"keras_history": [name, 0, 0]}}

    entrance, dense = sequential()["config"]["layers"]
    entrance |= {"name": "in", "inbound_nodes": []}
    dense |= {"name": "out", "inbound_nodes": [{"args": [tensor("in")], "kwargs": {}}]}
    both = [tensor("out"), tensor("out")]
    add = {
        "class_name": "Add",
        "name": "sum",
        "config": {"name": "sum"},
        "inbound_nodes": [{"args": [both], "kwargs": {}}],
    }
    config = {
        "name": "net",
        "layers": [entrance, dense, add],
        "input_layers": ["in", 0, 0],
        "output_layers": ["sum", 0, 0],
    }
    return {"class_name": "Functional", "config": config}


def weights_file(change: Callable[[h5py.File], None] = lambda file: None) -> bytes:
    stream = BytesIO()
    with h5py.File(stream, "w") as file:
        group = file.create_group("layers/dense/vars")
        group["0"], group["1"] = WEIGHT, BIAS
        change(file)
    return stream.getvalue()


def keras_file(folder: Path, model: object, weights: bytes = b"") -> Path:
    path = folder / "net.keras"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("config.json", json.dumps(model))
        archive.writestr("model.weights.h5", weights or weights_file())
    return path


def old_file(folder: Path, change: Callable[[h5py.File], None] = lambda file: None) -> Path:
    """What Keras 2 wrote: no entrance, and an activation in old words."""
    dense = sequential()["config"]["layers"][1]
    dense["config"]["batch_input_shape"] = [None, 2]
    path = folder / "net.h5"
    with h5py.File(path, "w") as file:
        file.attrs["keras_version"] = b"2.4.0"
        file.attrs["model_config"] = json.dumps({"class_name": "Sequential", "config": [dense]})
        group = file.create_group("model_weights/out")
        group.attrs["weight_names"] = [b"out/kernel:0", b"out/bias:0"]
        group["out/kernel:0"], group["out/bias:0"] = WEIGHT, BIAS
        change(file)
    return path


def read(path: Path) -> Imported:
    return KerasImporter().read(path)


def answer(found: Imported, x: np.ndarray) -> np.ndarray:
    assert [str(note) for note in found.notes] == []
    return Model(make_plan(analyze(found.project)), found.weights).predict(x)


def test_a_file_of_keras_3_and_one_of_keras_2(tmp_path: Path) -> None:
    x = np.array([[1, 2], [-3, 0.5]], np.float32)
    expected = np.maximum(x @ WEIGHT + BIAS, 0)
    assert np.allclose(answer(read(keras_file(tmp_path, sequential())), x), expected)
    assert np.allclose(answer(read(keras_file(tmp_path, functional())), x), 2 * expected)
    assert np.allclose(answer(read(old_file(tmp_path)), x), expected)


def test_weights_that_do_not_fit_are_named(tmp_path: Path) -> None:
    model = sequential()
    model["config"]["layers"][1]["config"]["units"] = 4
    found = read(keras_file(tmp_path, model))
    assert [str(note) for note in found.notes] == [
        "Dense “out” starts with new weights: its weight has the shape 2 × 3 instead of 2 × 4.",
        "Dense “out” starts with new weights: its bias has the shape 3 instead of 4.",
    ]
    assert found.weights == {}


def test_a_layer_with_settings_beyond_ours_is_left_out(tmp_path: Path) -> None:
    model = sequential()
    model["config"]["layers"][1]["config"]["units"] = 200_000
    assert "Dense “out” is left out. Dense: Units got 200000" in str(
        read(keras_file(tmp_path, model)).notes[0]
    )


@pytest.mark.parametrize(
    ("kind", "setting", "value"),
    [
        ("Rescaling", "scale", [10**400, 1]),
        ("Rescaling", "offset", [math.nan, 1]),
        ("Normalization", "mean", [10**400]),
        ("Normalization", "variance", []),
        ("Dropout", "rate", math.nan),
        ("Dropout", "rate", 10**400),
        ("GaussianNoise", "stddev", math.inf),
    ],
)
def test_numbers_that_are_none_leave_their_layer_out(
    kind: str, setting: str, value: object, tmp_path: Path
) -> None:
    model = sequential()
    usual = {"name": "odd", "scale": 2.0, "offset": 0.0, "mean": [1.0, 2.0], "variance": [1.0, 2.0]}
    odd = {"class_name": kind, "config": usual | {setting: value}}
    model["config"]["layers"].insert(1, odd)
    found = read(keras_file(tmp_path, model))
    assert str(found.notes[0]).startswith(f"{kind} “odd” is left out")
    assert [node.id for node in found.project.graph.nodes] == ["input_1", "dense_1"]


def test_a_border_beyond_all_numbers_leaves_its_layer_out(tmp_path: Path) -> None:
    model = sequential()
    entrance, dense = model["config"]["layers"]
    entrance["config"]["batch_shape"] = [None, 8, 8, 2]
    border = {"class_name": "ZeroPadding2D", "config": {"name": "odd", "padding": 10**400}}
    model["config"]["layers"] = [entrance, border, dense]
    found = read(keras_file(tmp_path, model))
    assert str(found.notes[0]).startswith("ZeroPadding2D “odd” is left out")


def test_open_sizes_get_one(tmp_path: Path) -> None:
    model = sequential()
    model["config"]["layers"][0]["config"]["batch_shape"] = [None, None, 2]
    found = read(keras_file(tmp_path, model))
    assert found.project.data.signature.input_shape == (32, 2)
    assert str(found.notes[0]) == "The file leaves the size of its input open; here it is 32 × 2."


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    yield path
    if isinstance(value, dict | list):
        for key, item in value.items() if isinstance(value, dict) else enumerate(value):
            yield from places(item, (*path, key))


@pytest.mark.parametrize("model", [sequential(), functional()], ids=["chain", "wired"])
def test_no_description_makes_it_crash(model: dict[str, Any], tmp_path: Path) -> None:
    weights, refused = weights_file(), 0
    for path in places(model):
        for junk in JUNK:
            changed: Any = copy.deepcopy(model)
            if path:
                inner = changed
                for key in path[:-1]:
                    inner = inner[key]
                inner[path[-1]] = junk
            else:
                changed = junk
            path_of_file = keras_file(tmp_path, changed, weights)
            try:
                analyze(read(path_of_file).project)
            except UserError:
                refused += 1
    assert refused > 20


def test_broken_bytes_are_refused(tmp_path: Path) -> None:
    whole = keras_file(tmp_path, sequential()).read_bytes()
    old = old_file(tmp_path).read_bytes()
    for data in (b"", b"PK\x03\x04", b"\x89HDF\r\n\x1a\n", whole[:-30], whole[:200], old[:700]):
        path = tmp_path / "broken.keras"
        path.write_bytes(data)
        with pytest.raises(UserError, match=r"broken.keras cannot be read as a Keras file"):
            read(path)
    with pytest.raises(UserError, match=r"nowhere.keras cannot be read as a Keras file: No"):
        read(tmp_path / "nowhere.keras")
    said = refusal(keras_file(tmp_path, sequential(), b"nothing"))
    assert said.startswith("net.keras cannot be read as a Keras file")


def refusal(path: Path) -> str:
    with pytest.raises(UserError) as caught:
        read(path)
    return str(caught.value)


def test_weights_alone_are_no_network(tmp_path: Path) -> None:
    path = tmp_path / "net.weights.h5"
    path.write_bytes(weights_file())
    assert refusal(path).startswith("net.weights.h5 holds weights alone, not the network")


def test_a_class_of_somebodys_own_is_refused(tmp_path: Path) -> None:
    said = refusal(keras_file(tmp_path, {"class_name": "MyModel", "config": {}}))
    assert said.startswith("The network is of the class 'MyModel', which only its own code")


def test_what_would_unpack_to_far_more_is_refused(tmp_path: Path) -> None:
    def inflate(file: h5py.File) -> None:
        del file["layers/dense/vars/0"]
        file["layers/dense/vars"].create_dataset("0", (50_000, 50_000), "f4")

    said = refusal(keras_file(tmp_path, sequential(), weights_file(inflate)))
    assert said == (
        "The file is not opened, for 0 would unpack to 9.3 GB from 0 B. Open a copy that was "
        "not changed."
    )


@pytest.mark.parametrize("kind", ["soft", "external", "raw"])
def test_what_leads_to_other_files_is_refused(kind: str, tmp_path: Path) -> None:
    secret = tmp_path / "secret.h5"
    with h5py.File(secret, "w") as file:
        file["0"] = WEIGHT

    def lead_away(file: h5py.File) -> None:
        group = file["layers/dense/vars"]
        del group["0"]
        if kind == "soft":
            group["0"] = h5py.SoftLink("/layers/dense/vars/1")
        elif kind == "external":
            group["0"] = h5py.ExternalLink(str(secret), "0")
        else:
            group.create_dataset("0", (2, 3), "f4", external=[(str(secret), 0, 24)])

    said = refusal(keras_file(tmp_path, sequential(), weights_file(lead_away)))
    assert "The file is not opened, for 0 " in said
    assert "another" in said


def test_all_weights_of_an_older_file_lie_in_it(tmp_path: Path) -> None:
    secret = old_file(tmp_path).rename(tmp_path / "secret.h5")

    def lead_away(file: h5py.File) -> None:
        del file["model_weights"]
        file["model_weights"] = h5py.ExternalLink(str(secret), "model_weights")

    said = refusal(old_file(tmp_path, lead_away))
    assert "The file is not opened, for model_weights leads to another file" in said


def test_networks_in_networks_do_not_multiply_without_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("nnstudio.imports.keras_file.drawing.MOST_LAYERS", 200)
    model = functional()
    for level in range(15):
        inner = copy.deepcopy(model) | {"name": f"inner{level}"}
        inner["inbound_nodes"] = [
            {"args": [{"class_name": "__keras_tensor__", "config": {"keras_history": history}}]}
            for history in (["in", 0, 0], [f"inner{level}", 0, 0])
        ]
        entrance = copy.deepcopy(model["config"]["layers"][0])
        config = {
            "layers": [entrance, inner],
            "input_layers": ["in", 0, 0],
            "output_layers": [f"inner{level}", 1, 0],
        }
        model = {"class_name": "Functional", "config": config}
    assert "too many layers" in refusal(keras_file(tmp_path, model))
