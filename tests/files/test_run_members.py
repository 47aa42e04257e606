"""Past runs come back from a file; damaged ones cost a warning and never the project."""

from __future__ import annotations

import io
import json
import zipfile
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nnstudio.engine.messages import Best, Checkpoint
from nnstudio.engine.past_run import Origin, PastRun, kept_checkpoint
from nnstudio.files.project_file import SavedProject, load, save
from nnstudio.graph import edits
from tests.files.test_project_file import repacked, small_saved

GOLDEN = Path(__file__).parent.parent / "data" / "format-1-runs.nnstudio"
GOLDEN_VALUE = 0.36596644


def with_runs() -> SavedProject:
    """The small project after three runs; the second began in the first."""
    saved = small_saved()
    end, log = saved.checkpoint, saved.run_log
    assert end is not None
    assert log is not None
    best = Best(end.weights, 1, 2, "val_loss", 0.5)
    slow = edits.set_training(saved.project, seed=5)
    kept = kept_checkpoint("kept_1", "before it dips 好", replace(end, step=2, optimizer={}), log)
    first = PastRun(
        "run_1",
        "Run 1",
        0,
        shown=True,
        notes="two\nlines",
        started="2026-03-01T10:00:00+01:00",
        project=slow,
        log=log,
        checkpoint=replace(end, best=best),
        kept=(kept,),
    )
    origin = Origin("run_1", "Run 1", 2, exact=False)
    second = replace(
        first, id="run_2", name="steep", color=3, shown=False, checkpoint=None, kept=()
    )
    present = replace(first, id="run_3", name="now", checkpoint=None, notes="", origin=origin)
    return replace(saved, runs=(first, replace(second, origin=origin)), present=present)


def same_weights(a: Checkpoint | None, b: Checkpoint | None) -> bool:
    assert a is not None
    assert b is not None
    return a.weights.keys() == b.weights.keys() and all(
        np.array_equal(a.weights[key], b.weights[key]) for key in a.weights
    )


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("content") / "runs.nnstudio"
    save(path, with_runs())
    return path.read_bytes()


def read(tmp_path: Path, content: bytes) -> SavedProject:
    path = tmp_path / "some.nnstudio"
    path.write_bytes(content)
    return load(path)


def test_runs_come_back_with_all_that_was_kept(tmp_path: Path, content: bytes) -> None:
    found, saved = read(tmp_path, content), with_runs()
    assert found.warnings == ()
    assert [run.id for run in found.runs] == ["run_1", "run_2"]
    for after, before in zip(found.runs, saved.runs, strict=True):
        for field in ("name", "color", "shown", "notes", "started", "project", "origin"):
            assert getattr(after, field) == getattr(before, field)
        np.testing.assert_array_equal(after.log.loss, before.log.loss)
        assert after.log.marks == before.log.marks
    first, second = found.runs
    assert same_weights(first.checkpoint, saved.runs[0].checkpoint)
    assert first.checkpoint is not None
    assert set(first.checkpoint.optimizer) == {"mean", "square"}
    assert first.checkpoint.best is not None
    assert second.checkpoint is None
    (kept,) = first.kept
    assert (kept.name, kept.step) == ("before it dips 好", 2)
    assert kept.train_loss == pytest.approx(0.9)
    assert np.isnan(kept.val_loss)
    assert same_weights(kept.checkpoint, saved.runs[0].kept[0].checkpoint)
    assert found.present is not None
    assert (found.present.id, found.present.name) == ("run_3", "now")
    assert found.present.origin == Origin("run_1", "Run 1", 2, exact=False)
    assert found.present.log is found.run_log
    assert found.present.checkpoint is found.checkpoint


def test_the_same_runs_give_the_same_bytes(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "again.nnstudio"
    save(path, read(tmp_path, content))
    assert path.read_bytes() == content


def test_a_file_without_runs_has_none(tmp_path: Path) -> None:
    path = tmp_path / "plain.nnstudio"
    save(path, small_saved())
    found = load(path)
    assert found.runs == ()
    assert found.present is None


def test_the_first_format_with_runs_opens_for_ever() -> None:
    found = load(GOLDEN)
    assert found.warnings == ()
    assert [run.name for run in found.runs] == ["Run 1", "steep"]
    end = found.runs[0].checkpoint
    assert end is not None
    np.testing.assert_allclose(end.weights["conv2d_1", "weight"][0, 0, 0, 0], GOLDEN_VALUE, 1e-6)
    assert [kept.name for kept in found.runs[0].kept] == ["before it dips 好"]
    assert found.present is not None
    assert found.present.name == "now"


@pytest.mark.parametrize(
    ("member", "bad", "left"),
    [
        pytest.param("runs/run_1/run.json", b"{", ["run_2"], id="broken json"),
        pytest.param("runs/run_1/run.json", b"[]", ["run_2"], id="no object"),
        pytest.param("runs/run_1/run.json", b'{"id": "run_2"}', ["run_2"], id="another id"),
        pytest.param("runs/run_1/run.json", None, ["run_2"], id="no json"),
        pytest.param("runs/run_2/run.npz", b"PK", ["run_1"], id="broken record"),
        pytest.param("runs/run_2/run.npz", None, ["run_1"], id="no record"),
        pytest.param("runs/run_1/weights.safetensors", b"x", ["run_1", "run_2"], id="weights"),
        pytest.param("runs/run_1/weights.safetensors", None, ["run_1", "run_2"], id="no weights"),
    ],
)
def test_a_damaged_run_costs_a_warning(
    tmp_path: Path, content: bytes, member: str, bad: bytes | None, left: list[str]
) -> None:
    found = read(tmp_path, repacked(content, {member: bad}))
    assert [run.id for run in found.runs] == left
    assert len(found.warnings) == 1
    assert found.checkpoint is not None
    if "weights" in member:
        assert found.runs[0].checkpoint is None
        assert found.runs[0].kept == ()
        assert "Run 1" in str(found.warnings[0])


def test_a_member_with_flipped_bits_costs_only_its_run(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "flipped.nnstudio"
    path.write_bytes(content)
    with zipfile.ZipFile(path) as archive:
        place = archive.getinfo("runs/run_1/run.npz").header_offset + 200
    raw = bytearray(content)
    raw[place] ^= 0xFF
    found = read(tmp_path, bytes(raw))
    assert [run.id for run in found.runs] == ["run_2"]
    assert len(found.warnings) == 1


def test_strange_members_are_left_alone(tmp_path: Path, content: bytes) -> None:
    strange = dict.fromkeys(("runs/x/run.json", "runs/run_١/run.json", "runs/run_7/pickle"), b"x")
    found = read(tmp_path, repacked(content, strange))
    assert [run.id for run in found.runs] == ["run_1", "run_2"]
    assert found.warnings == ()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(
    key=st.sampled_from(
        ("id", "name", "color", "shown", "notes", "started", "project", "origin", "end", "kept")
    ),
    value=st.one_of(st.none(), st.booleans(), st.integers(), st.text(), st.lists(st.none())),
)
def test_whatever_a_run_says_the_project_opens(
    tmp_path: Path, content: bytes, key: str, value: object
) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        document = json.loads(archive.read("runs/run_1/run.json"))
    document[key] = value
    changed = repacked(content, {"runs/run_1/run.json": json.dumps(document).encode()})
    found = read(tmp_path, changed)
    assert found.checkpoint is not None
    assert "run_2" in [run.id for run in found.runs]


def test_an_empty_record_of_the_present_run_is_no_run(tmp_path: Path) -> None:
    saved = replace(with_runs(), run_log=None)
    path = tmp_path / "a.nnstudio"
    save(path, saved)
    assert load(path).present is None
