"""Every activation function and its derivative is PyTorch's."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from nnstudio.activations import Activation, all_activations, make_activation
from nnstudio.core.layer import Array
from tests.parity.activations import ACTIVATIONS, activate
from tests.parity.counterpart import ONE_PASS, assert_close, gradient_of, tensor

KINKS = (-3.0, 0.0, 3.0)
FUNCTIONS = [
    pytest.param(make_activation(name, slope), id=f"{name}-{slope:g}")
    for name, cls in all_activations().items()
    for slope in ((0.01, 0.3) if "negative_slope" in cls.params() else (0.01,))
]


def test_no_activation_is_left_out() -> None:
    assert sorted(all_activations()) == sorted(ACTIVATIONS)


@pytest.mark.parametrize("reach", [1.0, 30.0], ids=["usual", "far"])
@pytest.mark.parametrize("dtype", ONE_PASS, ids=["float32", "float64"])
@pytest.mark.parametrize("function", FUNCTIONS)
def test_values_and_gradients_are_those_of_pytorch(
    function: Activation, dtype: type[np.floating[Any]], reach: float
) -> None:
    rng = np.random.default_rng(0)
    z: Array = (reach * rng.standard_normal((40, 7))).astype(dtype)
    for kink in KINKS:
        z[np.abs(z - kink) < 1e-3] += dtype(0.01)
    dy = rng.standard_normal(z.shape).astype(dtype)
    y = function.forward(z)
    dz = function.backward(z, y, dy)

    leaf = tensor(z, learns=True)
    expected = activate(function, leaf)
    expected.backward(tensor(dy))
    assert_close(y, expected, ONE_PASS[dtype], "value")
    assert_close(dz, gradient_of(leaf), ONE_PASS[dtype], "gradient")
