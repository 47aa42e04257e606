"""Adding layers by typing, in the whole window: by key, from the menu and the command palette."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from nnstudio.app.canvas.quick_add_popup import QuickAddPopup
from nnstudio.app.command_palette.palette import CommandPalette
from tests.app.user import User


@pytest.fixture
def user(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> User:
    user = User(qtbot, monkeypatch)
    user.bench.documents.new_empty()
    user.wait(user.bench.canvas.isVisible)
    user.bench.canvas.setFocus()
    return user


def popup(user: User) -> QuickAddPopup:
    def shown() -> list[QuickAddPopup]:
        return [p for p in user.window.findChildren(QuickAddPopup) if p.isVisible()]

    user.wait(lambda: len(shown()) == 1)
    return shown()[0]


def names(user: User) -> list[str]:
    return [node.layer.name for node in user.bench.session.project.graph.nodes]


def test_typing_and_the_key_of_the_command_open_it(user: User) -> None:
    QTest.keyClicks(user.bench.canvas, "d")
    QTest.keyClicks(popup(user).search, "ense")
    QTest.keyClick(popup(user).search, Qt.Key.Key_Return)
    assert names(user) == ["Dense"]

    QTest.keyClick(user.bench.canvas, Qt.Key.Key_Space, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(popup(user).search, "dropout")
    QTest.keyClick(popup(user).search, Qt.Key.Key_Return)
    assert names(user) == ["Dense", "Dropout"]


def test_the_menu_and_the_command_palette_open_it(user: User) -> None:
    user.bench.menus.actions["add_layer"].trigger()
    QTest.keyClick(popup(user).search, Qt.Key.Key_Escape)

    user.press(
        Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )
    palette = user.window.findChild(CommandPalette)
    assert palette is not None
    user.wait(palette.isVisible)
    QTest.keyClicks(palette.search, "add layer")
    QTest.keyClick(palette.search, Qt.Key.Key_Return)
    QTest.keyClicks(popup(user).search, "input")
    QTest.keyClick(popup(user).search, Qt.Key.Key_Return)
    assert names(user) == ["Input"]


def test_keys_in_the_pop_up_are_not_those_of_the_canvas(user: User) -> None:
    QTest.keyClicks(user.bench.canvas, "d")
    search = popup(user).search
    QTest.keyClicks(search, "ense")
    QTest.keyClick(search, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(search, Qt.Key.Key_Delete)
    assert search.text() == ""
    assert popup(user).isVisible()
    QTest.keyClick(search, Qt.Key.Key_Escape)
    assert not names(user)
