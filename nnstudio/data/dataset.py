"""A data set: what it is, said without reading it, and its samples, read when asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeAlias

import numpy as np

from nnstudio.core.layer import Array
from nnstudio.core.settings import Settings
from nnstudio.core.text import N_, Text
from nnstudio.graph.data_plan import Column
from nnstudio.graph.signature import Signature

RawSamples: TypeAlias = tuple[Array, Array]
"""Samples in the data set's own units ``(n, *raw_shape)`` and what the data says of them: labels
``(n,)``, or ``(n, numbers)`` with the numbers of each target one after the other, a class being one."""


@dataclass(frozen=True)
class NoOptions(Settings):
    """The options of a data set that is as it is."""

    name = "none"
    label = N_("Data set")


@dataclass(frozen=True)
class DatasetInfo:
    """The card of a data set: everything that can be said without reading an array.

    Parameters
    ----------
    name
        The stable name that projects are saved with, such as ``"mnist"``.
    title, summary
        For people, marked with `N_`.
    kind
        How a sample is shown: ``"image"``, ``"points"``, ``"table"``, ``"series"`` (steps of
        numbers), ``"text"`` (token numbers) or ``"sound"``.
    signature
        Shapes and classes of the samples.
    train_count, test_count
        How many samples there are to learn from (validation included) and, as a part of its own,
        to test with; no own part: 0.
    scaling
        The scaling that suits it.
    validation
        How many of the training samples are usually held out for validation.
    split, test
        How samples are usually held out (`DataPlan.split`), and how many for the test where
        there is no part of its own for it.
    options
        The settings it is made with.
    value_range
        The smallest and largest value a number can have; None where there is no limit.
    unscaled
        The features that every scaling leaves as they are: categories.
    units
        The name of a feature or target and what it is measured in, where it is measured.
    licence, attribution, origin
        Whose it is, what has to be said of it, and where it comes from; all empty for what
        NNStudio makes itself.
    licence_files
        The files in ``resources/data/LICENSES`` with the texts of its licences.
    """

    name: str
    title: str
    summary: str
    kind: str
    signature: Signature
    train_count: int
    test_count: int
    scaling: str
    validation: int
    options: Settings
    value_range: tuple[float, float] | None = None
    units: tuple[tuple[str, str], ...] = ()
    licence: str = ""
    attribution: str = ""
    origin: str = ""
    split: str = "own"
    test: int = 0
    unscaled: tuple[str, ...] = ()
    licence_files: tuple[str, ...] = ()

    def unit(self, name: str) -> str:
        """Return what a feature or target is measured in; empty where that is not known."""
        return dict(self.units).get(name, "")


@dataclass(frozen=True)
class Skipped:
    """A file or a row that was left out, and why."""

    name: str
    reason: Text


@dataclass(frozen=True, eq=False)
class Course:
    """A series as a whole, in the order of time.

    Parameters
    ----------
    times
        What the file says of each step's time; empty: nothing.
    values
        The targets in own units, before differences are taken ``(steps, targets)``.
    rows
        For each sample the step that is the first to be predicted ``(n,)``.
    lag
        How far back the value lies that each target is the difference from; 0: it is the value.
    """

    times: tuple[str, ...]
    values: Array
    rows: Array
    lag: int


@dataclass(frozen=True, eq=False)
class Findings:
    """What reading a user's data has found besides the samples.

    Parameters
    ----------
    columns
        What the columns are, with their categories or vocabulary.
    missing
        How many values each column lacks in the file; empty where nothing can be missing.
    parts
        For each sample the part that the data itself puts it in: 0 training, 1 validation, 2 test
        ``(n,)``; None where it does not say.
    gap
        How many samples must lie between two parts of a split by time, because they share steps.
    rows
        The place of each sample in the file ``(n,)``: its record's number, from 0; None: in order.
    names
        For pictures and sounds the file of each sample.
    characters
        How many characters a text has.
    skipped
        What was left out.
    warnings
        What else the user should know.
    course
        For windows of a series the series itself.
    """

    columns: tuple[Column, ...] = ()
    missing: tuple[int, ...] = ()
    parts: Array | None = None
    gap: int = 0
    rows: Array | None = None
    names: tuple[str, ...] = ()
    characters: int = 0
    skipped: tuple[Skipped, ...] = ()
    warnings: tuple[Text, ...] = ()
    course: Course | None = None


@dataclass(frozen=True, eq=False)
class Dataset:
    """A data set whose arrays are read at first use; training and test samples separately.

    All arrays are read-only. Samples are counted through both parts, training samples first.

    Parameters
    ----------
    info
        Its card.
    read
        Gives the samples of ``"train"`` or ``"test"``.
    findings
        What reading it has found besides.
    added
        Further samples to learn from, counted behind both parts; None: there are none.
    """

    info: DatasetInfo
    read: Callable[[str], RawSamples]
    findings: Findings = field(default_factory=Findings)
    added: RawSamples | None = None

    @property
    def x_train(self) -> Array:
        """The samples to learn from, validation included: ``(n, *raw_shape)`` in own units."""
        return self._train[0]

    @property
    def y_train(self) -> Array:
        """Their labels ``(n,)``, whole numbers, or the numbers of several targets ``(n, numbers)``."""
        return self._train[1]

    @property
    def x_test(self) -> Array:
        """The samples that nothing is learned or chosen from."""
        return self._test[0]

    @property
    def y_test(self) -> Array:
        """What the data says of the test samples."""
        return self._test[1]

    @property
    def count(self) -> int:
        """How many samples there are, added ones too; none is read for it."""
        return self.own_count + (0 if self.added is None else len(self.added[0]))

    @property
    def own_count(self) -> int:
        """How many samples both parts have, without what was added."""
        return self.info.train_count + self.info.test_count

    def samples(self, places: Array) -> Array:
        """Return the samples of these numbers; the test part is read only where one lies in it."""
        return self._at(places, 0)

    def labels(self, places: Array) -> Array:
        """Return what the data says of the samples of these numbers, as `samples` does."""
        return self._at(places, 1)

    def _at(self, places: Array, which: int) -> Array:
        border, end = self.info.train_count, self.own_count
        if self.added is not None and places.size and places.max() >= end:
            own = places < end
            found = np.empty((len(places), *self._train[which].shape[1:]), self._train[which].dtype)
            found[own] = self._at(places[own], which)
            found[~own] = self.added[which][places[~own] - end]
            return found
        if not places.size or places.max() < border:
            return self._train[which][places]
        if places.min() >= border:
            return self._test[which][places - border]
        found = np.empty((len(places), *self._train[which].shape[1:]), self._train[which].dtype)
        before = places < border
        found[before] = self._train[which][places[before]]
        found[~before] = self._test[which][places[~before] - border]
        return found

    @cached_property
    def _train(self) -> RawSamples:
        return _frozen(self.read("train"))

    @cached_property
    def _test(self) -> RawSamples:
        return _frozen(self.read("test"))


def _frozen(samples: RawSamples) -> RawSamples:
    for array in samples:
        array.flags.writeable = False
    return samples
