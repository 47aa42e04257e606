"""What lies on a chart of loss, accuracy or a metric: curves, marks, the best epoch."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
from PySide6.QtCore import QCoreApplication

from nnstudio.app.plots.chart import Chart
from nnstudio.app.plots.chart_frame import Line
from nnstudio.app.plots.chart_ground import Peak, Spot
from nnstudio.app.plots.loss_curves import Look, highest, lines_of, past_lines, y_bounds
from nnstudio.app.plots.run_marks import run_marks
from nnstudio.app.plots.run_times import RunTimes
from nnstudio.app.plots.ticks import figure
from nnstudio.app.session import Session
from nnstudio.app.style.appearance import current_theme
from nnstudio.app.style.theme import Theme
from nnstudio.engine.past_run import PastRun
from nnstudio.engine.run_log import RunLog


class LossDrawing:
    """Fills charts with the present run and those that lie over it."""

    def __init__(self, session: Session, times: RunTimes) -> None:
        self._session, self._times = session, times

    def draw(self, chart: Chart, name: str, look: Look) -> None:
        """Fill the chart of a name. Marks, the best epoch and what runs away are those of the loss."""
        log, theme, times = self._session.run_log, current_theme(), self._times
        begin, end = times.bounds()
        lines = lines_of(log, name, times.x, theme, look)
        whole = replace(look, part=None)
        past = tuple(
            line
            for run in times.past
            for line in past_lines(
                run.log, name, times.x_of(run), run_color(run, theme), run.id, whole
            )
        )
        bounds = y_bounds(name, (*lines, *past), look.logarithmic, look.most)
        of_loss = name == "loss"
        marks = run_marks(log, self._session.project, times.x, end) if of_loss else ()
        peak = _peak(lines, max(look.most, bounds[1])) if of_loss else None
        chart.set_lines((*past, *lines), (begin, end), bounds, marks, peak)
        chart.set_spots(self._best(log, look.logarithmic) if of_loss else ())

    def _best(self, log: RunLog, logarithmic: bool) -> tuple[Spot, ...]:
        """Return the epoch with the lowest validation loss, once there are two."""
        values = log.epoch_column("val_loss")
        if np.isfinite(values).sum() < 2:
            return ()
        at = int(np.nanargmin(np.where(np.isfinite(values), values, np.nan)))
        epoch, step = (float(log.epoch_column(name)[at]) for name in ("epoch", "step"))
        y = float(values[at])
        if logarithmic and y <= 0:
            return ()
        text = QCoreApplication.translate("LossPlot", "best: epoch {epoch}")
        x = float(self._times.x(np.array([step]))[0])
        place = (x, math.log10(y) if logarithmic else y)
        return (Spot(*place, text.format(epoch=int(epoch)), current_theme().validation),)


def run_color(run: PastRun, theme: Theme) -> str:
    """Return the colour that a run's curves have."""
    return theme.series[run.color % len(theme.series)]


def _peak(lines: tuple[Line, ...], limit: float) -> Peak | None:
    """Say how high the loss gets where it runs away from the chart."""
    x, y = highest(lines)
    if y <= limit:
        return None
    return x, QCoreApplication.translate("LossPlot", "up to {loss}").format(loss=figure(y))
