"""How the weights of a layer start: the numbers that the seed draws, as a picture, and the formula."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from nnstudio.app.panels.parts.formula_view import FormulaView
from nnstudio.app.session import Session
from nnstudio.app.translate import tr_text
from nnstudio.app.widgets.choice_box import ChoiceBox, fill_box
from nnstudio.app.widgets.figures import figure_text
from nnstudio.app.widgets.histogram import Histogram
from nnstudio.core.initializers import RULES
from nnstudio.core.layer import Array, Weight
from nnstudio.core.shapes import size_of
from nnstudio.core.starting_weights import StartingWeights
from nnstudio.engine.weights import initial_weight
from nnstudio.graph.analysis import NodeReport

BINS = 41
MOST_DRAWN = 200_000
"""Of more numbers the first ones stand for all."""
MOST_TURNED = 1_000_000
"""Orthogonal weights are made as a whole, which takes a while for many."""


class StartPreview(QWidget):
    """Draws how the starting weights are spread, for this layer's shapes and the project's seed."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._report: NodeReport | None = None
        self._drawn: tuple[object, ...] = ()
        self.box, self.picture = ChoiceBox(), Histogram()
        self.facts, self.rule = QLabel(), FormulaView()
        self._source = QLabel()
        for label in (self.facts, self._source):
            label.setProperty("role", "muted")
            label.setWordWrap(True)
        self.box.activated.connect(self._show)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for widget in (self.box, self.picture, self.facts, self.rule, self._source):
            column.addWidget(widget)
        self._translate()

    def show_report(self, report: NodeReport | None) -> None:
        """Show how the weights of a node start; nothing where the user does not choose that."""
        self._report = report
        names = self._chosen_by_user()
        self.setVisible(bool(names))
        if names:
            fill_box(self.box, [(tr_text(name), name) for name in names])
            self.box.setVisible(len(names) > 1)
            self._show()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._translate()

    def _chosen_by_user(self) -> list[str]:
        """Return the weights that start as the layer's setting says."""
        if self._report is None or not isinstance(self._report.node.layer, StartingWeights):
            return []
        wanted = self._report.node.layer.initializer
        return [name for name, w in self._report.weights if w.decays and w.initializer == wanted]

    def _show(self) -> None:
        if self._report is None or self.box.currentData() is None:
            return
        name: str = self.box.currentData()
        weight = dict(self._report.weights)[name]
        seed = self._session.project.training.seed
        drawn = (self._report.node.id, name, weight, seed)
        if drawn == self._drawn:
            return
        self._drawn = drawn
        values = _values(self._report.node.id, name, weight, seed)
        rule, source = RULES[weight.initializer]
        self.rule.set_formulas((rule,))
        self._source.setText(source)
        self._source.setVisible(bool(source))
        self.picture.setVisible(values is not None)
        if values is None:
            self.facts.setText(self.tr("Too many numbers to draw them here."))
            return
        low, high = float(values.min()), float(values.max())
        counts, _ = np.histogram(
            values, BINS, (low, high) if high > low else (low - 0.5, low + 0.5)
        )
        note = self.tr("σ = {sigma}").format(sigma=figure_text(float(values.std())))
        if high > low:
            self.picture.set_bars(counts.tolist(), low, high, note)
        else:
            self.picture.set_bars([len(values.reshape(-1))], low, low, note)
        text = self.tr(
            "{count} numbers from {low} to {high}; {ins} flow in, {outs} out; seed {seed}"
        )
        self.facts.setText(
            text.format(
                count=f"{size_of(weight.shape):,}",
                low=figure_text(low),
                high=figure_text(high),
                ins=f"{weight.fan_in:,}",
                outs=f"{weight.fan_out:,}",
                seed=seed,
            )
        )

    def _translate(self) -> None:
        name = self.tr("How the weights start")
        self.picture.setAccessibleName(name)
        self.box.setAccessibleName(self.tr("Weight"))
        self._drawn = ()
        self.show_report(self._report)


def _values(node_id: str, name: str, weight: Weight, seed: int) -> Array | None:
    """Return the numbers with which a weight starts, of many the first; None: too many to make."""
    count = size_of(weight.shape)
    if count <= MOST_DRAWN:
        return initial_weight(node_id, name, weight, seed)
    if weight.initializer in ("orthogonal", "identity"):
        return initial_weight(node_id, name, weight, seed) if count <= MOST_TURNED else None
    return initial_weight(node_id, name, replace(weight, shape=(MOST_DRAWN,)), seed)
