"""How far steps move the weights: the figures, and how seldom they are taken."""

from __future__ import annotations

import math

import numpy as np
import pytest

from nnstudio.engine.plan import Plan, make_plan
from nnstudio.engine.update_sizes import MOST, UpdateSizes
from nnstudio.graph.analysis import analyze
from nnstudio.graph.templates import template


def plan(name: str) -> Plan:
    return make_plan(analyze(template(name).project))


def test_a_figure_is_the_way_of_a_layer_by_its_length() -> None:
    w = np.array([3.0, 4.0, 0.0, 0.0, 1.0], np.float32)
    sizes = UpdateSizes(plan("xor"), 4, w, (slice(0, 2), slice(2, 4), slice(4, 5)))
    sizes.before()
    w += np.array([0.003, -0.004, 0.1, 0.0, np.inf], np.float32)
    first, still, broken = sizes.after()

    assert first == pytest.approx(0.005 / 5.0, rel=1e-3)
    assert math.isnan(still)  # it had no length
    assert math.isnan(broken)


def test_squares_that_float32_loses_are_still_measured() -> None:
    w = np.array([1e-25, 1e25], np.float32)
    sizes = UpdateSizes(plan("xor"), 4, w, (slice(0, 1), slice(1, 2)))
    sizes.before()
    w *= np.float32(1.5)
    np.testing.assert_allclose(sizes.after(), [0.5, 0.5], rtol=1e-5)


def test_long_runs_are_measured_more_and_more_seldom() -> None:
    sizes = UpdateSizes(plan("digits-cnn"), 64, np.zeros(8, np.float32), (slice(0, 8),))
    step, taken = 0, []
    while step < 100_000:
        step = sizes.next(step)
        taken.append(step)
    assert taken[:5] == [1, 2, 3, 4, 5]
    assert len(taken) < MOST * 8
    assert np.all(np.diff(taken) > 0)


def test_where_the_weights_are_many_for_the_work_it_is_taken_seldom() -> None:
    numbers = 100_000
    w = np.zeros(numbers, np.float32)
    sizes = UpdateSizes(plan("xor"), 1, w, (slice(0, numbers),))
    assert sizes.next(0) > 50
    assert sizes.next(sizes.next(0)) == 2 * sizes.next(0)
