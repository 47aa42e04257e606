"""The answers to a file of new cases, written beside the window."""

from __future__ import annotations

import threading
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, Signal

from nnstudio.app.background import Background
from nnstudio.engine.case_answers import WrittenAnswers, write_answers
from nnstudio.engine.model import Model
from nnstudio.graph.data_plan import DataPlan


class CaseFileRun(QObject):
    """Answers one file at a time, tells how far it is, and can be cancelled."""

    progressed = Signal(int, int)
    """How many cases are answered, and of how many (0 while the file is read)."""
    finished = Signal(object)
    """The `WrittenAnswers`, or None where it was cancelled and nothing is written."""
    refused = Signal(object)
    """A `Text`: why there are none."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._cancelled = threading.Event()
        self._progress = [0, 0]
        self._background = Background(self)
        self._background.beat.connect(self._tell)
        self._background.done.connect(self.finished)
        self._background.failed.connect(self.refused)
        app = QCoreApplication.instance()
        assert app is not None
        app.aboutToQuit.connect(self.cancel)  # the program waits for the thread

    def start(self, model: Model, plan: DataPlan, cases: Path, table: Path) -> None:
        """Write what a network says of a file of cases."""
        self.cancel()
        self._cancelled, self._progress = threading.Event(), [0, 0]
        work = partial(_written, model, plan, cases, table, self._progress, self._cancelled)
        self._background.start(work)
        self._tell()

    def cancel(self) -> None:
        """End it within a moment."""
        self._cancelled.set()

    def forget(self) -> None:
        """End it and tell nothing of it."""
        self.cancel()
        self._background.forget()

    def _tell(self) -> None:
        if self._background.busy:
            self.progressed.emit(*self._progress)


def _written(
    model: Model,
    plan: DataPlan,
    cases: Path,
    table: Path,
    progress: list[int],
    cancelled: threading.Event,
) -> WrittenAnswers | None:
    def poll(done: int, total: int) -> bool:
        progress[:] = done, total
        return not cancelled.is_set()

    return write_answers(model, plan, cases, table, poll)
