"""The scheduler draws visible views with news, in turn, and hidden ones not at all."""

from __future__ import annotations

import time

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from nnstudio.app.refresh import BUDGET_SECONDS, RefreshScheduler


class View(QWidget):
    def __init__(self, seconds: float = 0.0) -> None:
        super().__init__()
        self.drawn = 0
        self._seconds = seconds

    def refresh(self) -> None:
        self.drawn += 1
        end = time.perf_counter() + self._seconds
        while time.perf_counter() < end:
            pass


def test_a_visible_view_is_drawn_once_for_much_news(qtbot: QtBot) -> None:
    scheduler, view = RefreshScheduler(), View()
    qtbot.addWidget(view)
    scheduler.register(view, view.refresh)
    view.show()
    for _ in range(100):
        scheduler.news()
    qtbot.waitUntil(lambda: view.drawn > 0)
    qtbot.waitUntil(lambda: not scheduler.busy)
    assert view.drawn == 1


def test_a_hidden_view_is_drawn_only_once_it_is_shown(qtbot: QtBot) -> None:
    scheduler, hidden, shown = RefreshScheduler(), View(), View()
    for view in (hidden, shown):
        qtbot.addWidget(view)
        scheduler.register(view, view.refresh)
    shown.show()
    scheduler.news()
    qtbot.waitUntil(lambda: shown.drawn == 1 and not scheduler.busy)
    assert hidden.drawn == 0
    hidden.show()
    qtbot.waitUntil(lambda: hidden.drawn == 1)
    assert shown.drawn == 1


def test_slow_views_take_turns(qtbot: QtBot) -> None:
    scheduler = RefreshScheduler()
    views = [View(seconds=2 * BUDGET_SECONDS) for _ in range(3)]
    for view in views:
        qtbot.addWidget(view)
        scheduler.register(view, view.refresh)
        view.show()
    seen: list[int] = []
    for _ in range(4):
        scheduler.news()
        before = [view.drawn for view in views]
        qtbot.waitUntil(lambda before=before: [v.drawn for v in views] != before)  # type: ignore[misc]
        seen.append(sum(view.drawn for view in views))
    qtbot.waitUntil(lambda: not scheduler.busy)
    assert seen[0] == 1
    assert min(view.drawn for view in views) >= 2
