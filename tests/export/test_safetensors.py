"""The exported safetensors file gives the same weights back, bit for bit."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import safetensors
import safetensors.numpy

from nnstudio.export import exporter
from nnstudio.files.weight_file import read_weights
from tests.test_every_export import network


def test_it_gives_the_weights_back_bit_for_bit(tmp_path: Path) -> None:
    project, weights = network()
    exporter("safetensors").export(project, weights, tmp_path / "net.safetensors")

    found = safetensors.numpy.load_file(tmp_path / "net.safetensors")

    assert set(found) == {"/".join(key) for key in weights}
    for key, value in weights.items():
        assert np.array_equal(found["/".join(key)], value)
    assert {k: v.tobytes() for k, v in read_weights(tmp_path / "net.safetensors").items()} == {
        k: v.tobytes() for k, v in weights.items()
    }


def test_its_manifest_is_that_of_the_npz(tmp_path: Path) -> None:
    project, weights = network()
    for target in ("npz", "safetensors"):
        exporter(target).export(project, weights, tmp_path / f"net.{target}")

    with safetensors.safe_open(tmp_path / "net.safetensors", "numpy") as file:
        described = json.loads(file.metadata()["manifest"])
    with np.load(tmp_path / "net.npz", allow_pickle=False) as arrays:
        assert described == json.loads(str(arrays["manifest"]))
