"""What is saved comes back to the last bit; nothing that is no project gets in or costs a file."""

from __future__ import annotations

import contextlib
import errno
import io
import json
import os
import stat
import sys
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import safetensors.numpy
from hypothesis import given, settings
from hypothesis import strategies as st

from nnstudio.core.errors import UserError
from nnstudio.core.layer import Array
from nnstudio.engine.messages import Checkpoint, EpochRow, Mark, StepBlock
from nnstudio.engine.model import Model
from nnstudio.engine.plan import make_plan
from nnstudio.engine.run_log import RunLog
from nnstudio.engine.weights import WeightKey, WeightMap, initial_weights
from nnstudio.files.project_file import SavedProject, load, save
from nnstudio.graph import edits
from nnstudio.graph.analysis import analyze
from nnstudio.graph.data_plan import DataPlan, DataSource
from nnstudio.graph.project import Project
from nnstudio.graph.signature import Signature
from nnstudio.layers.conv2d import Conv2D
from nnstudio.layers.dense import Dense
from nnstudio.layers.flatten import Flatten
from nnstudio.layers.input import Input

GOLDEN = Path(__file__).parent.parent / "data" / "format-1.nnstudio"
GOLDEN_VALUES = (0.36596644, 0.45740727)


def small_project() -> Project:
    """A convolutional network for pictures of 6 × 5 pixels in three classes."""
    signature = Signature((6, 5, 1), classes=("a", "b", "ü"), raw_shape=(6, 5))
    data = DataPlan(
        DataSource("tiny", (("noise", 0.5),)),
        signature,
        scaling="unit",
        per_feature=False,
        scale=(1 / 255,),
        validation=4,
        seed=7,
    )
    project = Project("Tiny 卷积", data=data, notes="two\nlines")
    layers = (Input(), Conv2D(filters=2, activation="relu"), Flatten())
    last = ""
    for place, layer in enumerate((*layers, Dense(units=3, activation="softmax"))):
        project, node_id = edits.add_node(project, layer, 240.0 * place, -1.5)
        project = edits.connect(project, last, node_id) if last else project
        last = node_id
    return project


def small_saved() -> SavedProject:
    """The small project after two epochs of a run, with numbers made up."""
    project = small_project()
    weights = initial_weights(make_plan(analyze(project)), 3)
    slots: dict[str, WeightMap] = {
        slot: {key: value * factor for key, value in weights.items()}
        for slot, factor in (("mean", np.float32(0.5)), ("square", np.float32(2.0)))
    }
    log = RunLog(("conv2d_1", "dense_1"))
    nan = float("nan")
    rows = (EpochRow(1, 2, 0.9, nan, 0.5, nan, 0.25), EpochRow(2, 4, 0.7, nan, 0.75, nan, 0.2))
    loss = np.array([1.0, 0.8, 0.75, 0.65], np.float32)
    marks = (Mark(3, "optimizer", "learning_rate", 0.01),)
    norms = np.array([[0.1, 0.2], [0.3, 0.4]])
    log.extend(StepBlock(1, loss, loss / 2, np.array([2, 4]), norms, marks, rows))
    return SavedProject(project, Checkpoint(weights, slots, 4, 2, 0), log)


def predictions(saved: SavedProject) -> Array:
    assert saved.checkpoint is not None
    x = np.random.default_rng(0).random((7, 6, 5, 1), np.float32)
    return Model(make_plan(analyze(saved.project)), saved.checkpoint.weights).predict(x)


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The bytes of a small saved project."""
    path = tmp_path_factory.mktemp("content") / "small.nnstudio"
    save(path, small_saved())
    return path.read_bytes()


def moved(content: bytes, by: int) -> bytes:
    """Return an archive that says its members lie farther back than they do."""
    at = content.rindex(b"PK\5\6") + 16
    place = int.from_bytes(content[at : at + 4], "little") + by
    return content[:at] + place.to_bytes(4, "little") + content[at + 4 :]


def repacked(content: bytes, changes: Mapping[str, bytes | None]) -> bytes:
    """Return an archive with some members replaced, added or (None) taken out."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(packed, "w") as new:
        members: dict[str, bytes | None] = {name: old.read(name) for name in old.namelist()}
        for name, member in {**members, **changes}.items():
            if member is not None:
                new.writestr(name, member)
    return packed.getvalue()


def document(content: bytes) -> dict[str, object]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        read: dict[str, object] = json.loads(archive.read("project.json"))
    return read


def refusal(tmp_path: Path, content: bytes) -> str:
    """Return what is said of a file that is not opened."""
    path = tmp_path / "bad.nnstudio"
    path.write_bytes(content)
    with pytest.raises(UserError) as caught:
        load(path)
    return str(caught.value)


# ---- coming back ----


def test_everything_comes_back(tmp_path: Path) -> None:
    saved = small_saved()
    path = tmp_path / "a.nnstudio"
    save(path, saved)
    read = load(path)

    assert read.project == saved.project
    assert read.warnings == ()
    assert read.checkpoint is not None
    assert saved.checkpoint is not None
    for key, value in saved.checkpoint.weights.items():
        np.testing.assert_array_equal(read.checkpoint.weights[key], value)
        assert not read.checkpoint.weights[key].flags.writeable
    assert set(read.checkpoint.optimizer) == {"mean", "square"}
    for slot, values in saved.checkpoint.optimizer.items():
        assert set(values) == set(read.checkpoint.optimizer[slot])
        for key, value in values.items():
            np.testing.assert_array_equal(read.checkpoint.optimizer[slot][key], value)
    assert (read.checkpoint.step, read.checkpoint.epoch, read.checkpoint.batch) == (4, 2, 0)
    assert read.run_log is not None
    assert saved.run_log is not None
    before, after = saved.run_log.to_arrays(), read.run_log.to_arrays()
    assert before.keys() == after.keys()
    for name, array in before.items():
        np.testing.assert_array_equal(after[name], array)


def test_predictions_after_reopening_are_bit_identical(tmp_path: Path) -> None:
    saved = small_saved()
    save(tmp_path / "a.nnstudio", saved)

    assert predictions(load(tmp_path / "a.nnstudio")).tobytes() == predictions(saved).tobytes()


def test_an_untrained_project_comes_back(tmp_path: Path) -> None:
    save(tmp_path / "a.nnstudio", SavedProject(small_project()))

    assert load(tmp_path / "a.nnstudio") == SavedProject(small_project())


def test_an_unfinished_drawing_keeps_its_weights(tmp_path: Path) -> None:
    saved = small_saved()
    cut = replace(saved.project, graph=replace(saved.project.graph, wires=()))
    save(tmp_path / "a.nnstudio", replace(saved, project=cut))
    read = load(tmp_path / "a.nnstudio")

    assert read.warnings == ()
    assert read.checkpoint is not None
    assert saved.checkpoint is not None
    assert set(read.checkpoint.weights) == set(saved.checkpoint.weights)


def test_a_long_record_of_equal_numbers_can_be_read_again(tmp_path: Path) -> None:
    # Compressed it would look like a file made to fill the memory.
    log = RunLog(("dense_1",))
    steps = np.ones(10_000_000, np.float32)
    log.extend(StepBlock(1, steps, steps, np.zeros(0, np.int64), np.zeros((0, 1))))
    save(tmp_path / "a.nnstudio", replace(small_saved(), run_log=log))
    read = load(tmp_path / "a.nnstudio")

    assert read.run_log is not None
    assert read.run_log.steps == 10_000_000


def test_equal_projects_give_equal_bytes(tmp_path: Path) -> None:
    for name in ("a", "b"):
        save(tmp_path / f"{name}.nnstudio", small_saved())

    assert (tmp_path / "a.nnstudio").read_bytes() == (tmp_path / "b.nnstudio").read_bytes()


def test_arrays_that_lie_otherwise_in_memory_are_saved_as_they_read(tmp_path: Path) -> None:
    saved = small_saved()
    assert saved.checkpoint is not None
    turned = {key: np.asfortranarray(value) for key, value in saved.checkpoint.weights.items()}
    checkpoint = replace(saved.checkpoint, weights=turned)
    save(tmp_path / "a.nnstudio", replace(saved, checkpoint=checkpoint))

    assert predictions(load(tmp_path / "a.nnstudio")).tobytes() == predictions(saved).tobytes()


def test_the_project_is_readable_text(content: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        text = archive.read("project.json").decode()

    assert '"format": 1' in text
    assert "Tiny 卷积" in text
    assert text == json.dumps(json.loads(text), indent=2, sort_keys=True, ensure_ascii=False) + "\n"


def test_weights_lie_under_the_keys_of_the_design(content: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        weights = safetensors.numpy.load(archive.read("weights.safetensors"))
        optimizer = safetensors.numpy.load(archive.read("optimizer.safetensors"))

    assert {key: value.shape for key, value in weights.items()} == {
        "conv2d_1/weight": (3, 3, 1, 2),
        "conv2d_1/bias": (2,),
        "dense_1/weight": (60, 3),
        "dense_1/bias": (3,),
    }
    assert {f"optimizer/mean/{key}" for key in weights} < set(optimizer)


def test_the_first_format_opens_for_ever() -> None:
    read = load(GOLDEN)

    assert read.warnings == ()
    assert read.project == small_project()
    assert read.checkpoint is not None
    assert read.run_log is not None
    assert read.run_log.steps == 4
    assert read.run_log.marks == [Mark(3, "optimizer", "learning_rate", 0.01)]
    np.testing.assert_allclose(predictions(read).sum(axis=1), 1.0, rtol=1e-6)
    np.testing.assert_allclose(
        read.checkpoint.weights["conv2d_1", "weight"][0, :2, 0, 0], GOLDEN_VALUES, rtol=1e-6
    )


# ---- writing ----


def test_saving_again_keeps_the_permissions(tmp_path: Path) -> None:
    path = tmp_path / "a.nnstudio"
    save(path, SavedProject(small_project()))
    path.chmod(0o640)
    save(path, small_saved())

    assert stat.S_IMODE(path.stat().st_mode) == 0o640 or sys.platform == "win32"
    assert os.listdir(tmp_path) == ["a.nnstudio"]


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_saving_to_a_link_changes_the_file_behind_it(tmp_path: Path) -> None:
    real, link = tmp_path / "real.nnstudio", tmp_path / "link.nnstudio"
    save(real, SavedProject(Project("old")))
    link.symlink_to(real)
    save(link, SavedProject(Project("new")))

    assert link.is_symlink()
    assert load(real).project.name == "new"


def test_a_full_disk_costs_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.nnstudio"
    save(path, SavedProject(Project("old")))

    def full(handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(UserError, match=r"disk is full.*Free some space"):
        save(path, small_saved())
    assert load(path).project.name == "old"
    assert os.listdir(tmp_path) == ["a.nnstudio"]


@pytest.mark.parametrize("failing", ["replace", "chmod"])
def test_a_failure_at_the_last_moment_costs_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: str
) -> None:
    path = tmp_path / "a.nnstudio"
    save(path, SavedProject(Project("old")))

    def fail(*arguments: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    with monkeypatch.context() as patch:
        patch.setattr(os, failing, fail)
        with pytest.raises(UserError, match="no right to write"):
            save(path, small_saved())
    assert load(path).project.name == "old"
    assert os.listdir(tmp_path) == ["a.nnstudio"]


def test_an_interruption_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(handle: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        save(tmp_path / "a.nnstudio", small_saved())
    assert os.listdir(tmp_path) == []


@pytest.mark.parametrize(
    ("name", "said"),
    [
        pytest.param("missing/a.nnstudio", "folder does not exist", id="no folder"),
        pytest.param(".", "It is a folder", id="a folder"),
        pytest.param("x" * 300, "name is too long", id="a long name"),
    ],
)
def test_a_place_that_cannot_be_written_is_refused(tmp_path: Path, name: str, said: str) -> None:
    with pytest.raises(UserError, match=said):
        save(tmp_path / name, SavedProject(Project()))


# ---- refusing ----


@pytest.mark.parametrize(
    ("make", "said"),
    [
        pytest.param(lambda content: b"", "no NNStudio file", id="empty"),
        pytest.param(lambda content: b"not a zip at all", "no NNStudio file", id="no archive"),
        pytest.param(lambda content: content[: len(content) // 2], "no NNStudio file", id="half"),
        pytest.param(
            lambda content: repacked(content, {"project.json": None}),
            "it lacks project.json. Choose a .nnstudio file",
            id="no project",
        ),
        pytest.param(
            lambda content: repacked(content, {"weights.safetensors": None}),
            "lacks weights.safetensors",
            id="no weights",
        ),
        pytest.param(
            lambda content: repacked(content, {"../project.json": b"{}"}),
            "leads out of it",
            id="a way out",
        ),
        pytest.param(
            lambda content: repacked(content, {"/etc/x": b""}), "leads out of it", id="absolute"
        ),
        pytest.param(
            lambda content: repacked(content, {"C:\\x": b""}), "leads out of it", id="a drive"
        ),
        pytest.param(lambda content: moved(content, 100), "is damaged", id="before its beginning"),
        pytest.param(
            lambda content: repacked(content, {"project.json": b"{"}), "is damaged", id="no JSON"
        ),
        pytest.param(
            lambda content: repacked(content, {"project.json": b"\xff{}"}),
            "is damaged",
            id="no UTF-8",
        ),
        pytest.param(
            lambda content: repacked(content, {"project.json": b"[" * 100_000}),
            "is damaged",
            id="deep",
        ),
        pytest.param(
            lambda content: repacked(content, {"project.json": b"[1]"}),
            "holds no project",
            id="a list",
        ),
        pytest.param(
            lambda content: repacked(content, {"project.json": b'{"format": 1, "project": NaN}'}),
            "NaN is no number",
            id="not a number",
        ),
        pytest.param(
            lambda content: repacked(content, {"weights.safetensors": b"\x08" + bytes(20)}),
            "weights.safetensors is damaged",
            id="weights",
        ),
        pytest.param(
            lambda content: repacked(
                content,
                {"weights.safetensors": safetensors.numpy.save({"dense_1/bias": np.ones(3)})},
            ),
            "got numbers of the type float64; it expects float32",
            id="another type",
        ),
        pytest.param(
            lambda content: repacked(content, {"run.npz": b"PK"}),
            "run.npz is damaged",
            id="the record",
        ),
    ],
)
def test_what_is_no_project_is_refused(
    tmp_path: Path, content: bytes, make: Callable[[bytes], bytes], said: str
) -> None:
    assert said in refusal(tmp_path, make(content))


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (2, "written by a newer NNStudio (9.9.9): got format 2, this version reads up to 1."),
        (10**30, "Update NNStudio"),
        (0, "got 0, expected a whole number from 1 to 1"),
        (True, "got True"),
        ("1", "got '1'"),
        (None, "got None"),
    ],
)
def test_an_unknown_format_is_refused(
    tmp_path: Path, content: bytes, number: object, said: str
) -> None:
    changed = document(content) | {"format": number, "program": "9.9.9"}
    text = json.dumps(changed).encode()

    assert said in refusal(tmp_path, repacked(content, {"project.json": text}))


@pytest.mark.parametrize(
    ("program", "newer"), [("0.1.0", False), ("0.0.9", False), ("9.0", True), ("0.10.0-rc", True)]
)
def test_what_a_newer_program_has_added_is_told_from_nonsense(
    tmp_path: Path, content: bytes, program: str, newer: bool
) -> None:
    changed = document(content) | {"program": program, "lessons": []}
    said = refusal(tmp_path, repacked(content, {"project.json": json.dumps(changed).encode()}))
    assert "there is no field" in said
    assert (f"written by a newer NNStudio ({program})" in said) is newer
    assert ("Update NNStudio" in said) is newer
    text = json.dumps(document(content) | {"program": program}).replace("Conv2D", "Conv9D")
    said = refusal(tmp_path, repacked(content, {"project.json": text.encode()}))
    assert "Conv9D" in said
    assert ("Update NNStudio" in said) is newer


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_member_that_is_there_twice_is_refused(tmp_path: Path, content: bytes) -> None:
    packed = io.BytesIO(content)
    with zipfile.ZipFile(packed, "a") as archive:
        archive.writestr("project.json", b"{}")

    assert "it holds 'project.json' twice" in refusal(tmp_path, packed.getvalue())


def test_a_bomb_is_not_unpacked(tmp_path: Path, content: bytes) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("project.json", bytes(80 << 20))

    assert "would unpack to 80 MB from 80 kB" in refusal(tmp_path, packed.getvalue())


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_other_compressions_are_refused(tmp_path: Path, method: int) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", method) as archive:
        archive.writestr("project.json", b"{}")

    assert "compressed in an unknown way" in refusal(tmp_path, packed.getvalue())


def test_an_encrypted_member_is_refused(tmp_path: Path, content: bytes) -> None:
    place = content.index(b"PK\x01\x02") + 8  # the flags in the central directory
    changed = content[:place] + bytes([content[place] | 1]) + content[place + 1 :]

    assert "is encrypted" in refusal(tmp_path, changed)


def npy(header: str) -> bytes:
    text = header.encode()
    return b"\x93NUMPY\x01\x00" + len(text).to_bytes(2, "little") + text


@pytest.mark.parametrize(
    "header",
    [
        "{'descr': '<f4', 'fortran_order': False, 'shape': (1000000000000,)}",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (-1,)}",
        "{'descr': '<f4', 'fortran_order': True, 'shape': (1, 1)}",
        "{'descr': '|O', 'fortran_order': False, 'shape': (1,)}",
        "{'descr': 'f4,f4', 'fortran_order': False, 'shape': ()}",
        "{'descr': '<U0', 'fortran_order': False, 'shape': (3,)}",
        "{'descr': '<f8', 'fortran_order': False, 'shape': (0,), }\n",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (1000000000000,), }\n",
        "{'descr': '<f999999', 'fortran_order': False, 'shape': (1,), }\n",
        "{'descr': '<U0', 'fortran_order': False, 'shape': (0,), }\n",
        "{'descr': []}",
        "(" * 5000,
        "import os",
        "",
    ],
)
def test_a_record_that_is_no_array_is_refused(tmp_path: Path, content: bytes, header: str) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        run = archive.read("run.npz")
    changed = repacked(run, {"loss.npy": npy(header)})

    assert "bad.nnstudio/run.npz" in refusal(tmp_path, repacked(content, {"run.npz": changed}))


def test_weights_that_do_not_fit_the_drawing_are_left_out(tmp_path: Path) -> None:
    saved = small_saved()
    changed = edits.set_values(saved.project, "dense_1", units=4)
    save(tmp_path / "a.nnstudio", replace(saved, project=changed))
    read = load(tmp_path / "a.nnstudio")

    assert read.checkpoint is not None
    assert {node for node, _ in read.checkpoint.weights} == {"conv2d_1"}
    assert len(read.warnings) == 2
    assert (
        "dense_1/weight in the file has the shape (60, 3); the drawing expects (60, 4)"
        in " ".join(str(text) for text in read.warnings)
    )


def test_weights_of_another_drawing_leave_the_project_untrained(tmp_path: Path) -> None:
    saved = small_saved()
    empty = edits.delete(saved.project, [node.id for node in saved.project.graph.nodes])
    save(tmp_path / "a.nnstudio", replace(saved, project=empty))
    read = load(tmp_path / "a.nnstudio")

    assert read.checkpoint is None
    assert len(read.warnings) == 4


def test_weights_that_are_no_numbers_are_left_out(tmp_path: Path) -> None:
    saved = small_saved()
    assert saved.checkpoint is not None
    weights: dict[WeightKey, Array] = dict(saved.checkpoint.weights)
    weights["dense_1", "bias"] = np.array([1, np.nan, 2], np.float32)
    checkpoint = replace(saved.checkpoint, weights=weights)
    save(tmp_path / "a.nnstudio", replace(saved, checkpoint=checkpoint))
    read = load(tmp_path / "a.nnstudio")

    assert read.checkpoint is not None
    assert ("dense_1", "bias") not in read.checkpoint.weights
    assert "not finite" in str(read.warnings[0])


def test_a_path_that_is_no_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="There is no file"):
        load(tmp_path / "missing.nnstudio")
    with pytest.raises(UserError, match="is not a file"):
        load(tmp_path)


@given(st.data())
@settings(max_examples=150)
def test_whatever_the_bytes_are_only_user_errors_come_out(
    content: bytes, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    changed = bytearray(content)
    flips = st.tuples(st.integers(0, len(content) - 1), st.integers(0, 255))
    for place, value in data.draw(st.lists(flips, min_size=1, max_size=4)):
        changed[place] = value
    path = tmp_path_factory.getbasetemp() / "fuzz.nnstudio"
    path.write_bytes(changed[: data.draw(st.integers(len(content) // 2, len(content)))])
    with contextlib.suppress(UserError):
        load(path)


@given(st.sampled_from(["project.json", "weights.safetensors", "run.npz"]), st.data())
@settings(max_examples=150)
def test_whatever_the_members_are_only_user_errors_come_out(
    content: bytes, tmp_path_factory: pytest.TempPathFactory, name: str, data: st.DataObject
) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        member = bytearray(archive.read(name))
    flips = st.tuples(st.integers(0, len(member) - 1), st.integers(0, 255))
    for place, value in data.draw(st.lists(flips, min_size=1, max_size=4)):
        member[place] = value
    path = tmp_path_factory.getbasetemp() / "fuzz.nnstudio"
    path.write_bytes(repacked(content, {name: bytes(member)}))
    with contextlib.suppress(UserError):
        load(path)
