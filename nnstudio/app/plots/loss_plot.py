"""Loss and metrics while the network trains."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from nnstudio.app.plots.chart import Chart
from nnstudio.app.plots.chart_frame import Bounds
from nnstudio.app.plots.chart_grid import ChartGrid
from nnstudio.app.plots.chart_ground import WriteTicks
from nnstudio.app.plots.legend import Entry, Legend
from nnstudio.app.plots.live_view import LiveView, Table
from nnstudio.app.plots.loss_curves import (
    FEWER_POINTS,
    MOST_POINTS,
    RATE,
    STEPS,
    Look,
    has,
    limit,
)
from nnstudio.app.plots.loss_drawing import LossDrawing, run_color
from nnstudio.app.plots.loss_options import LossOptions
from nnstudio.app.plots.loss_readout import LossReadout
from nnstudio.app.plots.loss_table import loss_table
from nnstudio.app.plots.run_times import RunTimes
from nnstudio.app.plots.ticks import (
    linear_ticks,
    log_ticks,
    share_ticks,
)
from nnstudio.app.plots.time_axis import TimeAxis
from nnstudio.app.refresh import RefreshScheduler
from nnstudio.app.session import Session
from nnstudio.app.style.appearance import current_theme
from nnstudio.app.style.fonts import number_font
from nnstudio.app.style.icons import icon
from nnstudio.app.training import Training
from nnstudio.app.widgets.elided_label import ElidedLabel
from nnstudio.app.widgets.empty_state import EmptyState
from nnstudio.core.text import N_
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
        self._times = RunTimes(session, training)
        self._drawing = LossDrawing(session, self._times)
        self._figures = LossReadout(session, self._times)
        self._pointed: float | None = None
        self._zoom: Bounds | None = None
        self._legend = Legend()
        self._readout = ElidedLabel()
        self._readout.setFont(number_font(0.9))
        self._readout.setProperty("role", "muted")
        self._readout.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.log_button = self._button()
        self.steps_button = self._button()
        self.options = LossOptions(self)
        self.options.changed.connect(self._on_axes_changed)
        self.options_button = QToolButton()
        self.options_button.setObjectName("headButton")
        self.options_button.setIcon(icon("sliders-horizontal", "muted"))
        self.options_button.setIconSize(QSize(15, 15))
        self.options_button.setMenu(self.options.menu)
        self.options_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._empty = EmptyState(self.ICON, "", "")
        self._charts: dict[str, Chart] = {}
        self._run = QWidget()
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self._legend)
        row.addWidget(self._readout, 1)
        self._readout.setMinimumWidth(64)
        self._readout.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        row.addSpacing(6)
        row.addWidget(self.steps_button)
        row.addWidget(self.log_button)
        row.addWidget(self.options_button)
        self._body = ChartGrid()
        column = QVBoxLayout(self._run)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(row)
        column.addLayout(self._body, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(10, 4, 8, 2)
        whole.addWidget(self._run, 1)
        whole.addWidget(self._empty, 1)
        for name in STEPS:
            self.chart(name)
        session.run_changed.connect(self._forget)
        session.runs.changed.connect(self._on_runs)
        training.state_changed.connect(scheduler.news)
        training.moments.moved.connect(self._show_moment)
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
        if log.steps:
            self._times.take_steps()
            self._draw()
        else:
            self._say_what_is_missing()
        self._drawn = stamp

    def redraw(self) -> None:
        self._drawn = ()
        for chart in self._charts.values():
            chart.repaint_all()
        if self.isVisible():
            self.refresh()

    def retranslate(self) -> None:
        self._say_what_is_missing()
        self.log_button.setText(self.tr("Log"))
        self.log_button.setToolTip(self.tr("Show the loss on a logarithmic axis"))
        self.steps_button.setText(self.tr("Steps"))
        self.steps_button.setToolTip(self.tr("Count steps instead of epochs"))
        self.options_button.setToolTip(self.tr("Charts, smoothing and axes"))
        self.options_button.setAccessibleName(self.options_button.toolTip())
        for name, chart in self._charts.items():
            chart.set_title(self.options.label(name))

    def _say_what_is_missing(self) -> None:
        if self._training.active:
            title = self.tr("Waiting for the first step")
            text = self.tr("Loss and accuracy are drawn here as soon as a step is done.")
        else:
            title = self.tr("No training yet")
            text = self.tr(
                "Press Train: loss and accuracy are drawn here while the network learns."
            )
        self._empty.set_texts(title, text)

    def table(self) -> Table | None:
        log = self._session.run_log
        runs = [(run.name, run.log) for run in self._times.past]
        return loss_table(log, runs) if log.steps else None

    # ---- what is shown ----

    def place(self) -> str:
        """Return which epoch and step the figures above the charts belong to."""
        return self._readout.text()

    def chart(self, name: str) -> Chart:
        """Return the chart of ``"loss"``, ``"accuracy"``, a metric or ``"learning_rate"``."""
        if name not in self._charts:
            chart = self._charts[name] = Chart(self._times.scale.write, self._writer(name))
            chart.set_title(self.options.label(name))
            chart.pointed.connect(self._point_at)
            chart.zoomed.connect(self._zoom_to)
            chart.gone_to.connect(self._go_to)
            chart.setParent(self._run)
            chart.hide()
        return self._charts[name]

    # ---- drawing ----

    def _forget(self) -> None:
        """Read the record from its start: a run may go on from an earlier step."""
        self._log = None
        self._scheduler.news()

    def _on_runs(self) -> None:
        """Lay other runs over the present one; what is zoomed to stays."""
        self._times.take_runs()
        self._drawn = ()
        self._scheduler.news()

    def _begin(self, log: RunLog) -> None:
        self._log = log
        self._drawn = ()
        self._pointed = None
        self._times.take_runs()
        self.options.set_metrics(_metrics(log))
        self._zoom_to(None)

    def _shown(self, log: RunLog) -> Iterator[str]:
        """Name the charts that have something to show and are wanted."""
        for name in (*STEPS, *_metrics(log), RATE):
            if name not in self.options.left_out and (name == "loss" or has(log, name)):
                yield name

    def _draw(self) -> None:
        log = self._session.run_log
        shown = tuple(self._shown(log))
        for name in shown:
            chart = self.chart(name)
            self._drawing.draw(chart, name, self._look(name, chart.width()))
        self._arrange(shown)
        self._legend.set_entries(tuple(self._entries(log)))
        self._show_moment()
        self._read_out()

    def _look(self, name: str, width: int) -> Look:
        """Return how the curves of a chart are drawn."""
        log = self._session.run_log
        logarithmic = name == "loss" and self.log_button.isChecked()
        return Look(
            logarithmic,
            self.options.smoothing,
            self._times.part(self._zoom),
            self._times.scale.logarithmic,
            limit(log) if name == "loss" and not logarithmic else math.inf,
            MOST_POINTS if width > ROOMY else FEWER_POINTS,
        )

    def _entries(self, log: RunLog) -> Iterator[Entry]:
        theme = current_theme()
        yield Entry(self.tr("training"), theme.train)
        if has(log, "loss") and np.isfinite(log.epoch_column("val_loss")).any():
            yield Entry(self.tr("validation"), theme.validation, markers=True)
        for run in self._times.past:
            yield Entry(run.name, run_color(run, theme))

    # ---- what the user does ----

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange(tuple(name for name, chart in self._charts.items() if not chart.isHidden()))

    def _arrange(self, shown: tuple[str, ...]) -> None:
        wide = self.width() > max(1.6 * self.height(), ROOMY)
        self._body.arrange(self._charts, shown, wide)

    def _point_at(self, x: float | None) -> None:
        self._pointed = x
        for chart in self._charts.values():
            chart.set_cross(x)
        self._read_out()

    def _zoom_to(self, part: Bounds | None) -> None:
        changed, self._zoom = part != self._zoom, part
        for chart in self._charts.values():
            chart.set_zoom(part)
        if changed:  # what is seen now is worth more points
            self._drawn = ()
            self._scheduler.news()

    def _go_to(self, x: float) -> None:
        """Let all views go back to a step; at the end of the curves, to the newest one."""
        log, moments = self._session.run_log, self._training.moments
        step = self._times.step_at(x)
        if step >= log.steps:
            moments.show_newest()
        elif moments.timeline.moments:
            moments.show_step(max(round(step), moments.timeline.moments[0].step))

    def _show_moment(self) -> None:
        """Draw the place that all views have gone back to."""
        shown = self._training.moments.shown
        x = None if shown is None else float(self._times.x(np.array([max(shown.step, 1)]))[0])
        for chart in self._charts.values():
            chart.set_cursor(x)
        self._read_out()

    def _read_out(self) -> None:
        """Write the figures at the crosshair, of the moment looked back at, or the latest ones."""
        log = self._session.run_log
        if not log.steps:
            return
        shown = self._training.moments.shown
        step = log.steps if shown is None else min(max(shown.step, 1), log.steps)
        if self._pointed is not None:
            step = int(min(max(round(self._times.step_at(self._pointed)), 1), log.steps))
        self._readout.setText(self._figures.place(step, self.width() > ROOMY))
        for name, chart in self._charts.items():
            chart.set_values(self._figures.values(name, step))
            pointed = self._pointed
            rows = () if pointed is None else tuple(self._figures.rows(name, step, pointed))
            chart.set_box(rows)

    # ---- within ----

    def _button(self) -> QToolButton:
        button = QToolButton()
        button.setCheckable(True)
        button.toggled.connect(self._on_axes_changed)
        return button

    def _on_axes_changed(self) -> None:
        self._times.scale = TimeAxis(self.steps_button.isChecked(), self.options.log_x.isChecked())
        self._zoom_to(None)
        for name, chart in self._charts.items():
            chart.set_writers(self._times.scale.write, self._writer(name))
        self.redraw()

    def _writer(self, name: str) -> WriteTicks:
        if name == "loss" and self.log_button.isChecked():
            return log_ticks
        return share_ticks if name == "accuracy" else linear_ticks


def _metrics(log: RunLog) -> tuple[str, ...]:
    """Return what has a chart beside loss and accuracy, which have theirs in any case."""
    return tuple(name for name in log.metric_names if name not in STEPS)
