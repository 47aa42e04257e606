"""Samples as a network reads them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from nnstudio.core.layer import Array
from nnstudio.data.dataset import Dataset
from nnstudio.data.scaling import scaled
from nnstudio.data.targets import class_target, encode_targets, target_values
from nnstudio.graph.output_point import Wanted
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
        The number of its class by the first target that is one class; None where there is none.
    index
        Its place in the data set's training part (train, validation) or test part.
    """

    raw: Array
    x: Array
    label: int | None
    index: int


@dataclass(frozen=True, eq=False)
class PreparedData:
    """The samples of a data plan, split and scaled, with targets for the outputs of a network.

    All arrays are read-only; samples are float32 ``(n, *input_shape)``, targets float32
    ``(n, numbers)``, what the data says of them ``(n,)`` or ``(n, numbers)`` in own units. The
    test samples are read when they are first asked for and not before.

    Parameters
    ----------
    dataset
        Where the samples come from.
    outputs
        What the targets are for.
    train_indices, val_indices
        The places of the samples in the data set's training part.
    """

    plan: DataPlan
    dataset: Dataset
    outputs: tuple[Wanted, ...]
    train_indices: Array
    val_indices: Array
    x_train: Array
    x_val: Array
    y_train: Array
    y_val: Array

    @cached_property
    def t_train(self) -> Array:
        """The targets of the training samples."""
        return self._targets(self.y_train)

    @cached_property
    def t_val(self) -> Array:
        """The targets of the validation samples."""
        return self._targets(self.y_val)

    @cached_property
    def x_test(self) -> Array:
        """The test samples."""
        x = scaled(self.plan, self.dataset.x_test)
        x.flags.writeable = False
        return x

    @property
    def y_test(self) -> Array:
        """What the data says of the test samples."""
        return self.dataset.y_test

    @cached_property
    def t_test(self) -> Array:
        """The targets of the test samples."""
        return self._targets(self.y_test)

    def with_outputs(self, outputs: tuple[Wanted, ...]) -> PreparedData:
        """Return the same samples with targets for other outputs."""
        return replace(self, outputs=outputs)

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
            raw, y = self.dataset.x_test[index], self.dataset.y_test[index]
            return Sample(raw, scaled(self.plan, raw[np.newaxis])[0], self._label(y), index)
        place = int(self._indices(split)[index])
        x = self.x_train if split == "train" else self.x_val
        raw, y = self.dataset.x_train[place], self.dataset.y_train[place]
        return Sample(raw, x[index], self._label(y), place)

    def _label(self, y: Array) -> int | None:
        signature = self.plan.signature
        number = class_target(signature)
        return None if number is None else int(target_values(y[np.newaxis], signature, number)[0])

    def _indices(self, split: str) -> Array:
        return {"train": self.train_indices, "validation": self.val_indices}[split]

    def _targets(self, y: Array) -> Array:
        targets = encode_targets(y, self.plan, self.outputs)
        targets.flags.writeable = False
        return targets
