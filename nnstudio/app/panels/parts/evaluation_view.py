"""How the network does on the test samples: a button, the progress, and the figures."""

from __future__ import annotations

import math

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from nnstudio.app.panels.parts.confusion_table import ConfusionTable
from nnstudio.app.panels.parts.output_heads import OutputHead
from nnstudio.app.panels.parts.output_report import OutputReport
from nnstudio.app.widgets.number_label import NumberLabel
from nnstudio.engine.evaluation import Evaluation


class EvaluationView(QWidget):
    """Asks for an evaluation and shows it, marked as old once the weights are others."""

    start_requested = Signal()
    cancel_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._result: Evaluation | None = None
        self._heads: tuple[OutputHead, ...] = ()
        self._outdated = False
        self._running = False
        self._hint, self._state = QLabel(), QLabel()
        self._hint.setProperty("role", "muted")
        self._state.setProperty("role", "warning")
        for label in (self._hint, self._state):
            label.setWordWrap(True)
        self.button, self.cancel_button = QPushButton(), QPushButton()
        self.button.clicked.connect(self.start_requested)
        self.cancel_button.clicked.connect(self.cancel_requested)
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self._loss, self._accuracy = NumberLabel(""), NumberLabel("", "100.00 %")
        self.reports = [OutputReport()]
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.button)
        buttons.addWidget(self.progress, 1)
        buttons.addWidget(self.cancel_button)
        buttons.addStretch(0)
        numbers = QHBoxLayout()
        numbers.setSpacing(20)
        numbers.addWidget(self._accuracy)
        numbers.addWidget(self._loss)
        numbers.addStretch(1)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._hint)
        column.addLayout(buttons)
        column.addWidget(self._state)
        column.addLayout(numbers)
        column.addWidget(self.reports[0])
        self._translate()

    @property
    def table(self) -> ConfusionTable:
        """Which class the first output took for which."""
        return self.reports[0].table

    def set_available(self, available: bool, reason: str = "") -> None:
        """Allow the button or not, and say why not."""
        self.button.setEnabled(available)
        self.button.setToolTip(reason)

    def show_progress(self, done: int, total: int) -> None:
        """Show how many samples are done."""
        self._running = True
        self.progress.setRange(0, total)
        self.progress.setValue(done)
        self._show()

    def show_result(self, result: Evaluation | None, heads: tuple[OutputHead, ...]) -> None:
        """Show an evaluation of these outputs, or that there is none."""
        self._result, self._heads = result, heads
        self._running = self._outdated = False
        self._show()

    def end_progress(self) -> None:
        """Show that nothing is going on any more; an earlier result stays."""
        self._running = False
        self._show()

    def set_outdated(self) -> None:
        """Mark the result as that of other weights."""
        self._outdated = self._result is not None
        self._show()

    def result(self) -> Evaluation | None:
        """Return what is shown."""
        return self._result

    def is_outdated(self) -> bool:
        """Return whether the result is that of other weights."""
        return self._outdated

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._translate()

    def _show(self) -> None:
        result = self._result
        self.button.setVisible(not self._running)
        self.progress.setVisible(self._running)
        self.cancel_button.setVisible(self._running)
        self._state.setVisible(self._outdated)
        count = len(self._heads) if result is not None else 0
        while len(self.reports) < count:
            self.reports.append(OutputReport())
            self._column.addWidget(self.reports[-1])
        for number, report in enumerate(self.reports):
            report.setVisible(number < count)
        for widget in (self._loss, self._accuracy):
            widget.setVisible(result is not None)
        if result is None:
            return
        self._loss.set_text(f"{result.loss:.4f}")
        self._accuracy.setVisible(count == 1 and not math.isnan(result.accuracy))
        self._accuracy.set_text(f"{100 * result.accuracy:.2f} %")
        shown = zip(self.reports, self._heads, result.outputs, result.confusions, strict=False)
        for report, head, figures, confusion in shown:
            report.show_figures(head, figures, confusion, several=count > 1)

    def _translate(self) -> None:
        self._hint.setText(
            self.tr("Samples that the network has never seen, in training or since.")
        )
        self.button.setText(self.tr("Evaluate on the test samples"))
        self.cancel_button.setText(self.tr("Cancel"))
        self.progress.setAccessibleName(self.tr("Progress of the evaluation"))
        self._state.setText(self.tr("Outdated: the weights are others now."))
        self._loss.set_caption(self.tr("Loss"))
        self._accuracy.set_caption(self.tr("Accuracy"))
        self._show()
