"""The line to a run that goes on in its thread."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QAbstractEventDispatcher, QObject, Qt, QTimer, Signal

from nnstudio.app.trainer_thread import Job, TrainerThread
from nnstudio.engine.messages import (
    InMessage,
    OutMessage,
    Pause,
    Refused,
    Resume,
    StepBatch,
    StepEpoch,
    Unwatch,
    Waits,
    Watch,
    Watched,
)

LISTEN_MS = 33


class RunLine(QObject):
    """Says things to a run and takes what it answers; neither waits for the other.

    What is said between `open` and `start` is heard before the first step. What is watched is
    watched in every run until it is no longer.
    """

    due = Signal()
    """It is time to look for `answers`."""
    watched = Signal(object)
    """A `Watched` answer arrived."""
    refused = Signal(object)
    """A `Refused` message: a setting could not be changed while the network trains."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thread: TrainerThread | None = None
        self._watches: dict[str, Watch] = {}
        self._asked, self._done = 0, -1
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(LISTEN_MS)
        self._timer.timeout.connect(self.due)

    @property
    def is_open(self) -> bool:
        """Whether there is a run."""
        return self._thread is not None

    def open(self, job: Job) -> None:
        """Have a run that is about to start."""
        self._thread = TrainerThread(job, self)
        way, turns = self._thread.way, QAbstractEventDispatcher.instance()
        turns.awake.connect(way.claim)
        turns.aboutToBlock.connect(way.release)
        self._asked, self._done = 0, -1
        for watch in self._watches.values():
            self.say(watch)

    def start(self) -> None:
        """Let the run begin."""
        assert self._thread is not None
        self._thread.start()
        self._timer.start()

    def say(self, message: InMessage) -> bool:
        """Say something to the run; return whether there is one."""
        if self._thread is None:
            return False
        self._thread.inbox.put(message)
        self._asked += isinstance(message, Pause | Resume | StepBatch | StepEpoch)
        return True

    def watch(self, watch: Watch) -> None:
        """Ask for a quantity, again in every run to come."""
        self._watches[watch.key] = watch
        self.say(watch)

    def unwatch(self, key: str) -> None:
        """End a `watch`."""
        if self._watches.pop(key, None) is not None:
            self.say(Unwatch(key))

    def answers(self) -> Iterator[OutMessage]:
        """Take all else that the run has told so far, oldest first."""
        while self._thread is not None and self._thread.outbox:
            match message := self._thread.outbox.popleft():
                case Watched():
                    self.watched.emit(message)
                case Refused():
                    self.refused.emit(message)
                case _:
                    yield message

    def done_with(self, answer: Waits) -> bool:
        """Return whether the run has done all that it was told, not just what it had heard of."""
        self._done = answer.asked
        return self.waits

    @property
    def waits(self) -> bool:
        """Whether there is a run that waits and has done all that it was told."""
        return self._thread is not None and self._done == self._asked

    def wait(self, milliseconds: int) -> bool:
        """Wait until the run has ended; return whether it has."""
        return self._thread is None or self._thread.wait(milliseconds)

    def close(self) -> None:
        """Let go of a run that is over."""
        self._timer.stop()
        if self._thread is not None:
            way, turns = self._thread.way, QAbstractEventDispatcher.instance()
            turns.awake.disconnect(way.claim)
            turns.aboutToBlock.disconnect(way.release)
            self._thread.wait()
            self._thread.deleteLater()
            self._thread = None
