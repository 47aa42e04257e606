"""The x axis of a run's charts: steps or epochs, evenly or on a logarithmic scale."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from nnstudio.app.plots.epoch_axis import EpochAxis
from nnstudio.app.plots.ticks import Ticks, linear_ticks, log_ticks, step_ticks
from nnstudio.core.layer import Array


@dataclass(frozen=True)
class TimeAxis:
    """How time is written below a chart.

    Parameters
    ----------
    steps
        Whether steps are counted instead of epochs.
    logarithmic
        Whether each tenfold time has the same width.
    """

    steps: bool = False
    logarithmic: bool = False

    def place(self, steps: Array, axis: EpochAxis) -> Array:
        """Return where on the axis steps of a run lie."""
        steps = np.asarray(steps, np.float64)
        x = steps if self.steps else axis.epochs(steps)
        return np.log10(np.maximum(x, 1e-12)) if self.logarithmic else x

    def step_at(self, x: float, axis: EpochAxis) -> float:
        """Return the step of a run that lies at a place on the axis."""
        x = 10.0 ** min(x, 15.0) if self.logarithmic else x
        return x if self.steps else axis.step(x)

    def start(self, axis: EpochAxis) -> float:
        """Return where the axis of a run begins."""
        return float(self.place(np.array([1.0]), axis)[0]) if self.logarithmic else 0.0

    def write(self, low: float, high: float, most: int) -> Ticks:
        """Return the numbers below the axis between two places."""
        if self.logarithmic:
            return log_ticks(low, high, most)
        return (step_ticks if self.steps else linear_ticks)(low, high, most)
