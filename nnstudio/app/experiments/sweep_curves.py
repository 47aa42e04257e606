"""The curves of all networks of an experiment in one chart; what is selected stands out."""

from __future__ import annotations

import math

import numpy as np
from PySide6.QtCore import QEvent
from PySide6.QtGui import QShowEvent
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

MOST_LINES = 40
"""More curves are a thicket; the best are drawn, of those that are selected as of all."""
MOST_SMOOTH = 24
"""The edges of more lines than these are not smoothed: it takes ten times as long."""
MOST_POINTS = 80
"""Of so many curves each needs no more points than these."""
ORDER = ("val_loss", "val_accuracy", "train_loss", "train_accuracy")
FAINT = 0.28
MOST_IN_BOX = 8


class SweepCurves(QWidget):
    """Shows one figure of all networks over their epochs."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._table: SweepTable | None = None
        self._selected: frozenset[str] = frozenset()
        self._stale = False
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

    def set_table(self, table: SweepTable | None) -> None:
        """Take another experiment, to be shown with `refresh`."""
        self._table, self._selected = table, frozenset()
        self.chart.set_zoom(None)

    def set_selected(self, keys: tuple[str, ...]) -> None:
        """Let the curves of some networks stand out, with `refresh`."""
        self._selected = frozenset(keys)

    def refresh(self) -> None:
        """Draw what is known now, once it can be seen."""
        self._stale = not self.isVisible()
        if self._stale:
            return
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

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self.refresh()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        elif event.type() == QEvent.Type.PaletteChange:
            self.refresh()

    # ---- within ----

    def _lines(self, rows: list[Row], name: str, logarithmic: bool) -> list[tuple[Row, Line]]:
        """Return the curves to draw, those that stand out last."""
        theme, chosen = current_theme(), self._selected
        strong = _best([row for row in rows if row.trial.key in chosen], name)
        room = MOST_LINES - len(strong)
        others = _best([row for row in rows if row.trial.key not in chosen], name)[:room]
        few = len(strong) + len(others) <= MOST_SMOOTH
        found = []
        for row in (*reversed(others), *reversed(strong)):  # the best above
            values = row.curves[name]
            step = 1 if few else math.ceil(len(values) / MOST_POINTS)
            x, y = (_thinned(row.curves[one], step) for one in ("epoch", name))
            stands_out = row.trial.key in chosen
            line = Line(
                str(row.trial.number),
                x,
                logarithms(y) if logarithmic else y,
                trial_color(row, theme),
                2.0 if stands_out else 1.0,
                FAINT if chosen and not stands_out else 1.0,
                smooth=few or (stands_out and len(strong) <= MOST_SMOOTH),
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
        theme, chosen = current_theme(), self._selected
        told = []
        for row, _ in self._shown:
            if name not in row.curves:
                continue  # it was lost since, and is trained again
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


def _best(rows: list[Row], name: str) -> list[Row]:
    """Return the rows whose figure is best now, the best first, where there are too many."""
    if len(rows) <= MOST_LINES:
        return rows
    sign = -1.0 if name.endswith("accuracy") else 1.0

    def rank(row: Row) -> float:
        last = row.curves[name][-1]
        return sign * last if math.isfinite(last) else math.inf

    return sorted(rows, key=rank)[:MOST_LINES]


def _thinned(values: tuple[float, ...], step: int) -> Array:
    """Return every so many values, and the last."""
    return np.array(values if step == 1 else (*values[:-1:step], values[-1]))


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
