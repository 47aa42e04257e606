"""The figures of a run, written out for people."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QCoreApplication

from nnstudio.engine.messages import Progress
from nnstudio.engine.run_log import RunLog

RECENT_STEPS = 50
"""Over how many steps the training figures are averaged."""
BLANK = "–"


@dataclass(frozen=True)
class RunFigures:
    """What a panel says about a run, ready to be shown."""

    train_loss: str
    val_loss: str
    train_accuracy: str
    val_accuracy: str
    speed: str
    left: str


def run_figures(log: RunLog, progress: Progress | None) -> RunFigures:
    """Return the figures of a run; ``progress`` is None where none goes on."""
    last = log.last_epoch
    loss = accuracy = math.nan
    broken = False
    if log.steps:
        loss = float(log.loss[-RECENT_STEPS:].mean(dtype=np.float64))
        accuracy = float(log.accuracy[-RECENT_STEPS:].mean())
        broken = not math.isfinite(loss)
    if last is not None and math.isnan(last.train_accuracy):
        accuracy = math.nan  # a regression has none
    return RunFigures(
        number_text(math.inf if broken else loss),
        number_text(last.val_loss) if last else BLANK,
        percent_text(accuracy),
        percent_text(last.val_accuracy) if last else BLANK,
        f"{progress.samples_per_second:,.0f}" if progress else BLANK,
        duration_text(progress.seconds_left) if progress else BLANK,
    )


def number_text(value: float) -> str:
    """Write a loss with four digits after the point, or shorter where it is large.

    NaN stands for no figure at all; an infinite one is told in words.
    """
    if math.isnan(value):
        return BLANK
    if math.isinf(value):
        return QCoreApplication.translate("RunFigures", "not finite")
    return f"{value:.4f}" if abs(value) < 1000 else f"{value:.3g}"


def percent_text(value: float) -> str:
    """Write a share as per cent."""
    return BLANK if math.isnan(value) else f"{100 * value:.2f} %"


def duration_text(seconds: float) -> str:
    """Write a time as ``1:05`` or ``2:03:20``."""
    if not math.isfinite(seconds):
        return BLANK
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
