"""Work that takes too long for the window, done beside it."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from nnstudio.core.errors import UserError
from nnstudio.core.text import Text

T = TypeVar("T")

POLL_MS = 8


class Background(QObject):
    """Does one piece of work at a time in a thread and hands the result over in the window's.

    Only the work started last counts: what an earlier one gives is dropped, and of those that
    wait only the newest is begun. The thread knows nothing of this object, so closing a panel
    does not have to wait for it.
    """

    beat = Signal()
    """Emitted a few times a frame while work is going on and when it ends, to show its progress."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._newest = 0
        self._running = False
        self._waiting: Callable[[], Callable[[], None]] | None = None
        self._results: deque[tuple[int, Callable[[], None]]] = deque()
        self._timer = QTimer(self)
        self._timer.setInterval(POLL_MS)
        self._timer.timeout.connect(self._collect)

    @property
    def busy(self) -> bool:
        """Whether a result is still to come."""
        return self._timer.isActive()

    def start(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[Text], None] | None = None,
    ) -> None:
        """Do ``work`` in a thread, then ``done`` with its result in the window's thread.

        Parameters
        ----------
        failed
            Told what the user has to know when the work raises a `UserError`. Any other error is
            a mistake of the program and is raised here.
        """
        self._newest += 1

        def run() -> Callable[[], None]:
            try:
                result = work()
            except UserError as error:
                text = error.text
                return lambda: failed(text) if failed is not None else None
            except Exception as error:
                return _raiser(error)
            return lambda: done(result)

        self._waiting = run
        if not self._running:
            self._begin()
        self._timer.start()

    def forget(self) -> None:
        """Drop whatever is going on."""
        self._newest += 1
        self._waiting = None

    def _begin(self) -> None:
        run, number, results = self._waiting, self._newest, self._results
        assert run is not None
        self._waiting = None
        self._running = True
        threading.Thread(target=lambda: results.append((number, run())), daemon=True).start()

    def _collect(self) -> None:
        if not self._results:
            self.beat.emit()
            return
        number, tell = self._results.popleft()
        self._running = False
        if self._waiting is not None:
            self._begin()
        else:
            self._timer.stop()
        self.beat.emit()
        if number == self._newest:
            tell()


def _raiser(error: Exception) -> Callable[[], None]:
    def tell() -> None:
        raise error

    return tell
