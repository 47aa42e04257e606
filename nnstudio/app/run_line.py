"""The line to a run that goes on in its thread."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QObject

from nnstudio.app.trainer_thread import Job, TrainerThread
from nnstudio.engine.messages import (
    InMessage,
    OutMessage,
    Pause,
    Resume,
    StepBatch,
    StepEpoch,
    Waits,
)


class RunLine:
    """Says things to a run and takes what it answers; neither waits for the other.

    What is said before `start` is heard before the first step.
    """

    def __init__(self, job: Job, parent: QObject) -> None:
        self._thread = TrainerThread(job, parent)
        self._asked = 0

    def start(self) -> None:
        """Let the run begin."""
        self._thread.start()

    def say(self, message: InMessage) -> None:
        """Say something to the run."""
        self._thread.inbox.put(message)
        self._asked += isinstance(message, Pause | Resume | StepBatch | StepEpoch)

    def answers(self) -> Iterator[OutMessage]:
        """Take everything that the run has told so far, oldest first."""
        while self._thread.outbox:
            yield self._thread.outbox.popleft()

    def done_with(self, answer: Waits) -> bool:
        """Return whether the run has done all that it was told, and not just what was on its way."""
        return answer.asked == self._asked

    def wait(self, milliseconds: int) -> bool:
        """Wait until the thread has ended; return whether it has."""
        return self._thread.wait(milliseconds)

    def close(self) -> None:
        """Let go of the thread of a run that is over."""
        self._thread.wait()
        self._thread.deleteLater()
