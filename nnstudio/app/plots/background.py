"""Short computations off the window's thread."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal


@dataclass(frozen=True)
class Failure:
    """What went wrong in a computation."""

    error: Exception


class Background(QObject):
    """Computes one thing at a time in a pool; of several asked for, the newest is answered.

    While one is computed the next one waits, and a newer one takes its place.
    """

    finished = Signal(object)
    """What the newest computation returned, or a `Failure`."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._newest = 0
        self._running = False
        self._next: Callable[[], object] | None = None
        # Delivered to a bound method of an object of this thread, so it arrives in this thread.
        self._post = _Post()
        self._post.arrived.connect(self._on_arrived)

    def run(self, compute: Callable[[], object]) -> None:
        """Compute in the pool; `finished` brings the answer."""
        self._newest += 1
        self._next = compute
        self._start()

    def forget(self) -> None:
        """Drop what is being computed and what waits."""
        self._newest += 1
        self._next = None

    @property
    def busy(self) -> bool:
        """Whether an answer is still to come."""
        return self._running or self._next is not None

    def _start(self) -> None:
        if self._running or self._next is None:
            return
        job = _Job(self._newest, self._next, self._post)
        self._next = None
        self._running = True
        QThreadPool.globalInstance().start(job)

    def _on_arrived(self, number: int, answer: object) -> None:
        self._running = False
        if number == self._newest:
            self.finished.emit(answer)
        self._start()


class _Post(QObject):
    """Brings an answer over; a job keeps it alive even if who asked is gone."""

    arrived = Signal(int, object)


class _Job(QRunnable):
    def __init__(self, number: int, compute: Callable[[], object], post: _Post) -> None:
        super().__init__()
        self._number, self._compute, self._post = number, compute, post

    def run(self) -> None:
        try:
            answer = self._compute()
        except Exception as error:
            # It is told where it was asked for: there is nobody to catch it in this thread.
            answer = Failure(error)
        with suppress(RuntimeError):  # the program has ended meanwhile, and nobody waits any more
            self._post.arrived.emit(self._number, answer)
