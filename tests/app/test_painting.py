"""Painting for hours: what Python and Qt hand each other must be counted rightly."""

from __future__ import annotations

import sys

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

# Python 3.11 counts references to None; a PySide6 that loses some ends the process after a while.
REPAINTS = 300


class Cross(QWidget):
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.drawLine(0, 0, self.width(), self.height())
        painter.drawLine(0, self.height(), self.width(), 0)


def test_painting_loses_no_reference_to_none(qtbot: QtBot) -> None:
    cross = Cross()
    qtbot.addWidget(cross)
    cross.grab()
    before = sys.getrefcount(None)

    for _ in range(REPAINTS):
        cross.grab()

    assert sys.getrefcount(None) > before - REPAINTS / 2
