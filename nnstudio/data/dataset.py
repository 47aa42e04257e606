"""A data set: what it is, said without reading it, and its samples, read when asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

from nnstudio.core.layer import Array
from nnstudio.core.settings import Settings
from nnstudio.core.text import N_
from nnstudio.graph.project import Signature

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
        ``"image"``, ``"points"`` or ``"table"``: how a sample is shown.
    signature
        Shapes and classes of the samples.
    train_count, test_count
        How many samples there are to learn from (validation included) and to test with.
    scaling
        The scaling that suits it.
    validation
        How many of the training samples are usually held out for validation.
    options
        The settings it is made with.
    value_range
        The smallest and largest value a number can have; None where there is no limit.
    units
        The name of a feature or target and what it is measured in, where it is measured.
    licence, attribution
        Whose it is; both empty for what NNStudio makes itself.
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

    def unit(self, name: str) -> str:
        """Return what a feature or target is measured in; empty where that is not known."""
        return dict(self.units).get(name, "")


@dataclass(frozen=True, eq=False)
class Dataset:
    """A data set whose arrays are read at first use; training and test samples separately.

    All arrays are read-only.

    Parameters
    ----------
    info
        Its card.
    read
        Gives the samples of ``"train"`` or ``"test"``.
    """

    info: DatasetInfo
    read: Callable[[str], RawSamples]

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
