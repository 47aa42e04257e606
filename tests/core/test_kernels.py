"""Each kernel against the plain formula, in corners that whole networks seldom reach."""

from __future__ import annotations

import math
import platform
import sys
from collections.abc import Callable, Iterable

import numpy as np
import numpy.typing as npt
import pytest

from nnstudio.activations import activation_names, make_activation
from nnstudio.core.chance import dropout_kept
from nnstudio.core.kernels import activation, losses
from nnstudio.core.kernels.activation import Scratch
from nnstudio.core.kernels.arithmetic import edge_numbers_at_speed
from nnstudio.core.kernels.calls import ALIGNMENT, Call, aligned
from nnstudio.core.kernels.dropout import Mask
from nnstudio.core.layer import Array
from nnstudio.losses import all_losses
from nnstudio.losses.categorical_crossentropy import CategoricalCrossentropy
from nnstudio.losses.huber import Huber
from nnstudio.losses.sparse_categorical_crossentropy import SparseCategoricalCrossentropy
from nnstudio.metrics.accuracy import correct_count

RNG = np.random.default_rng(11)


@pytest.fixture
def scratch() -> Scratch:
    made: dict[str, Array] = {}

    def buffer(name: str, shape: tuple[int, ...], dtype: npt.DTypeLike = np.float32) -> Array:
        return made.setdefault(name, aligned(shape, dtype))

    return buffer


def run(calls: Iterable[Call]) -> None:
    for call in calls:
        call()


def numbers(*shape: int) -> Array:
    return RNG.normal(size=shape).astype(np.float32)


@pytest.mark.parametrize("dtype", [np.float32, np.bool_, np.uint16])
@pytest.mark.parametrize("shape", [(), (0,), (3,), (2, 3, 5)])
def test_buffers_start_at_a_cache_line_and_are_zero(
    shape: tuple[int, ...], dtype: npt.DTypeLike
) -> None:
    made = aligned(shape, dtype)
    assert made.shape == shape
    assert made.dtype == dtype
    assert made.size == 0 or made.ctypes.data % ALIGNMENT == 0
    assert not made.any()


@pytest.mark.parametrize("name", activation_names())
@pytest.mark.parametrize("axis", [0, 1, -1])
@pytest.mark.parametrize("slope", [0.0, 0.3])
def test_activations_and_their_derivatives(
    name: str, axis: int, slope: float, scratch: Scratch
) -> None:
    function = make_activation(name, slope)
    z, dy = numbers(4, 3, 5) * 3, numbers(4, 3, 5)
    z[0, 0] = 0.0
    moved = np.moveaxis(z, axis, -1)
    expected = np.moveaxis(function.forward(moved), -1, axis)
    back = function.backward(moved, function.forward(moved), np.moveaxis(dy, axis, -1))

    y = np.empty_like(z)
    run(activation.forward(name, z, y, slope, axis, scratch))
    np.testing.assert_allclose(y, expected, atol=1e-6)
    in_place = z.copy()
    run(activation.forward(name, in_place, in_place, slope, axis, scratch))
    np.testing.assert_allclose(in_place, expected, atol=1e-6)
    run(activation.backward(name, in_place, dy, slope, axis, scratch))
    np.testing.assert_allclose(dy, np.moveaxis(back, -1, axis), atol=1e-6)


@pytest.mark.parametrize("name", activation_names())
def test_activations_far_out(name: str, scratch: Scratch) -> None:
    """Nothing overflows (warnings are errors here), and the definition says the same."""
    function = make_activation(name, 0.3)
    z = np.array([[-1e4, -88.0, -17.0, -6.0, 6.0, 17.0, 88.0, 1e4]], np.float32)
    y, dy = np.empty_like(z), np.ones_like(z)
    run(activation.forward(name, z, y, 0.3, 1, scratch))
    expected = function.forward(z)
    np.testing.assert_allclose(y, expected, rtol=1e-6, atol=2e-6)
    run(activation.backward(name, y, dy, 0.3, 1, scratch))
    np.testing.assert_allclose(
        dy, function.backward(z, expected, np.ones_like(z)), rtol=1e-6, atol=2e-6
    )


@pytest.mark.parametrize("name", activation.JOINT)
def test_slopes_at_the_outputs(name: str) -> None:
    z = numbers(6, 7)
    function = make_activation(name)
    y = function.forward(z)
    out = np.empty_like(y)
    run(activation.slope_at(name, y, out))
    np.testing.assert_allclose(out, function.derivative(z, y), atol=1e-6)


def test_extreme_logits_stay_finite(scratch: Scratch) -> None:
    z = np.array([[1000.0, -1000.0, 0.0], [-1e30, 1e30, 5.0]], np.float32)
    for name in ("softmax", "sigmoid", "tanh"):
        y = np.empty_like(z)
        run(activation.forward(name, z, y, 0.0, 1, scratch))
        assert np.isfinite(y).all()
    t = np.eye(3, dtype=np.float32)[:2]
    for name in ("categorical_crossentropy", "binary_crossentropy"):
        prepared = losses.targets(name, t)
        assert np.isfinite(losses.sums(name, z[None], prepared[None])).all()


@pytest.mark.parametrize("name", losses.NAMES)
@pytest.mark.parametrize("units", [1, 4])
@pytest.mark.parametrize("rows", [True, False])
@pytest.mark.parametrize("places", [(), (3,)], ids=["flat", "sequence"])
def test_losses_and_where_they_start(
    name: str, units: int, rows: bool, places: tuple[int, ...], scratch: Scratch
) -> None:
    loss = all_losses()[name]()
    shape = (3, 6, *places, units)
    z, t = numbers(*shape), np.abs(numbers(*shape))
    t = t / t.sum(axis=-1, keepdims=True) if units > 1 else (t > 0.5).astype(np.float32)
    if loss.targets == "indices":
        t = RNG.integers(0, units, shape[:-1]).astype(np.float32)
    fused = bool(loss.activation)
    value = loss.value_at_logits if fused else loss.value
    start = loss.backward_at_logits if fused else loss.backward

    prepared = losses.targets(name, t)
    positions = math.prod(shape[1:-1])
    sums = losses.sums(name, z, prepared)
    expected_sums = [value(z[k], t[k]) * positions for k in range(3)]
    assert sums == pytest.approx(expected_sums, rel=1e-5, abs=1e-5)
    outputs = make_activation(loss.activation).forward(z) if fused else z
    assert losses.correct(name, z, prepared).tolist() == [
        correct_count(outputs[k], t[k]) for k in range(3)
    ]
    turn: Callable[[Array], Array] = (lambda a: a) if rows else (lambda a: a.T.copy())
    dz = turn(np.zeros_like(z[0]))
    run(losses.start(name, turn(z[0]), turn(prepared[0]), dz, -1 if rows else 0, scratch))
    expected = turn(start(z[0], t[0]))
    np.testing.assert_allclose(dz * losses.factor(name, positions, units), expected, atol=1e-6)


def test_only_losses_as_they_start_out_have_a_twin() -> None:
    t = np.array([[0.0, 1.0], [2.0, 1.0]])
    for cls in all_losses().values():
        assert losses.has_twin(cls(), t) == (cls.name in losses.NAMES)
    assert not losses.has_twin(Huber(delta=0.5), t)
    assert not losses.has_twin(CategoricalCrossentropy(label_smoothing=0.1), t)
    t[0, 0] = -1  # a position that is ignored
    assert not losses.has_twin(SparseCategoricalCrossentropy(), t)


def test_the_mask_of_dropout_is_that_of_the_definition(scratch: Scratch) -> None:
    seeds = [np.random.Generator(np.random.SFC64(3)) for _ in range(2)]
    mask = Mask(seeds[0], (7, 9), 0.3, scratch)
    for _ in range(3):
        mask.draw()
        kept = dropout_kept(seeds[1], 63, 0.3).reshape(7, 9)
        np.testing.assert_allclose(mask.values, kept / 0.7, rtol=1e-6)
    mask.set_rate(0.0)
    mask.draw()
    assert (mask.values == 1).all()
    mask.set_rate(math.nextafter(1.0, 0.0))
    mask.draw()
    assert np.isfinite(mask.values).all()


def test_denormals_count_as_zero_only_inside() -> None:
    small = np.full(9, 1e-20, np.float32)
    assert (small * small > 0).all()  # 1e-40 is kept as a denormal number
    with edge_numbers_at_speed():
        inside = small * small
        zero_divided = np.float32(1) / (small - small)
    assert np.isinf(zero_divided).all()
    assert (small * small > 0).all()
    if platform.machine() == "x86_64" and sys.platform == "linux":
        assert not inside.any()
