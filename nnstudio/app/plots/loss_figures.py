"""What a run measured at one step, written out."""

from __future__ import annotations

import math

import numpy as np

from nnstudio.app.plots.loss_curves import STEPS, epoch_values
from nnstudio.app.plots.ticks import NO_FIGURE, figure, percent
from nnstudio.engine.run_log import RunLog


def figures_at(log: RunLog, name: str, step: int, broken: str) -> tuple[str, str]:
    """Return the figure of a step, and that of the last epoch which ended by then.

    Of a long run it is the mean of some steps around that one.

    Parameters
    ----------
    name
        That of a chart.
    broken
        What is written for a loss that is no finite number.
    """
    train = val = NO_FIGURE
    write = percent if name == "accuracy" else figure
    if name in STEPS:
        value = log.at_step(name, step)[1]
        train = broken if name == "loss" and not math.isfinite(value) else write(value)
    values = epoch_values(log, name)
    ended = int(np.searchsorted(log.epoch_column("step"), step, side="right")) - 1
    if values is not None and ended >= 0:
        val = write(float(values[ended]))
    return train, val
