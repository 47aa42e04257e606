"""A look at a data set, computed beside the window."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from nnstudio.app.panels.parts.sample_sheet import COLUMNS, ROWS, as_grey
from nnstudio.app.panels.parts.sample_table import ROWS as TABLE_ROWS
from nnstudio.core.layer import Array
from nnstudio.data import load_dataset
from nnstudio.data.dataset import Dataset
from nnstudio.data.targets import class_target, target_values
from nnstudio.graph.data_plan import DataSource


@dataclass(frozen=True, eq=False)
class Preview:
    """What the data panel shows of a data set.

    Parameters
    ----------
    kind
        ``"image"``, ``"points"`` or ``"table"``.
    samples
        uint8 pictures ``(n, height, width)``, or points and rows of a table ``(n, features)``.
    labels
        The numbers of their classes ``(n,)``; all 0 where there are none.
    indices
        Which samples they are.
    counts
        How many samples of each class there are to learn from ``(classes,)``.
    rows
        Some samples of a table as they are written: features, then targets.
    """

    kind: str
    samples: Array
    labels: Array
    indices: tuple[int, ...]
    counts: Array
    rows: tuple[tuple[str, ...], ...] = ()


def look_at(source: DataSource, draw: int) -> Preview:
    """Read a data set and choose samples to show; another ``draw`` chooses others."""
    data = load_dataset(source)
    info = data.info
    number = class_target(info.signature)
    labels, counts = np.zeros(len(data.x_train), np.int64), np.zeros(0, np.int64)
    if number is not None:
        labels = target_values(data.y_train, info.signature, number)
        classes = info.signature.all_targets[number].classes
        counts = np.bincount(labels, minlength=len(classes))
    every = np.arange(len(data.x_train))
    shown = {"image": COLUMNS * ROWS, "table": TABLE_ROWS}.get(info.kind, len(every))
    chosen = every
    if info.kind != "points":
        count = min(shown, len(every))
        chosen = np.random.default_rng(draw).choice(every, count, replace=False)
    if info.kind == "table":
        rows = _written(data, chosen)
        return Preview("table", data.x_train, labels, tuple(every.tolist()), counts, rows)
    samples = data.x_train[chosen]
    if info.kind == "image":
        samples = as_grey(samples, info.value_range or (0.0, 1.0))
    return Preview(info.kind, samples, labels[chosen], tuple(chosen.tolist()), counts)


def _written(data: Dataset, chosen: Array) -> tuple[tuple[str, ...], ...]:
    """Return samples of a table as people read them."""
    signature = data.info.signature
    columns = [[_figure(value) for value in column] for column in data.x_train[chosen].T.tolist()]
    for number, target in enumerate(signature.all_targets):
        values = target_values(data.y_train[chosen], signature, number).reshape(len(chosen), -1)
        for column in values.T.tolist():
            names = target.classes
            columns.append([names[v] if names else _figure(v) for v in column])
    return tuple(zip(*columns, strict=True))


def _figure(value: float) -> str:
    return f"{value:.4g}"
