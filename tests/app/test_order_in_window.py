"""Arranging, finding and the map, as the whole window offers them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from nnstudio.app.settings import Settings
from nnstudio.graph.templates import template
from tests.app.user import CONTROL, User


@pytest.fixture
def user(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> User:
    user = User(qtbot, monkeypatch)
    user.bench.session.open(template("residual-cnn").project)
    return user


def test_the_edit_menu_orders_and_the_keys_find_and_show_the_map(user: User) -> None:
    session, canvas = user.bench.session, user.bench.canvas
    actions = user.bench.menus.actions
    menus = user.window.menuBar().findChildren(QMenu)
    (arrange,) = [menu for menu in menus if menu.title().replace("&", "") == "Arrange"]
    assert [action.objectName() for action in arrange.actions() if action.objectName()] == [
        "arrange",
        *(f"align_{edge}" for edge in ("left", "center", "right", "top", "middle", "bottom")),
        "distribute_horizontally",
        "distribute_vertically",
    ]
    user.press(Qt.Key.Key_L)
    assert str(session.undo_label) == "Arrange the drawing"
    session.select([node.id for node in session.project.graph.nodes[:3]])
    actions["align_left"].trigger()
    assert len({node.x for node in session.project.graph.nodes[:3]}) == 1

    user.press(Qt.Key.Key_M)
    assert actions["minimap"].isChecked()
    assert Settings().minimap
    user.press(Qt.Key.Key_1)
    user.wait(canvas.navigation.minimap.isVisible)

    user.press(Qt.Key.Key_F)
    field = canvas.navigation.bar.field
    user.wait(field.isVisible)
    QTest.keyClicks(field, "add")
    assert canvas.navigation.bar.count.text() == "1 of 2"
    QTest.keyClick(field, Qt.Key.Key_A, CONTROL)
    assert canvas.navigation.bar.field.selectedText() == "add", "keys edit what is typed there"
    assert session.selection == ("add_1",)
