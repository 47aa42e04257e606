"""Dense on sequences: what it does to each step; what all layers share is tested elsewhere."""

from __future__ import annotations

import numpy as np
import pytest

from nnstudio.core.errors import ShapeError
from nnstudio.core.layer import Step
from nnstudio.layers.dense import Dense


def test_each_step_of_a_sequence_is_computed_alike() -> None:
    rng = np.random.default_rng(0)
    layer, step = Dense(units=3, activation="softmax"), Step(False, rng)
    w = {"weight": rng.normal(size=(4, 3)), "bias": rng.normal(size=3)}
    x, dy = rng.normal(size=(2, 5, 4)), rng.normal(size=(2, 5, 3))
    y, saved = layer.forward(w, step, x)
    (dx,), dws = layer.backward(w, step, saved, dy)

    assert layer.output_shape((5, 4)) == (5, 3)
    assert layer.weights((5, 4))["weight"].shape == (4, 3)
    assert layer.multiply_adds((5, 4)) == 5 * 4 * 3
    assert y.sum(axis=-1) == pytest.approx(np.ones((2, 5)))
    total = {name: np.zeros_like(d) for name, d in dws.items()}
    for t in range(5):
        one, kept = layer.forward(w, step, x[:, t])
        (back,), shares = layer.backward(w, step, kept, dy[:, t])
        np.testing.assert_allclose(y[:, t], one, rtol=1e-12)
        np.testing.assert_allclose(dx[:, t], back, rtol=1e-12)
        for name, share in shares.items():
            total[name] += share
    for name, d in dws.items():
        np.testing.assert_allclose(d, total[name], rtol=1e-12)


def test_a_picture_is_still_told_to_be_flattened() -> None:
    with pytest.raises(ShapeError, match="Put a Flatten layer before it"):
        Dense().output_shape((8, 8, 1))
