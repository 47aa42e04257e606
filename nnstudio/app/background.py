"""Work that takes too long for the window, done beside it."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from nnstudio.core.errors import UserError

POLL_MS = 8

Work = Callable[[], object]
Tell = Callable[[object, Exception | None], None]
"""Takes what work gave, or the error that there is instead."""
Begin = Callable[[Work, Tell], None]
"""Has work done beside the window; neither refers to anything of the window."""


@dataclass(frozen=True)
class _Task:
    """What a thread is given: nothing of the window, which must not die in that thread."""

    number: int
    work: Work


@dataclass(frozen=True)
class _Outcome:
    number: int
    result: object = None
    error: Exception | None = None


class Background(QObject):
    """Does one piece of work at a time in a thread and hands the result over in the window's.

    Only the work started last counts: what an earlier one gives is dropped, and of those that
    wait only the newest is begun. The thread knows nothing of Qt: it leaves its outcome where this
    object's timer finds it. So a panel need not wait for it to be closed, and work that outlives
    the window has nobody left to call. The program itself ends only after its threads have.

    Parameters
    ----------
    begin
        Who does it; a thread for each piece of work unless told.
    """

    done = Signal(object)
    """What the work started last gave."""
    failed = Signal(object)
    """The `Text` of a `UserError` that the work started last raised. Any other error is a mistake
    of the program and is raised in the window's thread."""
    beat = Signal()
    """Emitted a few times a frame while work is going on and when it ends, to show its progress."""

    def __init__(self, parent: QObject | None = None, begin: Begin | None = None) -> None:
        super().__init__(parent)
        self._do = begin or _in_own_thread
        self._newest = 0
        self._running = False
        self._waiting: _Task | None = None
        self._outcomes: deque[_Outcome] = deque()
        self._timer = QTimer(self)
        self._timer.setInterval(POLL_MS)
        self._timer.timeout.connect(self._collect)

    @property
    def busy(self) -> bool:
        """Whether a result is still to come."""
        return self._timer.isActive()

    def start(self, work: Callable[[], object]) -> None:
        """Do ``work`` in a thread; it must not refer to anything of the window."""
        self._newest += 1
        self._waiting = _Task(self._newest, work)
        if not self._running:
            self._begin(self._waiting)
        self._timer.start()

    def forget(self) -> None:
        """Drop whatever is going on."""
        self._newest += 1
        self._waiting = None

    def _begin(self, task: _Task) -> None:
        self._waiting = None
        self._running = True
        self._do(task.work, partial(_leave, self._outcomes, task.number))

    def _collect(self) -> None:
        if not self._outcomes:
            self.beat.emit()
            return
        outcome = self._outcomes.popleft()
        self._running = False
        if self._waiting is not None:
            self._begin(self._waiting)
        else:
            self._timer.stop()
        self.beat.emit()
        if outcome.number != self._newest:
            return
        if outcome.error is None:
            self.done.emit(outcome.result)
        elif isinstance(outcome.error, UserError):
            self.failed.emit(outcome.error.text)
        else:
            raise outcome.error


def _leave(outcomes: deque[_Outcome], number: int, result: object, error: Exception | None) -> None:
    """Leave what work gave where the window finds it."""
    outcomes.append(_Outcome(number, result, error))


def _in_own_thread(work: Work, tell: Tell) -> None:
    # Not a daemon: the interpreter must not be torn down under a thread that computes.
    threading.Thread(target=_run, args=(work, tell), name="nnstudio-work").start()


def _run(work: Work, tell: Tell) -> None:
    try:
        result = work()
    except Exception as error:
        tell(None, error)
    else:
        tell(result, None)
