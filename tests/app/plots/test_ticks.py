"""Axes have round numbers that are written as people read them."""

from __future__ import annotations

import math

import numpy as np
import pytest

from nnstudio.app.plots import ticks


@pytest.mark.parametrize(
    ("low", "high", "most", "texts"),
    [
        (0.0, 1.0, 5, ["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"]),
        (0.0, 3.0, 4, ["0", "1", "2", "3"]),
        (-0.9, 0.9, 4, ["-0.5", "0.0", "0.5"]),
        (0.0, 12_000.0, 3, ["0", "5,000", "10,000"]),
        (0.0, 800_000.0, 4, ["0", "200k", "400k", "600k", "800k"]),
        (0.0, 0.002, 4, ["0", "0.0005", "0.001", "0.0015", "0.002"]),
        (0.0, 2e-5, 2, ["0", "1e-05", "2e-05"]),
        (1.0, 1.0, 4, []),
    ],
)
def test_linear(low: float, high: float, most: int, texts: list[str]) -> None:
    assert [text for _, text in ticks.linear_ticks(low, high, most)] == texts


@pytest.mark.parametrize(
    ("high", "texts"),
    [
        (2.0, ["0", "1", "2"]),
        (3.9, ["0", "2"]),
        (12.0, ["0", "5", "10"]),
        (4000.0, ["0", "1k", "2k", "3k", "4k"]),
    ],
)
def test_there_is_nothing_between_two_steps(high: float, texts: list[str]) -> None:
    assert [text for _, text in ticks.step_ticks(0.0, high, 4)] == texts


@pytest.mark.parametrize(
    ("low", "high", "texts"),
    [
        (-6.0, 0.0, ["10⁻⁶", "10⁻⁴", "0.01", "1"]),
        (-1.0, 0.4, ["0.1", "0.2", "0.5", "1", "2"]),
        (2.0, 5.0, ["100", "1000", "10⁴", "10⁵"]),
    ],
)
def test_logarithmic(low: float, high: float, texts: list[str]) -> None:
    found = ticks.log_ticks(low, high, 5)

    assert [text for _, text in found] == texts
    assert all(low - 1e-9 <= at <= high + 1e-9 for at, _ in found)


def test_a_low_logarithmic_chart_has_no_more_texts_than_it_has_room_for() -> None:
    assert [text for _, text in ticks.log_ticks(-1.0, 0.4, 2)] == ["0.1", "1"]
    assert [text for _, text in ticks.log_ticks(0.2, 0.8, 2)] == ["2", "5"]


@pytest.mark.parametrize(("value", "above"), [(0.13, 0.15), (2.3, 3.0), (9.0, 10.0), (10.0, 10.0)])
def test_the_next_round_number(value: float, above: float) -> None:
    assert ticks.ceiling(value) == pytest.approx(above)


@pytest.mark.parametrize(
    ("value", "text"),
    [(0.12345, "0.1235"), (1e-5, "1.00e-05"), (0.0, "0"), (math.nan, "–"), (1234.5, "1,234.5")],
)
def test_figures(value: float, text: str) -> None:
    assert ticks.figure(value) == text


def test_ranges_keep_still_while_a_curve_creeps() -> None:
    assert ticks.log_range(np.array([-1.9, -0.4])) == ticks.log_range(np.array([-1.8, -0.35]))
    assert ticks.share_range(np.array([0.93, 0.97]))[0] == 0.9
    assert ticks.share_range(np.array([0.1, 0.97]))[0] == 0.0


def test_counts_are_short() -> None:
    assert [ticks.short_count(n) for n in (800, 12_000, 3_500_000)] == ["800", "12k", "3.5M"]
    assert [ticks.short_count(n) for n in (2e10, -1.5e30)] == ["2e+10", "-1.5e+30"]
