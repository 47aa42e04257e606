"""Which samples are held out for validation and test: the same ones on any machine."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from nnstudio.core.layer import Array
from nnstudio.data.dataset import Dataset
from nnstudio.data.targets import class_target, target_values
from nnstudio.graph.data_plan import DataPlan

FEWEST_TO_HOLD_OUT = 5
"""Of fewer samples none is usually held out."""


@dataclass(frozen=True, eq=False)
class Parts:
    """The numbers of the samples in each part, ascending."""

    training: Array
    validation: Array
    test: Array


def usual_shares(count: int) -> tuple[int, int]:
    """Return how many of all samples are usually held out for validation and for the test."""
    if count < FEWEST_TO_HOLD_OUT:
        return 0, 0
    test = max(1, count // 5)
    return max(1, (count - test) // 5), test


def split_samples(data: Dataset, plan: DataPlan) -> Parts:
    """Return which samples a plan learns from, validates and tests with.

    What the user has left out is in no part, and moves no other sample from part to part. The test
    part of the data set is not read where it is used as it is.
    """
    parts = _divided(data, plan)
    if data.count > data.own_count:  # what the user has added is there to be learned from
        added = np.arange(data.own_count, data.count)
        training = np.concatenate([parts.training, added])
        parts = Parts(training, parts.validation, parts.test)
    if not plan.left_out:
        return parts
    left = np.array(plan.left_out, np.int64)
    every = (parts.training, parts.validation, parts.test)
    return Parts(*(np.setdiff1d(places, left, assume_unique=True) for places in every))


def _divided(data: Dataset, plan: DataPlan) -> Parts:
    """Return the parts of all samples."""
    own = plan.split == "own" and data.info.test_count > 0
    every = np.arange(data.info.train_count if own else data.own_count)
    given = data.findings.parts
    if plan.split == "column" and given is not None:
        parts = Parts(*(every[given == part] for part in range(3)))
        if not (given == 1).any() and plan.validation:
            training, validation = _chosen(data, parts.training, plan.validation, plan, True)
            parts = Parts(training, validation, parts.test)
        return parts
    if plan.split == "time":
        return _by_time(every, plan, data.findings.gap)
    by_class = plan.split != "random"
    test = np.arange(data.info.train_count, data.own_count)
    if not own:
        every, test = _chosen(data, every, plan.test, plan, by_class)
    training, validation = _chosen(data, every, plan.validation, plan, by_class)
    return Parts(training, validation, test)


def _by_time(every: Array, plan: DataPlan, gap: int) -> Parts:
    """Return the parts one after the other; the last samples of a part that reach into the next go."""
    last = len(every) - plan.test
    middle = last - plan.validation
    training = every[: max(middle - (gap if middle < len(every) else 0), 0)]
    validation = every[middle : max(last - (gap if plan.test else 0), middle)]
    return Parts(training, validation, every[last:])


def _chosen(
    data: Dataset, places: Array, held_out: int, plan: DataPlan, by_class: bool
) -> tuple[Array, Array]:
    """Return the places that stay, and those that are held out."""
    number = class_target(data.info.signature)
    labels = np.zeros(len(places), np.int64)
    if by_class and number is not None:
        # As the data says: a changed label must not move other samples from part to part.
        labels = target_values(data.labels(places), data.info.signature, number)
    staying, held = stratified_split(labels, held_out, plan.seed)
    return places[staying], places[held]


def stratified_split(labels: Array, held_out: int, seed: int) -> tuple[Array, Array]:
    """Return the sorted positions of the training and of the validation samples.

    Each class gives its share of the validation samples; where shares are no whole numbers the
    largest remainders are rounded up (Hamilton's method), earlier classes first among equals.

    Parameters
    ----------
    labels
        Whole numbers ``(n,)``; all equal where there are no classes.
    held_out
        How many samples go to validation, fewer than there are.
    """
    _, counts = np.unique(labels, return_counts=True)
    shares, remainders = np.divmod(held_out * counts, len(labels))
    for k in np.argsort(-remainders, kind="stable")[: held_out - int(shares.sum())]:
        shares[k] += 1
    # Raw words, unlike drawn numbers, are promised to stay the same in every version of NumPy.
    words = np.random.PCG64(np.random.SeedSequence(seed)).random_raw(len(labels))
    order = np.argsort(words, kind="stable")
    of_class = np.split(order[np.argsort(labels[order], kind="stable")], np.cumsum(counts)[:-1])
    held = [places[:share] for places, share in zip(of_class, shares, strict=True)]
    validation = np.sort(np.concatenate(held))
    training = np.setdiff1d(np.arange(len(labels)), validation, assume_unique=True)
    return training, validation
