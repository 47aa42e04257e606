"""How one output did on samples: its metrics, and which class was taken for which."""

from __future__ import annotations

import math

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from nnstudio.app.panels.parts.confusion_table import ConfusionTable
from nnstudio.app.panels.parts.fact_list import FactList
from nnstudio.app.panels.parts.output_heads import OutputHead
from nnstudio.app.translate import tr_text
from nnstudio.app.widgets.figures import figure_text
from nnstudio.core.layer import Array
from nnstudio.engine.scores import OutputFigures
from nnstudio.metrics import Metric, all_metrics

_MOST_CLASSES = 20


class OutputReport(QWidget):
    """Shows the figures of an output, those in the target's units with the unit."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[OutputHead, OutputFigures, Array] | None = None
        self._several = False
        self._title, self._table_title = QLabel(), QLabel()
        for label in (self._title, self._table_title):
            label.setProperty("role", "section")
            label.setWordWrap(True)
        self._title.setProperty("role", "heading")
        self.facts = FactList()
        self.table = ConfusionTable()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for widget in (self._title, self.facts, self._table_title, self.table):
            column.addWidget(widget)
        self._translate()

    def show_figures(
        self, head: OutputHead, figures: OutputFigures, confusion: Array, several: bool
    ) -> None:
        """Show how an output did; of several with its name and its own loss."""
        self._shown, self._several = (head, figures, confusion), several
        self._show()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._translate()

    def _show(self) -> None:
        if self._shown is None:
            return
        head, figures, confusion = self._shown
        self._title.setText(head.title)
        self._title.setVisible(self._several and bool(head.title))
        facts = [(self.tr("Loss"), f"{figures.loss:.4f}")] if self._several else []
        for name, value in figures.metrics.items():
            # The accuracy of a single output stands large above.
            if math.isnan(value) or (name == "accuracy" and not self._several):
                continue
            metric = all_metrics()[name]
            facts.append((tr_text(metric.label), metric_text(metric, value, head.unit)))
        self.facts.set_facts(facts)
        self.facts.setVisible(bool(facts))
        fits = bool(head.classes) and len(head.classes) == len(confusion) <= _MOST_CLASSES
        self.table.setVisible(fits)
        self._table_title.setVisible(fits)
        if fits:
            self.table.set_counts(confusion, head.classes)

    def _translate(self) -> None:
        self._table_title.setText(self.tr("Rows: true class. Columns: what the network said."))
        self.table.setAccessibleName(self.tr("Which class was taken for which"))
        self._show()


def metric_text(metric: type[Metric], value: float, unit: str) -> str:
    """Write a metric: shares as per cent, what is measured in the target's units with the unit."""
    if metric.in_target_units:
        return f"{figure_text(value)} {unit}".rstrip()
    if "classification" in metric.tasks and metric.higher_is_better:
        return f"{100 * value:.2f} %"
    return f"{value:.4f}" if abs(value) < 1000 else f"{value:.3g}"
