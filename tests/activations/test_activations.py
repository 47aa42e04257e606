"""Every activation function is what its file says, and so is its derivative."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

from nnstudio.activations import Activation, all_activations, make_activation
from nnstudio.core.layer import Array

ACTIVATIONS = [pytest.param(cls(), id=name) for name, cls in all_activations().items()]
ELEMENTWISE = [
    pytest.param(cls(), id=name) for name, cls in all_activations().items() if cls.elementwise
]
# Steps of 0.01 that never meet a kink at 0.
Z = np.arange(-6.005, 6.0, 0.01)
REACH = 1e-5


def rows() -> Array:
    return np.random.default_rng(0).uniform(-4, 4, (50, 6))


@pytest.mark.parametrize("f", ELEMENTWISE)
def test_the_derivative_agrees_with_central_differences(f: Activation) -> None:
    measured = (f.forward(Z + REACH) - f.forward(Z - REACH)) / (2 * REACH)

    np.testing.assert_allclose(f.derivative(Z, f.forward(Z)), measured, rtol=1e-7, atol=1e-9)


@pytest.mark.parametrize("f", ACTIVATIONS)
def test_going_back_agrees_with_central_differences(f: Activation) -> None:
    z, dy = rows(), np.random.default_rng(1).standard_normal((50, 6))
    dz = f.backward(z, f.forward(z), dy)
    for column in range(z.shape[1]):
        e = np.zeros_like(z)
        e[:, column] = REACH
        measured = ((f.forward(z + e) - f.forward(z - e)) * dy).sum(axis=1) / (2 * REACH)
        np.testing.assert_allclose(dz[:, column], measured, rtol=1e-6, atol=1e-9)


@pytest.mark.parametrize("f", ACTIVATIONS)
def test_it_stays_in_its_range(f: Activation) -> None:
    far = np.array([[-1e4, -30.0, -1.0, 0.0, 1.0, 30.0, 1e4]])
    y = f.forward(far)

    assert np.isfinite(y).all()
    assert y.min() >= f.lowest
    assert y.max() <= f.highest
    assert np.isfinite(f.backward(far, y, np.ones_like(y))).all()


@pytest.mark.parametrize("f", ACTIVATIONS)
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_it_keeps_the_type(f: Activation, dtype: type[np.floating[Any]]) -> None:
    z = rows().astype(dtype)
    y = f.forward(z)

    assert y.dtype == f.derivative(z, y).dtype == f.backward(z, y, z).dtype == dtype


@pytest.mark.parametrize("f", ACTIVATIONS)
def test_it_saturates_where_it_says(f: Activation) -> None:
    slopes = f.derivative(Z, f.forward(Z))
    borders = ((f.saturates_below, Z < 0), (f.saturates_above, Z > 0))
    for border, side in borders:
        if border is None:
            continue
        beyond = side & (np.abs(Z) > abs(border))
        assert slopes[beyond].max() <= slopes.max() / 20
        near = side & (np.abs(Z) < abs(border) - 0.02)
        assert not near.any() or slopes[near].min() > slopes.max() / 20


def test_known_values() -> None:
    z = np.array([-2.0, 0.0, 3.0])
    values = {
        "linear": [-2.0, 0.0, 3.0],
        "step": [0.0, 1.0, 1.0],
        "sigmoid": [1 / (1 + math.exp(2)), 0.5, 1 / (1 + math.exp(-3))],
        "tanh": [math.tanh(-2), 0.0, math.tanh(3)],
        "relu": [0.0, 0.0, 3.0],
        "leaky_relu": [-0.02, 0.0, 3.0],
        "softmax": (np.exp(z) / np.exp(z).sum()).tolist(),
    }

    assert set(values) == set(all_activations())
    for name, expected in values.items():
        np.testing.assert_allclose(make_activation(name).forward(z), expected, rtol=1e-14)


def test_what_the_field_says_of_derivatives() -> None:
    sigmoid, tanh = make_activation("sigmoid"), make_activation("tanh")
    assert sigmoid.derivative(Z, sigmoid.forward(Z)).max() <= 0.25
    inner = np.linspace(-1, 1, 101)
    slopes = tanh.derivative(inner, tanh.forward(inner))
    assert slopes.min() == pytest.approx(0.42, abs=0.005)
    assert slopes.max() == 1.0
    step = make_activation("step")
    assert not step.derivative(Z, step.forward(Z)).any()


def test_the_slope_of_leaky_relu_is_the_users() -> None:
    f = make_activation("leaky_relu", negative_slope=0.2)

    assert f.forward(np.array([-5.0])) == pytest.approx(-1.0)


def test_an_unknown_name_is_a_mistake_of_the_program() -> None:
    with pytest.raises(KeyError):
        make_activation("swoosh")
