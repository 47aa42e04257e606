"""The curves of loss and accuracy: few enough points, whatever the length of the run."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np

from nnstudio.app.plots.chart_frame import Bounds, Line
from nnstudio.app.plots.decimated import Decimated, smoothed
from nnstudio.app.plots.ticks import ceiling, log_range, logarithms, share_range
from nnstudio.app.style.theme import Theme
from nnstudio.core.layer import Array
from nnstudio.engine.run_arrays import EPOCH_FIGURES
from nnstudio.engine.run_log import RunLog

MOST_DOTS = 40
"""With more epochs than this the validation is a plain line."""
SMOOTH_POINTS = 256
MOST_RISE = 5.0
"""A loss that is so many times its start, or its usual size, has run away."""
COLUMNS = ("loss", "accuracy", "val_loss", "val_accuracy")


class LossCurves:
    """Follows the record of one run."""

    def __init__(self, log: RunLog) -> None:
        self._log = log
        self._columns = {key: Decimated() for key in COLUMNS}

    def update(self) -> bool:
        """Take in what the record has more; say whether that was all of it."""
        for key, values in self._columns.items():
            values.update(column(self._log, key))
        return self._columns["loss"].rows == self._log.steps

    def has(self, key: str) -> bool:
        """Return whether a column holds a number, as accuracy does for classes only."""
        return bool(np.isfinite(self._columns[key].columns()[2]).any())

    def limit(self) -> float:
        """Return the largest loss to show to scale: one step that explodes would flatten all others.

        What a tenth of all steps or epochs reach is shown in any case.
        """
        _, high, mean = self._columns["loss"].columns()
        val = self._columns["val_loss"].columns()[2]
        shown = [values[np.isfinite(values)] for values in (high, val)]
        start = MOST_RISE * float(self._log.loss[0]) if self._log.steps else math.inf
        if all((values <= start).all() for values in shown):
            return start  # nearly always, and ten times as fast as what follows
        usual = mean[np.isfinite(mean)]
        levels = [start] if math.isfinite(start) else []
        levels += [MOST_RISE * float(np.median(usual))] if len(usual) else []
        levels += [float(np.percentile(v, 90, method="lower")) for v in shown if len(v)]
        return max(levels, default=0.0) or math.inf

    def lines(
        self, name: str, place: Callable[[Array], Array], theme: Theme, logarithmic: bool
    ) -> tuple[Line, ...]:
        """Return the noisy, the smoothed and the validation line of ``"loss"`` or ``"accuracy"``.

        Parameters
        ----------
        place
            Turns steps into places on the x axis.
        """
        train, val = self._columns[name], self._columns[f"val_{name}"]
        low, high, mean = train.columns()
        x = place(train.middles + 1)
        val_x = place(self._log.epoch_column("step")[val.last_rows])
        val_y = val.columns()[2]
        raw = np.stack([low, high], axis=1).ravel() if train.stretch > 1 else mean
        raw_x = np.repeat(x, 2) if train.stretch > 1 else x
        if logarithmic:
            raw, mean, val_y = logarithms(raw), logarithms(mean), logarithms(val_y)
        elif name == "loss":  # else a single step would lift the course of many around it
            mean = np.minimum(mean, self.limit())
        smooth = smoothed(mean)
        dots = len(val_x) <= MOST_DOTS
        thin = np.linspace(0, len(x) - 1, min(len(x), SMOOTH_POINTS)).astype(np.int64)
        return (
            Line("raw", raw_x, raw, theme.train, strength=0.36, smooth=False),
            Line("train", x[thin], smooth[thin], theme.train, 2.0),
            Line("validation", val_x, val_y, theme.validation, 2.0, dots=dots),
        )


def y_bounds(
    name: str, lines: tuple[Line, ...], logarithmic: bool, limit: float = math.inf
) -> Bounds:
    """Return the part of y to show: all of the smooth lines and most of the noise, up to a limit."""
    raw, *smooth = (line.y[np.isfinite(line.y)] for line in lines)
    seen = np.concatenate(smooth)
    if not len(seen):
        return 0.0, 1.0
    if name == "accuracy":
        # The first tenth climbs from nothing and would flatten the rest.
        return share_range(np.concatenate([smooth[0][len(smooth[0]) // 10 :], smooth[1]]))
    if logarithmic:
        return log_range(seen)
    high = min(max(float(seen.max()), float(np.percentile(raw, 95))), limit)
    return 0.0, ceiling(high) if high > 0 else 1.0


def highest(lines: tuple[Line, ...]) -> tuple[float, float]:
    """Return where the highest point of all lines lies: its x and its y."""
    best = (0.0, -math.inf)
    for line in lines:
        there = np.flatnonzero(np.isfinite(line.y))
        if len(there):
            at = there[line.y[there].argmax()]
            best = max(best, (float(line.x[at]), float(line.y[at])), key=lambda point: point[1])
    return best


def column(log: RunLog, key: str) -> Array:
    """Return a column of the record by name: of all steps, or ``val_`` ... of all epochs."""
    if key in EPOCH_FIGURES:
        return log.epoch_column(key)
    return log.loss if key == "loss" else log.accuracy
