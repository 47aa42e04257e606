"""What the network is asked, so that every card can show what it makes of it."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QObject, Signal

from nnstudio.app.canvas.thumbnail import PLANE_CELLS
from nnstudio.app.live.plane import box_around, grid
from nnstudio.app.live.sample_loader import SampleLoader
from nnstudio.core.layer import Array
from nnstudio.data.prepare import apply_scaling
from nnstudio.data.prepared_data import PreparedData
from nnstudio.data.targets import class_target
from nnstudio.graph.data_plan import DataPlan

LINE_POINTS = 64


class LivingSamples(QObject):
    """One chosen sample of the data; the whole plane or line where samples have two inputs or one.

    ``aim`` is ``"sample"``, ``"plane"`` or ``"line"``; samples are those held out for validation
    where there are any.
    """

    changed = Signal()
    """`x` is another one."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._loader = SampleLoader(self)
        self._loader.loaded.connect(self._on_loaded)
        self._wanted: DataPlan | None = None
        self._data: PreparedData | None = None
        self._split = "validation"
        self.aim = ""
        self.index = 0
        self.label = ""
        self.x: Array | None = None
        self._several: tuple[Array, int, Array] | None = None

    @property
    def count(self) -> int:
        """How many samples there are to choose from; 0 where all places are shown at once."""
        if self._data is None or self.aim != "sample":
            return 0
        return self._data.count(self._split)

    def written(self) -> str:
        """Return the chosen sample as text where it is one, without its padding; else nothing."""
        data = self._data
        if data is None or self.x is None or not data.plan.signature.tokens:
            return ""
        columns = (*data.dataset.findings.columns, *data.plan.source.columns)
        words = next((c.categories for c in columns if c.categories and c.type == "text"), ())
        known = ("", "?", *words)
        numbers = [int(n) for n in self.x.reshape(-1).tolist()]
        tokens = [known[n] if n < len(known) else f"#{n}" for n in numbers if n]
        return ("" if all(len(token) == 1 for token in tokens) else " ").join(tokens)

    def several(self, count: int) -> Array | None:
        """Return `x` with the samples that come after the chosen one, up to so many in all."""
        data, x, count = self._data, self.x, min(count, self.count)
        if data is None or x is None or count < 2:
            return x
        if self._several is None or self._several[0] is not x or self._several[1] != count:
            numbers = ((self.index + after) % self.count for after in range(1, count))
            others = [data.sample(self._split, number).x for number in numbers]
            self._several = (x, count, np.concatenate([x, np.stack(others).astype(np.float32)]))
        return self._several[2]

    def follow(self, plan: DataPlan) -> None:
        """Take samples from other data, where they are others."""
        if plan != self._wanted:
            self._wanted, self._data, self.x, self.aim = plan, None, None, ""
            self._loader.load(plan, "validation")
            self.changed.emit()

    def choose(self, index: int) -> None:
        """Show the sample of this number; after the last one comes the first."""
        if self._data is None or not self.count:
            return
        self.index = index % self.count
        sample = self._data.sample(self._split, self.index)
        signature = self._data.dataset.info.signature
        number = class_target(signature)
        self.label = ""
        if number is not None and sample.label is not None:
            self.label = signature.all_targets[number].classes[sample.label]
        self.x = np.ascontiguousarray(sample.x[np.newaxis], np.float32)
        self.changed.emit()

    def _on_loaded(self, data: PreparedData) -> None:
        if data.plan != self._wanted:
            return
        self._data = data
        self._split = "validation" if data.count("validation") else "train"
        shape = data.plan.signature.input_shape
        raw = data.dataset.x_train
        self.aim = "sample"
        if shape in ((2,), (1,)) and raw.shape[1:] == shape and len(raw):
            if shape == (2,):
                self.aim = "plane"
                square = data.dataset.info.kind == "points"
                places = grid(box_around(raw, square=square), PLANE_CELLS)
            else:
                self.aim = "line"
                places = np.linspace(raw.min(), raw.max(), LINE_POINTS)[:, np.newaxis]
            x = apply_scaling(data.plan, places.astype(np.float32))
            self.x = np.ascontiguousarray(x, np.float32)
            self.changed.emit()
        else:
            self.choose(min(self.index, max(self.count - 1, 0)))
