"""Everything that is known of the course of runs, as one table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from nnstudio.app.plots.view_file import Table
from nnstudio.engine.run_arrays import EPOCH_FIGURES
from nnstudio.engine.run_log import RunLog

MOST_STEPS = 8192
"""Of a longer run, the steps are means of equally long stretches."""


def loss_table(log: RunLog, past: Sequence[tuple[str, RunLog]] = ()) -> Table:
    """Return the figures of all epochs, then those of the steps; of the present run and others.

    Parameters
    ----------
    past
        The name and the record of each run of before.
    """
    metrics = tuple(dict.fromkeys(m for r in (log, *(r for _, r in past)) for m in r.metric_names))
    heading = (*EPOCH_FIGURES, *metrics, "batch_loss", "batch_accuracy", "run")
    runs = (("", log), *past)
    return heading, (row for name, run in runs for row in _rows(run, metrics, name))


def _rows(log: RunLog, metrics: tuple[str, ...], name: str) -> Iterator[Sequence[object]]:
    columns = [log.epoch_column(figure).tolist() for figure in EPOCH_FIGURES]
    nothing = [""] * len(columns[0])
    known = log.metric_names
    columns += [log.metric(m).tolist() if m in known else nothing for m in metrics]
    for row in zip(*columns, strict=True):
        yield (int(row[0]), int(row[1]), *row[2:], "", "", name)
    loss, accuracy = (log.curve(column, most=MOST_STEPS) for column in ("loss", "accuracy"))
    blank = ("",) * (len(EPOCH_FIGURES) - 2 + len(metrics))
    for step, a, b in zip(
        loss.middles.tolist(), loss.mean.tolist(), accuracy.mean.tolist(), strict=True
    ):
        yield ("", int(step) if step.is_integer() else step, *blank, a, b, name)
