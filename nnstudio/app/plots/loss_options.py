"""How the loss view draws: what the user chose in its menu."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from nnstudio.app.translate import tr_text
from nnstudio.engine.figure_names import metric_label

SMOOTHINGS = (0.0, 0.008, 0.02, 0.06)
USUAL_SMOOTHING = 0.02
RATE = "learning_rate"


class LossOptions(QObject):
    """A menu of charts, axes and smoothing."""

    changed = Signal()
    """Something was chosen."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.menu = QMenu(parent)
        self.left_out: set[str] = {RATE}
        """The charts that the user does not want to see."""
        self._metrics: tuple[str, ...] = ()
        self.log_x = QAction(self)
        self.log_x.setCheckable(True)
        self.log_x.toggled.connect(self.changed)
        self.smoothing = USUAL_SMOOTHING
        self._group = QActionGroup(self)
        for share in SMOOTHINGS:
            action = QAction(self._group)
            action.setCheckable(True)
            action.setData(share)
            action.setChecked(share == USUAL_SMOOTHING)
        self._group.triggered.connect(self._smooth)
        self.menu.aboutToShow.connect(self._fill)
        self._charts = QActionGroup(self)
        self._charts.setExclusive(False)
        self._charts.triggered.connect(self._choose)

    def set_metrics(self, names: tuple[str, ...]) -> None:
        """Offer a chart for each metric of the run; it is shown once it is chosen."""
        if names != self._metrics:
            self.left_out |= set(names)
            self._metrics = names

    def label(self, name: str) -> str:
        """Return what a chart is called."""
        names = {
            "loss": self.tr("Loss"),
            "accuracy": self.tr("Accuracy"),
            RATE: self.tr("Learning rate"),
        }
        return names.get(name) or tr_text(metric_label(name))

    def show_chart(self, name: str, shown: bool) -> None:
        """Show a chart, or leave it out."""
        before = set(self.left_out)
        (self.left_out.discard if shown else self.left_out.add)(name)
        if self.left_out != before:
            self.changed.emit()

    def _fill(self) -> None:
        self.menu.clear()
        for old in self._charts.actions():
            old.deleteLater()
        self.menu.addSection(self.tr("Charts"))
        for name in ("loss", "accuracy", *self._metrics, RATE):
            action = QAction(self.label(name), self._charts)
            action.setCheckable(True)
            action.setChecked(name not in self.left_out)
            action.setData(name)
            self.menu.addAction(action)
        self.menu.addSection(self.tr("Smoothing"))
        texts = (self.tr("None"), self.tr("Little"), self.tr("Usual"), self.tr("Strong"))
        for action, text in zip(self._group.actions(), texts, strict=True):
            action.setText(text)
            self.menu.addAction(action)
        self.menu.addSection(self.tr("Axes"))
        self.log_x.setText(self.tr("Logarithmic time axis"))
        self.menu.addAction(self.log_x)

    def _smooth(self, action: QAction) -> None:
        self.smoothing = float(action.data())
        self.changed.emit()

    def _choose(self, action: QAction) -> None:
        self.show_chart(str(action.data()), action.isChecked())
