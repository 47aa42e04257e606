"""Updates are judged by their share of the weights."""

from __future__ import annotations

import math

import numpy as np
import pytest

from nnstudio.explain.update_verdict import UPDATE_RULE, judge_updates, recent_levels

NAMES = ("dense_1", "dense_2")


@pytest.mark.parametrize(
    ("levels", "kind", "layers"),
    [
        pytest.param((-3.0, -3.9), "healthy", (), id="inside"),
        pytest.param((-1.9, -3.0), "large", ("dense_1",), id="above"),
        pytest.param((-3.0, -4.1), "small", ("dense_2",), id="below"),
        pytest.param((-1.0, -5.0), "large", ("dense_1",), id="large-first"),
        pytest.param((-math.inf, -3.0), "small", ("dense_1",), id="does-not-move"),
        pytest.param((math.nan, -3.0), "healthy", (), id="unknown-is-no-alarm"),
        pytest.param((math.nan, math.nan), "waiting", (), id="all-unknown"),
    ],
)
def test_the_band_decides(levels: tuple[float, float], kind: str, layers: tuple[str, ...]) -> None:
    verdict = judge_updates(np.tile(10.0 ** np.array(levels), (10, 1)), NAMES)
    assert (verdict.kind, verdict.layers) == (kind, layers)
    assert str(verdict.text)


def test_only_the_recent_median_counts() -> None:
    sizes = np.full((60, 2), 0.5)
    sizes[-20:] = 1e-3
    sizes[-3:] = math.nan
    assert judge_updates(sizes, NAMES).kind == "healthy"
    np.testing.assert_allclose(recent_levels(sizes), -3.0)
    assert judge_updates(sizes[:4], NAMES).kind == "waiting"


def test_weights_that_stay_as_they_are_get_another_advice_than_small_steps() -> None:
    verdict = judge_updates(np.tile([0.0, 5.0], (10, 1)), NAMES)
    assert (verdict.kind, verdict.layers) == ("small", ("dense_1",))
    assert "steps leave dense_1 exactly as they are" in str(verdict.text)
    assert "larger learning rate" not in str(verdict.text)


def test_a_run_that_is_over_is_judged_by_the_little_there_is() -> None:
    sizes = np.array([[0.5, 0.4], [2e5, 8e4]])
    assert judge_updates(sizes, NAMES).kind == "waiting"
    verdict = judge_updates(sizes, NAMES, over=True)
    assert (verdict.kind, verdict.layers) == ("large", NAMES)
    assert judge_updates(sizes[:0], NAMES, over=True).kind == "waiting"


def test_shares_are_written_as_they_are_read() -> None:
    assert "0.1 %" in str(judge_updates(np.full((9, 2), 1e-3), NAMES).text)
    assert "1e-07" in str(judge_updates(np.full((9, 2), 1e-7), NAMES).text)
    assert "20" in str(UPDATE_RULE)
