"""The gradient of every layer on one logarithmic chart, with a verdict in words."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QToolButton, QVBoxLayout, QWidget

from nnstudio.app.plots.chart import Chart
from nnstudio.app.plots.chart_frame import Bounds, Line
from nnstudio.app.plots.decimated import Decimated, smoothed
from nnstudio.app.plots.layer_strip import LayerRow, LayerStrip
from nnstudio.app.plots.live_view import LiveView, Table
from nnstudio.app.plots.ticks import (
    Ticks,
    ceiling,
    linear_ticks,
    log_ticks,
    logarithms,
    short_count,
)
from nnstudio.app.plots.verdict_bar import LOOKS, VerdictBar
from nnstudio.app.refresh import RefreshScheduler
from nnstudio.app.session import Session
from nnstudio.app.style.appearance import current_theme
from nnstudio.app.training import Training
from nnstudio.app.translate import tr_text
from nnstudio.app.widgets.elided_label import ElidedLabel
from nnstudio.app.widgets.empty_state import EmptyState
from nnstudio.core.layer import Array
from nnstudio.core.text import N_
from nnstudio.engine.run_log import RunLog
from nnstudio.explain.verdicts import RULE, WINDOW, Verdict, judge, medians

RECENT = 200
"""The y axis follows this many of the last probes: an all-time range would flatten the present."""
BUCKETS = 256
FEW_LAYERS = 6
"""Up to this many lines are drawn thick."""
LOW = 380
"""In less height than this there is no room for both the rule and the chart."""
NARROW = 300
"""In less width than this the chart needs the room of its legend."""
SMOOTHING = 0.006


class GradientPlot(LiveView):
    """Draws the gradient norm of each layer with weights, and says whether it is healthy.

    The bars beside the chart are its legend: a click on a layer selects it everywhere. While the
    mouse is over the chart they show the step below it, else the median of the last probes.
    """

    NAME = "gradient_plot"
    TITLE = N_("Gradient flow")
    EXPLANATION = N_(
        "How strongly each layer is told to change: the size (L2 norm) of its gradient. Layers whose "
        "gradient is far smaller than the others' hardly learn."
    )
    ICON = "activity"

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
        self._norms = Decimated()
        self._pointed: float | None = None
        self._y: Bounds = (-4.0, 0.0)
        self._verdict = judge(np.empty((0, 0)), ())
        self._bar = VerdictBar(RULE)
        self._chart = Chart(self._write_x, log_ticks)
        self._chart.pointed.connect(self._point_at)
        self._chart.zoomed.connect(self._chart.set_zoom)
        self._strip = LayerStrip()
        self._strip.chosen.connect(self._select)
        self._when = ElidedLabel()
        self._when.setProperty("role", "section")
        self.recent_button = QToolButton()
        self.recent_button.setCheckable(True)
        self.recent_button.toggled.connect(self.redraw)
        self._empty = EmptyState(self.ICON, "", "")
        self._run = QWidget()
        self._body, self._side = QWidget(), QWidget()
        self._lay_out()
        session.run_changed.connect(self._forget)
        session.selection_changed.connect(self._show_selection)
        self.retranslate()

    # ---- what LiveView asks for ----

    def refresh(self) -> None:
        log = self._session.run_log
        if log is not self._log:
            self._log, self._pointed = log, None
            self._norms = Decimated(width=max(len(log.layers), 1), buckets=BUCKETS)
            self._drawn = ()
        probes = len(log.probe_steps)
        broken = bool(log.steps) and not np.isfinite(log.loss[-1])
        stamp = (probes, self._training.active, broken)
        if stamp == self._drawn:
            return
        self._run.setVisible(probes > 0 or broken)
        self._empty.setVisible(not probes and not broken)
        self._verdict = judge(log.norms, log.layers, log.loss)
        self._bar.set_verdict(self._verdict)
        self._norms.update(log.norms)
        if probes:
            self._draw(log)
        else:  # a run can break down before anything was measured
            self._chart.set_lines((), (0.0, 1.0), self._y)
            self._strip.set_rows((), *self._y)
        if self._norms.rows == probes:
            self._drawn = stamp
        else:
            self._scheduler.news()

    def redraw(self) -> None:
        self._drawn = ()
        self._chart.repaint_all()
        if self.isVisible():
            self.refresh()

    def retranslate(self) -> None:
        self._empty.set_texts(
            self.tr("No gradients yet"),
            self.tr("Press Train: the gradient of every layer is drawn here, with a verdict."),
        )
        self._strip.setToolTip(tr_text(self.EXPLANATION))
        self.recent_button.setText(self.tr("Recent"))
        self.recent_button.setToolTip(self.tr("Show only the last measurements"))
        self._chart.set_title(self.tr("Gradient norm"))
        self._bar.retranslate()

    def table(self) -> Table | None:
        log = self._session.run_log
        if not len(log.probe_steps):
            return None
        return ("step", *log.layers), np.column_stack([log.probe_steps, log.norms]).tolist()

    # ---- what is shown ----

    def verdict(self) -> Verdict:
        """Return the verdict that is shown."""
        return self._verdict

    def verdict_bar(self) -> VerdictBar:
        """Return the bar with the verdict."""
        return self._bar

    def chart(self) -> Chart:
        """Return the chart."""
        return self._chart

    def strip(self) -> LayerStrip:
        """Return the bars of the layers."""
        return self._strip

    # ---- Qt ----

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._side.setVisible(self.width() >= NARROW)

    # ---- drawing ----

    def _forget(self) -> None:
        """Read the record from its start: a run may go on from an earlier step."""
        self._log = None
        self._scheduler.news()

    def _draw(self, log: RunLog) -> None:
        series = current_theme().series
        x, norms = self._columns(log)
        self._y = _recent_range(log.norms)
        width = 2.0 if len(log.layers) <= FEW_LAYERS else 1.0
        lines = tuple(
            Line(name, x, norms[:, i], series[i % len(series)], width)
            for i, name in enumerate(log.layers)
        )
        self._chart.set_lines(lines, self._x_range(log), self._y)
        self._show_rows()

    def _columns(self, log: RunLog) -> tuple[Array, Array]:
        """Return steps and the logarithms of the norms to draw."""
        if self.recent_button.isChecked():
            return log.probe_steps[-RECENT:].astype(np.float64), logarithms(log.norms[-RECENT:])
        rows = np.minimum(self._norms.middles.astype(np.int64), len(log.probe_steps) - 1)
        norms = logarithms(self._norms.columns()[2])
        smooth = [smoothed(column, SMOOTHING) for column in norms.T]
        return log.probe_steps[rows].astype(np.float64), np.stack(smooth, axis=1)

    def _x_range(self, log: RunLog) -> Bounds:
        last = float(log.probe_steps[-1])
        if self.recent_button.isChecked():
            return float(log.probe_steps[-RECENT:][0]), last
        return 0.0, ceiling(last * 1.05) if self._training.active else last

    def _show_rows(self) -> None:
        """Write each layer's gradient: at the crosshair, or the present median."""
        log = self._session.run_log
        if not len(log.probe_steps):
            return
        values = medians(log.norms)
        when = self.tr("Median of {count}").format(count=min(WINDOW, len(log.norms)))
        if self._pointed is not None:
            row = int(np.abs(log.probe_steps - self._pointed).argmin())
            values = log.norms[row]
            when = self.tr("At step {step}").format(step=f"{int(log.probe_steps[row]):,}")
        self._when.setText(when)
        nodes, series = self._session.project.graph.by_id, current_theme().series
        rows = tuple(
            LayerRow(
                name,
                (nodes[name].title if name in nodes else "") or name,
                series[i % len(series)],
                float(values[i]),
                name in self._verdict.layers,
            )
            for i, name in enumerate(log.layers)
        )
        self._strip.set_rows(rows, *self._y, LOOKS[self._verdict.kind][0])

    # ---- what the user does ----

    def _point_at(self, x: float | None) -> None:
        self._pointed = x
        self._chart.set_cross(x)
        self._show_rows()

    def _make_room(self, rule_shown: bool) -> None:
        """Where there is little height the rule takes the place of the chart."""
        self._body.setVisible(not rule_shown or self.height() > LOW)

    def _select(self, node_id: str) -> None:
        self._session.select((node_id,))

    def _show_selection(self) -> None:
        self._strip.set_selected(self._session.selection)

    # ---- within ----

    def _lay_out(self) -> None:
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QWidget()
        rows = QVBoxLayout(inside)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addWidget(self._strip)
        rows.addStretch(1)
        scroll.setWidget(inside)
        head = QHBoxLayout()
        head.setContentsMargins(8, 0, 0, 0)
        head.addWidget(self._when, 1)
        head.addWidget(self.recent_button)
        side = QVBoxLayout(self._side)
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(2)
        side.addLayout(head)
        side.addWidget(scroll, 1)
        body = QHBoxLayout(self._body)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(4)
        body.addWidget(self._chart, 5)
        body.addWidget(self._side, 3)
        scroll.setMinimumWidth(self._strip.minimumSizeHint().width() + 10)
        column = QVBoxLayout(self._run)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._bar)
        column.addWidget(self._body, 1)
        column.addStretch(0)
        self._bar.rule_button().toggled.connect(self._make_room)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(10, 6, 8, 2)
        whole.addWidget(self._run)
        whole.addWidget(self._empty)
        self._run.hide()

    def _write_x(self, low: float, high: float, most: int) -> Ticks:
        return linear_ticks(low, high, most, short_count)


def _recent_range(norms: Array) -> Bounds:
    """Return bounds in halves of a power of ten around the last probes."""
    recent = logarithms(norms[-RECENT:])
    recent = recent[np.isfinite(recent)]
    if not len(recent):
        return -1.0, 0.0
    # The few outermost values may leave the chart; it would jump with every single one.
    low, high = np.percentile(recent, (0.5, 99.5))
    return float(np.floor(2 * low - 0.2) / 2), float(np.ceil(2 * high + 0.2) / 2)
