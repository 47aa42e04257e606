"""File > Export in the whole window: the dialog comes with what the network is now."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from nnstudio.app.exporting.export_dialog import ExportDialog
from nnstudio.app.settings import Settings
from nnstudio.core.text import Text
from nnstudio.engine.plan import make_plan
from nnstudio.engine.weights import initial_weights
from nnstudio.files.weight_file import read_weights
from nnstudio.graph import edits
from tests.app.user import User


@pytest.fixture
def user(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> User:
    user = User(qtbot, monkeypatch)
    user.bench.documents.new_from_template("xor")
    user.bench.session.saved(tmp_path / "mine.nnstudio")
    return user


def dialogs() -> list[ExportDialog]:
    found = QApplication.topLevelWidgets()
    return [w for w in found if isinstance(w, ExportDialog) and w.isVisible()]


def test_a_network_is_exported_with_the_keyboard_alone(user: User, tmp_path: Path) -> None:
    Settings().last_folder = tmp_path
    user.press(Qt.Key.Key_E)
    user.press(Qt.Key.Key_E)  # twice by mistake: one dialog comes
    user.wait(lambda: bool(dialogs()))
    (dialog,) = dialogs()
    user.wait(lambda: dialog.outlook is not None)
    assert "not trained yet" in dialog.banner.text()

    QTest.keyClick(dialog, Qt.Key.Key_Return)
    user.wait(lambda: not dialogs())
    session = user.bench.session
    start = initial_weights(make_plan(session.analysis), session.project.training.seed)
    found = read_weights(tmp_path / "mine.npz")
    assert all((found[key] == value).all() for key, value in start.items())
    assert "mine.npz" in user.bench.banner.text()


def test_a_drawing_with_problems_is_not_exported_and_it_is_said_why(user: User) -> None:
    session = user.bench.session
    session.edit(Text("Delete"), edits.delete(session.project, ["dense_2"]))
    user.press(Qt.Key.Key_E)
    user.wait(user.bench.banner.isVisible)
    assert not dialogs()
