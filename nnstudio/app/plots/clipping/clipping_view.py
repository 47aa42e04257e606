"""How long the gradient is before clipping and after it, against the threshold."""

from __future__ import annotations

import math

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from nnstudio.app.plots.chart_frame import Bounds, Line
from nnstudio.app.plots.clipping.threshold_chart import ThresholdChart
from nnstudio.app.plots.legend import Entry, Legend
from nnstudio.app.plots.live_view import LiveView
from nnstudio.app.plots.run_marks import run_marks
from nnstudio.app.plots.ticks import ceiling, log_ticks, step_ticks
from nnstudio.app.plots.view_file import Table
from nnstudio.app.refresh import RefreshScheduler
from nnstudio.app.session import Session
from nnstudio.app.style.appearance import current_theme
from nnstudio.app.style.fonts import number_font
from nnstudio.app.training import Training
from nnstudio.app.translate import tr_text
from nnstudio.app.widgets.elided_label import ElidedLabel
from nnstudio.app.widgets.empty_state import EmptyState
from nnstudio.core.layer import Array
from nnstudio.core.text import N_, Text
from nnstudio.engine.run_log import RunLog
from nnstudio.graph import edits
from nnstudio.optimizers.clipping import Clipping

RECENT = 200
"""The y axis follows so many of the last probes."""
LEAST_DECADES = 1.0
PARTS = {
    "value": N_("each number at most {threshold}"),
    "norm": N_("each weight's gradient at most {threshold} long"),
}
"""What the threshold means where it is none for the whole gradient."""
ABOVE = 0.1


class ClippingView(LiveView):
    """Draws both lengths over the steps; the dashed threshold is dragged and acts at once."""

    NAME = "clipping_view"
    TITLE = N_("Gradient clipping")
    EXPLANATION = N_(
        "How long the gradient of all layers together is, before it is clipped and after. Longer "
        "than the threshold it is shortened to it, so that one step never goes too far."
    )
    ICON = "scissors"

    def __init__(
        self,
        session: Session,
        training: Training,
        scheduler: RefreshScheduler,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(session, training, scheduler, parent)
        self._drawn: tuple[object, ...] = ()
        self.chart = ThresholdChart(step_ticks, log_ticks)
        self.chart.moved.connect(self._set_threshold)
        self.chart.settled.connect(session.close_merge)
        self.chart.pointed.connect(self._point)
        self._pointed: float | None = None
        self._legend = Legend()
        self.readout = ElidedLabel()
        self.readout.setFont(number_font(0.9))
        self.readout.setProperty("role", "muted")
        self.readout.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.clip_button = QPushButton()
        self.clip_button.clicked.connect(self._clip)
        self._empty = EmptyState(self.ICON, "", "")
        self._body = QWidget()
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._legend)
        row.addWidget(self.readout, 1)
        row.addWidget(self.clip_button)
        body = QVBoxLayout(self._body)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(2)
        body.addLayout(row)
        body.addWidget(self.chart, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(10, 4, 8, 2)
        whole.addWidget(self._body, 1)
        whole.addWidget(self._empty, 1)
        session.changed.connect(scheduler.news)
        session.run_changed.connect(scheduler.news)
        training.moments.moved.connect(scheduler.news)
        self.retranslate()
        self._body.hide()

    # ---- what LiveView asks for ----

    def refresh(self) -> None:
        log, clipping = self._session.run_log, self._clipping
        shown = self._training.moments.shown
        told = (len(log.probe_steps), log.thinned, len(log.marks))
        stamp = (log, told, clipping, shown)
        if stamp == self._drawn:
            return
        self._drawn = stamp
        there = len(log.probe_steps) > 0
        self._body.setVisible(there)
        self._empty.setVisible(not there)
        clips = clipping.mode != "none"
        self.clip_button.setVisible(not clips)
        if there:
            self._draw(log)
        # Of single numbers or single weights, a threshold is no length of the whole gradient.
        whole = clipping.mode in ("none", "global_norm")
        level = clipping.threshold if whole else None
        self.chart.set_threshold(level, active=clips)
        self.chart.set_cursor(None if shown is None else float(shown.step))
        self._write()

    def redraw(self) -> None:
        self._drawn = ()
        self.chart.repaint_all()
        if self.isVisible():
            self.refresh()

    def retranslate(self) -> None:
        self._empty.set_texts(
            self.tr("No gradient yet"),
            self.tr(
                "Press Train: how long the gradient is, and where it is clipped, is drawn here."
            ),
        )
        self.clip_button.setText(self.tr("Clip at the line"))
        self.clip_button.setToolTip(
            self.tr("Shorten the gradient of all layers together to the threshold (global norm)")
        )
        self.chart.set_title(self.tr("Length of the gradient"))

    def table(self) -> Table | None:
        log = self._session.run_log
        if not len(log.probe_steps):
            return None
        before, after = lengths(log)
        rows = zip(log.probe_steps.tolist(), before.tolist(), after.tolist(), strict=True)
        return ("step", "before", "after"), rows

    # ---- within ----

    @property
    def _clipping(self) -> Clipping:
        return self._session.project.training.clipping

    def _draw(self, log: RunLog) -> None:
        theme, x = current_theme(), log.probe_steps.astype(np.float64)
        before, after = lengths(log)
        clipped = np.isfinite(log.unclipped).any()
        with np.errstate(divide="ignore", invalid="ignore"):
            logs = [np.log10(values) for values in (before, after)]
        logs = [np.where(np.isfinite(values), values, np.nan) for values in logs]
        colors = (theme.series[1], theme.series[0])
        lines = [Line("after", x, logs[1], colors[1], 2.0)]
        entries = [Entry(self.tr("length"), colors[1])]
        if clipped:
            lines.insert(0, Line("before", x, logs[0], colors[0], 1.0, strength=0.8))
            entries = [
                Entry(self.tr("before clipping"), colors[0]),
                Entry(self.tr("after"), colors[1]),
            ]
        self._legend.set_entries(tuple(entries))
        last = float(x[-1])
        right = ceiling(last * 1.05) if self._training.active else last
        bounds = self._bounds(np.concatenate([part[-RECENT:] for part in logs]))
        right = max(right, 1.0)
        marks = run_marks(log, self._session.project, _at_steps, right)
        self.chart.set_lines(tuple(lines), (0.0, right), bounds, marks)

    def _bounds(self, recent: Array) -> Bounds:
        """Return the powers of ten between which the newest lengths and the threshold lie."""
        level = math.log10(self._clipping.threshold)
        known = np.append(recent[np.isfinite(recent)], level)
        low, high = float(known.min()) - 0.2, float(known.max()) + 0.2
        spare = max(LEAST_DECADES - (high - low), 0.0) / 2
        low, high = low - spare, high + spare
        return low, high + ABOVE * (high - low)  # texts of marks stand there

    def _point(self, x: float | None) -> None:
        self._pointed = x
        self.chart.set_cross(x)
        self._write()

    def _write(self) -> None:
        """Write the lengths at the crosshair, or how often the gradient is clipped."""
        log = self._session.run_log
        if not len(log.probe_steps):
            self.readout.setText("")
            return
        before, after = lengths(log)
        if self._pointed is not None:
            at = int(np.abs(log.probe_steps - self._pointed).argmin())
            text = self.tr("step {step}: {before} → {after}").format(
                step=f"{int(log.probe_steps[at]):,}",
                before=f"{before[at]:.4g}",
                after=f"{after[at]:.4g}",
            )
        else:
            recent = slice(-RECENT, None)
            told = log.unclipped[recent]
            count = int(np.isfinite(told).sum())
            often = float((before[recent] > after[recent] * (1 + 1e-6)).sum())
            text = self.tr("not clipped")
            if count:
                text = self.tr("{share} of the last {count} measured steps clipped").format(
                    share=f"{100 * often / count:.0f} %", count=count
                )
            if self._clipping.mode in PARTS:
                threshold = f"{self._clipping.threshold:.3g}"
                text += " · " + tr_text(Text(PARTS[self._clipping.mode], threshold=threshold))
        self.readout.setText(text)

    def _set_threshold(self, threshold: float) -> None:
        clipping = self._clipping.with_values(threshold=threshold)
        label = Text(N_("Change {setting}"), setting=Text(Clipping.params()["threshold"].label))
        project = edits.set_clipping(self._session.project, clipping)
        self._session.edit(label, project, merge="clipping/threshold")

    def _clip(self) -> None:
        clipping = self._clipping.with_values(mode="global_norm")
        project = edits.set_clipping(self._session.project, clipping)
        self._session.edit(Text(N_("Clip the gradient")), project)


def lengths(log: RunLog) -> tuple[Array, Array]:
    """Return how long the whole gradient was at the probes before clipping, and after it."""
    with np.errstate(over="ignore", invalid="ignore"):
        after = np.sqrt(np.square(log.norms).sum(axis=1))
    return np.where(np.isfinite(log.unclipped), log.unclipped, after), after


def _at_steps(steps: Array) -> Array:
    """Return where marks stand: the x axis counts steps."""
    return steps.astype(np.float64)
