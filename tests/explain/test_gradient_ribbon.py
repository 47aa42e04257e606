"""The bars of the gradient ribbon agree with the verdict and say what is measured."""

from __future__ import annotations

import math

import numpy as np
import pytest

from nnstudio.explain.gradient_ribbon import (
    Scale,
    gradient_bearers,
    gradient_ribbon,
    recent_scale,
    short,
    weighted_before,
)
from nnstudio.explain.verdicts import judge

LAYERS = tuple(f"dense_{number}" for number in range(1, 11))
CHAIN = dict(zip(LAYERS[1:], LAYERS[:-1], strict=True))


def falling(factor: float) -> np.ndarray:
    """Return the norms of ten layers, each ``factor`` times that of the one behind it."""
    return np.tile(factor ** np.arange(10)[::-1], (20, 1))


def test_a_stack_of_ten_whose_gradient_falls_has_falling_bars_with_the_sign_of_vanishing() -> None:
    scale, found = gradient_ribbon(falling(0.24), LAYERS, CHAIN)

    shares = [found[layer].share for layer in LAYERS]
    assert shares == sorted(shares)
    assert shares[0] < 0.1 < 0.8 < shares[-1]
    for layer in LAYERS[1:]:
        assert found[layer].factor == pytest.approx(0.24)
        assert found[layer].factor_text == "× 0.24"
    assert math.isnan(found["dense_1"].factor)
    assert found["dense_1"].factor_text == ""
    ill = judge(falling(0.24), LAYERS).layers
    assert 0 < len(ill) < 10
    for layer in LAYERS:
        ribbon = found[layer]
        assert ribbon.state == ("vanishing" if layer in ill else "healthy")
        assert ribbon.text.startswith("▾ ") == (layer in ill)
    assert found["dense_1"].text == "▾ 2.6e-6"
    assert (scale.low, scale.high) == (-6, 1)


def test_a_gradient_that_grows_has_the_sign_of_exploding() -> None:
    _, found = gradient_ribbon(falling(4.0), LAYERS, CHAIN)

    assert found["dense_1"].state == "exploding"
    assert found["dense_1"].text == "▴ 2.6e5"


def test_a_run_that_broke_down_is_exploding_everywhere() -> None:
    loss = np.array([1.0, 2.0, np.nan], np.float32)
    _, found = gradient_ribbon(falling(0.9), LAYERS, CHAIN, loss)

    assert {ribbon.state for ribbon in found.values()} == {"exploding"}


def test_numbers_that_are_none_leave_the_scale_as_it_is() -> None:
    norms = falling(0.9)
    scale = recent_scale(norms)
    norms[3, 2], norms[-1, 4], norms[-1, 5], norms[-1, 6] = np.nan, np.nan, np.inf, 0.0
    changed, found = gradient_ribbon(norms, LAYERS, CHAIN)

    assert changed == scale
    assert (found["dense_5"].share, found["dense_6"].share, found["dense_7"].share) == (0, 1, 0)
    assert found["dense_5"].text == "▴ NaN"
    assert found["dense_6"].text == "▴ ∞"
    assert math.isnan(found["dense_6"].factor)


def test_the_scale_follows_what_was_measured_last() -> None:
    norms = np.concatenate([np.full((5000, 1), 1e-9), np.full((200, 1), 0.02)])

    assert recent_scale(norms) == Scale(-3, -1)


def test_before_the_first_verdict_there_is_a_bar_without_one() -> None:
    _, found = gradient_ribbon(falling(0.1)[:2], LAYERS, CHAIN)

    assert {ribbon.state for ribbon in found.values()} == {"waiting"}
    assert gradient_ribbon(np.empty((0, 10)), LAYERS, CHAIN)[1] == {}


SOURCES = {
    "input": (),
    "conv": ("input",),
    "relu": ("conv",),
    "skip": ("relu",),
    "branch": ("relu",),
    "add": ("branch", "skip"),
    "dense": ("add",),
    "output": ("dense",),
}
WEIGHTED = ("conv", "branch", "dense")


def test_the_layer_before_is_the_nearest_one_with_weights() -> None:
    before = weighted_before(tuple(SOURCES), SOURCES, WEIGHTED)

    assert before == {"branch": "conv", "dense": "branch"}


def test_a_layer_without_weights_passes_on_what_comes_back_to_it() -> None:
    bearers = gradient_bearers(tuple(SOURCES), SOURCES, WEIGHTED)

    assert bearers == {
        "input": "conv",
        "conv": "conv",
        "relu": "branch",
        "skip": "dense",
        "branch": "branch",
        "add": "dense",
        "dense": "dense",
        "output": "dense",
    }


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.0, "0"),
        (1.2e-3, "1.2e-3"),
        (0.0123, "0.012"),
        (0.9, "0.90"),
        (12.34, "12.3"),
        (314.0, "314"),
        (2.34e12, "2.3e12"),
        (math.inf, "∞"),
    ],
)
def test_a_number_takes_a_few_characters(value: float, text: str) -> None:
    assert short(value) == text
