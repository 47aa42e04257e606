"""A column of any length becomes few points that still show its peaks."""

from __future__ import annotations

import math

import numpy as np
import pytest

from nnstudio.app.plots.decimated import BUCKETS, ROWS_AT_ONCE, Decimated, smoothed
from nnstudio.core.layer import Array


def taken_in(column: Array, *, piece: int = 10**9, width: int = 0) -> Decimated:
    decimated = Decimated(width)
    for end in [*range(piece, len(column), piece), len(column)]:
        while decimated.rows < end:
            decimated.update(column[:end])
    return decimated


@pytest.mark.parametrize("rows", [1, BUCKETS, BUCKETS + 1, 5_003, 300_000])
@pytest.mark.parametrize("piece", [997, 10**9])
def test_lowest_highest_and_mean_survive(rows: int, piece: int) -> None:
    column = np.random.default_rng(rows).normal(size=rows)
    decimated = taken_in(column, piece=piece)
    low, high, mean = decimated.columns()

    assert BUCKETS / 2 <= len(mean) <= BUCKETS + 1 or rows < BUCKETS
    assert low.min() == column.min()
    assert high.max() == column.max()
    counts = np.diff(np.append(-1, decimated.last_rows))
    assert counts.sum() == rows
    assert (mean * counts).sum() == pytest.approx(column.sum(), abs=1e-6)


def test_the_stretches_are_those_of_the_rows() -> None:
    column = np.arange(5_003.0)
    decimated = taken_in(column, piece=777)

    low, high, mean = decimated.columns()
    np.testing.assert_array_equal(high, decimated.last_rows)
    np.testing.assert_array_equal(mean, decimated.middles)
    np.testing.assert_array_equal(low[1:], decimated.last_rows[:-1] + 1)


def test_a_long_column_is_taken_in_by_parts() -> None:
    column = np.zeros(3 * ROWS_AT_ONCE)
    decimated = Decimated()

    decimated.update(column)
    assert decimated.rows == ROWS_AT_ONCE
    decimated.update(column)
    decimated.update(column)
    assert decimated.rows == len(column)


def test_a_column_that_became_shorter_is_taken_in_anew() -> None:
    decimated = taken_in(np.zeros(5_000))
    decimated.update(np.ones(70))

    assert decimated.rows == 70
    np.testing.assert_array_equal(decimated.columns()[2], np.ones(70))


def test_what_is_not_finite_is_left_out() -> None:
    column = np.array([1.0, math.nan, 3.0, math.inf] * 1000)
    low, high, mean = taken_in(column).columns()

    assert set(low[:-1]) == {1.0}
    assert set(high[:-1]) == {3.0}
    np.testing.assert_allclose(mean[:-1], 2.0)
    assert np.isnan(taken_in(np.full(9, math.nan)).columns()[0]).all()


def test_several_columns_are_taken_in_at_once() -> None:
    columns = np.random.default_rng(0).normal(size=(3_001, 3))
    together = taken_in(columns, piece=500, width=3)
    alone = taken_in(columns[:, 1], piece=500)

    for one, other in zip(together.columns(), alone.columns(), strict=True):
        np.testing.assert_allclose(one[:, 1], other)


def test_smoothing_keeps_the_level_and_takes_the_noise() -> None:
    noisy = 5.0 + np.random.default_rng(0).normal(size=400)
    smooth = smoothed(noisy)

    assert len(smooth) == len(noisy)
    assert smooth.std() < 0.4 * noisy.std()
    assert smooth.mean() == pytest.approx(5.0, abs=0.2)
    np.testing.assert_allclose(smoothed(np.full(400, 2.0)), 2.0)
    noisy[100] = math.nan
    assert np.isfinite(smoothed(noisy)).all()
