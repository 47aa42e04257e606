"""Weights from files: what was exported comes back; anything else is refused with a reason."""

from __future__ import annotations

import pickle
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import nnstudio
from nnstudio.core.errors import UserError
from nnstudio.engine.plan import make_plan
from nnstudio.engine.weights import initial_weights
from nnstudio.files.project_file import SavedProject
from nnstudio.files.weight_file import read_weights
from nnstudio.graph import edits
from nnstudio.graph.analysis import analyze


def trained() -> SavedProject:
    return nnstudio.train(nnstudio.new("xor"), epochs=1, seed=3)


def write(path: Path, arrays: dict[str, Any]) -> None:
    """Write an .npz file as NumPy does, pickles too."""
    np.savez(path, **arrays)


@pytest.mark.parametrize("target", ["npz", "safetensors"])
def test_what_was_exported_goes_back_into_the_same_network(target: str, tmp_path: Path) -> None:
    network = trained()
    path = tmp_path / f"net.{target}"
    nnstudio.export_network(network, target, path)

    loaded = nnstudio.load_weights(nnstudio.new("xor"), path)

    assert loaded.checkpoint is not None
    assert network.checkpoint is not None
    for key, value in network.checkpoint.weights.items():
        assert np.array_equal(loaded.checkpoint.weights[key], value)
    assert [str(text) for text in loaded.warnings] == [
        "4 of 4 weights were taken over by name and shape."
    ]
    samples = [[0.0, 1.0], [1.0, 1.0]]
    ours, theirs = nnstudio.predict(loaded, samples), nnstudio.predict(network, samples)
    assert isinstance(ours, np.ndarray)
    assert isinstance(theirs, np.ndarray)
    assert np.array_equal(ours, theirs)


def test_a_trained_project_lends_its_weights(tmp_path: Path) -> None:
    network = trained()
    nnstudio.save(tmp_path / "net.nnstudio", network)

    found = read_weights(tmp_path / "net.nnstudio")

    assert network.checkpoint is not None
    assert set(found) == set(network.checkpoint.weights)


def test_a_changed_network_takes_what_fits_and_says_what_does_not(tmp_path: Path) -> None:
    network = trained()
    nnstudio.export_network(network, "npz", tmp_path / "net.npz")
    project = edits.set_values(network.project, "dense_1", units=5)

    loaded = nnstudio.load_weights(project, tmp_path / "net.npz")

    assert loaded.checkpoint is not None
    assert network.checkpoint is not None
    fresh = initial_weights(make_plan(analyze(project)), project.training.seed)
    kept, new = ("dense_2", "bias"), ("dense_1", "weight")
    assert np.array_equal(loaded.checkpoint.weights[kept], network.checkpoint.weights[kept])
    assert np.array_equal(loaded.checkpoint.weights[new], fresh[new])
    said = [str(text) for text in loaded.warnings]
    assert said[0] == "1 of 4 weights were taken over by name and shape."
    units = nnstudio.new("xor").project.graph.by_id["dense_1"].layer.values()["units"]
    assert f"dense_1/weight has the shape 2 × {units}, the network expects 2 × 5" in said[1]


def test_names_without_a_place_are_told(tmp_path: Path) -> None:
    network = trained()
    nnstudio.export_network(network, "npz", tmp_path / "net.npz")
    with np.load(tmp_path / "net.npz", allow_pickle=False) as arrays:
        kept = {name: arrays[name] for name in arrays.files if name != "dense_1/bias"}
    write(tmp_path / "other.npz", {**kept, "dense_9/bias": np.zeros(3, np.float32)})

    said = [str(t) for t in nnstudio.load_weights(network, tmp_path / "other.npz").warnings]

    assert "Not in the file, left as they were: dense_1/bias." in said
    assert "In the file, without a place in the network: dense_9/bias." in said


def test_where_nothing_fits_it_is_refused(tmp_path: Path) -> None:
    write(tmp_path / "other.npz", {"conv_1/weight": np.zeros((2, 2), np.float32)})

    with pytest.raises(UserError, match=r"None of the weights fits: the file has conv_1/weight"):
        nnstudio.load_weights(nnstudio.new("xor"), tmp_path / "other.npz")


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.npz", b"no archive", "damaged or no NNStudio file"),
        ("a.safetensors", b"\xff" * 40, "is damaged"),
        ("a.nnstudio", b"PK", "damaged or no NNStudio file"),
        ("a.onnx", b"PK", "are not read from a.onnx. Choose a file that ends in .npz, .safe"),
        ("a.npz", pickle.dumps({"dense_1/weight": [1.0]}), "damaged or no NNStudio file"),
    ],
)
def test_other_files_are_refused(name: str, content: bytes, reason: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(UserError, match=reason):
        read_weights(tmp_path / name)


@pytest.mark.parametrize("number", [np.nan, -np.inf, 1e300])
def test_numbers_that_are_not_finite_never_get_into_a_network(
    number: float, tmp_path: Path
) -> None:
    write(tmp_path / "a.npz", {"dense_1/weight": np.array([[0.5, number]])})
    with pytest.raises(UserError, match="dense_1/weight holds numbers that are not finite"):
        read_weights(tmp_path / "a.npz")


def test_a_pickled_array_is_never_opened(tmp_path: Path) -> None:
    write(tmp_path / "a.npz", {"dense_1/weight": np.array([{}], object)})
    with pytest.raises(UserError, match="not a plain array"):
        read_weights(tmp_path / "a.npz")


def test_a_file_without_weights_is_refused(tmp_path: Path) -> None:
    write(tmp_path / "a.npz", {"x": np.zeros(3)})
    with pytest.raises(UserError, match="holds no weights"):
        read_weights(tmp_path / "a.npz")
    with pytest.raises(UserError, match="There is no file"):
        read_weights(tmp_path / "missing.npz")
