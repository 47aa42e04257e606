"""What a report says of the outputs of a network: their figures, their losses, their targets."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from PySide6.QtCore import QCoreApplication

from nnstudio.app.panels.parts.output_heads import OutputHead, output_heads
from nnstudio.app.panels.parts.output_report import metric_text
from nnstudio.app.panels.parts.run_figures import BLANK, number_text
from nnstudio.app.rendering.report import Block, Facts, Grid
from nnstudio.app.rendering.setting_words import setting_words
from nnstudio.app.translate import tr_text
from nnstudio.engine.figure_names import figure_label, metric_label
from nnstudio.engine.run_log import RunLog
from nnstudio.graph.analysis import Analysis
from nnstudio.metrics import all_metrics

translate = QCoreApplication.translate
MOST_COLUMNS = 5
"""So many outputs have their figures side by side."""


def heads_of(analysis: Analysis) -> tuple[OutputHead, ...]:
    """Return the outputs; none where the drawing has problems."""
    return output_heads(analysis) if analysis.ready else ()


def metric_blocks(log: RunLog, heads: tuple[OutputHead, ...]) -> Iterator[Block]:
    """Give the metrics as they were measured last: in a table where there are several outputs."""
    values = {}
    for name in log.metric_names:
        measured = log.metric(name)
        measured = measured[np.isfinite(measured)]
        if len(measured):
            values[name] = float(measured[-1])
    several = len(heads) > 1
    known = {head.planned.name: head for head in heads}
    if several and all(name.rpartition("/")[0] in known for name in values):
        yield from _side_by_side(values, heads)
        return
    unit = heads[0].unit if len(heads) == 1 else ""
    text = translate("Report", "{figure} (validation)")
    rows = tuple(
        (text.format(figure=tr_text(metric_label(name))), _written(name, value, unit))
        for name, value in values.items()
        if name != "accuracy"  # it stands large above
    )
    if rows:
        yield Facts(rows)


def figure_words(watch: str, heads: tuple[OutputHead, ...]) -> str:
    """Return what a figure that can be watched is called, with the title of its output."""
    output, _, metric = watch.removeprefix("val_").rpartition("/")
    title = next((head.title for head in heads if head.planned.name == output), "")
    if not output or not title:
        return tr_text(figure_label(watch))
    return tr_text(figure_label(f"val_{metric}" if watch.startswith("val_") else metric)) + (
        f" · {title}"
    )


def loss_blocks(heads: tuple[OutputHead, ...]) -> Iterator[Block]:
    """Give what each of several outputs is compared with, by which loss, and what it weighs."""
    if len(heads) < 2:
        return
    heading = (
        translate("Report", "Output"),
        translate("Report", "Compared with"),
        translate("Report", "Loss"),
        translate("Report", "Weight"),
    )
    rows = tuple(
        (
            head.title,
            _compared(head),
            setting_words(head.planned.loss),
            f"{head.planned.weight:g}",
        )
        for head in heads
    )
    yield Grid(heading, rows, 3)


def _side_by_side(values: dict[str, float], heads: tuple[OutputHead, ...]) -> Iterator[Grid]:
    for start in range(0, len(heads), MOST_COLUMNS):
        shown = heads[start : start + MOST_COLUMNS]
        names = [head.planned.name for head in shown]
        found = {name: v for name, v in values.items() if name.rpartition("/")[0] in names}
        metrics = dict.fromkeys(name.rpartition("/")[2] for name in found)
        rows = tuple(
            (
                tr_text(metric_label(metric)),
                *(
                    _written(metric, found[place], head.unit)
                    if (place := f"{head.planned.name}/{metric}") in found
                    else BLANK
                    for head in shown
                ),
            )
            for metric in metrics
        )
        if rows:
            first = translate("Report", "Validation")
            yield Grid((first, *(head.title for head in shown)), rows, 1)


def _written(name: str, value: float, unit: str) -> str:
    metric = all_metrics().get(name.rpartition("/")[2])
    return number_text(value) if metric is None else metric_text(metric, value, unit)


def _compared(head: OutputHead) -> str:
    """Return what an output is compared with: the names and units, or the number of classes."""
    if head.classes:
        name, count = head.targets[0].name, f"{len(head.classes):,}"
        if not name:
            return translate("Report", "{count} classes").format(count=count)
        return translate("Report", "{name}: {count} classes").format(name=name, count=count)
    units = dict(zip(head.names, head.units, strict=True))
    return ", ".join(f"{name} ({unit})" if unit else name for name, unit in units.items())
