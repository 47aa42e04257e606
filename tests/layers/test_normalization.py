"""BatchNorm and LayerNorm by numbers worked out by hand; what all layers share is tested elsewhere."""

from __future__ import annotations

import math

import numpy as np
import pytest

from nnstudio.core.layer import Array, Step
from nnstudio.layers.batch_norm import BatchNorm
from nnstudio.layers.layer_norm import LayerNorm


def a_step(training: bool = True) -> Step:
    return Step(training, np.random.default_rng(0))


def fresh(channels: int, mean: float = 0.0, variance: float = 1.0) -> dict[str, Array]:
    return {
        "gamma": np.ones(channels),
        "beta": np.zeros(channels),
        "running_mean": np.full(channels, mean),
        "running_variance": np.full(channels, variance),
    }


def test_a_batch_is_normalised_by_its_own_mean_and_biased_variance() -> None:
    layer, w = BatchNorm(epsilon=1e-12), fresh(2)
    w["gamma"], w["beta"] = np.array([2.0, 1.0]), np.array([0.0, 5.0])
    # Channel 0: mean 3, deviations -2, 0, 2 and 0. Channel 1: -1 and 1 twice over.
    x = np.array([[1.0, -1.0], [3.0, 1.0], [5.0, 1.0], [3.0, -1.0]])
    y, saved = layer.forward(w, a_step(), x)

    assert saved["mean"].tolist() == [3, 0]
    assert saved["variance"].tolist() == [2, 1]
    assert y[:, 0] == pytest.approx(2 * np.array([-2, 0, 2, 0]) / math.sqrt(2))
    assert y[:, 1] == pytest.approx([4, 6, 6, 4])


def test_all_places_of_a_picture_belong_to_a_channel() -> None:
    rng = np.random.default_rng(1)
    x = rng.normal(3, 2, (4, 5, 6, 2))
    y, _ = BatchNorm().forward(fresh(2), a_step(), x)

    assert y.mean(axis=(0, 1, 2)) == pytest.approx([0, 0], abs=1e-12)
    assert y.std(axis=(0, 1, 2)) == pytest.approx([1, 1], rel=1e-4)


def test_running_averages_take_the_unbiased_variance_and_move_by_the_momentum() -> None:
    layer, w = BatchNorm(momentum=0.25), fresh(1)
    mean, variance = 0.0, 1.0
    rng = np.random.default_rng(2)
    for _ in range(3):
        x = rng.normal(2, 3, (5, 1))
        step = a_step()
        layer.forward(w, step, x)
        mean = 0.75 * mean + 0.25 * x.mean()
        variance = 0.75 * variance + 0.25 * x.var(ddof=1)
        assert step.state["running_mean"] == pytest.approx([mean])
        assert step.state["running_variance"] == pytest.approx([variance])
        w |= step.state


def test_prediction_uses_the_running_averages_and_leaves_them_alone() -> None:
    w, step = fresh(1, mean=4.0, variance=9.0), a_step(training=False)
    y, _ = BatchNorm(epsilon=1e-12).forward(w, step, np.array([[4.0], [7.0], [-2.0]]))

    assert y[:, 0] == pytest.approx([0, 1, -2])
    assert step.state == {}


def test_a_single_number_for_a_channel_is_normalised_by_the_running_averages() -> None:
    layer, w, step = BatchNorm(epsilon=1e-12), fresh(1, mean=4.0, variance=9.0), a_step()
    y, saved = layer.forward(w, step, np.array([[10.0]]))
    (dx,), dws = layer.backward(w, step, saved, np.array([[6.0]]))

    assert y.item() == pytest.approx(2)
    assert dx.item() == pytest.approx(2), "6 / 3: nothing else depends on it"
    assert dws["gamma"] == pytest.approx([12])
    assert step.state == {}


def test_equal_numbers_become_beta() -> None:
    w = fresh(1)
    w["beta"][:] = 7
    y, saved = BatchNorm().forward(w, a_step(), np.full((6, 1), 3.5))
    (dx,), _ = BatchNorm().backward(w, a_step(), saved, np.arange(6.0)[:, None])

    assert y[:, 0] == pytest.approx([7] * 6)
    assert np.isfinite(dx).all()


def test_what_a_shift_or_a_stretch_of_the_batch_would_do_has_no_gradient() -> None:
    rng = np.random.default_rng(3)
    x, dy = rng.normal(1, 2, (8, 3)), rng.normal(size=(8, 3))
    layer = BatchNorm(epsilon=1e-12)
    _, saved = layer.forward(fresh(3), a_step(), x)
    (dx,), _ = layer.backward(fresh(3), a_step(), saved, dy)

    assert dx.sum(axis=0) == pytest.approx([0] * 3, abs=1e-12)
    assert (dx * x).sum(axis=0) == pytest.approx([0] * 3, abs=1e-10)


def test_features_of_a_sample_are_normalised_alone() -> None:
    w = {"gamma": np.array([1.0, 2.0, 1.0, 1.0]), "beta": np.array([0.0, 0.0, 0.0, 3.0])}
    # Means 2 and -10, variances 1 and 4.
    x = np.array([[1.0, 1.0, 3.0, 3.0], [-12.0, -8.0, -12.0, -8.0]])
    y, _ = LayerNorm(epsilon=1e-12).forward(w, a_step(), x)

    assert y[0] == pytest.approx([-1, -2, 1, 4])
    assert y[1] == pytest.approx([-1, 2, -1, 4])


def test_layer_norm_adds_epsilon_to_the_variance() -> None:
    w = {"gamma": np.ones(2), "beta": np.zeros(2)}
    y, _ = LayerNorm(epsilon=0.5).forward(w, a_step(False), np.array([[[0.0, 1.0], [7.0, 7.0]]]))

    assert y[0, 0] == pytest.approx(np.array([-0.5, 0.5]) / math.sqrt(0.75))
    assert y[0, 1] == pytest.approx([0, 0])
