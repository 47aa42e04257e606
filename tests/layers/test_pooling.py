"""Pooling against numbers worked out by hand."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from nnstudio.core.errors import ShapeError
from nnstudio.core.layer import Array, Layer, Step
from nnstudio.core.shapes import Shape
from nnstudio.layers.average_pool1d import AveragePool1D
from nnstudio.layers.average_pool2d import AveragePool2D
from nnstudio.layers.global_average_pool1d import GlobalAveragePool1D
from nnstudio.layers.global_average_pool2d import GlobalAveragePool2D
from nnstudio.layers.global_max_pool1d import GlobalMaxPool1D
from nnstudio.layers.global_max_pool2d import GlobalMaxPool2D
from nnstudio.layers.max_pool1d import MaxPool1D
from nnstudio.layers.max_pool2d import MaxPool2D
from nnstudio.layers.min_pool1d import MinPool1D
from nnstudio.layers.min_pool2d import MinPool2D

STEP = Step(True, np.random.default_rng(0))
PICTURE = [[1, 5, 2], [4, -3, 6], [9, 8, 7]]


def picture(rows: Any) -> Array:
    """Return one picture with one channel."""
    return np.array(rows, float)[None, :, :, None]


def there_and_back(layer: Layer, x: Array, dy: Array) -> tuple[Array, Array]:
    """Return the output for ``x`` and the gradient of the input for that of the output."""
    y, saved = layer.forward({}, STEP, x)
    (dx,), _ = layer.backward({}, STEP, saved, dy)
    return y, dx


@pytest.mark.parametrize(
    ("layer", "y", "dx"),
    [
        (
            MaxPool2D(strides=(1, 1)),
            [[5, 6], [9, 8]],
            [[0, 1, 0], [0, 0, 10], [100, 1000, 0]],
        ),
        (
            MinPool2D(strides=(1, 1)),
            [[-3, -3], [-3, -3]],
            [[0, 0, 0], [0, 1111, 0], [0, 0, 0]],
        ),
        (
            AveragePool2D(strides=(1, 1)),
            [[1.75, 2.5], [4.5, 4.5]],
            [[0.25, 2.75, 2.5], [25.25, 277.75, 252.5], [25, 275, 250]],
        ),
        # what lies beyond the picture never wins and never counts
        (MaxPool2D(padding="same"), [[5, 6], [9, 7]], [[0, 1, 0], [0, 0, 10], [100, 0, 1000]]),
        (MinPool2D(padding="same"), [[-3, 2], [8, 7]], [[0, 0, 10], [0, 1, 0], [0, 100, 1000]]),
        (
            AveragePool2D(padding="same"),
            [[1.75, 4], [8.5, 7]],
            [[0.25, 0.25, 5], [0.25, 0.25, 5], [50, 50, 1000]],
        ),
        # windows further apart than they are wide leave numbers out
        (
            MaxPool2D(pool_size=(1, 1), strides=(2, 2)),
            [[1, 2], [9, 7]],
            [[1, 0, 10], [0, 0, 0], [100, 0, 1000]],
        ),
    ],
)
def test_pictures_by_hand(layer: Layer, y: Any, dx: Any) -> None:
    found, back = there_and_back(layer, picture(PICTURE), picture([[1, 10], [100, 1000]]))

    assert found[0, :, :, 0].tolist() == y
    assert back[0, :, :, 0].tolist() == dx


@pytest.mark.parametrize(
    ("layer", "y", "dx"),
    [
        (MaxPool1D(), [4, 3], [0, 1, 10, 0, 0]),
        (MinPool1D(), [1, -2], [1, 0, 0, 10, 0]),
        (AveragePool1D(), [2.5, 0.5], [0.5, 0.5, 5, 5, 0]),
        # one place beyond the sequence, at its end
        (
            AveragePool1D(pool_size=3, strides=3, padding="same"),
            [8 / 3, 1.5],
            [1 / 3, 1 / 3, 1 / 3, 5, 5],
        ),
        (MaxPool1D(pool_size=3), [4, 5], [0, 1, 0, 0, 10]),
    ],
)
def test_sequences_by_hand(layer: Layer, y: Any, dx: Any) -> None:
    x = np.array([1.0, 4, 3, -2, 5])[None, :, None]
    found, back = there_and_back(layer, x, np.array([1.0, 10])[None, :, None])

    np.testing.assert_allclose(found[0, :, 0], y)
    np.testing.assert_allclose(back[0, :, 0], dx)


@pytest.mark.parametrize("layer", [MaxPool2D(), MinPool2D(), MaxPool2D(padding="same")])
def test_of_equal_numbers_the_first_takes_the_whole_gradient(layer: Layer) -> None:
    y, dx = there_and_back(layer, picture([[7, 7], [7, 7]]), picture([[3]]))

    assert y.ravel().tolist() == [7]
    assert dx[0, :, :, 0].tolist() == [[3, 0], [0, 0]]


@pytest.mark.parametrize("layer", [MaxPool1D(), MinPool1D(), AveragePool1D(), GlobalMaxPool1D()])
@pytest.mark.parametrize("place", [0, 1])
def test_what_is_not_a_number_is_not_hidden(layer: Layer, place: int) -> None:
    x = np.zeros((1, 2, 1))
    x[0, place] = np.nan
    y, _ = layer.forward({}, STEP, x)

    assert np.isnan(y).all()


def test_whole_pictures_by_hand() -> None:
    x = np.concatenate([picture(PICTURE), -picture(PICTURE)], axis=-1)
    dy = np.array([[9.0, 18]])
    mean, spread = there_and_back(GlobalAveragePool2D(), x, dy)
    largest, back = there_and_back(GlobalMaxPool2D(), x, dy)

    np.testing.assert_allclose(mean, [[39 / 9, -39 / 9]])
    np.testing.assert_allclose(spread, np.broadcast_to([1.0, 2.0], (1, 3, 3, 2)))
    assert largest.tolist() == [[9, 3]]
    assert back[0, :, :, 0].tolist() == [[0, 0, 0], [0, 0, 0], [9, 0, 0]]
    assert back[0, :, :, 1].tolist() == [[0, 0, 0], [0, 18, 0], [0, 0, 0]]


SEQUENCES = np.array([[[-3.0, 1], [-1, 0], [0, 0]], [[0, 0], [0, 0], [0, 0]]])
"""Two steps and one of padding; and padding alone."""


@pytest.mark.parametrize(
    ("layer", "y", "dx"),
    [
        (GlobalMaxPool1D(), [[0, 1], [0, 0]], [[[0, 8], [0, 0], [4, 0]], [[4, 8], [0, 0], [0, 0]]]),
        (
            GlobalMaxPool1D(mask_zeros=True),
            [[-1, 1], [0, 0]],
            [[[0, 8], [4, 0], [0, 0]], [[0, 0], [0, 0], [0, 0]]],
        ),
        (
            GlobalAveragePool1D(),
            [[-4 / 3, 1 / 3], [0, 0]],
            [[[4 / 3, 8 / 3]] * 3] * 2,
        ),
        (
            GlobalAveragePool1D(mask_zeros=True),
            [[-2, 0.5], [0, 0]],
            [[[2, 4], [2, 4], [0, 0]], [[0, 0], [0, 0], [0, 0]]],
        ),
    ],
)
def test_whole_sequences_with_and_without_their_padding(layer: Layer, y: Any, dx: Any) -> None:
    found, back = there_and_back(layer, SEQUENCES, np.array([[4.0, 8], [4, 8]]))

    np.testing.assert_allclose(found, y)
    np.testing.assert_allclose(back, dx)


@pytest.mark.parametrize(
    ("layer", "shape", "said"),
    [
        (MaxPool1D(), (4, 4, 1), "it expects (steps, features). Feed it sequences"),
        (MaxPool1D(pool_size=3), (2, 5), "2 × 5; its window needs at least 3. Make pool_size"),
        (AveragePool2D(), (1, 8, 2), "needs at least 2 × 2. Make pool_size smaller or set padding"),
        (GlobalMaxPool2D(), (9,), "GlobalMaxPool2D got the shape 9; it expects (height, width"),
        (GlobalAveragePool1D(), (9,), "it expects (steps, features). Feed it sequences"),
    ],
)
def test_what_does_not_fit_is_explained(layer: Layer, shape: Shape, said: str) -> None:
    with pytest.raises(ShapeError) as caught:
        layer.output_shape(shape)
    assert said in str(caught.value)
