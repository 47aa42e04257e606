"""The figures of a run, written out for people."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QCoreApplication

from nnstudio.app.panels.parts.output_report import metric_text
from nnstudio.app.translate import tr_text
from nnstudio.core.text import Text
from nnstudio.engine.figure_names import figure_label, metric_label
from nnstudio.engine.messages import Checkpoint, Progress
from nnstudio.engine.run_log import RunLog
from nnstudio.engine.scores import better_when_higher
from nnstudio.engine.weights import WeightMap
from nnstudio.metrics import all_metrics

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


@dataclass(frozen=True)
class BestEpoch:
    """The epoch in which what is watched was best.

    ``usable`` says that the present weights are others and can be replaced by those of that epoch.
    """

    epoch: int
    figure: Text
    value: str
    usable: bool = False


def best_epoch(log: RunLog, checkpoint: Checkpoint | None, watch: str | None) -> BestEpoch | None:
    """Return the best epoch so far.

    Parameters
    ----------
    watch
        What the run that goes on now watches; None where none does, and the checkpoint knows.
    """
    if watch is not None:
        return _best_so_far(log, watch)
    best = checkpoint.best if checkpoint is not None else None
    if checkpoint is None or best is None:
        return None
    value = figure_text(best.watch, best.value)
    usable = not _same(best.weights, checkpoint.weights)
    return BestEpoch(best.epoch, figure_label(best.watch), value, usable)


def _best_so_far(log: RunLog, watch: str) -> BestEpoch | None:
    """Return the best epoch of a record, as the run finds it out: the first of equals."""
    metric = watch.removeprefix("val_")
    if watch in ("train_loss", "train_accuracy", "val_loss"):
        values = log.epoch_column(watch)
    elif metric in log.metric_names:
        values = log.metric(metric)
    else:
        return None
    higher = watch == "train_accuracy" or better_when_higher(metric)
    if not np.isfinite(values).any():
        return None
    at = int(np.nanargmax(values) if higher else np.nanargmin(values))
    epoch = int(log.epoch_column("epoch")[at])
    return BestEpoch(epoch, figure_label(watch), figure_text(watch, float(values[at])))


def last_metrics(log: RunLog) -> list[tuple[str, str]]:
    """Return names and values of all metrics, as they were measured last."""
    facts = []
    for name in log.metric_names:
        measured = log.metric(name)
        measured = measured[np.isfinite(measured)]
        if len(measured):
            facts.append((tr_text(metric_label(name)), _metric_text(name, float(measured[-1]))))
    return facts


def figure_text(name: str, value: float) -> str:
    """Write a figure that can be watched, as people write it."""
    if name == "train_accuracy":
        return percent_text(value)
    return _metric_text(name.removeprefix("val_"), value)


def _metric_text(name: str, value: float) -> str:
    metric = all_metrics().get(name.rpartition("/")[2])
    return number_text(value) if metric is None else metric_text(metric, value, "")


def _same(one: WeightMap, other: WeightMap) -> bool:
    if one is other:
        return True
    return one.keys() == other.keys() and all(
        np.array_equal(one[key], other[key], equal_nan=True) for key in one
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
