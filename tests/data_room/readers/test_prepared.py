"""Data sets that were imported before."""

from __future__ import annotations

import json
import zipfile
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nnstudio.core.errors import UserError
from nnstudio.data import load_dataset
from nnstudio.data.dataset import Findings
from nnstudio.data.prepare import make_plan, prepare
from nnstudio.data.readers import reader_for
from nnstudio.data.saved_dataset import save_dataset
from nnstudio.graph.data_plan import DataFile, DataSource
from tests.made_up_data import source_of

SOURCE = source_of("projectile", {"samples": 40})


def of(path: Path) -> DataSource:
    return DataSource("prepared", file=DataFile(str(path)))


@pytest.fixture(params=["set", "set.npz"])
def written(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """The throws as a folder and as one file."""
    path: Path = tmp_path / request.param
    save_dataset(path, load_dataset(SOURCE))
    return path


def test_a_set_comes_back_as_it_was(written: Path) -> None:
    before, after = load_dataset(SOURCE), load_dataset(of(written))
    assert reader_for(written).name == "prepared"
    for name in ("x_train", "y_train", "x_test", "y_test"):
        np.testing.assert_array_equal(getattr(after, name), getattr(before, name))
    assert after.info.signature == before.info.signature
    plan, usual = make_plan(of(written)), make_plan(SOURCE)
    assert (plan.scaling, plan.shift, plan.validation) == (
        usual.scaling,
        usual.shift,
        usual.validation,
    )
    np.testing.assert_array_equal(prepare(plan).x_test, prepare(usual).x_test)


def test_the_arrays_of_a_folder_stay_on_the_disk(tmp_path: Path) -> None:
    save_dataset(tmp_path / "set", load_dataset(SOURCE))
    assert isinstance(load_dataset(of(tmp_path / "set")).x_train, np.memmap)


def test_a_folder_that_is_used_again_keeps_nothing_of_the_set_before(tmp_path: Path) -> None:
    first = load_dataset(SOURCE)
    parts = np.arange(first.count) % 3
    save_dataset(tmp_path, replace(first, findings=Findings(parts=parts)))
    (tmp_path / "notes.txt").touch()
    assert load_dataset(of(tmp_path)).findings.parts is not None
    save_dataset(tmp_path, load_dataset(source_of("moons", {"samples": 40})))
    assert load_dataset(of(tmp_path)).findings.parts is None
    names = {"dataset.json", "x_train.npy", "y_train.npy", "x_test.npy", "y_test.npy"}
    assert {each.name for each in tmp_path.iterdir()} == {*names, "notes.txt"}


def test_equal_data_gives_equal_bytes(tmp_path: Path) -> None:
    for name in ("a.npz", "b.npz"):
        save_dataset(tmp_path / name, load_dataset(SOURCE))
    assert (tmp_path / "a.npz").read_bytes() == (tmp_path / "b.npz").read_bytes()


def refused(path: Path) -> str:
    with pytest.raises(UserError) as error:
        load_dataset(of(path))
    return str(error.value).replace(str(path), "SET")


def test_a_card_that_says_something_else_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "set"
    save_dataset(path, load_dataset(SOURCE))
    card = json.loads((path / "dataset.json").read_text("utf-8"))

    def with_card(**changes: object) -> str:
        (path / "dataset.json").write_text(json.dumps(card | changes), "utf-8")
        return refused(path)

    assert with_card(counts=[41, 20]) == (
        "SET: x_train.npy has 40 × 2 of float64, but its card says 41 × 2 numbers."
    )
    assert with_card(counts=[0, 20]).startswith("dataset.json: the field counts got [0, 20]")
    assert with_card(format=2).startswith("dataset.json: the field format got 2")
    assert with_card(kind="film").startswith("dataset.json: the field kind got 'film'")
    assert with_card(value_range=[3, 1]).startswith("dataset.json: the field value_range got")
    (path / "dataset.json").write_text("{", "utf-8")
    assert refused(path).startswith("SET is no data set that can be used: ")


def test_what_is_missing_is_named(tmp_path: Path) -> None:
    path = tmp_path / "set"
    save_dataset(path, load_dataset(SOURCE))
    (path / "y_test.npy").unlink()
    assert refused(path) == "SET lacks y_test.npy. Import the data again."
    np.save(path / "y_test.npy", np.full((20, 3), np.nan))
    assert refused(path).startswith("SET: y_test.npy has values that are not numbers.")
    np.save(path / "y_test.npy", np.array([[print] * 3] * 20), allow_pickle=True)
    assert refused(path).startswith("y_test.npy holds Python objects or records")
    (path / "dataset.json").unlink()
    assert refused(path) == "SET is no prepared data set: it lacks dataset.json."


def test_numbers_that_stand_for_nothing_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "set"
    save_dataset(path, load_dataset(source_of("moons", {"samples": 40})))
    y = np.load(path / "y_train.npy")
    np.save(path / "y_train.npy", np.where(y == 1, 1 << 40, y))
    assert refused(path) == (
        "SET: y_train.npy has the number 1099511627776 where 0 to 1 is expected. Import the data "
        "again."
    )
    np.save(path / "y_train.npy", -y)
    assert "has the number -1 where" in refused(path)
    np.save(path / "y_train.npy", y)
    np.save(path / "x_train.npy", np.load(path / "x_train.npy") * np.inf)
    assert (
        refused(path) == "SET: x_train.npy has numbers that are too large. Import the data again."
    )
    save_dataset(path, load_dataset(source_of("moons", {"samples": 40})))
    count = len(y) + len(np.load(path / "y_test.npy"))
    np.save(path / "parts.npy", np.full(count, 3))
    assert "parts.npy has the number 3 where 0 to 2 is expected" in refused(path)


def test_a_header_that_promises_too_much_reserves_nothing(tmp_path: Path) -> None:
    path = tmp_path / "set.npz"
    save_dataset(path, load_dataset(SOURCE))
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    card = json.loads(members["dataset.json"])
    card["counts"][0] = 10**12
    members["dataset.json"] = json.dumps(card).encode()
    members["x_train.npy"] = members["x_train.npy"].replace(b"(40, 2)", b"(1000000000000, 2)")
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    assert refused(path) == "SET: x_train.npy is cut off. Import the data again."


@pytest.fixture(scope="module")
def packed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("packed") / "set.npz"
    save_dataset(path, load_dataset(SOURCE))
    return path


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_changed_bytes_give_data_or_a_clear_message(packed: Path, data: st.DataObject) -> None:
    content = bytearray(packed.read_bytes())
    for _ in range(data.draw(st.integers(1, 4))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.sampled_from([len(content), len(content) // 2, 3]))
    path = packed.with_name("changed.npz")
    path.write_bytes(content[:cut])
    try:
        found = load_dataset(of(path))
    except UserError:
        return  # anything else would be a mistake of ours
    assert len(found.x_train) == len(found.y_train)
