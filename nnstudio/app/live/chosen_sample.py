"""One sample of the data with its target, chosen by its split and number."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QObject, Signal

from nnstudio.app.live.sample_loader import SampleLoader
from nnstudio.app.live.token_words import plan_words, visible
from nnstudio.core.errors import UserError
from nnstudio.core.layer import Array
from nnstudio.data.prepared_data import PreparedData
from nnstudio.engine.plan import make_plan
from nnstudio.graph.analysis import Analysis
from nnstudio.graph.data_plan import DataPlan
from nnstudio.graph.output_point import Wanted


@dataclass(frozen=True, eq=False)
class Chosen:
    """A sample ``x`` ``(1, *input_shape)``, its targets ``t`` ``(1, numbers)``, and what is known.

    ``words`` says what each token number stands for; it is empty for samples of quantities.
    """

    data: PreparedData
    split: str
    index: int
    x: Array
    t: Array
    label: int | None
    words: tuple[str, ...]

    def step_names(self) -> tuple[str, ...]:
        """Return what the sample shows at each step: a token, a number, or several numbers."""
        if self.x.ndim == 2 and self.words:
            return tuple(visible(self.words[int(number)]) for number in self.x[0])
        raw = self.data.sample(self.split, self.index).raw
        rows = raw.reshape(len(raw), -1)
        if rows.shape[1] == 1:
            return tuple(f"{value:.3g}" for value in rows[:, 0].tolist())
        return tuple(", ".join(f"{value:.2g}" for value in row) for row in rows.tolist())


class ChosenSample(QObject):
    """Reads the data of a project beside the window and gives the sample that is chosen."""

    changed = Signal()
    """`chosen` is another one."""
    failed = Signal(str)
    """Why there is none, for the user."""

    def __init__(self, split: str = "validation", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.split, self.index = split, 0
        self.chosen: Chosen | None = None
        self._data: PreparedData | None = None
        self._wanted: tuple[DataPlan, tuple[Wanted, ...]] | None = None
        self._loader = SampleLoader(self)
        self._loader.loaded.connect(self._on_loaded)
        self._loader.failed.connect(self.failed)

    @property
    def count(self) -> int:
        """How many samples the split has; 0 while nothing was read."""
        return 0 if self._data is None else self._data.count(self.split)

    def follow(self, analysis: Analysis) -> None:
        """Take samples for another network, where its data or its outputs are others."""
        try:
            wanted = analysis.project.data, make_plan(analysis).wanted
        except UserError:
            return
        if wanted != self._wanted:
            self._wanted, self.chosen, self._data = wanted, None, None
            self._loader.load(wanted[0], self.split)

    def choose_split(self, split: str) -> None:
        """Take samples of another split from now on."""
        self.split = split
        if self._wanted is not None:
            self._loader.load(self._wanted[0], split)

    def choose(self, index: int) -> None:
        """Take another sample of the split."""
        data = self._data
        if data is None or not data.count(self.split):
            return
        self.index = min(max(index, 0), data.count(self.split) - 1)
        sample = data.sample(self.split, self.index)
        target = data.target(self.split, self.index).astype(np.float32)
        self.chosen = Chosen(
            data,
            self.split,
            self.index,
            np.ascontiguousarray(sample.x[np.newaxis]),
            target,
            sample.label,
            plan_words(data.plan),
        )
        self.changed.emit()

    def _on_loaded(self, data: PreparedData) -> None:
        if self._wanted is None or data.plan != self._wanted[0]:
            return
        self._data = data.with_outputs(self._wanted[1])
        if not data.count(self.split):
            self.split = "train"
        self.choose(self.index)
