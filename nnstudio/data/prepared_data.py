"""Samples as a network reads them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np

from nnstudio.core.layer import Array
from nnstudio.data.augment import Variation, variation
from nnstudio.data.dataset import Dataset
from nnstudio.data.reconstruction import filled_in
from nnstudio.data.scaling import scaled
from nnstudio.data.split import Parts
from nnstudio.data.targets import class_target, encode_targets, relabelled, target_values
from nnstudio.graph.data_plan import DataPlan
from nnstudio.graph.output_point import Wanted

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
        Its number in the data set: training part, then test part.
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
    parts
        Which samples are in which split.
    """

    plan: DataPlan
    dataset: Dataset
    outputs: tuple[Wanted, ...]
    parts: Parts
    _kept: dict[tuple[str, str], Array] = field(default_factory=dict, repr=False)
    """What was read before, whatever the outputs."""

    @property
    def train_indices(self) -> Array:
        """The numbers of the training samples in the data set."""
        return self.parts.training

    @property
    def val_indices(self) -> Array:
        """The numbers of the validation samples in the data set."""
        return self.parts.validation

    @property
    def x_train(self) -> Array:
        """The training samples."""
        return self._samples("train", "x")

    @property
    def y_train(self) -> Array:
        """What the data says of the training samples, or the user instead."""
        return self._samples("train", "y")

    @property
    def x_val(self) -> Array:
        """The validation samples."""
        return self._samples("validation", "x")

    @property
    def y_val(self) -> Array:
        """What the data says of the validation samples, or the user instead."""
        return self._samples("validation", "y")

    @cached_property
    def t_train(self) -> Array:
        """The targets of the training samples."""
        return self._targets(self.y_train)

    @cached_property
    def t_val(self) -> Array:
        """The targets of the validation samples."""
        return self._targets(self.y_val)

    @property
    def x_test(self) -> Array:
        """The test samples."""
        return self._samples("test", "x")

    @property
    def y_test(self) -> Array:
        """What the data says of the test samples, or the user instead."""
        return self._samples("test", "y")

    @cached_property
    def t_test(self) -> Array:
        """The targets of the test samples."""
        return self._targets(self.y_test)

    def read(self, *splits: str) -> None:
        """Read the samples of some splits now, which otherwise are read when first asked for."""
        for split in splits:
            for which in ("x", "y"):
                self._samples(split, which)

    @property
    def shuffle(self) -> bool:
        """Whether each epoch of training goes through the samples in another order."""
        return self.plan.shuffle

    @property
    def features(self) -> tuple[str, ...]:
        """The names of the input features where they have names."""
        return self.plan.signature.features

    @cached_property
    def vary(self) -> Variation | None:
        """What varies the training samples each time they are used; None: nothing does."""
        return variation(self.plan, self.dataset.info, self.x_train)

    def with_outputs(self, outputs: tuple[Wanted, ...]) -> PreparedData:
        """Return the same samples with targets for other outputs."""
        return replace(self, outputs=outputs)

    def count(self, split: str) -> int:
        """Return how many samples a split has; the test samples are not read for it."""
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
        place = self._indices(split)[index : index + 1]
        raw = self.dataset.samples(place)
        y = relabelled(self.dataset.labels(place), place, self.plan)
        return Sample(raw[0], scaled(self.plan, raw)[0], self._label(y[0]), int(place[0]))

    def labels(self, split: str, indices: Array) -> Array:
        """Return the class ``(n,)`` of some samples as `sample` has it, -1 where there is none."""
        number = class_target(self.plan.signature)
        if number is None:
            return np.full(len(indices), -1, np.int64)
        places = self._indices(split)[indices]
        y = relabelled(self.dataset.labels(places), places, self.plan)
        return target_values(y, self.plan.signature, number).astype(np.int64)

    def target(self, split: str, index: int) -> Array:
        """Return the target of one sample, for the outputs ``(1, numbers)``; others are not read.

        Raises
        ------
        IndexError
            The split has no sample of that number.
        """
        if not 0 <= index < self.count(split):
            raise IndexError(f"{split} has {self.count(split)} samples, got number {index}")
        place = self._indices(split)[index : index + 1]
        y = relabelled(self.dataset.labels(place), place, self.plan)
        return encode_targets(filled_in(y, self.plan), self.plan, self.outputs)

    def _samples(self, split: str, which: str) -> Array:
        if (split, which) not in self._kept:
            places = self._indices(split)
            if which == "x":
                array = scaled(self.plan, self.dataset.samples(places))
            else:
                array = relabelled(self.dataset.labels(places), places, self.plan)
                array = filled_in(array, self.plan)
            array.flags.writeable = False
            self._kept[split, which] = array
        return self._kept[split, which]

    def _label(self, y: Array) -> int | None:
        signature = self.plan.signature
        number = class_target(signature)
        return None if number is None else int(target_values(y[np.newaxis], signature, number)[0])

    def _indices(self, split: str) -> Array:
        parts = self.parts
        return {"train": parts.training, "validation": parts.validation, "test": parts.test}[split]

    def _targets(self, y: Array) -> Array:
        targets = encode_targets(y, self.plan, self.outputs)
        targets.flags.writeable = False
        return targets
