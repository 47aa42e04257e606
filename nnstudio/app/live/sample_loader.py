"""The samples of a project for the views, read where the window does not have to wait."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from nnstudio.app.background import Background
from nnstudio.app.translate import tr_text
from nnstudio.core.text import Text
from nnstudio.data.prepare import prepare
from nnstudio.data.prepared_data import PreparedData
from nnstudio.graph.data_plan import DataPlan


class SampleLoader(QObject):
    """Prepares data beside the window: the first time it takes a moment."""

    loaded = Signal(object)
    """The `PreparedData` of the plan asked for last."""
    failed = Signal(str)
    """Why there are no samples, for the user."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._wanted: tuple[DataPlan, str] | None = None
        self._background = Background(self)
        self._background.done.connect(self.loaded)
        self._background.failed.connect(self._refuse)

    def load(self, plan: DataPlan, split: str = "train") -> None:
        """Ask for the data of a plan, ready to give samples of a split."""
        if self._wanted == (plan, split) and self._background.busy:
            return
        self._wanted = (plan, split)

        def read() -> PreparedData:
            data = prepare(plan)
            if data.count(split):
                data.sample(split, 0)  # the test samples are not read before
            return data

        self._background.start(read)

    def _refuse(self, reason: Text) -> None:
        self.failed.emit(tr_text(reason))
