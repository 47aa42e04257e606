"""Work off the window's thread: answers arrive in it, and only the newest counts."""

from __future__ import annotations

import threading
from functools import partial

from PySide6.QtCore import QObject, QThread, Slot
from pytestqt.qtbot import QtBot

from nnstudio.app.plots.background import Background, Failure


class Listener(QObject):
    def __init__(self) -> None:
        super().__init__()
        self.answers: list[object] = []
        self.threads: list[QThread] = []

    @Slot(object)
    def note(self, answer: object) -> None:
        self.answers.append(answer)
        self.threads.append(QThread.currentThread())


def listening() -> tuple[Background, Listener]:
    background, listener = Background(), Listener()
    background.finished.connect(listener.note)
    return background, listener


def test_the_answer_arrives_in_the_window_s_thread(qtbot: QtBot) -> None:
    background, listener = listening()
    background.run(threading.get_ident)
    assert background.busy
    qtbot.waitUntil(lambda: bool(listener.answers))

    assert listener.answers != [threading.get_ident()]
    assert listener.threads == [listener.thread()]
    assert not background.busy


def test_only_the_newest_question_is_answered(qtbot: QtBot) -> None:
    background, listener = listening()
    go = threading.Event()
    computed: list[int] = []

    def slow() -> int:
        go.wait(5)
        computed.append(1)
        return 1

    def quick(number: int) -> int:
        computed.append(number)
        return number

    background.run(slow)
    background.run(partial(quick, 2))
    background.run(partial(quick, 3))
    go.set()
    qtbot.waitUntil(lambda: bool(listener.answers))

    assert listener.answers == [3]
    assert computed == [1, 3]


def test_what_is_forgotten_is_not_answered(qtbot: QtBot) -> None:
    background, listener = listening()
    background.run(lambda: 1)
    background.forget()
    qtbot.waitUntil(lambda: not background.busy)

    assert listener.answers == []


def test_an_error_is_handed_over(qtbot: QtBot) -> None:
    background, listener = listening()
    background.run(lambda: 1 // 0)
    qtbot.waitUntil(lambda: bool(listener.answers))

    [failure] = listener.answers
    assert isinstance(failure, Failure)
    assert isinstance(failure.error, ZeroDivisionError)
