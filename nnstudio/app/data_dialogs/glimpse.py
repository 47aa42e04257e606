"""A few samples of a data set, chosen to be looked at."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from nnstudio.app.widgets.figures import figure_text
from nnstudio.core.layer import Array
from nnstudio.core.shapes import size_of
from nnstudio.data.dataset import Dataset
from nnstudio.data.targets import class_target, target_values
from nnstudio.graph.signature import Signature

MOST_PICTURES = 24
MOST_POINTS = 800
MOST_ROWS = 8
MOST_LINES = 4
MOST_STEPS = 600
MOST_LETTERS = 600


@dataclass(frozen=True, eq=False)
class Glimpse:
    """What is shown of a data set; a field is empty where its kind has none.

    Parameters
    ----------
    kind
        ``"image"``, ``"sound"``, ``"points"``, ``"function"``, ``"table"``, ``"series"`` or
        ``"text"``.
    pictures, captions
        Samples as uint8 ``(height, width)`` or ``(height, width, 3)``, and what each is.
    points, labels
        Places ``(n, 2)`` and the class of each ``(n,)``.
    lines
        Quantities over their steps, each ``(steps,)``.
    heads, rows
        The names of the columns, and some samples as they are written.
    targets
        How many of the last columns are what is to be told.
    text
        The beginning of a text.
    """

    kind: str
    pictures: tuple[Array, ...] = ()
    captions: tuple[str, ...] = ()
    points: Array = field(default_factory=lambda: np.zeros((0, 2)))
    labels: Array = field(default_factory=lambda: np.zeros(0, np.int64))
    lines: tuple[Array, ...] = ()
    heads: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    targets: int = 0
    text: str = ""


def glimpse_of(data: Dataset) -> Glimpse:
    """Choose samples of the training part to show; reads the data set."""
    info, signature = data.info, data.info.signature
    x = data.x_train
    if info.kind in ("image", "sound"):
        chosen = _spread(data, MOST_PICTURES)
        low, high = info.value_range or _range(x[chosen])
        pictures = tuple(_as_picture(each, low, high) for each in x[chosen])
        if info.kind == "sound":
            pictures = tuple(np.ascontiguousarray(each.T[::-1]) for each in pictures)
        return Glimpse(info.kind, pictures, _class_names(data, chosen))
    if info.kind == "text":
        return _glimpse_of_text(data)
    if info.kind == "series" or x.ndim > 2:
        return _glimpse_of_series(data)
    if info.kind == "points":
        return Glimpse("points", points=x[:MOST_POINTS], labels=_classes(data)[:MOST_POINTS])
    if _is_function(signature):
        chosen = np.arange(min(len(x), MOST_POINTS))
        points = np.stack([x[chosen, 0], data.y_train[chosen].reshape(-1)], axis=1)
        return Glimpse("function", points=points, labels=np.zeros(len(chosen), np.int64))
    return _glimpse_of_table(data)


def _is_function(signature: Signature) -> bool:
    """Return whether one number is to be told from one other."""
    targets = signature.all_targets
    alone = len(targets) == 1 and targets[0].task == "regression"
    return alone and size_of(targets[0].shape) == 1 and signature.raw_shape == (1,)


def _glimpse_of_table(data: Dataset) -> Glimpse:
    signature = data.info.signature
    chosen = np.sort(_spread(data, MOST_ROWS))
    values = data.x_train[chosen]
    heads = signature.features or tuple(f"x{n + 1}" for n in range(values.shape[1]))
    names, columns = _written(heads, values)
    told = 0
    for number, target in enumerate(signature.all_targets):
        answers = target_values(data.y_train[chosen], signature, number).reshape(len(chosen), -1)
        for place, column in enumerate(answers.T.tolist()):
            columns.append(
                [target.classes[v] if target.classes else figure_text(v) for v in column]
            )
            names.append(target.name if answers.shape[1] == 1 else f"{target.name} {place + 1}")
            told += 1
    rows = tuple(zip(*columns, strict=True))
    points, labels = _plane(data)
    return Glimpse(
        "table", heads=tuple(names), rows=rows, targets=told, points=points, labels=labels
    )


def _written(heads: tuple[str, ...], values: Array) -> tuple[list[str], list[list[str]]]:
    """Return the columns of some rows as people read them, those of one category as one."""
    names: list[str] = []
    columns: list[list[str]] = []
    for head, column in zip(heads, values.T.tolist(), strict=True):
        name, is_category, category = head.partition(" = ")
        if not is_category:
            names.append(name)
            columns.append([figure_text(value) for value in column])
            continue
        if not names or names[-1] != name:
            names.append(name)
            columns.append([""] * len(values))
        columns[-1] = [
            category if v else before for v, before in zip(column, columns[-1], strict=True)
        ]
    return names, columns


def _plane(data: Dataset) -> tuple[Array, Array]:
    """Return the two measured columns in which samples differ most, as points."""
    chosen = np.arange(min(len(data.x_train), MOST_POINTS))
    x = data.x_train[chosen].astype(np.float64)
    y = data.y_train[chosen].reshape(len(chosen), -1).astype(np.float64)
    if class_target(data.info.signature) is None:
        x = np.concatenate([x, y[:, :1]], axis=1)
    # Columns of few values make stripes, not a cloud.
    variety = np.array([len(np.unique(column[np.isfinite(column)])) for column in x.T])
    if class_target(data.info.signature) is None:
        variety[-1] = x.size
    best = np.sort(np.argsort(-variety, kind="stable")[:2])
    if len(best) < 2:
        return np.zeros((0, 2)), np.zeros(0, np.int64)
    points = x[:, best]
    whole = np.isfinite(points).all(axis=1)
    return points[whole], _classes(data)[chosen][whole]


def _glimpse_of_series(data: Dataset) -> Glimpse:
    x = data.x_train
    x = x.reshape(len(x), x.shape[1], -1)
    if class_target(data.info.signature) is None and data.info.split == "time":
        # Windows one after the other are the series itself.
        whole = np.concatenate([x[:-1, 0, 0], x[-1, :, 0]])
        return Glimpse("series", lines=(whole[-MOST_STEPS:],))
    chosen = _spread(data, MOST_LINES)
    lines = tuple(x[place, :MOST_STEPS, 0] for place in chosen)
    return Glimpse("series", lines=lines, captions=_class_names(data, chosen))


def _glimpse_of_text(data: Dataset) -> Glimpse:
    words = _vocabulary(data)
    chosen = _spread(data, 5)
    between = "" if all(len(word) <= 1 for word in words[2:]) else " "
    lines = []
    for place, caption in zip(chosen, _class_names(data, chosen), strict=True):
        tokens = [token for token in data.x_train[place].ravel().tolist() if token > 0]
        line = between.join(
            words[t] if t < len(words) else "\N{REPLACEMENT CHARACTER}" for t in tokens
        )
        lines.append(f"{caption}: {line}" if caption else line.strip("\n"))
    return Glimpse("text", text="\n".join(lines)[:MOST_LETTERS])


def _vocabulary(data: Dataset) -> tuple[str, ...]:
    """Return what each token number stands for."""
    signature = data.info.signature
    for target in signature.all_targets:
        if len(target.classes) == signature.tokens:
            return ("", "\N{REPLACEMENT CHARACTER}", *target.classes[2:])
    for column in data.findings.columns:
        if len(column.categories) == signature.tokens - 2:
            return ("", "\N{REPLACEMENT CHARACTER}", *column.categories)
    return ()


def _spread(data: Dataset, count: int) -> Array:
    """Return the numbers of some samples: of each class about as many, in turn."""
    labels = _classes(data)
    order = np.argsort(labels, kind="stable")
    counts = np.bincount(labels[order]) if len(labels) else np.zeros(1, np.int64)
    starts = np.cumsum(counts) - counts
    found: list[int] = []
    turn = 0
    while len(found) < min(count, len(labels)):
        for start, size in zip(starts.tolist(), counts.tolist(), strict=True):
            if turn < size and len(found) < count:
                found.append(int(order[start + turn]))
        turn += 1
    return np.array(found, np.int64)


def _classes(data: Dataset) -> Array:
    """Return the class of each training sample ``(n,)``; all 0 where there are none."""
    number = class_target(data.info.signature)
    if number is None:
        return np.zeros(len(data.x_train), np.int64)
    return target_values(data.y_train, data.info.signature, number)


def _class_names(data: Dataset, chosen: Array) -> tuple[str, ...]:
    number = class_target(data.info.signature)
    if number is None:
        return ("",) * len(chosen)
    classes = data.info.signature.all_targets[number].classes
    return tuple(classes[label] for label in _classes(data)[chosen].tolist())


def _as_picture(sample: Array, low: float, high: float) -> Array:
    if sample.ndim == 3 and sample.shape[2] != 3:
        sample = sample[:, :, 0]
    share = (sample.astype(np.float32) - low) / max(high - low, 1e-9)
    return np.clip(share * 255, 0, 255).astype(np.uint8)


def _range(samples: Array) -> tuple[float, float]:
    return float(np.nanmin(samples)), float(np.nanmax(samples))
