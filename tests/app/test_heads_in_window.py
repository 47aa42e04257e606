"""The heads of the live views in the real window: what they save, and a window of their own."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from nnstudio.app.widgets.dock_head import DockHead
from tests.app.user import User


@pytest.fixture
def user(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> User:
    user = User(qtbot, monkeypatch)
    user.bench.documents.new_from_template("xor")
    return user


def head_of(user: User, name: str) -> DockHead:
    dock = user.bench.docks[name]
    user.wait(dock.isVisible)
    head = dock.titleBarWidget()
    assert isinstance(head, DockHead)
    return head


def choose(user: User, menu: QMenu, text: str) -> None:
    menu.aboutToShow.emit()
    next(action for action in menu.actions() if action.text() == text).trigger()


def test_a_view_gets_a_window_of_its_own_and_comes_back(user: User) -> None:
    dock = user.bench.docks["loss"]
    head = head_of(user, "loss")

    user.click(head.apart_button)
    assert dock.isFloating()
    user.wait(lambda: dock.width() >= 780 and dock.height() >= 560)
    user.wait(head.sentence.isVisible)

    QTest.keyClick(head.apart_button, Qt.Key.Key_Space)
    assert not dock.isFloating()
    user.wait(lambda: dock.width() < 600)


def test_in_tabs_the_head_leaves_the_name_to_the_tab(user: User) -> None:
    user.show_dock("decision")
    tabbed, alone = head_of(user, "decision"), head_of(user, "loss")
    assert tabbed.height() < alone.height()
    assert not tabbed.close_button.isVisible()

    user.click(alone.close_button)
    assert user.bench.docks["loss"].isHidden()


def test_the_keyboard_comes_from_the_view_to_its_head(user: User) -> None:
    user.window.activateWindow()
    user.wait(user.window.isActiveWindow)
    dock, head = user.bench.docks["loss"], head_of(user, "loss")
    seen: list[QWidget] = []
    start = next(w for w in dock.findChildren(QWidget) if w.isVisible() and w in head.buttons())
    start.setFocus()
    for _ in range(4):
        now = QApplication.focusWidget()
        assert now is not None
        seen.append(now)
        QTest.keyClick(now, Qt.Key.Key_Tab)
    assert [w for w in head.buttons() if w.isVisible()] == [w for w in seen if w in head.buttons()]


def test_the_button_saves_the_view(
    user: User, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    menu = head_of(user, "loss").save_button.menu()
    for ending in ("png", "svg"):
        path = tmp_path / f"loss.{ending}"
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, p=path: (str(p), ""))
        choose(user, menu, f"Save as {ending.upper()}…")
        assert path.stat().st_size > 500

    choose(user, menu, "Copy the picture")
    assert not QApplication.clipboard().pixmap().isNull()


def test_a_folder_that_is_not_there_is_told(
    user: User, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    told: list[str] = []
    path = tmp_path / "nowhere" / "loss.png"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    monkeypatch.setattr(QMessageBox, "warning", lambda *args: told.append(args[2]))
    choose(user, head_of(user, "loss").save_button.menu(), "Save as PNG…")
    assert len(told) == 1
    assert "Choose another" in told[0]
