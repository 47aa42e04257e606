"""Work beside the window: results come in the window's thread, and only those that count."""

from __future__ import annotations

import subprocess
import sys
import threading
import weakref
from functools import partial

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.exceptions import capture_exceptions
from pytestqt.qtbot import QtBot

from nnstudio.app.background import Background
from nnstudio.core.errors import UserError
from nnstudio.core.text import Text


@pytest.fixture
def background(qapp: object) -> Background:
    return Background()


def test_the_result_arrives_in_the_windows_thread(background: Background, qtbot: QtBot) -> None:
    here = threading.current_thread()
    told: list[tuple[bool, bool]] = []
    background.done.connect(
        lambda beside: told.append((beside, threading.current_thread() is here))
    )
    background.start(lambda: threading.current_thread() is here)
    qtbot.waitUntil(lambda: bool(told))
    assert told == [(False, True)]
    assert not background.busy


def test_of_many_only_the_newest_is_told_and_the_others_are_not_even_begun(
    background: Background, qtbot: QtBot
) -> None:
    go, begun, told = threading.Event(), list[int](), list[object]()

    def first() -> int:
        begun.append(0)
        go.wait(60)
        return 0

    def later(number: int) -> int:
        begun.append(number)
        return number

    background.done.connect(told.append)
    background.start(first)
    for number in (1, 2, 3):
        background.start(partial(later, number))
    go.set()
    qtbot.waitUntil(lambda: not background.busy)
    assert told == [3]
    assert begun == [0, 3]


def test_forgotten_work_tells_nothing(background: Background, qtbot: QtBot) -> None:
    told: list[object] = []
    background.done.connect(told.append)
    background.start(lambda: 1)
    background.forget()
    qtbot.waitUntil(lambda: not background.busy)
    assert told == []


def test_what_the_user_has_to_know_is_told(background: Background, qtbot: QtBot) -> None:
    def refuse() -> int:
        raise UserError(Text("No"))

    with qtbot.waitSignal(background.failed) as told:
        background.start(refuse)
    assert told.args == [Text("No")]


def test_a_mistake_of_the_program_is_raised_and_not_swallowed(
    background: Background, qtbot: QtBot
) -> None:
    def fail() -> int:
        raise ZeroDivisionError

    with capture_exceptions() as caught:
        background.start(fail)
        qtbot.waitUntil(lambda: not background.busy)
    assert [kind for kind, _, _ in caught] == [ZeroDivisionError]


def test_what_is_closed_meanwhile_is_gone_at_once(qapp: object) -> None:
    # Kept by the thread, a widget would be destroyed in that thread; kept by a cycle, at a bad
    # moment, such as while it is painted.
    class Owner(QWidget):
        def __init__(self) -> None:
            super().__init__()
            self.background = Background(self)
            self.background.done.connect(self.setWindowTitle)

    go, owner = threading.Event(), Owner()
    gone = weakref.ref(owner)
    owner.background.start(lambda: str(go.wait(60)))
    del owner
    try:
        assert gone() is None
    finally:
        go.set()


ENDS_AT_WORK = """
import time
from PySide6.QtCore import QCoreApplication, QTimer
from nnstudio.app.background import Background

def work():
    time.sleep(0.2)
    print("worked to the end")

app = QCoreApplication([])
background = Background()
background.start(work)
QTimer.singleShot(0, app.quit)
app.exec()
print("window closed")
"""


def test_the_program_ends_after_its_threads_and_without_a_word() -> None:
    run = subprocess.run(
        [sys.executable, "-W", "error", "-c", ENDS_AT_WORK],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert run.stdout.splitlines() == ["window closed", "worked to the end"]
    assert (run.returncode, run.stderr) == (0, "")
