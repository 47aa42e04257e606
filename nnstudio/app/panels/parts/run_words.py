"""What the list of runs says about a run, written out for people."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Mapping, Sequence
from datetime import datetime

from PySide6.QtCore import QCoreApplication, QDate, QDateTime, QLocale

from nnstudio.app.panels.parts.run_figures import BLANK, number_text
from nnstudio.app.translate import tr_text
from nnstudio.engine.past_run import KeptCheckpoint, PastRun
from nnstudio.graph.differences import Difference, differences
from nnstudio.graph.project import Project

FIGURES = ("train_loss", "val_loss", "train_accuracy", "val_accuracy")


def last_figures(run: PastRun) -> tuple[float, float, float, float]:
    """Return the losses and accuracies of a run's last epoch, NaN where there are none."""
    row = run.log.last_epoch
    if row is None:
        steps = run.log.loss[-50:]
        return (float(steps.mean()) if len(steps) else math.nan, *(math.nan,) * 3)
    return row.train_loss, row.val_loss, row.train_accuracy, row.val_accuracy


def pair_text(train: float, validation: float, percent: bool) -> str:
    """Return two figures, such as "0.12 / 0.15" or "97.1 / 95.0 %"; empty where there are none."""
    if math.isnan(train) and math.isnan(validation):
        return ""
    if percent:
        pair = (BLANK if math.isnan(v) else f"{100 * v:.1f}" for v in (train, validation))
        return f"{' / '.join(pair)} %"
    return " / ".join(BLANK if math.isnan(v) else number_text(v) for v in (train, validation))


def when_text(started: str) -> str:
    """Return when a run began: today only the time."""
    try:
        moment = datetime.fromisoformat(started).astimezone()
    except ValueError:
        return ""
    local = QDateTime.fromSecsSinceEpoch(int(moment.timestamp()))
    locale, short = QLocale(), QLocale.FormatType.ShortFormat
    if local.date() == QDate.currentDate():
        return locale.toString(local.time(), short)
    return locale.toString(local, short)


def length_text(run: PastRun) -> str:
    """Return how long a run is, such as "10 epochs · 2,400 steps"."""
    text = QCoreApplication.translate("RunWords", "{epochs} epochs · {steps} steps")
    return text.format(epochs=f"{run.log.epochs:,}", steps=f"{run.log.steps:,}")


def origin_text(run: PastRun) -> str:
    """Return where a run began, with what became of the optimiser; empty: at the beginning."""
    origin = run.origin
    if origin is None:
        return ""
    if origin.exact:
        text = QCoreApplication.translate("RunWords", "Branched from {run} at step {step}")
    else:
        text = QCoreApplication.translate(
            "RunWords", "Branched from {run} at step {step}; the optimiser began anew"
        )
    return text.format(run=origin.name, step=f"{origin.step:,}")


def kept_text(kept: KeptCheckpoint) -> str:
    """Return where a named checkpoint lies, and the figures there."""
    text = QCoreApplication.translate("RunWords", "step {step}").format(step=f"{kept.step:,}")
    loss = pair_text(kept.train_loss, kept.val_loss, percent=False)
    accuracy = pair_text(kept.train_accuracy, kept.val_accuracy, percent=True)
    return " · ".join(part for part in (text, loss, accuracy) if part)


def difference_lines(before: Project, after: Project) -> list[str]:
    """Return what is different in ``after``, a line for each setting."""
    return [_line(found) for found in differences(before, after, ends=True)]


def _line(found: Difference) -> str:
    if found.before is None:
        return QCoreApplication.translate("RunWords", "+ {owner}").format(
            owner=tr_text(found.owner)
        )
    if found.after is None:
        return QCoreApplication.translate("RunWords", "− {owner}").format(
            owner=tr_text(found.owner)
        )
    return tr_text(found.text)


def table_bytes(runs: Sequence[PastRun], before: Mapping[str, PastRun]) -> bytes:
    """Return the runs as a table that every spreadsheet reads.

    Parameters
    ----------
    before
        For the id of a run the one that it is compared with.
    """
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    lengths = ("epochs", "steps")
    writer.writerow(("name", "started", *lengths, *FIGURES, "origin", "changed", "notes"))
    for run in runs:
        figures = ("" if math.isnan(f) else f"{f:.9g}" for f in last_figures(run))
        earlier = before.get(run.id)
        changed = difference_lines(earlier.project, run.project) if earlier is not None else []
        words = origin_text(run), "; ".join(changed), run.notes
        writer.writerow((run.name, run.started, run.log.epochs, run.log.steps, *figures, *words))
    return stream.getvalue().encode("utf-8")
