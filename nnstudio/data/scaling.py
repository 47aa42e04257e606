"""Scaling: how numbers of a data set become numbers that a network learns well from."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

import numpy as np

from nnstudio.core.errors import UserError
from nnstudio.core.layer import Array
from nnstudio.core.shapes import shape_text
from nnstudio.core.text import N_, Text
from nnstudio.data.dataset import DatasetInfo
from nnstudio.data.targets import target_values
from nnstudio.graph.data_plan import Column, DataPlan
from nnstudio.graph.signature import Signature

DIGITS = 6  # of fitted numbers: enough to scale by, short enough to read
LEAST_WIDTH = 1e-30
"""A feature that changes less counts as one that never does: nothing is multiplied by more."""


def fit_fill(
    info: DatasetInfo, training_samples: Array, uses: Sequence[Column] = ()
) -> tuple[float, ...]:
    """Return what stands for a missing number of each feature; empty where none can be missing.

    It is the median of the feature in the training samples, for categories the commonest one; of
    what is always missing 0.

    Parameters
    ----------
    uses
        What is made of the columns: where gaps are to be filled, other samples may have some.
    """
    if info.kind in ("image", "sound") or training_samples.dtype.kind != "f":
        return ()
    columns = _numbers(info, training_samples)
    missing = np.isnan(columns)
    if not missing.any() and all(column.missing == "drop" for column in uses):
        return ()
    empty = missing.all(axis=0)
    columns = np.where(empty, 0.0, columns)
    fill = np.nanmedian(columns, axis=0)
    widths = np.nanmax(columns, axis=0) - np.nanmin(columns, axis=0)
    for places in _categories(info):
        known = columns[~missing[:, places].any(axis=1)][:, places]
        if len(places) > 1:
            fill[places] = 0.0
            fill[places[int(known.sum(axis=0).argmax())]] = 1.0
        elif len(known):
            values, counts = np.unique(known, return_counts=True)
            fill[places] = values[counts.argmax()]
    return tuple(map(_short, fill.tolist(), widths.tolist()))


def _categories(info: DatasetInfo) -> list[list[int]]:
    """Return the places of the features that are the categories of one column."""
    columns: dict[str, list[int]] = {}
    for place, name in enumerate(info.signature.features):
        if name in info.unscaled:
            columns.setdefault(name.rpartition(" = ")[0] or name, []).append(place)
    return list(columns.values())


def fit_scaling(
    info: DatasetInfo, scaling: str, per_feature: bool, training_samples: Callable[[], Array]
) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Return the shift and scale of a scaling fitted to the training samples.

    A feature that never changes is only shifted. Missing numbers (NaN) do not count.

    Parameters
    ----------
    info
        The data set's card.
    scaling
        ``"none"``, ``"unit"`` or ``"standard"``.
    per_feature
        Whether each feature (the last axis; each pixel of a picture) gets values of its own.
    training_samples
        Gives the samples ``(n, *raw_shape)``; not called where the card says enough.
    """
    if scaling == "none":
        return (0.0,), (1.0,)
    if scaling == "unit" and info.value_range is not None:
        low, high = info.value_range
        return (low,), (1.0 / (high - low),)
    x = training_samples()
    columns = _numbers(info, x)
    if not per_feature:
        return _fitted(columns.reshape(-1, 1), scaling)
    shift, scale = _fitted(columns, scaling)
    untouched = [n for n, name in enumerate(info.signature.features) if name in info.unscaled]
    return _without(shift, untouched, 0.0), _without(scale, untouched, 1.0)


def fit_target_scaling(
    signature: Signature, scaling: str, y: Array
) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Return the shift and scale of all numbers of regression targets, fitted to training samples.

    Columns have one each; the numbers of a sequence or a picture share one. Both are empty where
    nothing is scaled.

    Parameters
    ----------
    y
        As for `nnstudio.data.targets.target_values`.
    """
    shifts: list[float] = []
    scales: list[float] = []
    numbers = [n for n, t in enumerate(signature.all_targets) if t.task == "regression"]
    if scaling == "none":
        return (), ()
    for number in numbers:
        values = target_values(y, signature, number)
        columns = values.reshape(-1, 1 if values.ndim > 2 else values[0].size)
        shift, scale = _fitted(columns, scaling)
        size = len(signature.places_of(number))
        shared = len(numbers) == 1 or size == len(shift)
        shifts += shift if shared else shift * size
        scales += scale if shared else scale * size
    return tuple(shifts), tuple(scales)


def _numbers(info: DatasetInfo, x: Array) -> Array:
    """Return samples as one row of numbers after the other, for what is fitted to each column.

    A picture is a row; of sequences each step is, but for those that only fill up the sequence.
    """
    if info.kind in ("image", "sound"):
        return x.reshape(len(x), -1)
    rows = x.reshape(-1, x.shape[-1])
    return rows[rows.any(axis=1)] if info.signature.padded and rows.any() else rows


def scaled(plan: DataPlan, raw: Array) -> Array:
    """Return samples ``(n, *raw_shape)`` as the network reads them.

    The result is float32 ``(n, *input_shape)``, C-contiguous and the caller's own. Of sequences
    that are padded (`Signature.padded`), steps of nothing but zeros stay so.
    """
    given = raw
    if plan.fill:
        raw = np.where(np.isnan(raw), np.array(plan.fill), raw)
    per_pixel = len(plan.shift) > raw.shape[-1]
    rows = raw.reshape(len(raw), -1) if per_pixel else raw
    x = np.empty(rows.shape, np.float32)
    shift, scale = np.array(plan.shift), np.array(plan.scale, np.float32)
    if len(shift) == len(scale) == 1:
        shift, scale = shift[0], scale[0]
    # Too large for float32 becomes infinite here; whoever takes samples from outside looks at it.
    with np.errstate(over="ignore", invalid="ignore"):
        if np.any(shift):
            np.subtract(rows, shift, out=x, dtype=np.float64, casting="unsafe")
            np.multiply(x, scale, out=x)
        else:
            np.multiply(rows, scale, out=x, dtype=np.float32, casting="unsafe")
    x = x.reshape(len(raw), *plan.signature.input_shape)
    if plan.signature.padded:
        x[~given.reshape(x.shape).any(axis=-1)] = 0
    return x


def apply_scaling(plan: DataPlan, raw: Array) -> Array:
    """Prepare samples that the user brings, as the training samples were prepared.

    Parameters
    ----------
    plan
        The project's data plan.
    raw
        ``(n, *raw_shape)`` or ``(n, *input_shape)`` in the data set's own units, such as
        ``(n, 28, 28)`` grey values 0 … 255 for digits.

    Returns
    -------
    float32 ``(n, *input_shape)``

    Raises
    ------
    UserError
        The shape is another one, or something in it is no number.
    """
    signature = plan.signature
    if raw.shape[1:] not in (signature.raw_shape, signature.input_shape) or raw.ndim == 0:
        raise UserError(
            Text(
                N_(
                    "The samples have the shape {got}; the network expects {expected}, where n is "
                    "the number of samples. A single sample needs n = 1 in front."
                ),
                got=shape_text(raw.shape) or "0",
                expected=f"n × {shape_text(signature.raw_shape)}",
            )
        )
    if raw.dtype.kind not in "uif":
        raise UserError(
            Text(
                N_("The samples are of the type {got}; they must be whole or decimal numbers."),
                got=str(raw.dtype),
            )
        )
    x = scaled(plan, raw)
    broken = len(x) - int(np.isfinite(x).all(axis=tuple(range(1, x.ndim))).sum())
    if broken:
        raise UserError(
            Text(
                N_(
                    "{count} of {total} samples hold values that are not a number, infinite or too "
                    "large. Replace them or leave these samples out."
                ),
                count=broken,
                total=len(x),
            )
        )
    return x


def _fitted(columns: Array, scaling: str) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Return a shift and a scale for each column."""
    if columns.dtype.kind == "f" and np.isnan(columns).any():
        pairs = [_fitted(_present(column), scaling) for column in columns.T]
        return tuple(pair[0][0] for pair in pairs), tuple(pair[1][0] for pair in pairs)
    if scaling == "unit":
        shift = columns.min(axis=0).astype(np.float64)
        width = columns.max(axis=0).astype(np.float64) - shift
    else:
        shift, width = _mean_and_deviation(columns)
        lowest = columns.min(axis=0)
        # The mean of equal numbers is not always that number to the last bit.
        constant = lowest == columns.max(axis=0)
        shift, width = np.where(constant, lowest, shift), np.where(constant, 0.0, width)
    scale = 1.0 / np.where(width > LEAST_WIDTH, width, 1.0)
    return tuple(map(_short, shift.tolist(), width.tolist())), rounded(scale)


def _present(column: Array) -> Array:
    """Return the numbers of a column that are not missing ``(n, 1)``; 0 where all are."""
    there = column[~np.isnan(column), np.newaxis]
    return there if len(there) else np.zeros((1, 1))


def _short(shift: float, width: float) -> float:
    """Return a shift with as many digits as its column needs: a year is not its century."""
    if width <= 0.0:
        return shift
    size = abs(shift) / width
    more = max(0, math.ceil(math.log10(size))) if size > 0.0 else 0
    return float(f"{shift:.{min(DIGITS + more, 17)}g}")


def _without(fitted: tuple[float, ...], places: Sequence[int], value: float) -> tuple[float, ...]:
    """Return what was fitted, with ``value`` at some places."""
    return tuple(value if n in places else found for n, found in enumerate(fitted))


def _mean_and_deviation(columns: Array) -> tuple[Array, Array]:
    mean = columns.mean(axis=0, dtype=np.float64)
    square = np.zeros_like(mean)
    for start in range(0, len(columns), 1 << 20):  # whole pictures as float64 would fill 100 MB
        part = columns[start : start + (1 << 20)] - mean
        square += (part * part).sum(axis=0)
    return mean, np.sqrt(square / len(columns))


def rounded(values: Array) -> tuple[float, ...]:
    """Return fitted numbers, short enough to read."""
    return tuple(float(f"{value:.{DIGITS}g}") for value in values)
