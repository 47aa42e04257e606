"""Layers that enlarge pictures and sequences, against numbers worked out by hand."""

from __future__ import annotations

import numpy as np
import pytest

from nnstudio.core.errors import ShapeError
from nnstudio.core.layer import Layer, Step
from nnstudio.core.shapes import Shape
from nnstudio.layers.up_sampling1d import UpSampling1D
from nnstudio.layers.up_sampling2d import UpSampling2D
from nnstudio.layers.zero_pad1d import ZeroPad1D
from nnstudio.layers.zero_pad2d import ZeroPad2D

STEP = Step(True, np.random.default_rng(0))


def test_pixels_are_repeated_and_their_gradients_added() -> None:
    layer, x = UpSampling2D(size=(2, 3)), np.array([[1.0, 2]])[None, ..., None]
    y, saved = layer.forward({}, STEP, x)
    (dx,), _ = layer.backward({}, STEP, saved, np.arange(12.0).reshape(1, 2, 6, 1))

    assert y[0, :, :, 0].tolist() == [[1, 1, 1, 2, 2, 2]] * 2
    assert dx[0, :, :, 0].tolist() == [[0 + 1 + 2 + 6 + 7 + 8, 3 + 4 + 5 + 9 + 10 + 11]]


def test_steps_are_repeated() -> None:
    y, _ = UpSampling1D(size=2).forward({}, STEP, np.array([[[1.0, 10], [2, 20]]]))
    assert y.tolist() == [[[1, 10], [1, 10], [2, 20], [2, 20]]]


def test_neighbours_are_blended_as_areas() -> None:
    """The middles of the new pixels lie a quarter from those of the old; corners stay as they are."""
    x = np.array([[0.0, 4], [8, 12]])[None, ..., None]
    y, saved = UpSampling2D(interpolation="bilinear").forward({}, STEP, x)
    (dx,), _ = UpSampling2D(interpolation="bilinear").backward({}, STEP, saved, np.ones_like(y))

    assert y[0, :, :, 0].tolist() == [[0, 1, 3, 4], [2, 3, 5, 6], [6, 7, 9, 10], [8, 9, 11, 12]]
    assert dx[0, :, :, 0].tolist() == [[4, 4], [4, 4]]


def test_an_odd_factor_keeps_the_middles() -> None:
    x = np.random.default_rng(0).standard_normal((2, 3, 4, 2))
    y, _ = UpSampling2D(size=(3, 5), interpolation="bilinear").forward({}, STEP, x)

    np.testing.assert_allclose(y[:, 1::3, 2::5], x, rtol=1e-12)


def test_zeros_come_before_and_after() -> None:
    x = np.ones((1, 2, 1, 1))
    y, saved = ZeroPad2D(rows=(1, 0), columns=(0, 2)).forward({}, STEP, x)
    (dx,), _ = ZeroPad2D(rows=(1, 0), columns=(0, 2)).backward(
        {}, STEP, saved, np.arange(9.0).reshape(1, 3, 3, 1)
    )
    steps, _ = ZeroPad1D(steps=(2, 1)).forward({}, STEP, x[:, :, 0])

    assert y[0, :, :, 0].tolist() == [[0, 0, 0], [1, 0, 0], [1, 0, 0]]
    assert dx[0, :, :, 0].tolist() == [[3], [6]]
    assert steps[0, :, 0].tolist() == [0, 0, 1, 1, 0]


@pytest.mark.parametrize(
    ("layer", "shape", "said"),
    [
        (UpSampling1D(), (4,), "UpSampling1D got the shape 4; it expects (steps, features). Feed"),
        (UpSampling2D(), (4, 2), "it expects (height, width, channels). Feed it pictures"),
        (ZeroPad1D(), (4, 4, 1), "it expects (steps, features). Feed it sequences"),
        (ZeroPad2D(), (4, 2), "it expects (height, width, channels). Feed it pictures"),
    ],
)
def test_what_does_not_fit_is_explained(layer: Layer, shape: Shape, said: str) -> None:
    with pytest.raises(ShapeError) as caught:
        layer.output_shape(shape)
    assert said in str(caught.value)
