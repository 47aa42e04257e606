"""Everything that a project's data holds, as the browser lists it; read beside the window."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from nnstudio.core.layer import Array
from nnstudio.core.shapes import size_of
from nnstudio.data import load_dataset
from nnstudio.data.added import with_added
from nnstudio.data.dataset import Dataset
from nnstudio.data.feature_groups import FeatureGroup, feature_groups
from nnstudio.data.split import split_samples
from nnstudio.data.targets import class_target, relabelled, target_values
from nnstudio.graph.data_plan import DataPlan
from nnstudio.graph.signature import Signature

TRAINING, VALIDATION, TEST, LEFT_OUT, UNUSED = range(5)
"""The parts that a sample can be in; an unused one lies in the gap of a split by time."""

PICTURES = ("image", "sound")
MOST_FIELDS = 2000
"""So many columns a table shows at most."""


@dataclass(frozen=True, eq=False)
class Field:
    """What is known of every sample under one name.

    Parameters
    ----------
    name
        Of a feature, a target, or of what the network says.
    values
        ``(n,)``; NaN where a number is missing. Numbers of classes where there are classes.
    classes
        The names of the classes; empty for quantities.
    unit
        What it is measured in; empty: not known.
    target
        Whether it is what is to be predicted.
    """

    name: str
    values: Array
    classes: tuple[str, ...] = ()
    unit: str = ""
    target: bool = False

    def written(self, place: int) -> str:
        """Return what is written for one sample; a dash where it is not known."""
        value = self.values[place]
        if not self.classes:
            return written(float(value), self.digits)
        number = int(value)
        return self.classes[number] if 0 <= number < len(self.classes) else "–"

    @cached_property
    def digits(self) -> int | None:
        """How many digits behind the point its numbers have; None: not the same few."""
        some = self.values[:1000].astype(np.float64)
        some = some[np.isfinite(some)]
        size = float(np.abs(some).max(initial=0.0))
        for digits in range(5):
            if size < 1e6 and np.allclose(some, np.round(some, digits), rtol=1e-6, atol=1e-9):
                return digits
        return None

    def exact(self, place: int) -> str:
        """Return what a file says of one sample: all digits."""
        return self.written(place) if self.classes else f"{float(self.values[place]):.9g}"


@dataclass(frozen=True, eq=False)
class Contents:
    """The samples of a data plan, in the order of the source.

    Parameters
    ----------
    plan
        Whose samples they are.
    dataset
        Gives the samples themselves.
    part
        The part that each is in ``(n,)``.
    labels, given
        The class of each as it counts and as the data says ``(n,)``; None where there is none.
    fields
        The columns of a table, targets first; of other data only what is told of each sample.
    """

    plan: DataPlan
    dataset: Dataset
    part: Array
    labels: Array | None
    given: Array | None
    classes: tuple[str, ...]
    fields: tuple[Field, ...]

    @property
    def kind(self) -> str:
        """How a sample is shown, as the card of the data says."""
        return self.dataset.info.kind

    @property
    def signature(self) -> Signature:
        """What the samples are."""
        return self.dataset.info.signature

    @property
    def count(self) -> int:
        """How many samples there are."""
        return len(self.part)

    @cached_property
    def changed(self) -> Array:
        """Which samples have another class than the data says ``(n,)``."""
        if self.labels is None or self.given is None:
            return np.zeros(self.count, bool)
        return self.labels != self.given

    def raw(self, place: int) -> Array:
        """Return one sample in the data's own units."""
        data = self.dataset
        border = data.info.train_count
        if place >= data.own_count:
            added: Array = data.samples(np.array([place]))[0]
            return added
        sample: Array = data.x_train[place] if place < border else data.x_test[place - border]
        return sample

    def name(self, place: int) -> str:
        """Return the file that a sample comes from; empty where it has none of its own."""
        names = self.dataset.findings.names
        return names[place] if place < len(names) else ""


def read_contents(plan: DataPlan) -> Contents:
    """Read the samples of a plan, all parts of them.

    Raises
    ------
    UserError
        The data cannot be read.
    """
    data = with_added(load_dataset(plan.source), plan.added)
    signature = data.info.signature
    every = np.arange(data.count)
    said = data.labels(every)
    # What the data tells, also where samples are their own target before that.
    y = relabelled(said, every, replace(plan, signature=signature))
    if data.info.test_count:
        _ = data.x_test  # here, beside the window, rather than where one is drawn
    number = class_target(signature)
    labels = given = None
    classes: tuple[str, ...] = ()
    if number is not None:
        labels = target_values(y, signature, number)
        given = target_values(said, signature, number)
        classes = signature.all_targets[number].classes
    fields = _targets(data, y)
    if data.info.kind not in (*PICTURES, "series", "text"):
        fields += _features(data)
    part = part_of(data, plan)
    return Contents(plan, data, part, labels, given, classes, fields[:MOST_FIELDS])


def part_of(data: Dataset, plan: DataPlan) -> Array:
    """Return the part that each sample is in ``(n,)``."""
    parts = split_samples(data, plan)
    part = np.full(data.count, UNUSED, np.int8)
    for number, places in enumerate((parts.training, parts.validation, parts.test)):
        part[places] = number
    left = np.array(plan.left_out, np.int64)
    part[left[left < data.count]] = LEFT_OUT
    return part


def written(value: float, digits: int | None = None) -> str:
    """Return a number of the data as people read it; a dash where it is missing."""
    if value != value:
        return "–"
    if digits is not None:
        return f"{value:.{digits}f}".replace("-", "−")
    if abs(value) < 1e9 and value == int(value):
        return f"{int(value)}".replace("-", "−")
    return f"{value:.5g}".replace("-", "−")


def _targets(data: Dataset, y: Array) -> tuple[Field, ...]:
    """Return a column for each number that the data tells of a sample."""
    signature, info = data.info.signature, data.info
    fields = []
    for number, target in enumerate(signature.all_targets):
        size = size_of(target.shape)
        if size > 64 or (target.classes and target.shape):
            continue  # steps and pictures are looked at one by one
        columns = target_values(y, signature, number).reshape(len(y), size)
        for k, values in enumerate(columns.T):
            name = target.name if size == 1 else f"{target.name or '→'} {k + 1}"
            fields.append(Field(name, values, target.classes, info.unit(target.name), True))
    return tuple(fields)


def _features(data: Dataset) -> tuple[Field, ...]:
    signature, info = data.info.signature, data.info
    rows = [data.x_train.reshape(info.train_count, -1)]
    if info.test_count:
        rows.append(data.x_test.reshape(info.test_count, -1))
    x = np.concatenate(rows)
    groups = feature_groups(signature, data.findings.columns)
    if len(signature.features) != x.shape[1]:
        groups = tuple(FeatureGroup(f"x{n + 1}", range(n, n + 1)) for n in range(x.shape[1]))
    # A column of its own each: to sort by one and to count it must not walk over all the others.
    return tuple(
        Field(
            group.name,
            np.ascontiguousarray(group.values(x)),
            group.categories,
            info.unit(group.name),
        )
        for group in groups[:MOST_FIELDS]
    )
