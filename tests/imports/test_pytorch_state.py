"""States of PyTorch: what comes back, what finds its place, and what is refused."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import safetensors.numpy

import nnstudio
from nnstudio.core.errors import UserError
from nnstudio.core.layer import Array
from nnstudio.engine.plan import Plan, make_plan
from nnstudio.engine.weights import WeightMap, initial_weights
from nnstudio.export.pytorch import PyTorchExporter
from nnstudio.export.pytorch.pytorch_exporter import PyTorchOptions, state_dict
from nnstudio.files.project_file import SavedProject
from nnstudio.graph import edits
from nnstudio.graph.analysis import analyze
from nnstudio.graph.project import Project
from nnstudio.graph.templates import Template, template, templates
from nnstudio.imports import import_network
from nnstudio.imports.pytorch_state import read_state
from nnstudio.imports.pytorch_state.chain import in_a_chain
from nnstudio.imports.pytorch_state.module_kinds import Module
from nnstudio.layers.dense import Dense

WITHOUT_TRAINING = PyTorchOptions(training=False)


def some(project: Project) -> tuple[Plan, WeightMap]:
    plan = make_plan(analyze(project))
    return plan, initial_weights(plan, 3)


def saved(tensors: dict[str, Array], path: Path) -> Path:
    safetensors.numpy.save_file(tensors, path)
    return path


@pytest.mark.parametrize("entry", templates(), ids=lambda entry: entry.slug)
def test_an_export_of_ours_comes_back_as_it_was(entry: Template, tmp_path: Path) -> None:
    project = entry.project
    _, weights = some(project)
    PyTorchExporter().export(project, weights, tmp_path / "net.py", WITHOUT_TRAINING)

    found = import_network(tmp_path / "net_weights.safetensors")
    assert found.project.graph == project.graph
    assert found.notes == ()
    assert found.weights.keys() == weights.keys()
    assert all(np.array_equal(found.weights[key], value) for key, value in weights.items())


def test_a_state_is_loaded_into_the_network_by_name(tmp_path: Path) -> None:
    project = template("digits-cnn").project
    plan, weights = some(project)
    path = saved(state_dict(plan, weights), tmp_path / "state.safetensors")
    changed = edits.set_values(project, "dense_1", units=5)

    found = nnstudio.load_weights(SavedProject(changed), path)
    assert found.checkpoint is not None
    for name in ("conv2d_1", "conv2d_2"):
        assert np.array_equal(found.checkpoint.weights[name, "weight"], weights[name, "weight"])
    said = [str(text) for text in found.warnings]
    assert said[0].startswith("5 of 8 weights were taken over")
    assert any(
        "dense_1/weight has the shape 1568 × 128, the network expects" in text for text in said
    )


def test_what_has_no_place_is_told(tmp_path: Path) -> None:
    project = template("iris").project
    plan, weights = some(project)
    tensors = state_dict(plan, weights) | {"extra.scale": np.ones(3, np.float32)}
    found = nnstudio.load_weights(SavedProject(project), saved(tensors, tmp_path / "a.safetensors"))
    assert "extra/scale" in str(found.warnings[-1])


def test_modules_that_wrappers_renamed_find_their_layers_by_shape(tmp_path: Path) -> None:
    project = template("iris").project
    plan, weights = some(project)
    wide = {f"module.net.{10 * n}": name for n, name in enumerate(("dense_1", "dense_2"), start=1)}
    state = state_dict(plan, weights)
    tensors = {
        f"{module}.{key}": state[f"{name}.{key}"]
        for module, name in wide.items()
        for key in ("weight", "bias")
    }
    found = nnstudio.load_weights(SavedProject(project), saved(tensors, tmp_path / "a.safetensors"))
    assert found.checkpoint is not None
    assert all(
        np.array_equal(found.checkpoint.weights[key], value) for key, value in weights.items()
    )


def test_layers_of_one_shape_are_taken_in_the_order_of_their_numbers(tmp_path: Path) -> None:
    tensors = {
        f"layers.{n}.{key}": np.full(shape, n, np.float32)
        for n in (2, 10, 1)
        for key, shape in (("weight", (4, 4)), ("bias", (4,)))
    }
    found = import_network(saved(tensors, tmp_path / "a.safetensors"))
    firsts = [found.weights[f"dense_{n}", "bias"][0] for n in (1, 2, 3)]
    assert firsts == [1, 2, 10]


def test_a_layer_without_a_counterpart_is_named(tmp_path: Path) -> None:
    tensors = {
        "fc.weight": np.ones((3, 4), np.float32),
        "fc.bias": np.ones(3, np.float32),
        "codebook.entries": np.ones((2, 2, 2, 2, 2), np.float32),
    }
    found = import_network(saved(tensors, tmp_path / "a.safetensors"))
    assert "codebook.entries" in str(found.notes[-1])


def test_ours_with_slashes_is_sent_to_load_weights(tmp_path: Path) -> None:
    path = saved({"dense_1/weight": np.ones((2, 2), np.float32)}, tmp_path / "a.safetensors")
    with pytest.raises(UserError, match=r"without their drawing.*load the weights into it"):
        import_network(path)
    with pytest.raises(UserError, match=r"no drawing.*nnstudio\.load_weights in Python"):
        import_network(path.with_suffix(".npz"))


@pytest.mark.parametrize("cut", [0, 1, 7, 8, 60, -1])
def test_a_damaged_file_is_refused(cut: int, tmp_path: Path) -> None:
    path = saved({"fc.weight": np.ones((3, 4), np.float32)}, tmp_path / "a.safetensors")
    path.write_bytes(path.read_bytes()[:cut])
    with pytest.raises(UserError, match=r"a\.safetensors is damaged"):
        import_network(path)


def test_what_is_not_a_number_is_refused(tmp_path: Path) -> None:
    path = saved({"fc.weight": np.full((3, 4), np.nan, np.float32)}, tmp_path / "a.safetensors")
    with pytest.raises(UserError, match=r"fc\.weight holds numbers that are not finite"):
        read_state(path)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="cannot be read: No such file"):
        import_network(tmp_path / "a.safetensors")


def test_a_drawing_in_a_file_that_does_not_fit_is_not_believed(tmp_path: Path) -> None:
    tensors = {"fc.weight": np.ones((3, 4), np.float32), "fc.bias": np.ones(3, np.float32)}
    path = tmp_path / "a.safetensors"
    for drawing in ("{}", "[" * 100_000, '{"format": 1}', "nothing"):
        safetensors.numpy.save_file(tensors, path, {"nnstudio": drawing})
        assert len(import_network(path).weights) == 2


def test_a_file_is_not_read_that_the_memory_cannot_hold(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "large.safetensors"
    safetensors.numpy.save_file({"weight": np.zeros((40, 40), np.float32)}, path)
    monkeypatch.setattr("nnstudio.imports.pytorch_state.state_file.physical_memory", lambda: 8_000)
    with pytest.raises(UserError, match=r"the memory of this machine allows 2 kB"):
        read_state(path)


def test_attention_without_sequences_is_no_chain(tmp_path: Path) -> None:
    path = tmp_path / "net.safetensors"
    parts = {f"a.in_proj_{kind}": np.ones((24, 8)[: 1 + (kind == "weight")], np.float32)
             for kind in ("weight", "bias")}  # fmt: skip
    out = {"a.out_proj.weight": np.ones((8, 8), np.float32), "a.out_proj.bias": np.ones(8, "f4")}
    first = {"z.weight": np.ones((8, 3), np.float32), "z.bias": np.ones(8, np.float32)}
    last = {"y.weight": np.ones((3, 8), np.float32), "y.bias": np.ones(3, np.float32)}
    safetensors.numpy.save_file(parts | out | first | last, path)
    with pytest.raises(UserError, match="form no chain"):
        import_network(path)


def test_a_chain_may_be_long() -> None:
    names = [f"layer{n}" for n in range(1200)]
    found = [Module(name, Dense(units=3), 3, 3) for name in names]
    chain = in_a_chain(found)
    assert chain is not None
    assert [module.name for module in chain] == names


def test_modules_that_fit_in_no_order_are_no_chain() -> None:
    apart = [Module("a", Dense(units=3), 2, 3), Module("b", Dense(units=5), 4, 5)]
    assert in_a_chain(apart) is None
    turned = [Module("b", Dense(units=2), 3, 2), Module("a", Dense(units=3), 4, 3)]
    assert [module.name for module in in_a_chain(turned) or ()] == ["a", "b"]
