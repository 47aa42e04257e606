"""The columns of a series as windows: what is seen, and what comes next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from nnstudio.core.errors import UserError
from nnstudio.core.layer import Array
from nnstudio.core.text import N_, Text
from nnstudio.data.readers.room import most_bytes
from nnstudio.data.readers.series_options import SeriesOptions
from nnstudio.graph.data_plan import Column
from nnstudio.graph.signature import Signature, Target

FEWEST_WINDOWS = 3
_BYTES_EACH = 8  # of a number, in own units


@dataclass(frozen=True, eq=False)
class Windows:
    """The samples of a series.

    Parameters
    ----------
    x
        ``(n, window, features)``, a view that takes no room unless some windows are left out.
    y
        ``(n,)``, or ``(n, numbers)`` with the horizon of each target one after the other.
    rows
        For each the place of the first step to be predicted, in the order of time ``(n,)``.
    left_out
        How many windows were left out because something in them is missing.
    """

    x: Array
    y: Array
    rows: Array
    left_out: int


def input_columns(columns: Sequence[Column], options: SeriesOptions) -> list[Column]:
    """Return the columns that the network reads."""
    roles = ("feature", "target") if options.inputs_include_target else ("feature",)
    return [column for column in columns if column.role in roles]


def input_names(
    columns: Sequence[Column], options: SeriesOptions
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the names of the features, and of those that are not to be scaled."""
    read = input_columns(columns, options)
    flags = tuple(f"{column.name} (missing)" for column in read if column.missing == "flag")
    return (*(_named(column, options) for column in read), *flags), flags


def signature_of(columns: Sequence[Column], options: SeriesOptions) -> Signature:
    """Return what a network can know of the windows."""
    names, _ = input_names(columns, options)
    targets = [column for column in columns if column.role == "target"]
    shape = (options.window, len(names))
    first, *further = [
        Target(_named(column, options), "regression", shape=(options.horizon,))
        for column in targets
    ]
    return Signature(
        shape,
        "regression",
        targets=options.horizon,
        raw_shape=shape,
        features=names,
        target_name=first.name,
        target_shape=first.shape,
        further=tuple(further),
    )


def inputs_of(
    columns: Sequence[Column], values: Mapping[str, Array], options: SeriesOptions
) -> Array:
    """Return what the network reads at each step ``(steps, features)``; NaN where it is missing.

    Where a missing number is filled in, it is with the one before: nothing is known of the future.

    Parameters
    ----------
    values
        The numbers of each column, in the order of time.
    """
    read = input_columns(columns, options)
    made = [
        _changed(values[c.name] if c.missing == "drop" else _carried(values[c.name]), options.lag)
        for c in read
    ]
    flags = [np.isnan(values[c.name])[options.lag :] for c in read if c.missing == "flag"]
    return np.stack([*made, *flags], axis=1).astype(np.float64)


def windows_of(
    columns: Sequence[Column], values: Mapping[str, Array], options: SeriesOptions, name: str
) -> Windows:
    """Return the windows of a series whose columns and options are decided.

    What is to be predicted is never filled in.

    Raises
    ------
    UserError
        There are too few rows, or too many windows to keep.
    """
    inputs = inputs_of(columns, values, options)
    targets = [_changed(values[c.name], options.lag) for c in columns if c.role == "target"]
    wanted = np.stack(targets, axis=1)
    window, horizon = options.window, options.horizon
    count = (len(inputs) - window - horizon) // options.stride + 1
    if count < FEWEST_WINDOWS:
        raise _too_short(name, len(inputs) + options.lag, options)
    size = count * window * inputs.shape[1] * _BYTES_EACH
    if size > most_bytes():
        text = N_(
            "{name} gives {count} windows of {window} steps with {features} features, which are too "
            "many to keep. Choose a shorter window or a larger stride."
        )
        values_ = {"count": f"{count:,}", "window": window, "features": inputs.shape[1]}
        raise UserError(Text(text, name=name, **values_))
    slide = np.lib.stride_tricks.sliding_window_view
    x = slide(inputs, window, axis=0).transpose(0, 2, 1)[:: options.stride][:count]
    y = slide(wanted[window:], horizon, axis=0)[:: options.stride][:count].reshape(count, -1)
    unknown = np.concatenate([[0], np.isnan(inputs).any(axis=1).cumsum()])
    starts = np.arange(count) * options.stride
    kept = unknown[starts + window] == unknown[starts]
    kept &= ~np.isnan(y).any(axis=1)
    if int(kept.sum()) < FEWEST_WINDOWS:
        text = N_(
            "{name}: nearly every window of {window} steps lacks a number. Fill missing numbers, or "
            "leave out the columns that lack most."
        )
        raise UserError(Text(text, name=name, window=window))
    if not kept.all():
        x, y, starts = x[kept], y[kept], starts[kept]
    single = y.shape[1] == 1
    rows = starts + window + options.lag
    return Windows(x, y[:, 0] if single else y, rows, count - len(starts))


def _named(column: Column, options: SeriesOptions) -> str:
    return f"{column.name} (change)" if options.lag else column.name


def _changed(values: Array, lag: int) -> Array:
    return values[lag:] - values[:-lag] if lag else values


def _carried(values: Array) -> Array:
    """Return the values with each missing one as the last one known before it."""
    known = np.where(np.isnan(values), 0, np.arange(len(values)))
    return values[np.maximum.accumulate(known)]


def _too_short(name: str, rows: int, options: SeriesOptions) -> UserError:
    needed = options.window + options.horizon + options.lag
    needed += (FEWEST_WINDOWS - 1) * options.stride
    text = N_(
        "{name} has {rows} usable rows; a window of {window} and a horizon of {horizon} need at "
        "least {needed}. Choose a shorter window, or bring more rows."
    )
    values = {"window": options.window, "horizon": options.horizon, "needed": needed}
    return UserError(Text(text, name=name, rows=rows, **values))
