"""Samples that are left out are in no part, and the others stay where they are."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from nnstudio.core.errors import UserError
from nnstudio.data import load_dataset
from nnstudio.data.prepare import make_plan, replan
from nnstudio.data.split import split_samples


@pytest.mark.parametrize(
    ("dataset", "split"),
    [
        ("iris", "stratified"),
        ("iris", "random"),
        ("iris", "time"),
        ("digits8x8", "own"),
        ("airline_passengers", "time"),
    ],
)
def test_no_other_sample_changes_its_part(dataset: str, split: str) -> None:
    plan = make_plan(dataset, split=split)
    data = load_dataset(plan.source)
    before = split_samples(data, plan)
    gone = np.unique(np.linspace(0, data.count - 1, 13).astype(int))
    after = split_samples(data, replace(plan, left_out=tuple(gone.tolist())))
    for one, other in (
        (before.training, after.training),
        (before.validation, after.validation),
        (before.test, after.test),
    ):
        assert other.tolist() == [place for place in one.tolist() if place not in gone]


def test_nothing_left_to_learn_from_is_refused() -> None:
    plan = make_plan("iris")
    training = split_samples(load_dataset(plan.source), plan).training
    with pytest.raises(UserError, match="No sample is left"):
        replan(plan, left_out=tuple(training.tolist()))
