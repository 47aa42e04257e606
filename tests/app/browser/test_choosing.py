"""Samples are found by class, part, verdict and what they hold, and sorted by any column."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from nnstudio.app.browser.choosing import BY_PART, Wanted, chosen
from nnstudio.app.browser.columns import columns_of
from nnstudio.app.browser.contents import LEFT_OUT, TEST, Contents, read_contents
from nnstudio.app.browser.judgement import Judgement
from nnstudio.data.prepare import make_plan
from nnstudio.graph.data_plan import DataPlan


@pytest.fixture(scope="module")
def plan() -> DataPlan:
    return make_plan("iris")


@pytest.fixture(scope="module")
def flowers(plan: DataPlan) -> Contents:
    return read_contents(plan)


def found(contents: Contents, wanted: Wanted, judgement: Judgement | None = None) -> list[int]:
    fields = columns_of(contents, judgement)
    places: list[int] = chosen(contents, fields, judgement, wanted).tolist()
    return places


def test_every_sample_is_listed_in_the_order_of_the_source(flowers: Contents) -> None:
    assert found(flowers, Wanted()) == list(range(150))
    assert found(flowers, Wanted(falling=True)) == list(range(149, -1, -1))


def test_samples_are_found_by_class_and_part(flowers: Contents) -> None:
    setosas = found(flowers, Wanted(label=0))
    assert setosas == [n for n in range(150) if flowers.dataset.y_train[n] == 0]
    tested = found(flowers, Wanted(label=0, part=TEST))
    assert tested == [n for n in setosas if flowers.part[n] == TEST]
    assert len(tested) == 10


def test_what_is_left_out_is_a_part_of_its_own(plan: DataPlan) -> None:
    contents = read_contents(replace(plan, left_out=(4, 90)))
    assert found(contents, Wanted(part=LEFT_OUT)) == [4, 90]


def test_a_changed_class_counts_and_is_known_to_be_changed(plan: DataPlan) -> None:
    contents = read_contents(replace(plan, relabelled=((0, 2),)))
    assert 0 in found(contents, Wanted(label=2))
    assert np.flatnonzero(contents.changed).tolist() == [0]


def test_rows_are_sorted_by_any_column(flowers: Contents) -> None:
    fields = columns_of(flowers, None)
    names = [field.name for field in fields]
    for number, name in enumerate(names):
        if fields[number].classes:
            continue
        values = fields[number].values
        for falling in (False, True):
            order = found(flowers, Wanted(field=number, falling=falling))
            steps = np.diff(values[order])
            assert (steps <= 0).all() if falling else (steps >= 0).all(), name
    parts = flowers.part[found(flowers, Wanted(field=BY_PART))]
    assert (np.diff(parts) >= 0).all()


def test_missing_numbers_come_last_either_way(flowers: Contents) -> None:
    number = 2
    fields = columns_of(flowers, None)
    values = fields[number].values.copy()
    values[[3, 8]] = np.nan
    holed = tuple(replace(f, values=values) if f is fields[number] else f for f in fields)
    for falling in (False, True):
        order = chosen(flowers, holed, None, Wanted(field=number, falling=falling))
        assert sorted(order[-2:].tolist()) == [3, 8]


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("VIRGIN", lambda x, y: y == 2),
        ("sepal_length_cm > 7", lambda x, y: x[:, 0] > 7),
        ("petal_width_cm <= 0.1", lambda x, y: x[:, 3] <= 0.1 + 1e-6),
        ("petal_width_cm = 0.1", lambda x, y: np.abs(x[:, 3] - 0.1) < 0.05),
        ("7.9", lambda x, y: (np.abs(x - 7.9) <= 0.05 + 1e-5).any(axis=1)),
        ("no such thing", lambda x, y: np.zeros(len(x), bool)),
    ],
)
def test_samples_are_found_by_what_they_hold(flowers: Contents, text: str, holds: object) -> None:
    x, y = flowers.dataset.x_train, flowers.dataset.y_train
    assert callable(holds)
    assert found(flowers, Wanted(text=text)) == np.flatnonzero(holds(x, y)).tolist()


def test_the_wrong_ones_come_hardest_first(flowers: Contents) -> None:
    assert flowers.labels is not None
    predicted = flowers.labels.copy()
    predicted[[10, 20, 30]] = 1
    loss = np.zeros(150)
    loss[[10, 20, 30]] = 1.0, 3.0, 2.0
    judgement = Judgement(predicted, np.ones(150), predicted == flowers.labels, loss)
    assert found(flowers, Wanted(right=False, hardest=True), judgement) == [20, 30, 10]
    assert len(found(flowers, Wanted(right=True), judgement)) == 147
    assert found(flowers, Wanted(hardest=True), judgement)[:3] == [20, 30, 10]


def test_texts_are_found_by_their_tokens() -> None:
    contents = read_contents(make_plan("lunyu_zh"))
    rows = found(contents, Wanted(text="學")) or found(contents, Wanted(text="学"))
    assert 0 < len(rows) < contents.count
