"""Runs in the real window: kept by key while training, listed, scrubbed, saved and opened again."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QInputDialog
from pytestqt.qtbot import QtBot

from nnstudio.core.text import Text
from nnstudio.graph import edits
from tests.app.user import User


@pytest.fixture
def user(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> User:
    return User(qtbot, monkeypatch)


def test_a_place_is_kept_exactly_and_comes_back_from_the_file(
    user: User, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    bench = user.bench
    session, training = bench.session, bench.training
    bench.documents.new_from_template("xor")
    session.edit(Text("Few"), edits.set_training(session.project, epochs=50))
    assert bench.timeline.isHidden()
    asked: list[str] = []

    def name(*asked_for: object) -> tuple[str, bool]:
        asked.append(str(asked_for[2]))
        return "before it dips", True

    monkeypatch.setattr(QInputDialog, "getText", name)
    bench.menus.actions["step"].trigger()
    for _ in range(4):
        training.step()
    user.wait(lambda: session.run_log.steps == 5)
    bench.menus.actions["keep_checkpoint"].trigger()
    user.wait(lambda: bool(asked))
    assert "step 5" in asked[0]
    assert session.runs.present is not None
    (kept,) = session.runs.present.kept
    assert (kept.name, kept.step) == ("before it dips", 5)
    assert bench.timeline.isVisible()
    training.resume()
    user.wait(lambda: not training.active)
    QTest.mouseClick(bench.timeline.branch, Qt.MouseButton.LeftButton)
    user.wait(lambda: bool(session.runs.all))
    user.wait(lambda: not training.active)
    bench.menus.actions["panel_runs"].trigger()
    user.wait(bench.views.runs.list.isVisible)
    assert bench.views.runs.list.model().rowCount() == 2
    path = tmp_path / "runs.nnstudio"
    assert bench.documents.save_to(path)
    assert bench.documents.new_empty()
    assert not session.runs.all
    assert bench.documents.open(path)
    assert [run.name for run in session.runs.all] == ["Run 1"]
    assert [kept.name for kept in session.runs.all[0].kept] == ["before it dips"]
    assert session.runs.present is not None
    assert session.runs.present.origin is not None
    assert not session.dirty


def test_memory_for_runs_is_a_setting(user: User) -> None:
    bench = user.bench
    assert bench.training.moments_bytes == 128 << 20
    bench.menus.actions["settings"].trigger()
    dialog = bench.window_commands.settings_dialog
    assert dialog is not None
    dialog.training.timeline.setValue(64)
    dialog.training.runs.setValue(100)
    assert bench.training.moments_bytes == 64 << 20
    assert bench.session.runs.most_bytes == 100 << 20
    dialog.training.reset()
    assert bench.training.moments_bytes == 128 << 20
    dialog.close()
