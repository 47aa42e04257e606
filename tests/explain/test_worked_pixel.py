"""A worked number is what the layer gives, by loops that look at nothing but the definition."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from nnstudio.core.layer import Array, Layer, Step
from nnstudio.engine.studies.layer_passes import LayerPass
from nnstudio.explain.adding_up import shown_sum
from nnstudio.explain.window_places import BETWEEN, BORDER, INSIDE
from nnstudio.explain.worked_pixel import WorkedPixel, as_map, work_out
from nnstudio.layers.average_pool1d import AveragePool1D
from nnstudio.layers.average_pool2d import AveragePool2D
from nnstudio.layers.conv1d import Conv1D
from nnstudio.layers.conv2d import Conv2D
from nnstudio.layers.conv2d_transpose import Conv2DTranspose
from nnstudio.layers.depthwise_conv2d import DepthwiseConv2D
from nnstudio.layers.global_average_pool1d import GlobalAveragePool1D
from nnstudio.layers.global_average_pool2d import GlobalAveragePool2D
from nnstudio.layers.global_max_pool1d import GlobalMaxPool1D
from nnstudio.layers.global_max_pool2d import GlobalMaxPool2D
from nnstudio.layers.max_pool1d import MaxPool1D
from nnstudio.layers.max_pool2d import MaxPool2D
from nnstudio.layers.min_pool2d import MinPool2D
from nnstudio.layers.up_sampling2d import UpSampling2D

KERNELS = (Conv1D, Conv2D, DepthwiseConv2D, Conv2DTranspose)
POOLS = (
    MaxPool1D,
    MaxPool2D,
    MinPool2D,
    AveragePool1D,
    AveragePool2D,
    GlobalAveragePool1D,
    GlobalAveragePool2D,
    GlobalMaxPool1D,
    GlobalMaxPool2D,
)
CASES = [
    pytest.param(kind(**settings), shapes[0], id=f"{kind.__name__}-{number}")
    for kind in (*KERNELS, *POOLS)
    for number, (settings, shapes) in enumerate(kind.examples)
]


def at_work(layer: Layer, shape: tuple[int, ...]) -> LayerPass:
    """Let a layer compute a made-up sample, forwards and backwards."""
    rng = np.random.default_rng(5)
    x = rng.normal(size=(1, *shape))
    weights = {name: rng.normal(size=w.shape) for name, w in layer.weights(shape).items()}
    step = Step(False, rng)
    y, saved = layer.forward(weights, step, x)
    dy = rng.normal(size=y.shape)
    _, gradients = layer.backward(weights, step, saved, dy)
    z, winner = saved.get("z"), saved.get("winner")
    dz = None
    if z is not None:
        dz = layer.activation_function().backward(z, saved["y"], dy)[0]  # type: ignore[attr-defined]
    return LayerPass(
        layer,
        x[0],
        y[0],
        None if z is None else z[0],
        weights,
        None if winner is None else winner[0],
        dy[0],
        dz,
        gradients,
    )


def all_pixels(done: LayerPass) -> list[WorkedPixel]:
    found = []
    for place in product(*(range(n) for n in as_map(done.y).shape)):
        worked = work_out(done, *place)
        assert worked is not None
        found.append(worked)
    return found


@pytest.mark.parametrize(("layer", "shape"), CASES)
def test_every_number_adds_up(layer: Layer, shape: tuple[int, ...]) -> None:
    done = at_work(layer, shape)
    for worked in all_pixels(done):
        y = as_map(done.y)[worked.place]
        assert worked.y == y
        if worked.kernel is not None:
            total = worked.sums.sum() + (worked.bias or 0.0)
            assert total == pytest.approx(worked.z, abs=1e-9)
            assert total == pytest.approx(
                as_map(done.y if done.z is None else done.z)[worked.place], abs=1e-9
            )
        elif worked.kind == "mean":
            counted = worked.patch[worked.reach == INSIDE]
            assert counted.sum() / max(worked.counted, 1) == pytest.approx(y, abs=1e-9)
        else:
            assert worked.winner is not None
            if worked.counted:
                assert worked.patch[worked.winner] == y


@pytest.mark.parametrize(("layer", "shape"), CASES)
def test_what_is_read_lies_where_it_is_said_to(layer: Layer, shape: tuple[int, ...]) -> None:
    done = at_work(layer, shape)
    x = as_map(done.x)
    for worked in all_pixels(done):
        for u, v in product(*(range(n) for n in worked.reach.shape)):
            if worked.reach[u, v] == INSIDE:
                at = x[worked.rows[u, v], worked.columns[u, v], worked.channels]
                np.testing.assert_array_equal(worked.patch[u, v], at)
            elif worked.kernel is not None:
                assert not worked.patch[u, v].any()


@pytest.mark.parametrize(("layer", "shape"), CASES)
def test_shares_of_all_numbers_are_the_whole_gradient(layer: Layer, shape: tuple[int, ...]) -> None:
    done = at_work(layer, shape)
    rng = np.random.default_rng(0)
    step = Step(False, rng)
    _, saved = layer.forward(done.weights, step, done.x[np.newaxis])
    assert done.dy is not None
    [dx], _ = layer.backward(done.weights, step, saved, done.dy[np.newaxis])
    back = np.zeros(as_map(done.x).shape)
    by_map: dict[int, Array] = {}
    for worked in all_pixels(done):
        share = worked.patch_share
        assert share is not None
        for u, v in product(*(range(n) for n in worked.reach.shape)):
            if worked.reach[u, v] == INSIDE:
                back[worked.rows[u, v], worked.columns[u, v], worked.channels] += share[u, v]
        if worked.kernel is not None:
            assert worked.kernel_share is not None
            sums = by_map.setdefault(worked.place[2], np.zeros(worked.kernel.shape))
            sums += worked.kernel_share
    np.testing.assert_allclose(back, as_map(dx[0]), atol=1e-9)
    for worked in all_pixels(done):
        if worked.gradient is not None:
            np.testing.assert_allclose(by_map[worked.place[2]], worked.gradient, atol=1e-9)


def test_a_corner_of_a_padded_picture_by_hand() -> None:
    layer = Conv2D(filters=1, kernel_size=(3, 3), padding="same", activation="relu")
    x = np.arange(1.0, 10.0).reshape(3, 3, 1)
    weights = {"weight": np.arange(9.0).reshape(3, 3, 1, 1), "bias": np.array([-100.0])}
    y, saved = layer.forward(weights, Step(False, np.random.default_rng(0)), x[np.newaxis])
    worked = work_out(LayerPass(layer, x, y[0], saved["z"][0], weights), 0, 0, 0)

    assert worked is not None
    assert worked.patch[:, :, 0].tolist() == [[0, 0, 0], [0, 1, 2], [0, 4, 5]]
    assert worked.reach.tolist() == [[BORDER] * 3, [BORDER, INSIDE, INSIDE], [BORDER, 0, 0]]
    # 1·4 + 2·5 + 4·7 + 5·8 = 82, and 82 − 100 is cut to zero.
    assert worked.sums.tolist() == [82.0]
    assert (worked.z, worked.y) == (-18.0, 0.0)


def test_a_transposed_convolution_by_hand() -> None:
    layer = Conv2DTranspose(filters=1, kernel_size=(3, 3), strides=(2, 2), padding="valid")
    x = np.array([[1.0, 2.0], [3.0, 4.0]])[:, :, np.newaxis]
    weights = {"weight": np.arange(1.0, 10.0).reshape(3, 3, 1, 1), "bias": np.array([0.5])}
    y, saved = layer.forward(weights, Step(False, np.random.default_rng(0)), x[np.newaxis])
    worked = work_out(LayerPass(layer, x, y[0], saved["z"][0], weights), 2, 2, 0)

    assert worked is not None
    # All four numbers paint the middle, each with a corner of the kernel.
    assert (worked.reach == INSIDE).tolist() == [[1, 0, 1], [0, 0, 0], [1, 0, 1]]
    assert (worked.reach == BETWEEN).sum() == 5
    assert worked.products[::2, ::2, 0].tolist() == [[4 * 1.0, 3 * 3.0], [2 * 7.0, 1 * 9.0]]
    assert worked.z == 36.5


def test_each_group_reads_its_own_channels() -> None:
    layer = Conv2D(filters=4, kernel_size=(1, 1), groups=2)
    done = at_work(layer, (2, 2, 6))
    read = [worked.channels.tolist() for worked in all_pixels(done)[:4]]
    assert read == [[0, 1, 2], [0, 1, 2], [3, 4, 5], [3, 4, 5]]


def test_a_layer_without_a_window_has_no_working() -> None:
    layer = UpSampling2D()
    assert work_out(LayerPass(layer, np.zeros((1, 1, 1)), np.zeros((2, 2, 1))), 0, 0, 0) is None


def test_rounded_figures_add_up() -> None:
    terms = [0.3333, 0.3333, 0.3333]
    shown, total = shown_sum(terms, sum(terms), 2)
    assert (sorted(shown), total) == ([0.33, 0.33, 0.34], 1.0)
    rng = np.random.default_rng(1)
    for _ in range(100):
        numbers = rng.normal(size=rng.integers(1, 20)).tolist()
        shown, total = shown_sum(numbers, sum(numbers), 3)
        assert round(sum(shown), 3) == total == round(sum(numbers), 3)
        assert max(abs(a - b) for a, b in zip(shown, numbers, strict=True)) < 1e-3


def test_what_does_not_add_up_is_not_made_to() -> None:
    assert shown_sum([1.0, 2.0], 4.0, 2) == ([1.0, 2.0], 4.0)
    assert shown_sum([float("nan")], 0.0, 2)[1] == 0.0
