"""Samples and targets in arrays as columns that the user decides on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from nnstudio.core.errors import UserError
from nnstudio.core.layer import Array
from nnstudio.core.text import N_, Text
from nnstudio.data.readers.array_samples import finite
from nnstudio.data.readers.array_targets import TargetForm, coded, target_form
from nnstudio.data.readers.usable import usable
from nnstudio.graph.data_plan import Column
from nnstudio.graph.signature import Signature, Target

MOST_COLUMNS = 1_000
"""An array of more features is read as it is, without a column for each."""


@dataclass(frozen=True, eq=False)
class ArraySamples:
    """Samples of one part of the data, as arrays give them.

    Parameters
    ----------
    x
        The samples ``(n, ...)``.
    y
        Their labels or numbers ``(n, ...)``; None where the samples themselves have a column.
    """

    x: Array
    y: Array | None


@dataclass(frozen=True, eq=False)
class Columns:
    """What is made of the columns of arrays.

    Parameters
    ----------
    columns
        Features, where there is a column for each, and what is predicted, by name.
    forms
        How each column that is predicted is understood, in their order.
    own_target
        Whether what is predicted has an array of its own: the last column.
    """

    columns: tuple[Column, ...]
    forms: tuple[TargetForm, ...]
    own_target: bool

    @property
    def _tabular(self) -> bool:
        return len(self.columns) > int(self.own_target)

    @property
    def features(self) -> tuple[str, ...]:
        """The names of the features of a sample; empty where features have no columns."""
        named = [c.name for c in self._of("feature")]
        return (*named, *self.flags)

    @property
    def flags(self) -> tuple[str, ...]:
        """The features that say where another is missing."""
        return tuple(f"{c.name} (missing)" for c in self._of("feature") if c.missing == "flag")

    def signature(self, signature: Signature) -> Signature:
        """Return a signature with the targets of these columns, and their features."""
        names = [c.name for c in self.columns if c.role == "target"]
        targets = [
            Target(name, form.task, form.classes, form.shape)
            for name, form in zip(names, self.forms, strict=True)
        ]
        first = targets[0]
        numbers = first.shape[0] if first.task == "regression" and len(first.shape) == 1 else 1
        return replace(
            signature,
            task=first.task,
            classes=first.classes,
            targets=numbers,
            features=self.features if self._tabular else (),
            target_name=first.name,
            target_shape=first.shape,
            further=tuple(targets[1:]),
        )

    def samples(self, part: ArraySamples) -> tuple[Array, Array, Array, tuple[int, ...]]:
        """Return samples, what is predicted, which samples these are, and what columns lack."""
        ys, kept = [], np.ones(len(part.x), bool)
        targets = [n for n, column in enumerate(self.columns) if column.role == "target"]
        for place, form in zip(targets, self.forms, strict=True):
            y, usable = coded(self._values(part, place), form)
            ys.append(y)
            kept &= usable
        x = part.x
        missing = [0] * len(self.columns)
        if self._tabular:
            x, whole, missing = self._features(part.x)
            kept &= whole
        else:
            kept &= finite(x)
        rows = np.flatnonzero(kept)
        if len(rows) < len(x):
            x, ys = x[rows], [y[rows] for y in ys]
        if len(ys) == 1:
            return x, ys[0], rows, tuple(missing)
        joined = [y[:, np.newaxis] if y.ndim == 1 else y for y in ys]
        return x, np.concatenate(joined, axis=1).astype(np.float64), rows, tuple(missing)

    def predicted(self, x: Array) -> Array:
        """Return the features of samples that nothing is known of, every one of them kept."""
        return self._features(x)[0] if self._tabular else x

    def _features(self, x: Array) -> tuple[Array, Array, list[int]]:
        places = [n for n, column in enumerate(self.columns) if column.role == "feature"]
        there = usable(x)
        missing = np.zeros(len(self.columns), np.int64)
        missing[: x.shape[1]] = len(x) - there.sum(axis=0)
        dropped = [n for n in places if self.columns[n].missing == "drop"]
        flagged = [n for n in places if self.columns[n].missing == "flag"]
        chosen = x if len(places) == x.shape[1] else x[:, places]
        if not there[:, places].all():
            chosen = np.where(there[:, places], chosen, np.nan)
        if flagged:
            chosen = np.concatenate([chosen, ~there[:, flagged]], axis=1)
        return chosen, np.asarray(there[:, dropped].all(axis=1)), missing.tolist()

    def _values(self, part: ArraySamples, place: int) -> Array:
        if part.y is not None and self.own_target and place == len(self.columns) - 1:
            return part.y
        return part.x[:, place]

    def _of(self, role: str) -> list[Column]:
        known = self.columns[: len(self.columns) - int(self.own_target)]
        return [column for column in known if column.role == role]


def columns_of(
    parts: Sequence[ArraySamples],
    *,
    table: bool,
    features: Sequence[str],
    target: str,
    names: Sequence[str],
    given: Sequence[Column],
    steps: int,
) -> Columns:
    """Return the columns of arrays, those that are given as they are.

    Parameters
    ----------
    parts
        The samples of all parts.
    table
        Whether the samples are rows of a table.
    features, target
        What the features and the array of targets are called; an empty target: there is none.
    names
        What classes are called, where the data says so.
    given
        What was decided of the columns before.
    steps
        How many steps a sample has that is a sequence, else 0.

    Raises
    ------
    UserError
        There is nothing to predict, or it is not understood as decided.
    """
    own = bool(target)
    columns: list[Column] = []
    if table and len(features) <= MOST_COLUMNS:
        columns = [Column(name) for name in features]
        if not own and len(columns) > 1:
            columns[-1] = replace(columns[-1], role="target", type="")
    if own:
        columns.append(Column(target, "", "target"))
    if given:
        if len(given) != len(columns):
            text = N_("The data has {got} columns now, not {expected}. Choose it again.")
            raise UserError(Text(text, got=len(columns), expected=len(given)))
        columns = list(given)
    targets = [n for n, column in enumerate(columns) if column.role == "target"]
    if not targets or (table and not own and len(targets) == len(columns)):
        text = N_(
            "Nothing says what to predict for the samples. Name an array of labels or numbers, as "
            "many as there are samples: y, labels or targets."
        )
        raise UserError(Text(text))
    made = Columns(tuple(columns), (), own)
    forms = []
    for n in targets:
        task = {"": "automatic", "category": "classification"}.get(columns[n].type, "regression")
        of_array = own and n == len(columns) - 1
        form = target_form(
            [made._values(part, n) for part in parts],
            task,
            names if of_array else (),
            columns[n].categories,
            steps if of_array else 0,
        )
        kind = "category" if form.task == "classification" else "number"
        columns[n] = replace(columns[n], type=kind, categories=form.classes)
        forms.append(form)
    if table and not [c for c in columns if c.role == "feature"] and len(columns) > int(own):
        text = N_("No column is left to predict from. Use one as a feature.")
        raise UserError(Text(text))
    return Columns(tuple(columns), tuple(forms), own)
