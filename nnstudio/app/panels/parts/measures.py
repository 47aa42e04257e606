"""What each step of the preparation does to the data, in figures; computed beside the window."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from nnstudio.core.layer import Array
from nnstudio.core.shapes import size_of
from nnstudio.data import load_dataset
from nnstudio.data.added import with_added
from nnstudio.data.dataset import Dataset
from nnstudio.data.scaling import scaled
from nnstudio.data.split import Parts, split_samples
from nnstudio.data.targets import class_target, relabelled, target_values, weighted_target
from nnstudio.graph.data_plan import DataPlan

BINS = 40
MOST_VALUES = 400_000
"""So many numbers a histogram counts at most; of more a part, evenly spread."""
ALL, FEATURE, TARGET = "all", "feature", "target"
PADDING, UNKNOWN = 0, 1


@dataclass(frozen=True)
class Missing:
    """A column in which values are missing.

    Parameters
    ----------
    count
        How many.
    treatment
        What is done about it: ``"drop"``, ``"fill"`` or ``"flag"``.
    fill
        What stands for them; None where rows are left out, or where it is no number.
    """

    name: str
    count: int
    treatment: str
    fill: float | None


@dataclass(frozen=True, eq=False)
class Measures:
    """What a plan makes of its data.

    Parameters
    ----------
    parts
        How many samples are for training, validation and test.
    left_out, unused
        How many the user has left out, and how many lie in the gap of a split by time.
    missing
        The columns in which values are missing.
    classes, class_counts
        The classes that can be weighted and how many training samples each has.
    padding, unknown
        Which shares of the tokens of training texts are padding and unknown.
    gap
        How many windows lie between two parts because they share steps.
    """

    parts: tuple[int, int, int]
    left_out: int
    unused: int
    missing: tuple[Missing, ...]
    classes: tuple[str, ...]
    class_counts: Array
    padding: float = 0.0
    unknown: float = 0.0
    gap: int = 0


@dataclass(frozen=True, eq=False)
class Bars:
    """How numbers are spread.

    Parameters
    ----------
    counts
        How many lie in each of equally wide bins from ``low`` to ``high``.
    """

    counts: Array
    low: float
    high: float
    mean: float
    deviation: float


@dataclass(frozen=True, eq=False)
class Spread:
    """How some numbers are spread before and after scaling, and how many samples were looked at."""

    before: Bars
    after: Bars
    samples: int


def measure(plan: DataPlan) -> Measures:
    """Return what a plan makes of its data.

    Raises
    ------
    UserError
        The data cannot be read.
    """
    data, plan = _read(plan)
    parts = split_samples(data, plan)
    sizes = len(parts.training), len(parts.validation), len(parts.test)
    left_out = sum(place < data.count for place in plan.left_out)
    classes, counts = _balance(data, plan, parts)
    padding, unknown = _shares_of_tokens(data, parts)
    return Measures(
        sizes,
        left_out,
        data.count - sum(sizes) - left_out,
        _missing(data, plan, parts),
        classes,
        counts,
        padding,
        unknown,
        data.findings.gap,
    )


def count_classes(plan: DataPlan) -> Array:
    """Return how many samples of each class each part has ``(3, classes)``."""
    data, plan = _read(plan)
    parts = split_samples(data, plan)
    number = class_target(plan.signature)
    assert number is not None
    classes = len(plan.signature.all_targets[number].classes)
    counts = []
    for places in (parts.training, parts.validation, parts.test):
        y = relabelled(data.labels(places), places, plan)
        labels = target_values(y, plan.signature, number)
        counts.append(np.bincount(labels[labels >= 0], minlength=classes))
    return np.stack(counts)


def spread_of(plan: DataPlan, which: str, place: int) -> Spread:
    """Return how a feature, a target or all numbers of the training part are spread.

    Parameters
    ----------
    which
        `ALL` numbers, a `FEATURE` or a number of the `TARGET`s.
    place
        The number of the feature, or of the regression target's number.
    """
    data, plain = _read(plan)
    training = split_samples(data, plan).training
    size = 1 if which == TARGET else max(data.x_train[:1].size, 1)
    step = -(-len(training) * size // MOST_VALUES) or 1
    chosen = training[::step]
    if which == TARGET:
        # Where samples are their own target their numbers come first.
        own = size_of(plan.signature.input_shape) if plan.reconstruct else 0
        raw = _target_numbers(data, plain, chosen)[:, place - own]
        prepared = _scaled_target(plan, raw, place)
    else:
        x = data.samples(chosen)
        raw, prepared = x, scaled(plan, x)
        if which == FEATURE:
            raw, prepared = raw[..., place], prepared[..., place]
    return Spread(_bars(raw), _bars(prepared), len(chosen))


def _read(plan: DataPlan) -> tuple[Dataset, DataPlan]:
    """Return the data of a plan, and the plan without the samples as their own target."""
    data = with_added(load_dataset(plan.source), plan.added)
    return data, replace(plan, signature=data.info.signature)


def _target_numbers(data: Dataset, plan: DataPlan, places: Array) -> Array:
    """Return the numbers of all regression targets ``(n, numbers)``, in own units."""
    y = data.labels(places)
    columns = [
        target_values(y, plan.signature, number).reshape(len(places), -1)
        for number, target in enumerate(plan.signature.all_targets)
        if target.task == "regression"
    ]
    return np.concatenate(columns, axis=1).astype(np.float64)


def _scaled_target(plan: DataPlan, raw: Array, place: int) -> Array:
    if not plan.target_scale:
        return raw
    at = place if len(plan.target_scale) > 1 else 0
    found: Array = (raw - (plan.target_shift or (0.0,))[at]) * plan.target_scale[at]
    return found


def _bars(values: Array) -> Bars:
    numbers = values.ravel()
    numbers = numbers[np.isfinite(numbers)] if numbers.dtype.kind == "f" else numbers
    if not numbers.size:
        return Bars(np.zeros(BINS, np.int64), 0.0, 0.0, 0.0, 0.0)
    low, high = float(numbers.min()), float(numbers.max())
    whole = low.is_integer() and high.is_integer() and high - low < BINS
    if whole and numbers.dtype.kind == "f":
        whole = bool((numbers == np.rint(numbers)).all())
    bins = int(high - low) + 1 if whole else BINS
    edge = 0.5 if whole else 0.0
    counts, _ = np.histogram(numbers, bins, (low - edge, high + edge))
    mean, deviation = numbers.mean(dtype=np.float64), numbers.std(dtype=np.float64)
    return Bars(counts, low, high, float(mean), float(deviation))


def _balance(data: Dataset, plan: DataPlan, parts: Parts) -> tuple[tuple[str, ...], Array]:
    number = weighted_target(plan.signature)
    if number is None:
        return (), np.zeros(0, np.int64)
    classes = plan.signature.all_targets[number].classes
    y = relabelled(data.labels(parts.training), parts.training, plan)
    labels = target_values(y, plan.signature, number)
    return classes, np.bincount(labels[labels >= 0], minlength=len(classes))


def _missing(data: Dataset, plan: DataPlan, parts: Parts) -> tuple[Missing, ...]:
    features = plan.signature.features
    fills = dict(zip(features, plan.fill, strict=False)) if plan.fill else {}
    found = data.findings
    if found.missing:
        return tuple(
            Missing(column.name, count, column.missing, fills.get(column.name))
            for column, count in zip(found.columns, found.missing, strict=True)
            if count and column.role not in ("ignored", "split")
        )
    if not plan.fill:
        return ()
    x = data.samples(parts.training)
    counts = np.isnan(x.reshape(-1, x.shape[-1])).sum(axis=0).tolist()
    names = features or tuple(f"x{n + 1}" for n in range(len(counts)))
    return tuple(
        Missing(name, count, "fill", fill)
        for name, count, fill in zip(names, counts, plan.fill, strict=True)
        if count
    )


def _shares_of_tokens(data: Dataset, parts: Parts) -> tuple[float, float]:
    if not data.info.signature.tokens or not len(parts.training):
        return 0.0, 0.0
    step = -(-len(parts.training) * data.x_train[:1].size // MOST_VALUES) or 1
    tokens = data.samples(parts.training[::step])
    padding = float((tokens == PADDING).mean())
    return padding, float((tokens == UNKNOWN).sum() / max(int((tokens != PADDING).sum()), 1))
