"""How a run does: its figures, its best epoch, the metrics, and why it ended."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from nnstudio.app.panels.parts.fact_list import FactList
from nnstudio.app.panels.parts.run_figures import best_epoch, last_metrics, run_figures
from nnstudio.app.session import Session
from nnstudio.app.settings import Settings as UserSettings
from nnstudio.app.training import Training
from nnstudio.app.translate import tr_text
from nnstudio.app.widgets.collapsible_section import CollapsibleSection
from nnstudio.app.widgets.elided_label import ElidedLabel
from nnstudio.app.widgets.number_label import NumberLabel

METRICS_FORM = "metrics"
"""By which name it is remembered whether the metrics are unfolded."""
OF_CLASSES = ("train_accuracy", "val_accuracy")


class RunReport(QWidget):
    """Shows the figures of the present run, or of the one before."""

    def __init__(
        self,
        session: Session,
        training: Training,
        memory: UserSettings | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._session, self._training, self._memory = session, training, memory
        self._numbers = {
            key: NumberLabel("", "0.0000") for key in ("train_loss", "val_loss", *OF_CLASSES)
        }
        self.pace = ElidedLabel()
        self.pace.setProperty("role", "muted")
        self.reason, self.best = QLabel(), QLabel()
        for label in (self.reason, self.best):
            label.setWordWrap(True)
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.best_button = QPushButton()
        self.best_button.setProperty("kind", "quiet")
        self.best_button.clicked.connect(session.use_best)
        self.metrics = FactList()
        unfolded = memory is not None and METRICS_FORM in memory.unfolded_forms
        self.metrics_part = CollapsibleSection("", self.metrics, unfolded)
        self.metrics_part.expanded_changed.connect(self._fold)
        self._lay_out()
        self._translate()

    def refresh(self) -> None:
        """Show the figures as they are now."""
        log, training = self._session.run_log, self._training
        figures = run_figures(log, training.progress if training.active else None)
        for key, label in self._numbers.items():
            label.set_text(getattr(figures, key))
        self.pace.setVisible(training.active)
        text = self.tr("{speed} samples/s · {left} left")
        self.pace.setText(text.format(speed=figures.speed, left=figures.left))
        classifies = self._session.project.data.signature.task == "classification"
        for key in OF_CLASSES:
            self._numbers[key].setVisible(classifies)
        reason = training.reason
        self.reason.setText(tr_text(reason) if reason is not None else "")
        self.reason.setVisible(reason is not None)
        self._show_best()
        metrics = last_metrics(log)
        self.metrics.set_facts(metrics)
        self.metrics_part.setVisible(bool(metrics))

    def number(self, key: str) -> str:
        """Return a figure as it is written, such as that of ``"val_loss"``."""
        return self._numbers[key].text()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._translate()

    def _show_best(self) -> None:
        found = best_epoch(self._session.run_log, self._session.checkpoint, self._watched())
        self.best.setVisible(found is not None)
        usable = found is not None and found.usable and not self._training.active
        self.best_button.setVisible(usable)
        if found is None:
            return
        text = self.tr("Best: epoch {epoch} · {figure} {value}")
        self.best.setText(
            text.format(epoch=found.epoch, figure=tr_text(found.figure), value=found.value)
        )

    def _watched(self) -> str | None:
        """Return what the run that goes on watches."""
        running = self._session.running
        if not self._training.active or running is None:
            return None
        watch = running.training.watch
        return watch if running.data.validation or watch.startswith("train_") else "train_loss"

    def _fold(self, unfolded: bool) -> None:
        if self._memory is not None:
            others = [name for name in self._memory.unfolded_forms if name != METRICS_FORM]
            self._memory.unfolded_forms = [*others, METRICS_FORM] if unfolded else others

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        for place, label in enumerate(self._numbers.values()):
            grid.addWidget(label, place // 2, place % 2)
        best = QHBoxLayout()
        best.setSpacing(8)
        best.addWidget(self.best, 1)
        best.addWidget(self.best_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self.pace)
        column.addWidget(self.reason)
        column.addLayout(grid)
        column.addLayout(best)
        column.addWidget(self.metrics_part)

    def _translate(self) -> None:
        captions = {
            "train_loss": self.tr("Training loss"),
            "val_loss": self.tr("Validation loss"),
            "train_accuracy": self.tr("Training accuracy"),
            "val_accuracy": self.tr("Validation accuracy"),
        }
        for key, caption in captions.items():
            self._numbers[key].set_caption(caption)
        self.best_button.setText(self.tr("Use these weights"))
        self.best_button.setToolTip(
            self.tr("Go back to the weights of the best epoch; it can be undone")
        )
        self.metrics_part.set_title(self.tr("Metrics of the validation samples"))
        self.refresh()
