"""Curves drawn on the spot and points that the user paints."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

from nnstudio import api
from nnstudio.core.errors import UserError
from nnstudio.data import data_card, dataset_info, load_dataset
from nnstudio.data.function_toys import FUNCTION_TOYS
from nnstudio.data.prepare import make_plan, prepare, replan
from nnstudio.graph import edits
from nnstudio.graph.codec import project_from_dict, project_to_dict
from nnstudio.graph.data_plan import DataSource
from nnstudio.graph.project import Project
from nnstudio.layers.dense import Dense
from tests.engine.networks import chain
from tests.made_up_data import source_of

AT_A_HALF = {
    "sine": 1.0,
    "cubic": 4 / 8 - 3 / 2,
    "step": 0.5,
    "sum_of_sines": 0.6 + 0.4 * math.sin(2 * math.pi),
}


@pytest.mark.parametrize("name", FUNCTION_TOYS)
def test_curves_follow_their_options(name: str) -> None:
    data = load_dataset(source_of(name, {"samples": 5000, "noise": 0.0}))
    x, y = data.x_train[:, 0], data.y_train
    assert np.abs(x).max() <= 1
    assert np.abs(y).max() <= 1
    order = np.argsort(x)
    assert np.interp(0.5, x[order], y[order]) == pytest.approx(AT_A_HALF[name], abs=0.01)
    assert np.interp(-0.5, x[order], y[order]) == pytest.approx(-AT_A_HALF[name], abs=0.01)
    noisy = load_dataset(source_of(name, {"samples": 5000, "noise": 0.2}))
    np.testing.assert_array_equal(noisy.x_train, data.x_train)
    assert (noisy.y_train - y).std() == pytest.approx(0.2, rel=0.1)
    other = load_dataset(source_of(name, {"samples": 5000, "noise": 0.0, "seed": 3}))
    assert not np.array_equal(other.x_train, data.x_train)
    assert not {*x.tolist()} & {*data.x_test[:100, 0].tolist()}


def test_a_small_network_draws_a_sine() -> None:
    plan = make_plan("sine")
    layers = Dense(units=16, activation="tanh"), Dense(units=1, activation="linear")
    project = replace(chain(plan.signature, "mean_squared_error", *layers), data=plan)
    assert api.evaluate(api.train(edits.set_training(project, epochs=200), seed=1))["r2"] > 0.95


def painted(*points: tuple[float, float, int]) -> DataSource:
    return DataSource("painted", points=points)


CLOUDS = painted(*((x / 10, x / 20 - label, label) for label in (0, 1, 2) for x in range(10)))


def test_painted_points_are_a_data_set() -> None:
    plan = make_plan(CLOUDS)
    assert plan.signature.classes == ("0", "1", "2")
    assert (plan.split, plan.validation, plan.test) == ("stratified", 4, 6)
    assert data_card(plan) == load_dataset(plan.source).info
    data = prepare(plan)
    assert [data.count(part) for part in ("train", "validation", "test")] == [20, 4, 6]
    assert np.bincount(data.y_test).tolist() == [2, 2, 2]
    points = {tuple(np.float32(number) for number in point[:2]) for point in CLOUDS.points}
    raw = {tuple(data.sample("train", n).raw) for n in range(20)}
    assert raw < points
    assert project_from_dict(project_to_dict(Project(data=plan))).data == plan


def test_more_painting_makes_another_data_set() -> None:
    plan = make_plan(CLOUDS)
    more = replan(plan, source=painted(*CLOUDS.points, (2.0, 2.0, 7)))
    assert len(more.signature.classes) == 8
    assert (more.validation, more.test) == (5, 6)
    layers = Dense(units=8, activation="tanh"), Dense(units=3, activation="softmax")
    project = replace(chain(plan.signature, "categorical_crossentropy", *layers), data=plan)
    assert api.evaluate(api.train(edits.set_training(project, epochs=60), seed=1))["accuracy"] > 0.8


@pytest.mark.parametrize("count", [1, 4, 5])
def test_a_few_painted_points_are_not_held_out(count: int) -> None:
    plan = make_plan(painted(*CLOUDS.points[:count]))
    assert plan.signature.classes == ("0", "1")
    held_out = (1, 1) if count == 5 else (0, 0)
    assert (plan.validation, plan.test) == held_out
    assert prepare(plan).count("train") == count - sum(held_out)


def test_nothing_painted_is_told() -> None:
    assert dataset_info("painted").train_count == 0
    with pytest.raises(UserError, match=r"There are no points yet\. Paint some points first\."):
        make_plan("painted")


def test_too_many_classes_are_refused() -> None:
    with pytest.raises(UserError, match="of class 10; classes go from 0 to 9"):
        make_plan(painted((0.0, 0.0, 10)))
