"""Sizes over time as few enough columns to draw, however many were recorded."""

from __future__ import annotations

import numpy as np

from nnstudio.app.plots.chart_frame import Bounds
from nnstudio.app.plots.decimated import Decimated, smoothed
from nnstudio.app.plots.gradients.gradient_source import Course
from nnstudio.app.plots.ticks import logarithms
from nnstudio.core.layer import Array

RECENT = 200
"""The y axis follows this many of the last probes: an all-time range would flatten the present."""
BUCKETS = 256
SMOOTHING = 0.006


class LayerCourse:
    """Takes in what a course has grown by; means of equally long stretches stand for the whole."""

    def __init__(self) -> None:
        self.clear()

    @property
    def layers(self) -> tuple[str, ...]:
        """The nodes of the columns."""
        return self._layers

    @property
    def last_step(self) -> float:
        """The newest step."""
        return float(self._course.steps[-1]) if self._course is not None else 0.0

    def clear(self) -> None:
        """Forget what was taken in."""
        self._layers: tuple[str, ...] = ()
        self._thinning = 0
        self._course: Course | None = None
        self._means = Decimated(width=1, buckets=BUCKETS)

    def update(self, course: Course) -> bool:
        """Take in what is new; return whether that was all."""
        if (course.layers, course.thinning) != (self._layers, self._thinning):
            self.clear()
            self._layers, self._thinning = course.layers, course.thinning
            self._means = Decimated(width=max(len(course.layers), 1), buckets=BUCKETS)
        self._course = course
        self._means.update(course.values)
        return self._means.rows == len(course.values)

    def columns(self, *, recent: bool) -> tuple[Array, Array]:
        """Return steps ``(times,)`` and logs ``(times, layers)``; the log of zero is -inf."""
        assert self._course is not None
        course = self._course
        steps, values = course.steps[-RECENT:], course.values[-RECENT:]
        if not recent:
            rows = np.minimum(self._means.middles.astype(np.int64), len(course.steps) - 1)
            steps, values = course.steps[rows], self._means.columns()[2]
        with np.errstate(divide="ignore", invalid="ignore"):
            return steps.astype(np.float64), np.log10(values)

    def smooth(self, logs: Array, *, recent: bool) -> Array:
        """Return logs as curves: the newest ones as they are, a whole run slightly smoothed."""
        logs = np.where(np.isfinite(logs), logs, np.nan)
        if recent:
            return logs
        return np.stack([smoothed(column, SMOOTHING) for column in logs.T], axis=1)

    def bounds(self) -> Bounds:
        """Return bounds in halves of a power of ten around the newest sizes."""
        logs = logarithms(self._course.values[-RECENT:]) if self._course else np.empty(0)
        logs = logs[np.isfinite(logs)]
        if not len(logs):
            return -1.0, 0.0
        # The few outermost values may leave the chart; it would jump with every single one.
        low, high = np.percentile(logs, (0.5, 99.5))
        return float(np.floor(2 * low - 0.2) / 2), float(np.ceil(2 * high + 0.2) / 2)
