"""Samples as a network reads them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from nnstudio.core.layer import Array
from nnstudio.data.dataset import Dataset
from nnstudio.data.scaling import scaled
from nnstudio.data.targets import encode_targets
from nnstudio.graph.project import DataPlan

SPLITS = ("train", "validation", "test")


@dataclass(frozen=True, eq=False)
class Sample:
    """One sample of a split, for views.

    Parameters
    ----------
    raw
        In the data set's own units ``(*raw_shape)``.
    x
        As the network reads it: float32 ``(*input_shape)``.
    label
        The number of its class.
    index
        Its place in the data set's training part (train, validation) or test part.
    """

    raw: Array
    x: Array
    label: int
    index: int


@dataclass(frozen=True, eq=False)
class PreparedData:
    """The samples of a data plan, split and scaled, with targets for a number of output units.

    All arrays are read-only; samples are float32 ``(n, *input_shape)``, targets float32
    ``(n, units)``, labels whole numbers ``(n,)``. The test samples are read when they are first
    asked for and not before.

    Parameters
    ----------
    dataset
        Where the samples come from.
    units
        How many output units the targets are for.
    train_indices, val_indices
        The places of the samples in the data set's training part.
    """

    plan: DataPlan
    dataset: Dataset
    units: int
    train_indices: Array
    val_indices: Array
    x_train: Array
    x_val: Array
    labels_train: Array
    labels_val: Array

    @cached_property
    def t_train(self) -> Array:
        """The targets of the training samples."""
        return self._targets(self.labels_train)

    @cached_property
    def t_val(self) -> Array:
        """The targets of the validation samples."""
        return self._targets(self.labels_val)

    @cached_property
    def x_test(self) -> Array:
        """The test samples."""
        x = scaled(self.plan, self.dataset.x_test)
        x.flags.writeable = False
        return x

    @property
    def labels_test(self) -> Array:
        """The labels of the test samples."""
        return self.dataset.y_test

    @cached_property
    def t_test(self) -> Array:
        """The targets of the test samples."""
        return self._targets(self.labels_test)

    def with_units(self, units: int) -> PreparedData:
        """Return the same samples with targets for another number of output units."""
        return replace(self, units=units)

    def count(self, split: str) -> int:
        """Return how many samples a split has; the test samples are not read for it."""
        if split == "test":
            return self.dataset.info.test_count
        return len(self._indices(split))

    def sample(self, split: str, index: int) -> Sample:
        """Return one sample of ``"train"``, ``"validation"`` or ``"test"``.

        Raises
        ------
        IndexError
            The split has no sample of that number; `count` says how many it has.
        """
        if not 0 <= index < self.count(split):
            raise IndexError(f"{split} has {self.count(split)} samples, got number {index}")
        if split == "test":
            raw, label = self.dataset.x_test[index], self.dataset.y_test[index]
            return Sample(raw, scaled(self.plan, raw[np.newaxis])[0], int(label), index)
        place = int(self._indices(split)[index])
        x = self.x_train if split == "train" else self.x_val
        return Sample(
            self.dataset.x_train[place], x[index], int(self.dataset.y_train[place]), place
        )

    def _indices(self, split: str) -> Array:
        return {"train": self.train_indices, "validation": self.val_indices}[split]

    def _targets(self, labels: Array) -> Array:
        targets = encode_targets(labels, self.plan.signature, self.units)
        targets.flags.writeable = False
        return targets
