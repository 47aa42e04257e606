"""Several windows work beside one another, and none overwrites what another saved unasked."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from PySide6.QtCore import QProcess, Qt
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

import nnstudio
from nnstudio.app.new_window import start_command
from nnstudio.files.project_file import SavedProject, load, save
from nnstudio.graph import edits
from nnstudio.graph.templates import template
from tests.app.user import User


def test_what_another_window_saved_is_not_replaced_unasked(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path = tmp_path / "shared.nnstudio"
    project = template("xor").project
    save(path, SavedProject(project))
    user = User(qtbot, monkeypatch, path)
    user.wait(lambda: user.bench.session.path == path)
    assert user.bench.documents.save(), "nobody else wrote it"
    theirs = edits.rename_project(project, "what the other window saved")
    save(path, SavedProject(theirs))

    user.answer(QMessageBox.StandardButton.Cancel)
    assert not user.bench.documents.save()
    assert load(path).project.name == theirs.name
    user.answer(QMessageBox.StandardButton.Save)
    assert user.bench.documents.save()
    assert load(path).project.name == project.name
    assert user.bench.documents.save(), "asked once"
    path.unlink()
    assert user.bench.documents.save(), "what is gone cannot be lost"
    assert path.exists()


def test_another_window_is_another_process(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    user = User(qtbot, monkeypatch)
    started: list[list[str]] = []

    def start(program: str, words: list[str]) -> bool:
        started.append([program, *words])
        return len(started) == 1

    monkeypatch.setattr(QProcess, "startDetached", start)
    user.bench.menus.actions["new_window"].trigger()
    assert started == [start_command()]
    run = subprocess.run(
        [*start_command(), "--version"], capture_output=True, text=True, check=True
    )
    assert run.stdout == f"NNStudio {nnstudio.__version__}\n"
    user.bench.menus.actions["new_window"].trigger()
    assert "could not be opened" in user.bench.banner.text()


def test_the_data_is_kept_in_the_file_as_an_edit(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    table, path = tmp_path / "t.csv", tmp_path / "a.nnstudio"
    table.write_text(
        "\n".join(["a,b,kind", *(f"{n % 7},{n % 5},{'xy'[n % 2]}" for n in range(60))])
    )
    nnstudio.save(path, nnstudio.use_data(nnstudio.new("perceptron"), table))
    user = User(qtbot, monkeypatch, path)
    user.wait(lambda: user.bench.session.path == path)
    action = user.bench.menus.actions["keep_data"]
    assert action.isEnabled()
    assert not action.isChecked()
    small = path.stat().st_size
    action.trigger()
    user.wait(lambda: not user.bench.data_keeping.busy and user.bench.session.dirty)
    assert action.isChecked()
    assert user.bench.documents.save()
    assert path.stat().st_size > small
    table.rename(tmp_path / "gone.csv")
    assert load(path).warnings == ()
    user.bench.canvas.setFocus()
    user.press(Qt.Key.Key_Z)
    assert not action.isChecked(), "undone"
    action.trigger()
    user.wait(lambda: not user.bench.data_keeping.busy)
    assert not action.isChecked()
    assert "not there as it was" in user.bench.banner.text()
    user.bench.documents.may_close = lambda: True  # type: ignore[method-assign]
    user.bench.documents.new_from_template("xor")
    assert not action.isEnabled(), "it comes along anyway"
