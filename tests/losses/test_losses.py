"""Every loss is what its file says, and so are its gradients."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import pytest

from nnstudio.activations import make_activation
from nnstudio.core.layer import Array
from nnstudio.losses import Loss, all_losses

LOSSES = [pytest.param(cls(), id=name) for name, cls in all_losses().items()]
FUSED = [pytest.param(cls(), id=name) for name, cls in all_losses().items() if cls.activation]
REACH = 1e-6


def samples(loss: Loss) -> tuple[Array, Array, Array]:
    """Return logits, outputs and targets ``(5, 4)`` that suit the loss."""
    rng = np.random.default_rng(2)
    z = rng.normal(0, 2, (5, 4))
    y = make_activation(loss.activation or "linear").forward(z)
    if loss.activation == "softmax":
        return z, y, np.eye(4)[rng.integers(0, 4, 5)]
    if loss.activation == "sigmoid":
        return z, y, rng.integers(0, 2, (5, 4)).astype(float)
    return z, y, rng.normal(0, 1, (5, 4))


def slopes(f: Callable[[Array], float], at: Array) -> Array:
    measured = np.zeros_like(at)
    for place in np.ndindex(at.shape):
        e = np.zeros_like(at)
        e[place] = REACH
        measured[place] = (f(at + e) - f(at - e)) / (2 * REACH)
    return measured


def test_the_losses_of_the_house_are_found() -> None:
    assert set(all_losses()) >= {
        "mean_squared_error",
        "half_squared_error",
        "binary_crossentropy",
        "categorical_crossentropy",
    }


@pytest.mark.parametrize("loss", LOSSES)
def test_it_is_described(loss: Loss) -> None:
    assert loss.label
    assert loss.summary.endswith(".")
    assert loss.formula


@pytest.mark.parametrize("loss", LOSSES)
def test_its_gradient_agrees_with_central_differences(loss: Loss) -> None:
    _, y, t = samples(loss)
    measured = slopes(lambda y: loss.value(y, t), y)

    assert np.linalg.norm(loss.backward(y, t) - measured) <= 1e-6 * np.linalg.norm(measured)


@pytest.mark.parametrize("loss", FUSED)
def test_its_gradient_at_the_logits_agrees_with_central_differences(loss: Loss) -> None:
    z, _, t = samples(loss)
    measured = slopes(lambda z: loss.value_at_logits(z, t), z)

    difference = loss.backward_at_logits(z, t) - measured
    assert np.linalg.norm(difference) <= 1e-6 * np.linalg.norm(measured)


@pytest.mark.parametrize("loss", FUSED)
def test_both_forms_say_the_same(loss: Loss) -> None:
    z, y, t = samples(loss)
    f = make_activation(loss.activation)

    assert loss.value_at_logits(z, t) == pytest.approx(loss.value(y, t), rel=1e-12)
    through = f.backward(z, y, loss.backward(y, t))
    np.testing.assert_allclose(loss.backward_at_logits(z, t), through, rtol=1e-9, atol=1e-12)


@pytest.mark.parametrize("loss", FUSED)
def test_it_stays_finite_where_outputs_are_certain_and_wrong(loss: Loss) -> None:
    z = np.array([[1e4, -1e4], [-1e4, 1e4]], np.float32)
    t = np.array([[0, 1], [1, 0]], np.float32)
    y = make_activation(loss.activation).forward(z)

    assert loss.value_at_logits(z, t) >= 1e4
    assert np.isfinite(loss.value(y, t))
    assert np.isfinite(loss.backward(y, t)).all()
    assert np.isfinite(loss.backward_at_logits(z, t)).all()


@pytest.mark.parametrize("loss", LOSSES)
def test_its_gradient_keeps_the_type(loss: Loss) -> None:
    z, y, t = (a.astype(np.float32) for a in samples(loss))

    assert loss.backward(y, t).dtype == np.float32
    if loss.activation:
        assert loss.backward_at_logits(z, t).dtype == np.float32


@pytest.mark.parametrize("loss", LOSSES)
def test_a_batch_counts_as_the_mean_of_its_samples(loss: Loss) -> None:
    _, y, t = samples(loss)
    alone = [loss.value(y[i : i + 1], t[i : i + 1]) for i in range(len(y))]

    assert loss.value(y, t) == pytest.approx(sum(alone) / len(alone), rel=1e-12)


def test_known_values() -> None:
    y, t = np.array([[0.8, 0.2]]), np.array([[1.0, 0.0]])
    values = {
        "mean_squared_error": 0.04,
        "half_squared_error": 0.04,
        "binary_crossentropy": -math.log(0.8),
        "categorical_crossentropy": -math.log(0.8),
    }
    for name, expected in values.items():
        assert all_losses()[name]().value(y, t) == pytest.approx(expected, rel=1e-12)
