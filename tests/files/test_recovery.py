"""Copies of unsaved work: what a crash may leave in their folder stops nobody."""

from __future__ import annotations

import os
import time
from datetime import datetime
from pathlib import Path

import pytest

from nnstudio.core.errors import UserError
from nnstudio.files import recovery
from nnstudio.files.project_file import SavedProject, load
from nnstudio.files.recovery import RecoveryCopy, left_works, sweep
from nnstudio.graph.templates import template

XOR = SavedProject(template("xor").project)


def test_a_copy_says_what_it_is_of(tmp_path: Path) -> None:
    file = tmp_path / "deep" / "1.nnstudio"
    copy = RecoveryCopy(file)
    copy.write(XOR, Path("my.nnstudio"), (12, 34))
    [work] = left_works(file.parent)
    assert (work.file, work.name, work.path) == (file, "XOR", Path("my.nnstudio"))
    assert work.stamp == (12, 34)
    assert load(work.file).project == XOR.project
    work.discard()
    assert list(file.parent.iterdir()) == []


def test_after_its_end_a_copy_is_not_written_any_more(tmp_path: Path) -> None:
    copy = RecoveryCopy(tmp_path / "1.nnstudio")
    copy.write(XOR, None)
    copy.end()
    copy.write(XOR, None)
    assert list(tmp_path.iterdir()) == []


def test_a_copy_that_cannot_be_written_leaves_the_one_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = RecoveryCopy(tmp_path / "1.nnstudio")
    copy.write(XOR, None)

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(UserError, match="The disk is full"):
        copy.write(SavedProject(template("spiral-mlp").project), None)
    assert load(tmp_path / "1.nnstudio").project == XOR.project
    assert not list(tmp_path.glob(".*")), "nothing half written stays"


@pytest.mark.parametrize("facts", ["", "[]", "{}", '{"name": 1, "path": 2}', "\xff"])
def test_a_copy_counts_also_without_its_facts(tmp_path: Path, facts: str) -> None:
    RecoveryCopy(tmp_path / "1.nnstudio").write(XOR, None)
    (tmp_path / "1.json").write_text(facts, encoding="latin-1")
    [work] = left_works(tmp_path)
    assert (work.name, work.path) == ("", None)


def test_one_that_cannot_be_looked_at_hides_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("1", "2", "3"):
        RecoveryCopy(tmp_path / f"{name}.nnstudio").write(XOR, None)

    class Clock:
        @staticmethod
        def fromtimestamp(stamp: float) -> datetime:
            if stamp > time.time() + 1000:
                raise ValueError("year 60000 is out of range")
            return datetime.fromtimestamp(stamp)

    os.utime(tmp_path / "2.nnstudio", (1e10, 1e10))
    monkeypatch.setattr(recovery, "datetime", Clock)
    assert {work.file.stem for work in left_works(tmp_path)} == {"1", "3"}
    assert left_works(tmp_path / "there is no such folder") == ()


def test_what_was_half_written_long_ago_goes(tmp_path: Path) -> None:
    RecoveryCopy(tmp_path / "1.nnstudio").write(XOR, None)
    old, new = tmp_path / ".0123456789abcdef.part", tmp_path / ".fedcba9876543210.part"
    old.write_bytes(b"half")
    new.write_bytes(b"somebody is at it")
    os.utime(old, (0, 0))
    sweep(tmp_path)
    assert not old.exists()
    assert new.exists()
    assert len(left_works(tmp_path)) == 1
    sweep(tmp_path / "there is no such folder")
