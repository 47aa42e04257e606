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
# Steps of 0.01 that never meet a kink at 0 or 3.
Z = np.arange(-6.005, 6.0, 0.01)
WIDE = np.arange(-40.005, 40.0, 0.01)
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


@pytest.mark.parametrize("f", ELEMENTWISE)
def test_its_range_is_as_narrow_as_can_be(f: Activation) -> None:
    y = f.forward(WIDE)

    assert y.min() <= f.lowest + 1e-4 if math.isfinite(f.lowest) else y.min() < -0.3
    assert y.max() >= f.highest - 1e-4 if math.isfinite(f.highest) else y.max() > 30


@pytest.mark.parametrize("f", ELEMENTWISE)
def test_it_saturates_where_it_says_and_nowhere_else(f: Activation) -> None:
    """Where a border is declared, the slope falls under a twentieth for good; else it stays."""
    slopes = np.abs(f.derivative(WIDE, f.forward(WIDE)))
    small = slopes.max() / 20
    for border, side in ((f.saturates_below, -1), (f.saturates_above, 1)):
        outwards = side * WIDE
        if border is None:
            assert slopes.max() == 0 or slopes[outwards > 0].min() > 0
            continue
        assert slopes[outwards > side * border].max() <= small
        edge = (outwards < side * border) & (outwards > side * border - 0.03)
        assert slopes[edge].max() > small


@pytest.mark.parametrize("f", ACTIVATIONS)
def test_it_is_monotone_if_it_says_so(f: Activation) -> None:
    """A pooling may come before a monotone function, and must not before another."""
    if f.elementwise:
        assert f.monotone == bool((np.diff(f.forward(WIDE)) >= 0).all())
    else:
        assert not f.monotone


@pytest.mark.parametrize("f", ACTIVATIONS)
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_nothing_overflows_however_far_out(f: Activation, dtype: type[np.floating[Any]]) -> None:
    far = np.array([[-1e30, -1e4, -90.0, 0.0, 90.0, 1e4, 1e30]], dtype)
    y = f.forward(far)

    assert np.isfinite(y).all()
    assert np.isfinite(f.derivative(far, y)).all()
    assert np.isfinite(f.backward(far, y, np.ones_like(y))).all()


@pytest.mark.parametrize("f", ACTIVATIONS)
def test_it_is_described(f: Activation) -> None:
    assert f.label
    assert f.summary.endswith(".")
    assert f.formula
    assert f.source


def test_known_values() -> None:
    z = np.array([-4.0, -2.0, 0.0, 3.0])
    s = [1 / (1 + math.exp(-v)) for v in z]
    scale, alpha = 1.0507009873554805, 1.6732632423543772
    share = [math.erfc(-v / math.sqrt(2)) / 2 for v in z]
    values = {
        "linear": [-4.0, -2.0, 0.0, 3.0],
        "step": [0.0, 0.0, 1.0, 1.0],
        "sigmoid": s,
        "hard_sigmoid": [0.0, 1 / 6, 0.5, 1.0],
        "tanh": [math.tanh(-4), math.tanh(-2), 0.0, math.tanh(3)],
        "relu": [0.0, 0.0, 0.0, 3.0],
        "leaky_relu": [-0.04, -0.02, 0.0, 3.0],
        "elu": [math.expm1(-4), math.expm1(-2), 0.0, 3.0],
        "selu": [scale * alpha * math.expm1(-4), scale * alpha * math.expm1(-2), 0.0, scale * 3],
        "softplus": [math.log1p(math.exp(v)) for v in z],
        "gelu": [v * part for v, part in zip(z, share, strict=True)],
        "silu": [v * part for v, part in zip(z, s, strict=True)],
        "softmax": (np.exp(z) / np.exp(z).sum()).tolist(),
    }

    assert set(values) == set(all_activations())
    for name, expected in values.items():
        np.testing.assert_allclose(
            make_activation(name).forward(z), expected, rtol=1e-13, atol=1e-15
        )


def test_kinks_go_with_the_side_that_the_field_takes() -> None:
    """At a kink PyTorch takes the slope from the left, and 0 at those of the hard sigmoid."""
    slopes = {
        name: make_activation(name, 0.2).derivative(z, make_activation(name, 0.2).forward(z))
        for name in ("relu", "leaky_relu", "elu", "selu")
        for z in [np.zeros(1)]
    }
    assert slopes["relu"] == 0
    assert slopes["leaky_relu"] == 0.2
    assert slopes["elu"] == 1
    assert slopes["selu"] == pytest.approx(1.7580993408473766, rel=1e-15)
    hard = make_activation("hard_sigmoid")
    for corners in (np.array([-3, 3], np.float32), np.array([-3, 3], np.float64)):
        assert not hard.derivative(corners, hard.forward(corners)).any()
        within = corners * corners.dtype.type(1 - 1e-6)
        assert hard.derivative(within, hard.forward(within)) == pytest.approx([1 / 6, 1 / 6])


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
