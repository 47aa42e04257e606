"""One thread for all studies: fair, and gone once there is nothing to do."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.exceptions import capture_exceptions
from pytestqt.qtbot import QtBot

from nnstudio.app.background import Background
from nnstudio.app.live.study_thread import StudyThread
from nnstudio.core.errors import UserError
from nnstudio.core.text import Text
from nnstudio.engine.study import Pieces


@pytest.fixture
def thread(qtbot: QtBot) -> Iterator[StudyThread]:
    yield StudyThread()
    qtbot.waitUntil(lambda: not any(t.name == "nnstudio-studies" for t in threading.enumerate()))


@pytest.fixture
def parent(qapp: object) -> QObject:
    return QObject()


def test_what_is_short_does_not_wait_for_what_is_long(
    thread: StudyThread, parent: QObject, qtbot: QtBot
) -> None:
    told: list[object] = []
    begun, ended = threading.Event(), threading.Event()

    def long() -> Pieces[str]:
        begun.set()
        while not ended.is_set():
            yield
        return "long"

    def short() -> Pieces[str]:
        yield
        return "short"

    first, second = (Background(parent, thread.begin) for _ in range(2))
    for background in (first, second):
        background.done.connect(told.append)
    first.start(long)
    assert begun.wait(60)
    second.start(short)
    qtbot.waitUntil(lambda: told == ["short"])
    ended.set()
    qtbot.waitUntil(lambda: told == ["short", "long"])


def test_all_is_done_in_one_thread(thread: StudyThread, parent: QObject, qtbot: QtBot) -> None:
    found: list[object] = []

    def which() -> Pieces[threading.Thread]:
        here = threading.current_thread()
        yield
        assert threading.current_thread() is here
        return here

    several = [Background(parent, thread.begin) for _ in range(5)]
    for background in several:
        background.done.connect(found.append)
        background.start(which)
    qtbot.waitUntil(lambda: len(found) == 5)
    assert threading.current_thread() not in found


def test_refusals_and_mistakes_end_their_job_alone(
    thread: StudyThread, parent: QObject, qtbot: QtBot
) -> None:
    def refuse() -> Pieces[None]:
        yield
        raise UserError(Text("No"))

    def fail() -> Pieces[None]:
        yield
        raise ZeroDivisionError

    refused, failed = (Background(parent, thread.begin) for _ in range(2))
    with capture_exceptions() as caught, qtbot.waitSignal(refused.failed) as told:
        failed.start(fail)
        refused.start(refuse)
        qtbot.waitUntil(lambda: not failed.busy)
    assert told.args == [Text("No")]
    assert [kind for kind, _, _ in caught] == [ZeroDivisionError]
