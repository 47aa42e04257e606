"""The samples that are judged: a fixed few while a network trains, else as many as take seconds."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

import numpy as np
from PySide6.QtCore import QObject, Signal

from nnstudio.app.background import Background
from nnstudio.core.errors import UserError
from nnstudio.core.layer import Array
from nnstudio.data.prepare import prepare
from nnstudio.data.prepared_data import PreparedData
from nnstudio.engine.plan import Plan, make_plan
from nnstudio.graph.analysis import Analysis
from nnstudio.graph.data_plan import DataPlan

FEW_ADDS, FEWEST, FEW = 50_000_000, 48, 1000
"""So many multiply-adds are done for an answer while a network trains, for so many samples."""
MOST_ADDS = 20_000_000_000
"""So many, a few seconds of them, where nothing trains."""
MOST_NUMBERS = 20_000_000


@dataclass(frozen=True, eq=False)
class Cases:
    """Samples ``x`` ``(n, *input_shape)`` of a split and targets ``t`` ``(n, numbers)``.

    ``places`` ``(n,)`` are their numbers in the split, which has ``count`` samples.
    """

    data: PreparedData
    split: str
    count: int
    places: Array
    x: Array
    t: Array

    def some(self, most: int) -> Cases:
        """Return up to so many of them, spread evenly; always the same ones."""
        if most >= len(self.places):
            return self
        chosen = np.unique(np.linspace(0, len(self.places) - 1, most).astype(int))
        x = np.ascontiguousarray(self.x[chosen])
        return Cases(self.data, self.split, self.count, self.places[chosen], x, self.t[chosen])


class CaseLoader(QObject):
    """Prepares the samples of a split beside the window."""

    loaded = Signal(object)
    """The `Cases` that were asked for last."""
    failed = Signal(object)
    """The `Text` that says why there are none."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._wanted: object = None
        self._background = Background(self)
        self._background.done.connect(self.loaded)
        self._background.failed.connect(self._refuse)

    def load(self, analysis: Analysis, split: str) -> None:
        """Ask for the samples of a split for a network; nothing where they were asked for before."""
        try:
            plan = make_plan(analysis)
        except UserError:
            return
        wanted = (analysis.project.data, plan.wanted, plan.multiply_adds, split)
        if wanted != self._wanted:
            self._wanted = wanted
            self._background.start(partial(_cases, analysis.project.data, plan, split))

    def forget(self) -> None:
        """Want nothing any more."""
        self._wanted = None
        self._background.forget()

    def _refuse(self, reason: object) -> None:
        self._wanted = None
        self.failed.emit(reason)


def few_of(plan: Plan) -> int:
    """Return how many samples are judged while the network trains."""
    return min(max(FEW_ADDS // max(plan.multiply_adds, 1), FEWEST), FEW)


def _cases(data_plan: DataPlan, plan: Plan, split: str) -> Cases:
    data = prepare(data_plan, plan.wanted)
    if not data.count(split):
        split = "train"
    x, t = {
        "train": lambda: (data.x_train, data.t_train),
        "validation": lambda: (data.x_val, data.t_val),
        "test": lambda: (data.x_test, data.t_test),
    }[split]()
    count = len(x)
    t = np.asarray(t, np.float32).reshape(count, -1)
    numbers = max(sum(int(np.prod(output.shape)) for output in plan.outputs), 1)
    most = min(MOST_ADDS // max(plan.multiply_adds, 1), MOST_NUMBERS // numbers)
    return Cases(data, split, count, np.arange(count), x, t).some(max(most, FEWEST))
