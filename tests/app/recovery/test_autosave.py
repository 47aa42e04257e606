"""Nothing is lost: a copy of unsaved work lies on the disk, and comes back after a crash."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, QLockFile, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from nnstudio.app.recovery import autosave
from nnstudio.app.settings import AUTOSAVE_SECONDS, Settings, recovery_folder
from nnstudio.files.file_stamp import stamp_of
from nnstudio.files.project_file import SavedProject, load, save
from nnstudio.files.recovery import RecoveryCopy
from nnstudio.graph import edits
from nnstudio.graph.templates import template
from tests.app.user import User

NewUser = Callable[[], User]

CRASHING = """
import sys
from PySide6.QtCore import QTimer
from nnstudio.app.recovery import autosave
from nnstudio.app.main import make_app
from nnstudio.app.main_window import MainWindow
from nnstudio.app.settings import Settings

autosave.WHILE_TRAINING_SECONDS = 1
app = make_app(["nnstudio"])
settings = Settings()
settings.autosave_seconds = 1
window = MainWindow(settings)

def work():
    bench = window.workbench
    # A run that has not told its weights yet has nothing to keep of them.
    telling = lambda: "train" not in sys.argv or bench.training.latest is not None
    bench.autosave.kept.connect(lambda: print("kept" if telling() else "too early", flush=True))
    bench.documents.new_from_template("xor")
    if "train" in sys.argv:
        from dataclasses import replace
        from nnstudio.core.text import Text
        project = bench.session.project
        plan = replace(project.training, epochs=1_000_000)
        bench.session.edit(Text("More epochs"), replace(project, training=plan))
        bench.training.start()
    else:
        bench.canvas.select_all()
        bench.canvas.duplicate()
    print(len(bench.session.project.graph.nodes), flush=True)

window.completed.connect(work)
window.show()
app.exec()
"""


@pytest.fixture
def new_user(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> NewUser:
    return lambda: User(qtbot, monkeypatch)


def copies() -> list[Path]:
    return sorted(recovery_folder().glob("*.nnstudio"))


def crash(what: str, copies_before_the_end: int) -> int:
    """Work in another process and kill it; return how many nodes it had."""
    with subprocess.Popen(
        [sys.executable, "-c", CRASHING, what], stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        nodes, kept = 0, 0
        while kept < copies_before_the_end:
            line = process.stdout.readline().strip()
            assert line, "it ended by itself"
            kept += line == "kept"
            nodes = int(line) if line.isdigit() else nodes
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
    return nodes


def edit(user: User) -> None:
    QTest.keyClick(user.bench.canvas, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(user.bench.canvas, Qt.Key.Key_Right)


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_after_a_crash_the_work_is_offered_and_comes_back(new_user: NewUser) -> None:
    nodes = crash("edit", 1)
    user = new_user()
    offers = user.bench.center.recovered
    user.wait(offers.isVisible)
    [banner] = offers.banners
    assert "XOR" in banner.text()
    assert not new_user().bench.center.recovered.isVisible(), "one window offers it"
    left = copies()  # until there is a copy of this window's own
    user.click_button(offers, "Restore")
    user.wait(user.bench.canvas.isVisible)
    assert len(user.bench.session.project.graph.nodes) == nodes
    assert user.bench.session.dirty
    user.wait(lambda: len(copies()) == 1 and copies() != left)
    user.bench.session.saved(Path("saved.nnstudio"))
    user.wait(lambda: not copies())


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_a_crash_while_training_costs_a_minute_and_not_the_run(new_user: NewUser) -> None:
    crash("train", 3)
    user = new_user()
    user.click_button(user.bench.center.recovered, "Restore")
    session = user.bench.session
    assert session.checkpoint is not None
    assert session.checkpoint.step > 0
    assert session.run_log.steps >= session.checkpoint.step
    assert session.model() is not None
    user.bench.training.press()
    user.wait(
        lambda: session.run_log.steps > (session.checkpoint.step if session.checkpoint else 0)
    )


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_what_is_discarded_is_not_offered_again(new_user: NewUser) -> None:
    crash("edit", 1)
    user = new_user()
    user.click_button(user.bench.center.recovered, "Discard")
    assert not user.bench.center.recovered.isVisible()
    assert copies() == []


def left_by_a_crash(name: str, path: Path | None = None) -> Path:
    """Leave a copy of the XOR example as a process does that is killed."""
    file = recovery_folder() / f"{name}.nnstudio"
    RecoveryCopy(file).write(SavedProject(template("xor").project), path)
    return file


def test_it_is_offered_beside_a_file_that_is_opened_at_the_start(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    left = left_by_a_crash("left", tmp_path / "mine.nnstudio")
    path = tmp_path / "other.nnstudio"
    save(path, SavedProject(template("spiral-mlp").project))
    user = User(qtbot, monkeypatch, path)
    user.wait(lambda: user.bench.session.path == path)
    offers = user.bench.center.recovered
    assert user.bench.canvas.isVisible()
    assert "mine.nnstudio" in offers.banners[0].text()
    if QLocale().language() == QLocale.Language.C:
        assert re.search(r"from \d{4}-\d\d-\d\d \d\d:\d\d\.", offers.banners[0].text())
    user.click(offers.banners[0].close_button())
    assert not offers.isVisible()
    assert left.exists(), "only put off"
    user.bench.recovery.look()
    user.click_button(offers, "Restore")
    assert user.bench.session.path == tmp_path / "mine.nnstudio"
    assert not offers.isVisible()


def test_restored_work_does_not_replace_unasked_what_was_written_since(
    new_user: NewUser, tmp_path: Path
) -> None:
    path = tmp_path / "mine.nnstudio"
    theirs = SavedProject(template("spiral-mlp").project)
    save(path, theirs)
    copy = RecoveryCopy(recovery_folder() / "left.nnstudio")
    copy.write(SavedProject(template("xor").project), path, stamp_of(path))
    save(path, replace(theirs, project=edits.rename_project(theirs.project, "written since")))
    user = new_user()
    user.click_button(user.bench.center.recovered, "Restore")
    user.answer(QMessageBox.StandardButton.Cancel)
    assert not user.bench.documents.save()
    assert load(path).project.name == "written since"
    user.answer(QMessageBox.StandardButton.Save)
    assert user.bench.documents.save()

    save(path, theirs)  # and once more
    user.name_file(tmp_path / "both.nnstudio")
    user.press_in_dialog(Qt.Key.Key_A, Qt.KeyboardModifier.AltModifier)
    assert user.bench.documents.save()
    assert load(path).project == theirs.project
    assert load(tmp_path / "both.nnstudio").project == user.bench.session.project
    assert user.bench.session.path == tmp_path / "both.nnstudio"


def test_restored_work_that_is_saved_is_not_offered_again(
    new_user: NewUser, tmp_path: Path
) -> None:
    settings = Settings()
    settings.autosave = False  # so there is never a copy of this window's own
    settings.flush()
    first, second = left_by_a_crash("first"), left_by_a_crash("second")
    user = new_user()
    offers = user.bench.center.recovered
    assert len(offers.banners) == 2
    user.click_button(offers, "Restore")
    assert len(offers.banners) == 1
    user.click_button(offers, "Discard")
    assert not offers.isVisible()
    [left] = copies()
    assert left in (first, second)
    assert user.bench.documents.save_to(tmp_path / "saved.nnstudio")
    assert copies() == []


def test_large_projects_are_copied_less_often(
    new_user: NewUser, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert autosave.pause_ms(10, 0.02) == 10_000
    assert autosave.pause_ms(10, 2.5) == 10_000
    assert autosave.pause_ms(10, 10.0) == 40_000
    monkeypatch.setattr(autosave, "RESTS", 1_000_000)
    user = new_user()
    user.bench.documents.new_from_template("xor")
    edit(user)
    user.bench.autosave.keep()
    user.wait(lambda: not user.bench.autosave.busy)
    edit(user)
    waiting = [timer.remainingTime() for timer in user.bench.autosave.findChildren(QTimer)]
    assert max(waiting) > 1000 * AUTOSAVE_SECONDS


def test_a_copy_follows_an_edit_and_goes_with_saving(
    new_user: NewUser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = Settings()
    settings.autosave_seconds = 1
    settings.flush()
    user = new_user()
    user.bench.documents.new_from_template("xor")
    assert copies() == []
    edit(user)
    user.wait(lambda: bool(copies()) and not user.bench.autosave.busy)
    assert load(copies()[0]).project == user.bench.session.project
    path = tmp_path / "xor.nnstudio"
    user.name_file(path)
    user.press(Qt.Key.Key_S)
    user.wait(lambda: not copies() and not user.bench.autosave.busy)
    edit(user)
    user.wait(lambda: bool(copies()))
    QTest.keyClick(user.bench.canvas, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    user.wait(lambda: not copies())


def test_closing_in_peace_leaves_nothing(new_user: NewUser) -> None:
    user = new_user()
    user.bench.documents.new_from_template("xor")
    edit(user)
    user.bench.autosave.keep()
    user.bench.autosave.end()  # while it is still being written
    user.wait(lambda: not user.bench.autosave.busy)
    assert [path.suffix for path in recovery_folder().iterdir()] == []


def test_whoever_wants_no_copies_gets_none(new_user: NewUser) -> None:
    settings = Settings()
    settings.autosave = False
    settings.flush()
    user = new_user()
    user.bench.documents.new_from_template("xor")
    edit(user)
    user.bench.autosave.keep()
    assert not user.bench.autosave.busy
    assert copies() == []


def test_the_work_of_a_living_window_is_left_alone(new_user: NewUser) -> None:
    user = new_user()
    user.bench.documents.new_from_template("xor")
    edit(user)
    user.bench.autosave.keep()
    user.wait(lambda: bool(copies()) and not user.bench.autosave.busy)
    other = new_user()
    assert not other.bench.center.recovered.isVisible()
    assert not QLockFile(str(copies()[0].with_suffix(".lock"))).tryLock(0)


def test_a_copy_that_cannot_be_written_is_said_once(new_user: NewUser) -> None:
    recovery_folder().write_text("a file where the folder should be")
    user = new_user()
    user.bench.documents.new_from_template("xor")
    edit(user)
    user.bench.autosave.keep()
    user.wait(user.bench.banner.isVisible)
    assert "No copy of your unsaved work" in user.bench.banner.text()
    user.click(user.bench.banner.close_button())
    user.bench.autosave.keep()
    user.wait(lambda: not user.bench.autosave.busy)
    assert not user.bench.banner.isVisible()

    recovery_folder().unlink()
    for _ in range(2):
        user.bench.autosave.keep()
        user.wait(lambda: not user.bench.autosave.busy)
    [copy] = copies()
    assert not QLockFile(str(copy.with_suffix(".lock"))).tryLock(0), "others leave it alone"
