"""The loss around the weights, against the definition of the loss itself."""

from __future__ import annotations

import math

import numpy as np
import pytest

from nnstudio.core.layer import Array
from nnstudio.engine.messages import Moment
from nnstudio.engine.model import Model
from nnstudio.engine.plan import Plan, make_plan
from nnstudio.engine.studies.landscape import LandscapeStudy
from nnstudio.engine.weights import WeightKey, WeightMap, initial_weights
from nnstudio.graph.analysis import analyze
from nnstudio.graph.templates import template
from tests.engine.studying import answer

X = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]], np.float32)
T = np.array([[0.0], [1.0], [1.0], [0.0]], np.float32)


@pytest.fixture(scope="module")
def plan() -> Plan:
    return make_plan(analyze(template("xor").project))


def moved(weights: WeightMap, key: WeightKey, place: int, by: float) -> dict[WeightKey, Array]:
    new = {name: np.array(value) for name, value in weights.items()}
    new[key].reshape(-1)[place] += by
    return new


def loss(plan: Plan, weights: WeightMap) -> float:
    model = Model(plan, weights)
    return model.loss(model.forward(X), T)


def test_the_plane_of_a_path_in_two_weights_is_those_two_weights(plan: Plan) -> None:
    here = initial_weights(plan, 0)
    key = ("dense_1", "weight")
    corner = moved(here, key, 0, -2.0)
    path = (
        Moment(0, moved(corner, key, 1, -1.0)),
        Moment(1, corner),
        Moment(2, moved(here, key, 0, -1.0)),
        Moment(3, here),
    )
    ground = answer(LandscapeStudy(X, T, path, cells=7, rows=5), Model(plan, here))
    assert ground.steps == (0, 1, 2, 3)
    assert sum(ground.shares) == pytest.approx(1.0)
    # All distances of the path are kept in the picture.
    for i, one in enumerate(path):
        for j, two in enumerate(path):
            far = math.sqrt(
                sum(float(np.square(one.weights[k] - two.weights[k]).sum()) for k in here)
            )
            assert np.linalg.norm(ground.path[i] - ground.path[j]) == pytest.approx(far, abs=1e-5)
    # The middle of the grid is the network as it is.
    row, column = int(np.abs(ground.up).argmin()), int(np.abs(ground.across).argmin())
    assert ground.up[row] == ground.across[column] == 0.0
    assert ground.loss[row, column] == pytest.approx(loss(plan, here), rel=1e-6)
    assert ground.here == pytest.approx(loss(plan, here), rel=1e-6)


def test_every_place_of_a_line_is_the_loss_there(plan: Plan) -> None:
    here = initial_weights(plan, 0)
    key = ("dense_1", "weight")
    path = tuple(Moment(n, moved(here, key, 0, float(n - 3))) for n in range(4))
    ground = answer(LandscapeStudy(X, T, path, cells=9, rows=1), Model(plan, here))
    assert ground.shares[0] == pytest.approx(1.0)
    assert ground.path[:, 0].tolist() == pytest.approx([-3.0, -2.0, -1.0, 0.0], abs=1e-5)
    for a, value in zip(ground.across, ground.loss[0], strict=True):
        assert value == pytest.approx(loss(plan, moved(here, key, 0, float(a))), rel=1e-5)


def test_random_directions_are_as_long_as_the_weights_and_always_the_same(plan: Plan) -> None:
    here = initial_weights(plan, 0)
    one = answer(LandscapeStudy(X, T, (), cells=5, rows=5), Model(plan, here))
    two = answer(LandscapeStudy(X, T, (), cells=5, rows=5, chance=True), Model(plan, here))
    np.testing.assert_array_equal(one.loss, two.loss)
    assert math.isnan(one.shares[0])
    assert len(one.path) == 0
    near = answer(LandscapeStudy(X, T, (), cells=5, rows=5, zoom=4.0), Model(plan, here))
    assert np.ptp(near.across) == pytest.approx(np.ptp(one.across) / 4)


def test_the_study_changes_nothing_and_a_broken_moment_is_left_out(plan: Plan) -> None:
    here = initial_weights(plan, 0)
    model = Model(plan, here)
    broken = Moment(1, moved(here, ("dense_1", "weight"), 0, math.nan))
    other = Moment(2, {("dense_1", "weight"): np.zeros((9, 9), np.float32)})
    ground = answer(LandscapeStudy(X, T, (broken, other), cells=3, rows=3), model)
    assert ground.steps == ()
    for key, value in here.items():
        np.testing.assert_array_equal(model.weights[key], value)


def test_looking_closer_leaves_the_present_weights_where_they_are(plan: Plan) -> None:
    here = initial_weights(plan, 0)
    path = tuple(Moment(n, moved(here, ("dense_1", "weight"), 0, float(n - 3))) for n in range(4))
    wide, near = (
        answer(LandscapeStudy(X, T, path, cells=9, rows=9, zoom=zoom), Model(plan, here))
        for zoom in (1.0, 16.0)
    )
    assert np.ptp(near.across) == pytest.approx(np.ptp(wide.across) / 16)
    for axis in (near.across, near.up):
        assert axis.min() < 0.0 < axis.max()
    assert near.across.min() / near.across.max() == pytest.approx(
        wide.across.min() / wide.across.max(), rel=0.3
    )


def test_random_directions_reach_as_far_as_the_weights_are_long(plan: Plan) -> None:
    here = initial_weights(plan, 0)
    length = math.sqrt(sum(float(np.square(value).sum()) for value in here.values()))
    path = tuple(Moment(n, moved(here, ("dense_1", "weight"), 0, n / 1000)) for n in range(4))
    ground = answer(LandscapeStudy(X, T, path, cells=5, rows=5, chance=True), Model(plan, here))
    assert np.ptp(ground.across) == pytest.approx(1.5 * length, rel=0.1)


def test_a_small_network_is_measured_in_few_pieces_and_a_large_one_in_many(plan: Plan) -> None:
    here = initial_weights(plan, 0)
    pieces = LandscapeStudy(X, T, (), cells=8, rows=8).pieces(Model(plan, here))
    assert len(list(pieces)) == 8
