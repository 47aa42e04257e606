"""An evaluation on the test samples, done beside the window."""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QCoreApplication, QObject, Signal

from nnstudio.app.background import Background
from nnstudio.data.prepare import prepare
from nnstudio.engine.evaluation import Evaluation, evaluate
from nnstudio.engine.model import Model
from nnstudio.graph.data_plan import DataPlan


class EvaluationRun(QObject):
    """Evaluates one network at a time, tells how far it is, and can be cancelled."""

    progressed = Signal(int, int)
    """How many samples are done, and of how many (0 while the samples are read)."""
    finished = Signal(object)
    """The `Evaluation`, or None where it was cancelled."""
    refused = Signal(object)
    """A `Text`: why there is none."""

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

    @property
    def busy(self) -> bool:
        """Whether an evaluation is going on."""
        return self._background.busy

    def start(self, model: Model, plan: DataPlan) -> None:
        """Evaluate a network on the test samples of a plan."""
        self.cancel()
        self._cancelled, self._progress = threading.Event(), [0, 0]
        work = partial(_evaluated, model, plan, self._progress, self._cancelled.is_set)
        self._background.start(work)
        self._tell()

    def cancel(self) -> None:
        """End the evaluation within a moment."""
        self._cancelled.set()

    def forget(self) -> None:
        """End the evaluation and tell nothing of it."""
        self.cancel()
        self._background.forget()

    def _tell(self) -> None:
        if self._background.busy:
            self.progressed.emit(*self._progress)


def _evaluated(
    model: Model, plan: DataPlan, progress: list[int], cancelled: Callable[[], bool]
) -> Evaluation | None:
    data = prepare(plan, model.plan.wanted)
    x, t = data.x_test, data.t_test
    progress[1] = len(x)

    def poll(done: int) -> bool:
        progress[0] = done
        return not cancelled()

    return evaluate(model, x, t, poll)
