"""Work beside the window: results come in the window's thread, and only those that count."""

from __future__ import annotations

import threading
from functools import partial

import pytest
from pytestqt.exceptions import capture_exceptions
from pytestqt.qtbot import QtBot

from nnstudio.app.panels.parts.background import Background
from nnstudio.core.errors import UserError
from nnstudio.core.text import Text


@pytest.fixture
def background(qapp: object) -> Background:
    return Background()


def test_the_result_arrives_in_the_windows_thread(background: Background, qtbot: QtBot) -> None:
    told: list[tuple[bool, bool]] = []
    here = threading.current_thread()
    background.start(
        lambda: threading.current_thread() is here,
        lambda beside: told.append((beside, threading.current_thread() is here)),
    )
    qtbot.waitUntil(lambda: bool(told))
    assert told == [(False, True)]
    assert not background.busy


def test_of_many_only_the_newest_is_told(background: Background, qtbot: QtBot) -> None:
    go, told = threading.Event(), list[int]()
    background.start(lambda: go.wait(10), lambda done: told.append(0))
    for number in (1, 2, 3):
        background.start(partial(int, number), told.append)
    go.set()
    qtbot.waitUntil(lambda: not background.busy)
    assert told == [3]


def test_forgotten_work_tells_nothing(background: Background, qtbot: QtBot) -> None:
    told: list[int] = []
    background.start(lambda: 1, told.append)
    background.forget()
    qtbot.waitUntil(lambda: not background.busy)
    assert told == []


def test_what_the_user_has_to_know_is_told(background: Background, qtbot: QtBot) -> None:
    def refuse() -> int:
        raise UserError(Text("No"))

    told: list[Text] = []
    background.start(refuse, lambda result: None, told.append)
    qtbot.waitUntil(lambda: bool(told))
    assert told == [Text("No")]


def test_a_mistake_of_the_program_is_raised_and_not_swallowed(
    background: Background, qtbot: QtBot
) -> None:
    def fail() -> int:
        raise ZeroDivisionError

    with capture_exceptions() as caught:
        background.start(fail, lambda result: None)
        qtbot.waitUntil(lambda: not background.busy)
    assert [kind for kind, _, _ in caught] == [ZeroDivisionError]
