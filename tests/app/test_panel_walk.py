"""The keyboard goes from the drawing to every panel that is seen, and back."""

from __future__ import annotations

import gc

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from tests.app.user import User

ALT, NONE = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.NoModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def user(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> User:
    user = User(qtbot, monkeypatch)
    user.bench.documents.new_from_template("digits-cnn")
    user.window.activateWindow()
    user.wait(user.window.isActiveWindow)
    return user


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def place(user: User) -> str:
    """Return the dock that has the keyboard; empty for the canvas."""
    docks = user.bench.docks
    if focused() is user.bench.canvas:
        return ""
    return next(name for name in docks.names() if docks[name].isAncestorOf(focused()))


def test_f6_walks_round_all_panels_and_back(user: User) -> None:
    user.show_dock("training")
    assert place(user) == ""
    visited = []
    while True:
        user.press(Qt.Key.Key_F6, NONE)
        if not place(user):
            break
        visited.append(place(user))
        assert len(visited) < 12
    assert visited[:2] == ["palette", "training"]
    assert "features" in visited
    back = []
    for _ in visited:
        user.press(Qt.Key.Key_F6, SHIFT)
        back.append(place(user))
    assert back == visited[::-1]


def test_a_panel_remembers_where_the_keyboard_was(user: User) -> None:
    user.show_dock("training")
    loss = user.bench.views.training_panel.settings.loss.box
    loss.setFocus()
    QTest.keyClick(loss, Qt.Key.Key_Escape)
    assert place(user) == ""
    for _ in range(2):
        user.press(Qt.Key.Key_F6, NONE)
    assert focused() is loss


def test_a_panel_that_is_opened_by_key_has_the_keyboard_until_it_is_closed(user: User) -> None:
    user.press(Qt.Key.Key_3, ALT)
    assert place(user) == "training"
    user.press(Qt.Key.Key_3, ALT)
    assert user.bench.docks["training"].isHidden()
    assert place(user) == ""


def test_whoever_comes_by_keys_sees_that_the_canvas_has_them(user: User) -> None:
    canvas = user.bench.canvas
    canvas.clearFocus()
    without = canvas.grab().toImage()
    user.bench.palette.search.setFocus()
    user.press(Qt.Key.Key_F6, SHIFT)
    assert focused() is canvas
    assert canvas.grab().toImage() != without
    canvas.clearFocus()
    assert canvas.grab().toImage() == without


def test_what_the_keyboard_came_by_outlives_a_search_for_garbage(user: User) -> None:
    inspector = user.bench.views.inspector
    user.press(Qt.Key.Key_3, ALT)
    for _ in range(3):
        user.press(Qt.Key.Key_F6, NONE)
    gc.collect()
    assert all(map(isValid, (inspector, inspector.network_page, inspector.node_page)))
    user.bench.documents.new_from_template("xor")
    title = inspector.network_page.findChild(QLabel)
    assert title is not None
    assert "XOR" in title.text()
