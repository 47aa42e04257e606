"""The history shows every edit, follows, and leads to any of them."""

from __future__ import annotations

import time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from nnstudio.app.panels.history_panel import HistoryPanel
from nnstudio.app.session import Session
from nnstudio.core.text import Text
from nnstudio.graph.project import Project

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def panel(qtbot: QtBot) -> HistoryPanel:
    session = Session()
    panel = HistoryPanel(session)
    session.setParent(panel)
    qtbot.addWidget(panel)
    panel.resize(300, 400)
    with qtbot.waitExposed(panel):
        panel.show()
    return panel


def edit(panel: HistoryPanel, *names: str) -> Session:
    session = panel.session
    for name in names:
        session.edit(Text(name), Project(name))
    return session


def rows(panel: HistoryPanel) -> list[str]:
    return [str(panel.edits.index(row, 0).data()) for row in range(panel.edits.rowCount())]


def test_edits_are_listed_as_they_are_made(panel: HistoryPanel) -> None:
    session = edit(panel, "one", "two")
    assert rows(panel) == ["Opened", "one", "two"]
    assert panel.list.currentIndex().row() == 2
    session.undo()
    assert rows(panel) == ["Opened", "one", "two"]
    assert panel.list.currentIndex().row() == 1
    assert panel.edits.index(2, 0).data(Qt.ItemDataRole.ToolTipRole) == "taken back"
    edit(panel, "three")
    assert rows(panel) == ["Opened", "one", "three"]


def test_a_click_goes_there_and_so_do_arrows_with_enter(panel: HistoryPanel) -> None:
    session = edit(panel, "one", "two", "three")
    at = panel.list.visualRect(panel.edits.index(1, 0)).center()
    QTest.mouseClick(panel.list.viewport(), LEFT, pos=at)
    assert session.project.name == "one"
    panel.list.setFocus()
    QTest.keyClick(panel.list, Qt.Key.Key_End)
    assert session.project.name == "one", "arrows only choose"
    QTest.keyClick(panel.list, Qt.Key.Key_Return)
    assert session.project.name == "three"
    QTest.keyClick(panel.list, Qt.Key.Key_Home)
    QTest.keyClick(panel.list, Qt.Key.Key_Return)
    assert session.edits_done == 0


def test_a_hidden_history_follows_when_it_is_shown(panel: HistoryPanel) -> None:
    panel.hide()
    edit(panel, "one")
    assert rows(panel) == ["Opened"]
    panel.show()
    assert rows(panel) == ["Opened", "one"]


def test_a_thousand_edits_cost_nothing(panel: HistoryPanel) -> None:
    panel.hide()  # so that the first thousand are listed at once
    session = edit(panel, *map(str, range(998)))
    panel.show()
    assert len(rows(panel)) == 999
    best = 1.0
    for number in range(5):
        began = time.perf_counter()
        session.edit(Text("more"), Project(f"more {number}"))
        best = min(best, time.perf_counter() - began)
    assert best < 0.2, "a millisecond where nothing else runs"
