"""Convolutions against numbers worked out by hand, and against one another."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from nnstudio.core.errors import ShapeError
from nnstudio.core.layer import Array, Layer, Step
from nnstudio.core.shapes import Shape
from nnstudio.layers.conv1d import Conv1D
from nnstudio.layers.conv2d import Conv2D
from nnstudio.layers.conv2d_transpose import Conv2DTranspose
from nnstudio.layers.depthwise_conv2d import DepthwiseConv2D

STEP = Step(True, np.random.default_rng(0))
PICTURE = np.array([[1.0, 2, 3], [4, 5, 6], [7, 8, 9]])
KERNEL = np.array([[1.0, 0], [0, -2]])


def picture(rows: Any) -> Array:
    """Return one picture with one channel."""
    return np.array(rows, float)[None, :, :, None]


def slide(layer: Layer, x: Array, weight: Array, bias: float = 0.0) -> Array:
    """Return the one feature map that one kernel makes of one picture."""
    w = {"weight": weight[..., None, None], "bias": np.array([bias])}
    return layer.forward(w, STEP, x)[0][0, :, :, 0]


def drawn(layer: Layer, shape: Shape, seed: int = 0) -> dict[str, Array]:
    """Return random weights of a layer."""
    rng = np.random.default_rng(seed)
    return {name: rng.standard_normal(w.shape) for name, w in layer.weights(shape).items()}


def both(layer: Layer, w: dict[str, Array], x: Array) -> tuple[Array, Array, dict[str, Array]]:
    """Return the output, and the gradients for one that grows from number to number."""
    y, saved = layer.forward(w, STEP, x)
    (dx,), dws = layer.backward(w, STEP, saved, np.arange(y.size).reshape(y.shape) / y.size)
    return y, dx, dws


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        # 1 - 2*5, 2 - 2*6; 4 - 2*8, 5 - 2*9
        ({"padding": "valid"}, [[-9, -10], [-12, -13]]),
        # an even kernel meets its zeros below and on the right
        ({"padding": "same"}, [[-9, -10, 3], [-12, -13, 6], [7, 8, 9]]),
        # ceil(3 / 2) = 2 places, which need one row and one column of zeros at the end
        ({"padding": "same", "strides": (2, 2)}, [[-9, 3], [7, 9]]),
        ({"padding": "valid", "strides": (2, 2)}, [[-9]]),
        ({"padding": "valid", "strides": (1, 3)}, [[-9], [-12]]),
        # the window sees the corners alone: 1 - 2*9
        ({"padding": "valid", "dilation": (2, 2)}, [[-17]]),
        # two zeros along each axis, one on each side: 0 - 2*5, 0 - 2*6, 0; ...
        ({"padding": "same", "dilation": (2, 2)}, [[-10, -12, 0], [-16, -17, 2], [0, 4, 5]]),
    ],
)
def test_conv2d_by_hand(settings: dict[str, Any], expected: list[list[float]]) -> None:
    layer = Conv2D(filters=1, kernel_size=(2, 2), **settings)

    assert slide(layer, picture(PICTURE), KERNEL).tolist() == expected
    assert (
        slide(layer, picture(PICTURE), KERNEL, bias=0.5).tolist()
        == (np.array(expected) + 0.5).tolist()
    )


def test_gradients_of_conv2d_by_hand() -> None:
    layer = Conv2D(filters=1, kernel_size=(2, 2), padding="valid", strides=(1, 1))
    w = {"weight": KERNEL[..., None, None], "bias": np.zeros(1)}
    _, saved = layer.forward(w, STEP, picture(PICTURE))
    (dx,), dws = layer.backward(w, STEP, saved, picture([[1, 10], [100, 0]]))

    # each of the three windows that count gives its gradient times its numbers
    assert dws["weight"][..., 0, 0].tolist() == [[421, 532], [754, 865]]
    assert dws["bias"].tolist() == [111]
    # and the kernel times its gradient to where it lay
    assert dx[0, :, :, 0].tolist() == [[1, 10, 0], [100, -2, -20], [0, -200, 0]]


def test_conv1d_by_hand() -> None:
    x = np.array([[1.0, 10], [2, 20], [3, 30], [4, 40]])[None]
    layer = Conv1D(filters=1, kernel_size=3, strides=2, padding="same")
    w = {"weight": np.array([[1.0, 0], [0, 1], [5, 0]])[..., None], "bias": np.array([0.5])}
    y, _ = layer.forward(w, STEP, x)

    # places 0 and 2; the one zero comes last: 1 + 20 + 15, 3 + 40 + 0
    assert y[0, :, 0].tolist() == [36.5, 43.5]


def test_transposed_convolution_by_hand() -> None:
    x, kernel = picture([[1, 2], [3, 0]]), np.array([[1.0, 2, 3], [4, 5, 6], [7, 8, 9]])
    valid = Conv2DTranspose(filters=1, strides=(2, 2), padding="valid")
    same = Conv2DTranspose(filters=1, strides=(2, 2), padding="same")
    painted = np.zeros((5, 5))
    painted[:3, :3] += kernel
    painted[:3, 2:] += 2 * kernel
    painted[2:, :3] += 3 * kernel

    assert slide(valid, x, kernel).tolist() == painted.tolist()
    # size * stride = 4: what is too much is cut off, the odd row and column at the end
    assert slide(same, x, kernel).tolist() == painted[:4, :4].tolist()


def test_depthwise_convolution_by_hand() -> None:
    x = np.concatenate([picture(PICTURE), picture(PICTURE.T)], axis=-1)
    layer = DepthwiseConv2D(kernel_size=(2, 2), depth_multiplier=2, padding="valid")
    weight = np.zeros((2, 2, 2, 2))
    weight[0, 0] = [[1, 10], [100, 0]]
    weight[1, 1, 1, 1] = 1
    y, _ = layer.forward({"weight": weight, "bias": np.array([0, 0, 0, 0.5])}, STEP, x)

    # the two maps of the first channel come first
    assert y[0, 0, 1].tolist() == [2, 20, 400, 8.5]


@pytest.mark.parametrize(
    ("size", "kernel", "stride", "same", "valid"),
    [
        (5, 3, 1, 5, 7),
        (5, 3, 2, 10, 11),
        (5, 4, 2, 10, 12),
        (4, 2, 2, 8, 8),
        (4, 2, 3, 12, 12),
        (1, 5, 1, 1, 5),
        (3, 1, 4, 12, 12),
    ],
)
def test_sizes_of_transposed_convolutions_are_those_of_keras(
    size: int, kernel: int, stride: int, same: int, valid: int
) -> None:
    for padding, expected in (("same", same), ("valid", valid)):
        layer = Conv2DTranspose(
            kernel_size=(kernel, 1), strides=(stride, 1), padding=padding, filters=2
        )
        assert layer.output_shape((size, 6, 3)) == (expected, 6, 2)


@pytest.mark.parametrize("padding", ["same", "valid"])
@pytest.mark.parametrize(
    ("kernel", "strides", "dilation"),
    [
        ((3, 3), (1, 1), (1, 1)),
        ((3, 2), (2, 2), (1, 1)),
        ((2, 4), (3, 1), (1, 1)),
        ((1, 5), (2, 3), (1, 1)),
        ((2, 3), (2, 1), (3, 2)),
    ],
)
def test_the_transposed_convolution_is_the_adjoint_of_the_convolution(
    padding: str, kernel: tuple[int, int], strides: tuple[int, int], dilation: tuple[int, int]
) -> None:
    settings: dict[str, Any] = {"kernel_size": kernel, "strides": strides, "dilation": dilation}
    settings |= {"padding": padding, "use_bias": False}
    up, down = Conv2DTranspose(filters=2, **settings), Conv2D(filters=3, **settings)
    small = (4, 3, 3)
    large = up.output_shape(small)
    rng = np.random.default_rng(1)
    x, y = rng.standard_normal((2, *large)), rng.standard_normal((2, *small))
    w = drawn(up, small)["weight"]
    seen, _ = down.forward({"weight": w.swapaxes(2, 3)}, STEP, x)
    painted, _ = up.forward({"weight": w}, STEP, y)

    assert down.output_shape(large) == small
    assert float((seen * y).sum()) == pytest.approx(float((x * painted).sum()), rel=1e-12)


@pytest.mark.parametrize("padding", ["same", "valid"])
def test_conv1d_is_conv2d_on_a_picture_of_one_row(padding: str) -> None:
    x = np.random.default_rng(2).standard_normal((2, 11, 4))
    for strides, dilation, groups in [(1, 1, 1), (2, 1, 2), (1, 3, 2), (4, 1, 1)]:
        more: dict[str, Any] = {"filters": 6, "padding": padding, "groups": groups}
        along = Conv1D(kernel_size=3, strides=strides, dilation=dilation, **more)
        over = Conv2D(kernel_size=(1, 3), strides=(1, strides), dilation=(1, dilation), **more)
        w = drawn(along, (11, 4))
        y, dx, dws = both(along, w, x)
        y2, dx2, dws2 = both(over, {**w, "weight": w["weight"][None]}, x[:, None])

        np.testing.assert_allclose(y, y2[:, 0], rtol=1e-12)
        np.testing.assert_allclose(dx, dx2[:, 0], rtol=1e-12, atol=1e-14)
        np.testing.assert_allclose(dws["weight"], dws2["weight"][0], rtol=1e-12)


def test_groups_are_convolutions_side_by_side() -> None:
    x = np.random.default_rng(3).standard_normal((2, 5, 6, 4))
    grouped = Conv2D(filters=6, groups=2, strides=(2, 1), activation="tanh")
    alone = Conv2D(filters=3, strides=(2, 1), activation="tanh")
    w = drawn(grouped, (5, 6, 4))
    y, saved = grouped.forward(w, STEP, x)
    (dx,), dws = grouped.backward(w, STEP, saved, y)

    assert w["weight"].shape == (3, 3, 2, 6)
    for ins, outs in ((slice(0, 2), slice(0, 3)), (slice(2, 4), slice(3, 6))):
        part = {"weight": w["weight"][..., outs], "bias": w["bias"][outs]}
        y_part, saved = alone.forward(part, STEP, x[..., ins])
        (dx_part,), dws_part = alone.backward(part, STEP, saved, y_part)
        np.testing.assert_allclose(y[..., outs], y_part, rtol=1e-12)
        np.testing.assert_allclose(dx[..., ins], dx_part, rtol=1e-12, atol=1e-14)
        np.testing.assert_allclose(dws["weight"][..., outs], dws_part["weight"], rtol=1e-12)
        np.testing.assert_allclose(dws["bias"][outs], dws_part["bias"], rtol=1e-12)


@pytest.mark.parametrize("multiplier", [1, 3])
def test_a_depthwise_convolution_has_as_many_groups_as_channels(multiplier: int) -> None:
    x = np.random.default_rng(4).standard_normal((2, 6, 7, 2))
    depthwise = DepthwiseConv2D(depth_multiplier=multiplier, strides=(2, 1), dilation=(1, 2))
    grouped = Conv2D(filters=2 * multiplier, groups=2, strides=(2, 1), dilation=(1, 2))
    w = drawn(depthwise, (6, 7, 2))
    y, dx, dws = both(depthwise, w, x)
    as_groups = w["weight"].reshape(3, 3, 1, 2 * multiplier)
    y2, dx2, dws2 = both(grouped, {**w, "weight": as_groups}, x)

    np.testing.assert_allclose(y, y2, rtol=1e-12, atol=1e-14)
    np.testing.assert_allclose(dx, dx2, rtol=1e-12, atol=1e-14)
    np.testing.assert_allclose(dws["weight"].reshape(as_groups.shape), dws2["weight"], rtol=1e-12)
    assert depthwise.multiply_adds((6, 7, 2)) == grouped.multiply_adds((6, 7, 2))


@pytest.mark.parametrize(
    ("layer", "shape", "fan_in", "fan_out"),
    [
        (Conv2D(filters=8), (9, 9, 4), 9 * 4, 9 * 8),
        (Conv2D(filters=8, groups=4), (9, 9, 4), 9, 9 * 2),
        (Conv1D(filters=8, kernel_size=5), (9, 4), 5 * 4, 5 * 8),
        (DepthwiseConv2D(depth_multiplier=2), (9, 9, 4), 9, 9 * 2),
        (Conv2DTranspose(filters=8), (9, 9, 4), 9 * 4, 9 * 8),
        # at each number of a picture four times as large a quarter of the places meet
        (Conv2DTranspose(filters=8, kernel_size=(4, 4), strides=(2, 2)), (9, 9, 4), 4 * 4, 16 * 8),
        (Conv2DTranspose(filters=8, kernel_size=(1, 1), strides=(2, 2)), (9, 9, 4), 4, 8),
    ],
)
def test_how_many_numbers_meet_in_a_unit(
    layer: Layer, shape: Shape, fan_in: int, fan_out: int
) -> None:
    weight = layer.weights(shape)["weight"]
    assert (weight.fan_in, weight.fan_out) == (fan_in, fan_out)


@pytest.mark.parametrize(
    ("layer", "shape", "said"),
    [
        (
            Conv1D(),
            (28, 28, 1),
            "Conv1D got the shape 28 × 28 × 1; it expects (steps, features). Feed it sequences",
        ),
        (
            Conv1D(kernel_size=5, padding="valid"),
            (4, 2),
            "Conv1D got the shape 4 × 2; its window needs at least 5. Make kernel_size smaller",
        ),
        (
            Conv2D(dilation=(4, 1), padding="valid"),
            (7, 7, 1),
            "its window needs at least 9 × 3. Make dilation smaller or set padding to same.",
        ),
        (
            Conv2D(filters=8, groups=2),
            (7, 7, 3),
            "got the shape 7 × 7 × 3 and has 8 filters; with 2 groups it needs numbers of channels",
        ),
        (Conv2D(filters=3, groups=2), (7, 7, 4), "has 3 filters; with 2 groups it needs"),
        (Conv2DTranspose(), (7,), "Conv2DTranspose got the shape 7; it expects (height, width"),
    ],
)
def test_what_does_not_fit_is_explained(layer: Layer, shape: Shape, said: str) -> None:
    with pytest.raises(ShapeError) as caught:
        layer.output_shape(shape)
    assert said in str(caught.value)
