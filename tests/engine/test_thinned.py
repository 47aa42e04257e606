"""A column of any length stays small, and what it says of its values stays right."""

from __future__ import annotations

import math

import numpy as np
import pytest

from nnstudio.core.layer import Array
from nnstudio.engine import thinned
from nnstudio.engine.thinned import ThinnedColumn


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a column be long with a few hundred values."""
    monkeypatch.setattr(thinned, "MOST_STRETCHES", 256)
    monkeypatch.setattr(thinned, "FEWEST_NEWEST", 16)
    monkeypatch.setattr(thinned, "COARSE", 8)


def made(values: Array, block: int = 37) -> ThinnedColumn:
    column = ThinnedColumn()
    for first in range(0, len(values), block):
        column.extend(values[first : first + block])
    return column


def noise(count: int) -> Array:
    return np.random.default_rng(3).normal(size=count).astype(np.float32)


def test_a_short_column_is_as_it_was_given() -> None:
    values = noise(256)
    values[[3, 77]] = np.inf, np.nan
    column = made(values)

    assert column.stretch == 1
    assert column.array.tobytes() == values.tobytes()
    assert column.at(3)[1] == math.inf
    assert column.newest.tobytes() == values[-len(column.newest) :].tobytes()


@pytest.mark.parametrize("count", [257, 511, 512, 513, 1000, 5003])
@pytest.mark.parametrize("block", [1, 37, 10_000])
def test_a_long_column_keeps_lowest_mean_and_highest_of_stretches(count: int, block: int) -> None:
    values = noise(count)
    column = made(values, block)
    stretch = column.stretch

    assert len(column) == count
    assert count <= 256 * stretch < 2 * count
    for number in (0, count // 3, count // 2):
        part = values[number // stretch * stretch :][:stretch]
        assert column.at(number) == pytest.approx((part.min(), part.mean(), part.max()), abs=1e-6)
    assert column.at(count - 1) == (values[-1],) * 3
    assert len(column.newest) >= 16
    assert column.newest.tobytes() == values[-len(column.newest) :].tobytes()
    exact = len(column.newest)
    assert column.array[-16:].tobytes() == values[-16:].tobytes()
    assert column.array[0] == pytest.approx(values[:stretch].mean(), abs=1e-6)
    assert len(column.array) <= 256 + exact


@pytest.mark.parametrize("count", [5, 9, 100, 256, 300, 5003])
@pytest.mark.parametrize("part", [(0.0, 1.0), (0.25, 0.5), (0.9, 1.0), (0.4, 0.41)])
def test_a_curve_holds_every_value_of_its_part(count: int, part: tuple[float, float]) -> None:
    values = noise(count)
    column = made(values)
    first, last = (round(share * count) for share in part)
    curve = column.curve(first, last, 8)

    assert len({len(figures) for figures in curve}) == 1
    assert len(curve.mean) <= 11
    assert (np.diff(curve.middles) > 0).all()
    if last > first:
        assert np.nanmin(curve.low) <= values[first:last].min()
        assert np.nanmax(curve.high) >= values[first:last].max()
        assert ((curve.low <= curve.mean + 1e-6) & (curve.mean <= curve.high + 1e-6)).all()
    if part == (0.0, 1.0):
        assert curve.low.min() == values.min()
        assert curve.high.max() == values.max()
        ramp = made(np.arange(1, count + 1, dtype=np.float32)).curve(0, None, 8)
        np.testing.assert_allclose(ramp.mean[:-1], ramp.middles[:-1], rtol=1e-5)


def test_what_is_not_finite_counts_for_nothing() -> None:
    values = np.ones(2000, np.float32)
    values[100:400] = np.nan
    values[900] = np.inf
    curve = made(values).curve(0, None, 8)

    assert np.nanmin(curve.low) == np.nanmax(curve.high) == 1
    assert made(np.full(2000, np.nan, np.float32)).curve(0, None, 8).mean.size
    assert np.isnan(made(np.full(2000, np.nan, np.float32)).curve(0, None, 8).mean).all()


@pytest.mark.parametrize("back", [1, 10, 200, 1000, 4990, 5003])
def test_it_goes_back_and_on(back: int) -> None:
    values = noise(5003)
    column = made(values)
    column.cut(5003 - back)
    assert len(column) == 5003 - back
    column.extend(values[5003 - back :])
    assert len(column) == 5003

    again = column.curve(0, None, 8)
    straight = made(values).curve(0, None, 8)
    np.testing.assert_allclose(again.middles, straight.middles)
    # A stretch that was broken in two counts with its mean.
    np.testing.assert_allclose(again.mean, straight.mean, atol=0.5)
    tail = min(back, 16)
    assert column.array[-tail:].tobytes() == values[-tail:].tobytes()
    if back <= 16:
        for one, other in zip(again, straight, strict=True):
            np.testing.assert_allclose(one, other, atol=1e-6)


def test_it_comes_back_from_arrays() -> None:
    column = made(noise(5003))
    again = ThinnedColumn.from_arrays(column.to_arrays(), column.stretch, len(column))
    more = noise(3000)
    column.extend(more)
    again.extend(more)

    assert again.array.tobytes() == column.array.tobytes()
    for one, other in zip(again.curve(), column.curve(), strict=True):
        np.testing.assert_array_equal(one, other)


@pytest.mark.parametrize(
    ("stretch", "size", "said"),
    [(3, 5003, "do not make up"), (32, 4000, "do not make up"), (1, 156, "do not make up")],
)
def test_arrays_of_something_else_are_refused(stretch: int, size: int, said: str) -> None:
    arrays = made(noise(5003)).to_arrays()
    with pytest.raises(ValueError, match=said):
        ThinnedColumn.from_arrays(arrays, stretch, size)


def test_missing_values_are_refused() -> None:
    low, mean, high, newest = made(noise(5003)).to_arrays()
    with pytest.raises(ValueError, match="newest"):
        ThinnedColumn.from_arrays((low, mean, high, newest[:1]), 32, 5003)
    with pytest.raises(ValueError, match="lowest"):
        ThinnedColumn.from_arrays((low[:1], mean, high, newest), 32, 5003)
