"""From the palette onto the canvas of the whole window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from nnstudio.layers.activation import ActivationLayer
from tests.app.user import User


@pytest.fixture
def user(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> User:
    return User(qtbot, monkeypatch)


def test_a_double_click_puts_a_function_on_the_canvas(user: User) -> None:
    rows = user.bench.palette.list
    row = rows.layer_item("GELU")
    rows.scrollToItem(row)
    spot = rows.visualItemRect(row).center()
    QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    QTest.mouseDClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    user.wait(lambda: bool(user.bench.session.project.graph.nodes))
    (node,) = user.bench.session.project.graph.nodes
    assert node.layer == ActivationLayer(activation="gelu")
