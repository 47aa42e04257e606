"""The curves of all networks of an experiment in one chart; what is selected stands out."""

from __future__ import annotations

import math

import numpy as np
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from nnstudio.app.experiments.place_words import figure_cell, figure_name
from nnstudio.app.experiments.trial_colors import trial_color
from nnstudio.app.plots.chart import Chart
from nnstudio.app.plots.chart_frame import Bounds, Line
from nnstudio.app.plots.ticks import (
    linear_ticks,
    log_range,
    log_ticks,
    logarithms,
    share_range,
    share_ticks,
    step_ticks,
)
from nnstudio.app.style.appearance import current_theme
from nnstudio.app.widgets.choice_box import ChoiceBox, fill_box
from nnstudio.core.layer import Array
from nnstudio.experiments.sweep_table import Row, SweepTable

MOST_LINES = 150
"""More curves are a thicket; the best are drawn."""
ORDER = ("val_loss", "val_accuracy", "train_loss", "train_accuracy")
FAINT = 0.28
MOST_IN_BOX = 8


class SweepCurves(QWidget):
    """Shows one figure of all networks over their epochs."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._table: SweepTable | None = None
        self._selected: tuple[str, ...] = ()
        self._shown: list[tuple[Row, Line]] = []
        self.chart = Chart(step_ticks, linear_ticks)
        self.figure, self.logarithmic = ChoiceBox(), QToolButton()
        self.figure.hug()
        self.logarithmic.setCheckable(True)
        self.logarithmic.setChecked(True)
        self.logarithmic.setText("log")
        head = QHBoxLayout()
        head.setContentsMargins(8, 4, 8, 0)
        head.addWidget(self.figure)
        head.addWidget(self.logarithmic)
        head.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(head)
        column.addWidget(self.chart, 1)
        self.figure.currentIndexChanged.connect(self.refresh)
        self.logarithmic.toggled.connect(self.refresh)
        self.chart.pointed.connect(self._point)
        self.chart.zoomed.connect(self.chart.set_zoom)
        self._retranslate()

    def show_table(self, table: SweepTable | None) -> None:
        """Show another experiment."""
        self._table, self._selected = table, ()
        self.chart.set_zoom(None)
        self.refresh()

    def select(self, keys: tuple[str, ...]) -> None:
        """Let the curves of some networks stand out."""
        self._selected = keys
        self.refresh()

    def refresh(self) -> None:
        """Draw what is known now."""
        rows = [row for row in self._table.rows if row.curves] if self._table is not None else []
        names = [name for name in ORDER if any(name in row.curves for row in rows)]
        fill_box(self.figure, [(figure_name(name), name) for name in names or ORDER[:1]])
        name = str(self.figure.currentData())
        share = name.endswith("accuracy")
        self.logarithmic.setVisible(not share)
        logarithmic = self.logarithmic.isChecked() and not share
        self._shown = self._lines([row for row in rows if name in row.curves], name, logarithmic)
        lines = tuple(line for _, line in self._shown)
        longest = max((float(line.x[-1]) for line in lines), default=1.0)
        first = min((float(line.x[0]) for line in lines), default=0.0)
        write = share_ticks if share else log_ticks if logarithmic else linear_ticks
        self.chart.set_writers(step_ticks, write)
        x = (first, max(longest, first + 1.0))
        self.chart.set_lines(lines, x, _bounds(lines, share, logarithmic))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        elif event.type() == QEvent.Type.PaletteChange:
            self.refresh()

    # ---- within ----

    def _lines(self, rows: list[Row], name: str, logarithmic: bool) -> list[tuple[Row, Line]]:
        """Return the curves to draw, those that stand out last."""
        theme, chosen = current_theme(), set(self._selected)
        higher = name.endswith("accuracy")
        if len(rows) > MOST_LINES:
            last = {row.trial.key: row.curves[name][-1] for row in rows}
            rows = sorted(
                rows, key=lambda row: -last[row.trial.key] if higher else last[row.trial.key]
            )
            rows = [*rows[:MOST_LINES], *(r for r in rows[MOST_LINES:] if r.trial.key in chosen)]
        found = []
        for row in sorted(rows, key=lambda row: row.trial.key in chosen):
            x, y = np.array(row.curves["epoch"]), np.array(row.curves[name])
            stands_out = row.trial.key in chosen
            line = Line(
                str(row.trial.number),
                x,
                logarithms(y) if logarithmic else y,
                trial_color(row, theme),
                2.0 if stands_out else 1.0,
                FAINT if chosen and not stands_out else 1.0,
                dots=len(x) == 1,
            )
            found.append((row, line))
        return found

    def _point(self, x: object) -> None:
        """Tell the figures of what is selected, or of the best, at the mouse."""
        self.chart.set_cross(x if isinstance(x, float) else None)
        if not isinstance(x, float):
            self.chart.set_box(())
            return
        name = str(self.figure.currentData())
        theme, chosen = current_theme(), set(self._selected)
        told = []
        for row, _ in self._shown:
            epochs, values = row.curves["epoch"], row.curves[name]
            if (not chosen or row.trial.key in chosen) and epochs[0] <= x <= epochs[-1]:
                told.append((float(np.interp(x, epochs, values)), row))
        told.sort(key=lambda one: -one[0] if name.endswith("accuracy") else one[0])
        entries = [
            (f"#{row.trial.number}", figure_cell(name, value), trial_color(row, theme))
            for value, row in told[:MOST_IN_BOX]
            if math.isfinite(value)
        ]
        epoch = (self.tr("Epoch"), f"{x:,.0f}", theme.muted)
        self.chart.set_box((epoch, *entries) if entries else ())

    def _retranslate(self) -> None:
        self.chart.set_title(self.tr("Figures after each epoch"))
        self.figure.setAccessibleName(self.tr("Figure"))
        self.logarithmic.setToolTip(self.tr("Logarithmic axis"))
        self.logarithmic.setAccessibleName(self.tr("Logarithmic axis"))
        self.refresh()


def _bounds(lines: tuple[Line, ...], share: bool, logarithmic: bool) -> Bounds:
    """Return what y has to show."""
    values: Array = np.concatenate([line.y for line in lines]) if lines else np.empty(0)
    values = values[np.isfinite(values)]
    if not len(values):
        return (0.0, 1.0)
    if share:
        return share_range(values)
    if logarithmic:
        return log_range(values)
    # One curve that runs away would flatten all others.
    high = min(float(values.max()), 4 * float(np.quantile(values, 0.9)))
    return (0.0, 1.05 * high or 1.0)
