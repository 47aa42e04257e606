"""The scheduler draws visible views with news, in turn, and hidden ones not at all."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from nnstudio.app.refresh import (
    BUDGET_SECONDS,
    FRAME_MS,
    REST_SECONDS,
    RefreshScheduler,
)


class Clock:
    """A clock that stands still until it is moved on."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


class View(QWidget):
    """A view that takes some time of a clock to be drawn."""

    def __init__(self, clock: Clock, seconds: float = 0.0) -> None:
        super().__init__()
        self.times: list[float] = []
        self._clock, self._seconds = clock, seconds

    @property
    def drawn(self) -> int:
        return len(self.times)

    def refresh(self) -> None:
        self.times.append(self._clock.now)
        self._clock.now += self._seconds


@pytest.fixture
def clock() -> Clock:
    return Clock()


def shown(qtbot: QtBot, scheduler: RefreshScheduler, *views: View) -> None:
    for view in views:
        qtbot.addWidget(view)
        scheduler.register(view, view.refresh)
        view.show()


def a_second_of_news(scheduler: RefreshScheduler, clock: Clock) -> None:
    end = clock.now + 1.0
    while clock.now < end:
        began = clock.now
        scheduler.news()
        scheduler.frame()
        clock.now = max(clock.now, began + FRAME_MS / 1000)


def test_a_visible_view_is_drawn_once_for_much_news(qtbot: QtBot) -> None:
    scheduler, view = RefreshScheduler(), View(Clock())
    shown(qtbot, scheduler, view)
    for _ in range(100):
        scheduler.news()
    qtbot.waitUntil(lambda: view.drawn > 0)
    qtbot.waitUntil(lambda: not scheduler.busy)
    assert view.drawn == 1


def test_a_hidden_view_is_drawn_only_once_it_is_shown(qtbot: QtBot) -> None:
    scheduler, hidden, seen = RefreshScheduler(), View(Clock()), View(Clock())
    shown(qtbot, scheduler, hidden, seen)
    hidden.hide()
    scheduler.news()
    qtbot.waitUntil(lambda: seen.drawn == 1 and not scheduler.busy)
    assert hidden.drawn == 0
    hidden.show()
    qtbot.waitUntil(lambda: hidden.drawn == 1)
    assert seen.drawn == 1


def test_a_view_rests_after_it_was_drawn_and_misses_no_news(qtbot: QtBot, clock: Clock) -> None:
    scheduler, view = RefreshScheduler(clock=clock), View(clock)
    shown(qtbot, scheduler, view)
    scheduler.news()
    scheduler.frame()
    scheduler.news()
    clock.now += REST_SECONDS / 2
    scheduler.frame()
    assert (view.drawn, scheduler.busy) == (1, True)
    clock.now += REST_SECONDS / 2
    scheduler.frame()
    assert (view.drawn, scheduler.busy) == (2, False)


def test_news_in_every_frame_is_shown_about_ten_times_a_second(qtbot: QtBot, clock: Clock) -> None:
    scheduler, view = RefreshScheduler(clock=clock), View(clock)
    shown(qtbot, scheduler, view)
    a_second_of_news(scheduler, clock)
    assert 10 <= view.drawn <= 12


def test_slow_views_take_turns(qtbot: QtBot, clock: Clock) -> None:
    scheduler = RefreshScheduler(clock=clock)
    views = [View(clock, seconds=2 * BUDGET_SECONDS) for _ in range(3)]
    shown(qtbot, scheduler, *views)
    scheduler.news()
    for frame in (1, 2, 3):
        scheduler.frame()
        assert [view.drawn for view in views] == [1] * frame + [0] * (3 - frame)


def test_of_many_slow_views_each_is_drawn_at_least_four_times_a_second(
    qtbot: QtBot, clock: Clock
) -> None:
    scheduler = RefreshScheduler(clock=clock)
    views = [View(clock, seconds=2 * BUDGET_SECONDS) for _ in range(12)]
    shown(qtbot, scheduler, *views)
    a_second_of_news(scheduler, clock)
    assert min(view.drawn for view in views) >= 4


def test_where_there_is_much_to_draw_it_is_drawn_less_often(qtbot: QtBot, clock: Clock) -> None:
    scheduler = RefreshScheduler(clock=clock)
    views = [View(clock, seconds=BUDGET_SECONDS) for _ in range(4)]
    shown(qtbot, scheduler, *views)
    for _ in range(2):
        a_second_of_news(scheduler, clock)
    before = [view.drawn for view in views]
    a_second_of_news(scheduler, clock)
    drawn = [view.drawn - count for view, count in zip(views, before, strict=True)]
    assert 4 <= min(drawn) <= max(drawn) <= 6


def test_a_view_that_is_gone_is_forgotten(qtbot: QtBot) -> None:
    scheduler = RefreshScheduler()
    view = QWidget()
    scheduler.register(view, lambda: None)
    scheduler.news()
    view.show()
    delete(view)
    scheduler.frame()
    scheduler.news()
    scheduler.frame()
    assert not scheduler.busy
