"""Attention and positions by numbers worked out by hand; what all layers share is tested elsewhere."""

from __future__ import annotations

import math

import numpy as np
import pytest

from nnstudio.core.errors import ShapeError
from nnstudio.core.initializers import initial_values
from nnstudio.core.layer import Array, Step
from nnstudio.layers.multi_head_attention import PARTS, MultiHeadAttention
from nnstudio.layers.positional_encoding import PositionalEncoding


def a_step(training: bool = False) -> Step:
    return Step(training, np.random.Generator(np.random.SFC64(3)))


def drawn(layer: MultiHeadAttention, shape: tuple[int, ...]) -> dict[str, Array]:
    rng = np.random.default_rng(2)
    return {name: rng.standard_normal(w.shape) for name, w in layer.weights(shape).items()}


def plain(features: int) -> dict[str, Array]:
    """Queries, keys, values and output are what comes in."""
    return {f"{part}_weight": np.eye(features) for part in PARTS}


def test_a_step_gathers_values_by_the_softmax_of_scaled_products() -> None:
    layer = MultiHeadAttention(heads=1, use_bias=False)
    # Products of the two steps: 16, 0 and 4; divided by the root of 4 features: 8, 0 and 2.
    x = np.array([[[4.0, 0.0, 0.0, 0.0], [0.0, 2.0, 0.0, 0.0]]])
    y, saved = layer.forward(plain(4), a_step(), x)
    share = 1 / (1 + math.exp(-8)), 1 / (1 + math.exp(-2))

    assert saved["attention"].shape == (1, 1, 2, 2)
    assert saved["attention"][0, 0, 0] == pytest.approx([share[0], 1 - share[0]])
    assert saved["attention"][0, 0, 1] == pytest.approx([1 - share[1], share[1]])
    assert y[0, 0] == pytest.approx([4 * share[0], 2 * (1 - share[0]), 0, 0])


def test_each_head_sees_its_part_of_the_features() -> None:
    one, two = (
        MultiHeadAttention(heads=1, use_bias=False),
        MultiHeadAttention(heads=2, use_bias=False),
    )
    x = np.random.default_rng(1).normal(size=(2, 3, 4))
    together, _ = two.forward(plain(4), a_step(), x)

    for part in (slice(0, 2), slice(2, 4)):
        alone, _ = one.forward(plain(2), a_step(), x[..., part])
        np.testing.assert_allclose(together[..., part], alone, rtol=1e-12)


@pytest.mark.parametrize("changed", [1, 3, 4])
def test_causal_attention_never_looks_ahead(changed: int) -> None:
    layer, shape = MultiHeadAttention(heads=2, causal=True), (5, 4)
    w, x = drawn(layer, shape), np.random.default_rng(1).normal(size=(2, *shape))
    before, saved = layer.forward(w, a_step(), x)
    x[:, changed:] += 10.0
    after, _ = layer.forward(w, a_step(), x)

    assert np.array_equal(before[:, :changed], after[:, :changed])
    assert not np.allclose(before[:, changed:], after[:, changed:])
    assert not np.triu(saved["attention"], 1).any()


def test_padding_is_not_seen_and_stays_zero() -> None:
    layer, shape = MultiHeadAttention(heads=2, mask_zeros=True), (5, 4)
    w, x = drawn(layer, shape), np.random.default_rng(1).normal(size=(3, *shape))
    x[1, 3:] = 0
    x[2] = 0
    y, saved = layer.forward(w, a_step(), x)
    (dx,), _ = layer.backward(w, a_step(), saved, np.ones_like(y))
    short, _ = layer.forward(w, a_step(), x[1:2, :3])

    np.testing.assert_allclose(y[1, :3], short[0], rtol=1e-12)
    assert not y[1, 3:].any()
    assert not dx[1, 3:].any()
    assert not y[2].any(), "a sample of padding alone is no division by zero"


def test_large_scores_are_no_overflow() -> None:
    layer = MultiHeadAttention(heads=1, use_bias=False)
    y, _ = layer.forward(plain(1), a_step(), np.array([[[1e3], [-1e3]]], np.float32))

    assert y[0, :, 0].tolist() == [1e3, -1e3]


def test_dropout_silences_attention_weights_in_training_only() -> None:
    layer = MultiHeadAttention(heads=2, dropout=0.5)
    w, x = drawn(layer, (20, 4)), np.random.default_rng(1).normal(size=(6, 20, 4))
    predicted, saved = layer.forward(w, a_step(), x)
    trained, kept = layer.forward(w, a_step(training=True), x)

    assert saved["kept"].shape == ()
    assert set(np.unique(kept["kept"])) == {0.0, 2.0}
    assert kept["kept"].mean() == pytest.approx(1.0, abs=0.1)
    assert not np.allclose(predicted, trained)


def test_heads_must_share_the_features_evenly() -> None:
    with pytest.raises(
        ShapeError, match=r"3 heads cannot share the features of 5 × 8: .* divide 8"
    ):
        MultiHeadAttention(heads=3).output_shape((5, 8))


def test_its_cost_is_that_of_projections_and_of_looking() -> None:
    # 4 projections of 10 steps by 8 x 8, and 10 x 10 scores and gatherings over 8 features.
    assert MultiHeadAttention(heads=2).multiply_adds((10, 8)) == 10 * 4 * 64 + 2 * 100 * 8


def test_positions_are_sines_and_cosines_of_growing_wave_length() -> None:
    y, _ = PositionalEncoding().forward({}, a_step(), np.zeros((1, 4, 5)))

    for t in range(4):
        slow, slower = t / 10_000**0.4, t / 10_000**0.8
        expected = [math.sin(t), math.cos(t), math.sin(slow), math.cos(slow), math.sin(slower)]
        assert y[0, t] == pytest.approx(expected)


def test_learned_positions_start_small_and_learn_from_all_samples() -> None:
    layer = PositionalEncoding(kind="learned")
    weight = layer.weights((50, 40))["weight"]
    start = initial_values(weight, np.random.default_rng(0))
    x, dy = np.ones((3, 50, 40)), np.full((3, 50, 40), 2.0)
    y, saved = layer.forward({"weight": start}, a_step(), x)
    _, dws = layer.backward({"weight": start}, a_step(), saved, dy)

    assert start.std() == pytest.approx(0.02, rel=0.1)
    assert np.array_equal(y[1], 1 + start)
    assert (dws["weight"] == 6).all()


@pytest.mark.parametrize("kind", ["sinusoidal", "learned"])
def test_padding_gets_no_position(kind: str) -> None:
    layer = PositionalEncoding(kind=kind, mask_zeros=True)
    w = {"weight": np.ones((3, 2))} if kind == "learned" else {}
    x = np.array([[[1.0, 0.0], [0.0, 2.0], [0.0, 0.0]]])
    y, saved = layer.forward(w, a_step(), x)
    _, dws = layer.backward(w, a_step(), saved, np.ones_like(y))

    assert not y[0, 2].any()
    assert (y[0, :2] != x[0, :2]).any(axis=-1).all()
    assert [d[2].tolist() for d in dws.values()] == [[0, 0]] * len(w)
