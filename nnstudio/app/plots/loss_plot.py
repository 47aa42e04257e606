"""Loss and accuracy while the network trains."""

from __future__ import annotations

import math

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from nnstudio.app.plots.chart import Chart
from nnstudio.app.plots.chart_frame import Bounds, Line
from nnstudio.app.plots.chart_ground import Peak, WriteTicks
from nnstudio.app.plots.epoch_axis import EpochAxis
from nnstudio.app.plots.legend import Entry, Legend
from nnstudio.app.plots.live_view import LiveView, Table
from nnstudio.app.plots.loss_curves import LossCurves, column, highest, y_bounds
from nnstudio.app.plots.run_marks import run_marks
from nnstudio.app.plots.ticks import (
    NO_FIGURE,
    Ticks,
    ceiling,
    figure,
    linear_ticks,
    log_ticks,
    percent,
    share_ticks,
    short_count,
)
from nnstudio.app.refresh import RefreshScheduler
from nnstudio.app.session import Session
from nnstudio.app.style.appearance import current_theme
from nnstudio.app.style.fonts import number_font
from nnstudio.app.training import Training
from nnstudio.app.widgets.elided_label import ElidedLabel
from nnstudio.app.widgets.empty_state import EmptyState
from nnstudio.core.layer import Array
from nnstudio.core.text import N_
from nnstudio.engine.run_arrays import EPOCH_FIGURES
from nnstudio.engine.run_log import RunLog

ROOMY = 480
"""In less width than this only the step is written above the charts."""


class LossPlot(LiveView):
    """Draws the training loss of every step faintly behind its smoothed course, and validation.

    Accuracy stands below, or beside where there is more width than height. The wheel zooms in
    time, a double click shows everything again.
    """

    NAME = "loss_plot"
    TITLE = N_("Loss and accuracy")
    EXPLANATION = N_(
        "How far the network is off, and how often it is right: on the samples it learns from, and "
        "on the validation samples that it has not seen."
    )
    ICON = "chart-line"

    def __init__(
        self,
        session: Session,
        training: Training,
        scheduler: RefreshScheduler,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(session, training, scheduler, parent)
        self._log: RunLog | None = None
        self._drawn: tuple[object, ...] = ()
        self._curves = LossCurves(RunLog())
        self._axis = EpochAxis(RunLog(), 0)
        self._pointed: float | None = None
        self._legend = Legend()
        self._readout = ElidedLabel()
        self._readout.setFont(number_font(0.9))
        self._readout.setProperty("role", "muted")
        self._readout.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.log_button = self._button()
        self.steps_button = self._button()
        self._empty = EmptyState(self.ICON, "", "")
        self._charts = {
            "loss": Chart(self._write_x, linear_ticks),
            "accuracy": Chart(self._write_x, share_ticks),
        }
        self._run = QWidget()
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self._legend)
        row.addWidget(self._readout, 1)
        row.addSpacing(6)
        row.addWidget(self.steps_button)
        row.addWidget(self.log_button)
        self._body = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._body.setSpacing(4)
        for chart in self._charts.values():
            chart.pointed.connect(self._point_at)
            chart.zoomed.connect(self._zoom_to)
            self._body.addWidget(chart, 1)
        column = QVBoxLayout(self._run)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(row)
        column.addLayout(self._body, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(10, 4, 8, 2)
        whole.addWidget(self._run, 1)
        whole.addWidget(self._empty, 1)
        session.run_changed.connect(self._forget)
        training.state_changed.connect(scheduler.news)
        self.retranslate()
        self._run.hide()

    # ---- what LiveView asks for ----

    def refresh(self) -> None:
        log = self._session.run_log
        if log is not self._log:
            self._begin(log)
        stamp = (log.steps, log.epochs, len(log.marks), self._training.active)
        if stamp == self._drawn:
            return
        self._run.setVisible(log.steps > 0)
        self._empty.setVisible(not log.steps)
        complete = self._curves.update()
        if log.steps:
            progress = self._training.progress
            self._axis = EpochAxis(log, progress.batches if progress else 0)
            self._draw()
        if complete:
            self._drawn = stamp
        else:
            self._scheduler.news()

    def redraw(self) -> None:
        self._drawn = ()
        for chart in self._charts.values():
            chart.repaint_all()
        if self.isVisible():
            self.refresh()

    def retranslate(self) -> None:
        self._empty.set_texts(
            self.tr("No training yet"),
            self.tr("Press Train: loss and accuracy are drawn here while the network learns."),
        )
        self.log_button.setText(self.tr("Log"))
        self.log_button.setToolTip(self.tr("Show the loss on a logarithmic axis"))
        self.steps_button.setText(self.tr("Steps"))
        self.steps_button.setToolTip(self.tr("Count steps instead of epochs"))
        self._charts["loss"].set_title(self.tr("Loss"))
        self._charts["accuracy"].set_title(self.tr("Accuracy"))

    def table(self) -> Table | None:
        log = self._session.run_log
        if not log.epochs:
            return None
        columns = [log.epoch_column(name) for name in EPOCH_FIGURES]
        return EPOCH_FIGURES, zip(*(column.tolist() for column in columns), strict=True)

    # ---- what is shown ----

    def place(self) -> str:
        """Return which epoch and step the figures above the charts belong to."""
        return self._readout.text()

    def chart(self, name: str) -> Chart:
        """Return the chart of ``"loss"`` or ``"accuracy"``."""
        return self._charts[name]

    # ---- drawing ----

    def _forget(self) -> None:
        """Read the record from its start: a run may go on from an earlier step."""
        self._log = None
        self._scheduler.news()

    def _begin(self, log: RunLog) -> None:
        self._log = log
        self._drawn = ()
        self._pointed = None
        self._curves = LossCurves(log)
        self._zoom_to(None)

    def _draw(self) -> None:
        log, theme = self._session.run_log, current_theme()
        classifies = self._curves.has("accuracy")
        self._charts["accuracy"].setVisible(classifies)
        end = self._end(log)
        for name in ("loss", "accuracy") if classifies else ("loss",):
            logarithmic = name == "loss" and self.log_button.isChecked()
            lines = self._curves.lines(name, self._x, theme, logarithmic)
            marks = run_marks(log, self._session.project, self._x, end) if name == "loss" else ()
            linear = name == "loss" and not logarithmic
            limit = self._curves.limit() if linear else math.inf
            bounds = y_bounds(name, lines, logarithmic, limit)
            peak = self._peak(lines, max(limit, bounds[1]))
            self._charts[name].set_lines(lines, (0.0, end), bounds, marks, peak)
        entries = [Entry(self.tr("training"), theme.train)]
        if self._curves.has("val_loss"):
            entries.append(Entry(self.tr("validation"), theme.validation, markers=True))
        self._legend.set_entries(tuple(entries))
        self._read_out()

    def _x(self, steps: Array) -> Array:
        steps = np.asarray(steps, np.float64)
        return steps if self.steps_button.isChecked() else self._axis.epochs(steps)

    def _end(self, log: RunLog) -> float:
        """Return where the x axis ends: ahead of the run while it goes on, else with it."""
        now = float(self._x(np.array([log.steps]))[0])
        progress = self._training.progress
        if not self._training.active or progress is None:
            return now
        planned = float(progress.epochs)
        if self.steps_button.isChecked():
            planned = self._axis.step(planned)
        return max(now, min(planned, ceiling(now * 1.05)))

    def _peak(self, lines: tuple[Line, ...], limit: float) -> Peak | None:
        """Say how high the loss gets where it runs away from the chart."""
        x, y = highest(lines)
        if y <= limit:
            return None
        return x, self.tr("up to {loss}").format(loss=figure(y))

    # ---- what the user does ----

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() > max(1.6 * self.height(), ROOMY)
        way = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        if way != self._body.direction():
            self._body.setDirection(way)

    def _point_at(self, x: float | None) -> None:
        self._pointed = x
        for chart in self._charts.values():
            chart.set_cross(x)
        self._read_out()

    def _zoom_to(self, part: Bounds | None) -> None:
        for chart in self._charts.values():
            chart.set_zoom(part)

    def _read_out(self) -> None:
        """Write the exact figures at the crosshair, or the latest ones."""
        log = self._session.run_log
        if not log.steps:
            return
        step = log.steps
        if self._pointed is not None:
            at = self._pointed
            at = at if self.steps_button.isChecked() else self._axis.step(at)
            step = int(min(max(round(at), 1), log.steps))
        ended = int(np.searchsorted(log.epoch_column("step"), step, side="right")) - 1
        epoch = float(self._axis.epochs(np.array([step]))[0])
        roomy = self.width() > ROOMY
        where = self.tr("epoch {epoch} · step {step}") if roomy else self.tr("step {step}")
        self._readout.setText(where.format(epoch=f"{epoch:.2f}", step=f"{step:,}"))
        theme = current_theme()
        for name, write in (("loss", figure), ("accuracy", percent)):
            value = float(column(log, name)[step - 1])
            broken = name == "loss" and not math.isfinite(value)
            values = [(self.tr("not finite") if broken else write(value), theme.train)]
            if ended >= 0:
                value = float(log.epoch_column(f"val_{name}")[ended])
                values.append((write(value), theme.validation))
            self._charts[name].set_values(tuple(v for v in values if v[0] != NO_FIGURE))

    # ---- within ----

    def _button(self) -> QToolButton:
        button = QToolButton()
        button.setCheckable(True)
        button.toggled.connect(self._on_axes_changed)
        return button

    def _on_axes_changed(self) -> None:
        self._zoom_to(None)
        writer: WriteTicks = log_ticks if self.log_button.isChecked() else linear_ticks
        self._charts["loss"].set_writers(self._write_x, writer)
        self.redraw()

    def _write_x(self, low: float, high: float, most: int) -> Ticks:
        steps = self.steps_button.isChecked()
        return linear_ticks(low, high, most, short_count if steps else None)
