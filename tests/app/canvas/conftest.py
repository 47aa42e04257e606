"""A canvas on a screen of its own."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from nnstudio.app.canvas.view import CanvasView
from nnstudio.app.session import Session
from tests.app.canvas.hands import Hand


@pytest.fixture
def hand(qtbot: QtBot) -> Hand:
    view = CanvasView(Session())
    qtbot.addWidget(view)
    view.resize(1400, 600)
    with qtbot.waitExposed(view):
        view.show()
    view.setFocus()
    return Hand(view)
