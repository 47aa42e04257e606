"""A fixed handful of samples with their targets, on which views measure the network."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QObject, Signal

from nnstudio.app.live.sample_loader import SampleLoader
from nnstudio.core.errors import UserError
from nnstudio.core.layer import Array
from nnstudio.data.prepared_data import PreparedData
from nnstudio.engine.plan import make_plan
from nnstudio.graph.analysis import Analysis
from nnstudio.graph.data_plan import DataPlan
from nnstudio.graph.output_point import Wanted


@dataclass(frozen=True, eq=False)
class Probe:
    """Samples ``x`` ``(n, *input_shape)`` and targets ``t`` ``(n, numbers)``, float32.

    ``labels`` ``(n,)`` are the classes by the first target that is one class, -1 where there is
    none; ``places`` ``(n,)`` are the samples' numbers in the split.
    """

    data: PreparedData
    split: str
    places: Array
    x: Array
    t: Array
    labels: Array


class ProbeSamples(QObject):
    """Has up to ``count`` samples of a split ready, spread evenly over it; always the same ones.

    A split without samples gives those of the training part.
    """

    changed = Signal()
    """`probe` is another one."""
    failed = Signal(str)
    """Why there are no samples, for the user."""

    def __init__(self, count: int, split: str = "train", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._count, self._split = count, split
        self._wanted: tuple[DataPlan, tuple[Wanted, ...]] | None = None
        self._loader = SampleLoader(self)
        self._loader.loaded.connect(self._on_loaded)
        self._loader.failed.connect(self.failed)
        self.probe: Probe | None = None

    def follow(self, analysis: Analysis) -> None:
        """Take samples for another network, where its data or its outputs are others."""
        try:
            wanted = analysis.project.data, make_plan(analysis).wanted
        except UserError:
            return
        if wanted != self._wanted:
            self._wanted, self.probe = wanted, None
            self._loader.load(wanted[0], self._split)

    def _on_loaded(self, data: PreparedData) -> None:
        if self._wanted is None or data.plan != self._wanted[0]:
            return
        data = data.with_outputs(self._wanted[1])
        split = self._split if data.count(self._split) else "train"
        count = data.count(split)
        places = np.unique(np.linspace(0, max(count - 1, 0), min(self._count, count)).astype(int))
        x, t = {
            "train": lambda: (data.x_train, data.t_train),
            "validation": lambda: (data.x_val, data.t_val),
            "test": lambda: (data.x_test, data.t_test),
        }[split]()
        t = np.asarray(t, np.float32).reshape(len(t), -1)
        labels = data.labels(split, places)
        self.probe = Probe(data, split, places, np.ascontiguousarray(x[places]), t[places], labels)
        self.changed.emit()
