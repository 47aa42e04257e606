"""Starting weights: their spread, their structure, and that a seed decides them."""

from __future__ import annotations

import math

import numpy as np
import pytest

from nnstudio.core.initializers import INITIALIZERS, initial_values
from nnstudio.core.layer import Array, Weight

SHAPE = (200, 300)


def drawn(name: str, shape: tuple[int, ...] = SHAPE, seed: int = 0, **more: float) -> Array:
    fans = {"fan_in": shape[0], "fan_out": shape[-1]} | more
    return initial_values(Weight(shape, name, **fans), np.random.default_rng(seed))  # type: ignore[arg-type]


@pytest.mark.parametrize("name", INITIALIZERS)
def test_the_same_seed_gives_the_same_numbers(name: str) -> None:
    np.testing.assert_array_equal(drawn(name), drawn(name))
    assert drawn(name).dtype == np.float64
    assert drawn(name, (3, 3, 4, 5)).shape == (3, 3, 4, 5)
    chance = name not in ("zeros", "ones", "constant", "identity")
    assert (drawn(name, seed=1) != drawn(name)).any() == chance


def test_what_a_seed_gave_stays() -> None:
    rng = np.random.default_rng(0)
    np.testing.assert_array_equal(
        drawn("glorot_uniform"), rng.uniform(-math.sqrt(6 / 500), math.sqrt(6 / 500), SHAPE)
    )
    rng = np.random.default_rng(0)
    np.testing.assert_array_equal(drawn("he_normal"), rng.normal(0, math.sqrt(2 / 200), SHAPE))
    rng = np.random.default_rng(0)
    np.testing.assert_array_equal(drawn("normal", sigma=0.3), rng.normal(0, 0.3, SHAPE))


@pytest.mark.parametrize(
    ("name", "sigma"),
    [
        ("glorot_uniform", math.sqrt(2 / 500)),
        ("glorot_normal", math.sqrt(2 / 500)),
        ("he_normal", math.sqrt(2 / 200)),
        ("he_uniform", math.sqrt(2 / 200)),
        ("lecun_normal", math.sqrt(1 / 200)),
        ("lecun_uniform", math.sqrt(1 / 200)),
        ("normal", 0.3),
        ("uniform", 0.3),
    ],
)
def test_its_spread(name: str, sigma: float) -> None:
    values = drawn(name, sigma=0.3)
    assert values.std() == pytest.approx(sigma, rel=0.02)
    assert abs(values.mean()) < 0.02 * sigma
    # Uniform numbers end at √3 deviations; of normal ones, some are beyond three.
    farthest = np.abs(values).max() / sigma
    if name.endswith("uniform"):
        assert 1.7 < farthest <= math.sqrt(3)
    else:
        assert 3 < farthest < 6


def test_plain_values() -> None:
    assert (drawn("zeros") == 0).all()
    assert (drawn("ones") == 1).all()
    parts = Weight((8,), "constant", values=(0.0, 1.0))
    assert initial_values(parts, np.random.default_rng()).tolist() == [0.0] * 4 + [1.0] * 4


@pytest.mark.parametrize("shape", [(6, 6), (9, 4), (4, 9), (3, 3, 2, 5)], ids=str)
def test_orthogonal_rows_or_columns(shape: tuple[int, ...]) -> None:
    matrix = drawn("orthogonal", shape).reshape(-1, shape[-1])
    fewer = min(matrix.shape)
    square = matrix.T @ matrix if len(matrix) >= fewer == matrix.shape[1] else matrix @ matrix.T
    np.testing.assert_allclose(square, np.eye(fewer), atol=1e-12)


def test_orthogonal_directions_are_evenly_spread() -> None:
    corners = [drawn("orthogonal", (3, 3), seed)[0, 0] for seed in range(2000)]
    # One number of a direction in space that is drawn evenly is uniform in ±1.
    assert abs(np.mean(corners)) < 0.05
    assert np.std(corners) == pytest.approx(1 / math.sqrt(3), rel=0.05)


def test_each_gate_of_a_recurrent_layer_is_orthogonal_for_itself() -> None:
    gates = drawn("orthogonal", (5, 20), fan_out=5)
    for first in range(0, 20, 5):
        gate = gates[:, first : first + 5]
        np.testing.assert_allclose(gate.T @ gate, np.eye(5), atol=1e-12)
    assert (gates[:, :5] != gates[:, 5:10]).all()


def test_identity() -> None:
    x = np.random.default_rng(2).normal(size=(2, 4))
    np.testing.assert_array_equal(x @ drawn("identity", (4, 4)), x)
    np.testing.assert_array_equal(x @ drawn("identity", (4, 6)), np.pad(x, ((0, 0), (0, 2))))
    np.testing.assert_array_equal(drawn("identity", (3, 6), fan_out=3), np.tile(np.eye(3), 2))
    kernel = drawn("identity", (3, 5, 2, 2))
    np.testing.assert_array_equal(kernel[1, 2], np.eye(2))
    assert kernel.sum() == 2


def test_an_unknown_name_is_refused() -> None:
    with pytest.raises(KeyError, match="xavier"):
        drawn("xavier")
