"""From the columns of a table to samples: numbers, encoded categories, targets and parts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from nnstudio.core.errors import UserError
from nnstudio.core.layer import Array
from nnstudio.core.text import N_, Text
from nnstudio.data.readers.cells import Cells, listed
from nnstudio.data.readers.column_cells import ColumnCells
from nnstudio.data.readers.column_values import column_values
from nnstudio.graph.data_codec import MOST_CLASSES
from nnstudio.graph.data_plan import Column
from nnstudio.graph.signature import Signature, Target

FEWEST_ROWS = 3
MOST_FEATURES = 20_000
MOST_NUMBERS = 100_000_000
"""Of all samples: 800 MB."""


@dataclass(frozen=True, eq=False)
class TableSamples:
    """The samples of a table.

    Parameters
    ----------
    x
        ``(n, features)``; NaN where a number is missing and is to be filled.
    y
        What the targets say, ``(n,)`` or ``(n, targets)``.
    rows
        The record of each sample, from 0 ``(n,)``.
    parts
        The part that the table puts each sample in; None where it does not say.
    warnings
        What else the user should know.
    """

    x: Array
    y: Array
    rows: Array
    parts: Array | None
    warnings: tuple[Text, ...]


def feature_names(columns: Sequence[Column]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the names of the features that columns give, and of those that are not to be scaled."""
    names: list[str] = []
    unscaled: list[str] = []
    for column in columns:
        if column.role != "feature":
            continue
        given = [column.name]
        if column.type == "category":
            if column.encoding == "one_hot":
                given = [f"{column.name} = {label}" for label in column.categories]
            unscaled += given
        if column.missing == "flag":
            given.append(f"{column.name} (missing)")
            unscaled.append(given[-1])
        names += given
    return tuple(names), tuple(unscaled)


def signature_of(columns: Sequence[Column]) -> Signature:
    """Return what a network can know of the samples that columns give."""
    names, _ = feature_names(columns)
    first, *further = [_target(column) for column in columns if column.role == "target"]
    return Signature(
        input_shape=(len(names),),
        task=first.task,
        classes=first.classes,
        raw_shape=(len(names),),
        features=names,
        target_name=first.name,
        target_shape=first.shape,
        further=tuple(further),
    )


def table_samples(
    cells: Cells, read: Sequence[ColumnCells], columns: Sequence[Column]
) -> TableSamples:
    """Return the samples of a table whose columns are decided.

    Raises
    ------
    UserError
        There is nothing to learn or to learn from, a category is unknown, or too few rows remain.
    """
    known = {column.name: column for column in read}
    targets = [column for column in columns if column.role == "target"]
    if len(cells.lines) < FEWEST_ROWS:
        raise _too_few(cells, len(cells.lines))
    require_features(cells, columns)
    if not targets:
        template = N_("{name} has no column that is to be learned. Choose a target.")
        raise UserError(Text(template, name=cells.file))
    warnings: list[Text] = []
    values = {c.name: column_values(cells, known[c.name], c, warnings) for c in _used(columns)}
    kept = np.ones(len(cells.lines), np.bool_)
    for column in _used(columns):
        if column.role != "feature" or column.missing == "drop":
            kept &= ~np.isnan(values[column.name])
    warnings += _costs(cells, columns, values, kept)
    if int(kept.sum()) < FEWEST_ROWS:
        raise _too_few(cells, int(kept.sum()))
    rows = np.flatnonzero(kept)
    for column in columns:
        if column.role == "time":
            rows = rows[np.argsort(values[column.name][rows], kind="stable")]
    y = [_checked_target(cells, c, values[c.name][rows], warnings) for c in targets]
    parts = [values[c.name][rows].astype(np.int64) for c in columns if c.role == "split"]
    if parts and not (parts[0] == 0).any():
        template = N_("In {name} no row belongs to the training part. Check the column {column}.")
        names = [column.name for column in columns if column.role == "split"]
        raise UserError(Text(template, name=cells.file, column=names[0]))
    x = encoded(columns, {name: each[rows] for name, each in values.items()})
    targets_y = y[0] if len(y) == 1 else np.stack(y, axis=1).astype(np.float64)
    return TableSamples(x, targets_y, rows, parts[0] if parts else None, tuple(warnings))


def encoded(columns: Sequence[Column], values: dict[str, Array]) -> Array:
    """Return the features ``(n, features)`` of samples; NaN where a number is missing.

    Parameters
    ----------
    values
        As `nnstudio.data.readers.column_values` gives them, by the name of the column.
    """
    features = [column for column in columns if column.role == "feature"]
    width = len(feature_names(columns)[0])
    x = np.zeros((len(values[features[0].name]), width), np.float64)
    place = 0
    for column in features:
        given = values[column.name]
        missing = np.isnan(given)
        if column.type == "category" and column.encoding == "one_hot":
            count = len(column.categories)
            there = np.flatnonzero(~missing)
            x[there, place + given[there].astype(np.int64)] = 1.0
            x[missing, place : place + count] = np.nan
            place += count
        else:
            x[:, place] = given
            place += 1
        if column.missing == "flag":
            x[:, place] = missing
            place += 1
    return x


def require_features(cells: Cells, columns: Sequence[Column]) -> None:
    """Refuse columns that give no features, or more than can be.

    Raises
    ------
    UserError
        They do.
    """
    width = len(feature_names(columns)[0])
    if not width:
        template = N_("{name} has no column that something can be learned from. Choose features.")
        raise UserError(Text(template, name=cells.file))
    if width > MOST_FEATURES or width * len(cells.lines) > MOST_NUMBERS:
        template = N_(
            "{name} would have {count} features in {rows} rows, which is too much. Leave columns "
            "of many categories out, or number their categories."
        )
        raise UserError(Text(template, name=cells.file, count=width, rows=len(cells.lines)))


def _used(columns: Sequence[Column]) -> list[Column]:
    return [column for column in columns if column.role != "ignored"]


def _target(column: Column) -> Target:
    if column.type in ("category", "text"):
        return Target(column.name, "classification", column.categories)
    return Target(column.name, "regression", shape=(1,))


def _checked_target(cells: Cells, column: Column, values: Array, warnings: list[Text]) -> Array:
    """Return the values of a target; refuse one that says the same of every sample."""
    if column.type not in ("category", "text"):
        if (values == values[0]).all():
            template = N_(
                "In {name} the target {column} is {got} in every row, so there is nothing to learn. "
                "Choose another target."
            )
            got = f"{values[0]:.12g}"
            raise UserError(Text(template, name=cells.file, column=column.name, got=got))
        return values
    numbers = values.astype(np.int64)
    counts = np.bincount(numbers, minlength=len(column.categories))
    if (counts > 0).sum() < 2:
        template = N_(
            "In {name} the target {column} has only one class, {got}. A network needs at least two "
            "to tell apart: choose another target or a file with more classes."
        )
        got = repr(column.categories[int(numbers[0])])
        raise UserError(Text(template, name=cells.file, column=column.name, got=got))
    if len(column.categories) > MOST_CLASSES:
        template = N_(
            "In {name} the target {column} has {got} classes; at most {most} are possible. Choose "
            "another target, or read it as a number."
        )
        given = {"column": column.name, "got": len(column.categories), "most": MOST_CLASSES}
        raise UserError(Text(template, name=cells.file, **given))
    rare = [label for label, n in zip(column.categories, counts, strict=True) if n == 1]
    if rare:
        template = N_("Classes of the target {column} with a single row: {names}.")
        warnings.append(Text(template, column=column.name, names=listed(rare)))
    return numbers


def _costs(
    cells: Cells, columns: Sequence[Column], values: dict[str, Array], kept: Array
) -> list[Text]:
    """Return what missing values cost: rows that are left out, cells that are filled."""
    warnings: list[Text] = []
    dropped: list[str] = []
    filled: list[str] = []
    for column in _used(columns):
        missing = int(np.isnan(values[column.name]).sum())
        if missing:
            drops = column.role != "feature" or column.missing == "drop"
            (dropped if drops else filled).append(f"{column.name} ({missing})")
    if dropped:
        template = N_(
            "{count} of {total} rows are left out because cells are empty in these columns: {names}."
        )
        count, total = int((~kept).sum()), len(kept)
        warnings.append(Text(template, count=count, total=total, names=listed(dropped)))
    if filled:
        template = N_("Empty cells are filled in these columns: {names}.")
        warnings.append(Text(template, names=listed(filled)))
    return warnings


def _too_few(cells: Cells, count: int) -> UserError:
    template = N_(
        "{name} has {got} complete rows; at least {fewest} are needed. Choose a longer file, or "
        "fill empty cells."
    )
    return UserError(Text(template, name=cells.file, got=count, fewest=FEWEST_ROWS))
