"""A look at a data set, computed beside the window."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from nnstudio.app.live.token_words import words_of
from nnstudio.app.panels.parts.sample_sheet import MOST_SAMPLES, as_pictures
from nnstudio.app.panels.parts.sample_table import ROWS as TABLE_ROWS
from nnstudio.app.widgets.figures import figure_text
from nnstudio.core.layer import Array
from nnstudio.core.shapes import size_of
from nnstudio.data import load_dataset
from nnstudio.data.dataset import Dataset
from nnstudio.data.feature_groups import feature_groups
from nnstudio.data.targets import class_target, target_values
from nnstudio.graph.data_plan import DataSource
from nnstudio.graph.signature import Signature

TEXTS, WINDOWS, POINTS = 4, 6, 3000
MOST_TOKENS = 300
MOST_FOLLOWING = 200
_SHOWN = {"image": MOST_SAMPLES, "sound": MOST_SAMPLES, "table": TABLE_ROWS}
_SHOWN |= {"text": TEXTS, "series": WINDOWS, "curve": POINTS}


@dataclass(frozen=True, eq=False)
class Preview:
    """What the data panel shows of a data set.

    Parameters
    ----------
    signature
        What the samples are.
    kind
        ``"image"``, ``"sound"``, ``"points"``, ``"curve"``, ``"table"``, ``"series"`` or
        ``"text"``.
    samples
        uint8 pictures ``(n, height, width)`` or ``(n, height, width, 3)``; points ``(n, 2)``; rows
        of a table ``(n, features)``; sequences ``(n, steps, features)``; token numbers
        ``(n, steps)``.
    labels
        The numbers of their classes ``(n,)``; all 0 where there are none.
    indices
        Which samples they are.
    captions
        The names of their classes; empty where there are none.
    following
        What is to be predicted behind each sequence ``(n, steps)``; empty: something else.
    rows
        Some samples of a table as they are written: features, then targets.
    ranges
        Smallest, middle and largest value of each feature of a table ``(3, features)``.
    words
        What each token number of a text stands for.
    heads
        The names of the features of a table, a column of categories being one.
    """

    signature: Signature
    kind: str
    samples: Array
    labels: Array
    indices: tuple[int, ...]
    captions: tuple[str, ...] = ()
    following: Array = field(default_factory=lambda: np.zeros((0, 0)))
    rows: tuple[tuple[str, ...], ...] = ()
    ranges: Array = field(default_factory=lambda: np.zeros((3, 0)))
    words: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()


def look_at(source: DataSource, draw: int) -> Preview:
    """Read a data set and choose samples to show; another ``draw`` chooses others."""
    data = load_dataset(source)
    info, signature = data.info, data.info.signature
    kind = kind_of(info.kind, signature)
    x = data.x_train
    count = min(_SHOWN.get(kind, len(x)), len(x))
    chosen = np.arange(len(x))
    if kind != "points":
        chosen = np.random.default_rng(draw).choice(len(x), count, replace=False)
    number = class_target(signature)
    labels, captions = np.zeros(len(chosen), np.int64), ("",) * len(chosen)
    if number is not None:
        labels = target_values(data.y_train[chosen], signature, number)
        classes = signature.all_targets[number].classes
        captions = tuple(classes[label] for label in labels.tolist())
    indices = tuple(chosen.tolist())
    if kind == "table":
        rows = _written(data, chosen)
        heads = tuple(group.name for group in feature_groups(signature, data.findings.columns))
        return Preview(
            signature,
            kind,
            x,
            labels,
            indices,
            captions,
            rows=rows,
            ranges=_ranges(x),
            heads=heads or signature.features,
        )
    samples = x[chosen]
    if kind in ("image", "sound"):
        bounds = info.value_range or (float(samples.min()), float(samples.max()))
        samples = as_pictures(samples, bounds)
    if kind == "curve":
        told = data.y_train[chosen].reshape(len(chosen), -1)[:, :1]
        samples, ranges = np.concatenate([samples, told], axis=1), _ranges(x)
        return Preview(signature, kind, samples, labels, indices, captions, ranges=ranges)
    if kind == "series":
        samples = samples.reshape(len(samples), samples.shape[1], -1)
        following = _following(data, chosen)
        return Preview(signature, kind, samples, labels, indices, captions, following)
    if kind == "text":
        words = words_of(data.info.signature, data.findings.columns or source.columns)
        samples = samples[:, :MOST_TOKENS]
        return Preview(signature, kind, samples, labels, indices, captions, words=words)
    return Preview(signature, kind, samples, labels, indices, captions)


def kind_of(kind: str, signature: Signature) -> str:
    """Return how samples are shown, by the kind that their card says and what they are."""
    targets = signature.all_targets
    if kind == "table" and signature.raw_shape == (1,) and len(targets) == 1:
        one = targets[0].task == "regression" and size_of(targets[0].shape) == 1
        return "curve" if one else kind
    if kind == "table" and len(signature.raw_shape) > 1:
        return "series"
    return kind


def _following(data: Dataset, chosen: Array) -> Array:
    """Return what is to be told of each sequence, where it is the sequence itself, going on."""
    signature = data.info.signature
    targets = signature.all_targets
    sizes = [size_of(t.shape) for t in targets]
    ahead = data.info.split == "time" or signature.target_name in (*signature.features, "next")
    alone = len(targets) == 1 and targets[0].task == "regression"
    if not (ahead and alone) or sizes[0] > MOST_FOLLOWING:
        return np.zeros((len(chosen), 0))
    return target_values(data.y_train[chosen], signature, 0).reshape(len(chosen), -1)


def _ranges(x: Array) -> Array:
    """Return smallest, middle and largest value of each column; missing numbers do not count."""
    columns = (column[np.isfinite(column)] for column in x.reshape(len(x), -1).T)
    return np.array(
        [(c.min(), np.median(c), c.max()) if c.size else (0.0, 0.0, 0.0) for c in columns]
    ).T.reshape(3, -1)


def _written(data: Dataset, chosen: Array) -> tuple[tuple[str, ...], ...]:
    """Return samples of a table as people read them."""
    signature = data.info.signature
    x = data.x_train[chosen]
    columns = [
        [_category(group.categories, value) for value in group.values(x).tolist()]
        for group in feature_groups(signature, data.findings.columns)
    ] or [[figure_text(value) for value in column] for column in x.T.tolist()]
    for number, target in enumerate(signature.all_targets):
        values = target_values(data.y_train[chosen], signature, number).reshape(len(chosen), -1)
        for column in values.T.tolist():
            names = target.classes
            columns.append([names[v] if names else figure_text(v) for v in column])
    return tuple(zip(*columns, strict=True))


def _category(categories: tuple[str, ...], value: float) -> str:
    if categories and 0 <= value < len(categories):
        return categories[int(value)]
    return figure_text(value)
