"""How a training is followed on a terminal, in a log file or by another program."""

from __future__ import annotations

import math
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from nnstudio.api import EpochRow, Progress
from nnstudio.cli.printing import json_line
from nnstudio.cli.progress_bar import ProgressBar
from nnstudio.engine.messages import Stop
from nnstudio.engine.trainer import Inbox

TELLING = ("accuracy", "mean_absolute_error")
FIGURES = ("epoch", "train_loss", "val_loss", "train_accuracy", "val_accuracy", "seconds")


class TrainingReport:
    """Writes a line per epoch, and on a terminal a bar that moves in between.

    A reader that goes away, as ``head`` does, ends the report but not the training.

    Parameters
    ----------
    as_json
        Write each epoch as an object, and no bar.
    metrics
        What is measured on the validation samples (`nnstudio.engine.scores.metric_names`). An
        object holds all of it; a line what says most of each output: its accuracy, or its mean
        absolute error in the units of the data.
    """

    def __init__(self, as_json: bool, metrics: tuple[str, ...] = ()) -> None:
        self._json = as_json
        self._metrics = metrics
        self._bar = ProgressBar(not as_json)
        self._heard = True

    def epoch(self, row: EpochRow) -> None:
        """Write the figures of an epoch."""
        figures = {name: getattr(row, name) for name in FIGURES}
        measured = dict(zip(self._metrics, row.metrics, strict=False))
        self._bar.clear()
        if self._json:
            self._say(json_line(figures | {f"val_{k}": v for k, v in measured.items()}))
        else:
            telling = {k: v for k, v in measured.items() if k.endswith(TELLING) and k != "accuracy"}
            seconds = figures.pop("seconds")
            told = figures | {f"val_{k}": v for k, v in telling.items()} | {"seconds": seconds}
            known = {k: v for k, v in told.items() if not math.isnan(v) and k != "epoch"}
            shown = "  ".join(f"{name} {value:.4f}" for name, value in known.items())
            self._say(f"epoch {row.epoch}  {shown}")

    def progress(self, progress: Progress) -> None:
        """Move the bar."""
        if not self._bar.shown:
            return
        behind = f"  {progress.samples_per_second:,.0f} samples/s"
        if math.isfinite(progress.seconds_left):
            minutes, seconds = divmod(math.ceil(progress.seconds_left), 60)
            behind += f"  {minutes}:{seconds:02d} left"
        share = progress.batch / max(progress.batches, 1)
        self._bar.show(f"epoch {progress.epoch}/{progress.epochs}", share, behind)

    def close(self) -> None:
        """Take the bar away."""
        self._bar.clear()

    def _say(self, line: str) -> None:
        if not self._heard:
            return
        try:
            print(line, flush=True)
        except BrokenPipeError:
            self._heard = False


@contextmanager
def stopped_by_interrupt(inbox: Inbox) -> Iterator[threading.Event]:
    """Let Ctrl-C end a training in good order; a second one ends the program.

    What is given is set once it was pressed.
    """
    interrupted = threading.Event()
    if threading.current_thread() is not threading.main_thread():
        yield interrupted  # only the main thread hears signals
        return

    def stop(number: int, frame: FrameType | None) -> None:
        signal.signal(signal.SIGINT, signal.default_int_handler)
        interrupted.set()
        inbox.put(Stop())

    before = signal.signal(signal.SIGINT, stop)
    try:
        yield interrupted
    finally:
        signal.signal(signal.SIGINT, before)
