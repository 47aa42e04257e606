"""Kernels that numba compiles, against the calls of NumPy that they replace."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path

import numpy as np
import pytest

from nnstudio.core.kernels import optimizers
from nnstudio.core.kernels.calls import Call, aligned, scalar
from nnstudio.core.kernels.convolution import channel_sums
from nnstudio.core.kernels.fast import compiler
from nnstudio.core.kernels.halving import Halving
from nnstudio.core.kernels.layer_normalization import LayerNormalization
from nnstudio.core.layer import Array

needs_numba = pytest.mark.skipif(not compiler.available(), reason="needs numba")


def scratch(part: str, shape: tuple[int, ...], dtype: type = np.float32) -> Array:
    return aligned(shape, dtype)


class Kept:
    """Buffers that a forward and a backward pass share."""

    def __init__(self) -> None:
        self._made: dict[str, Array] = {}

    def __call__(self, part: str, shape: tuple[int, ...], dtype: type = np.float32) -> Array:
        return self._made.setdefault(part, aligned(shape, dtype))


def run(calls: list[Call]) -> None:
    for call in calls:
        call()


def numbers(*shape: int, seed: int = 0) -> Array:
    found = aligned(shape)
    found[...] = np.random.default_rng(seed).normal(size=shape)
    return found


CONSTANTS = {
    "sgd": (0.1,),
    "momentum": (0.1, 0.9),
    "nesterov": (0.1, 0.9),
    "adagrad": (0.1, 1e-6),
    "rmsprop": (0.1, 1e-6, 0.9),
    "adam": (0.1, 1e-6, 0.9, 0.99),
    "adamw": (0.1, 1e-6, 0.9, 0.99, 0.98),
}


@needs_numba
@pytest.mark.parametrize("name", optimizers.NAMES)
def test_each_optimizer_is_the_same_in_one_pass(name: str) -> None:
    from nnstudio.core.kernels.fast import updates

    count = 2 if name.startswith("adam") else 0 if name == "sgd" else 1
    g, constants = numbers(101), np.array(CONSTANTS[name], np.float32)
    (w, *kept), (w_np, *kept_np) = (
        [numbers(101, seed=1), *(np.abs(numbers(101, seed=2)) for _ in range(count))]
        for _ in range(2)
    )
    kernel = getattr(optimizers, name)
    run(
        kernel(
            w_np, g, kept_np, [constants[i, ...] for i in range(len(constants))], aligned((101,))
        )
    )
    method = optimizers.NAMES.index(name)
    if count == 2:
        updates.update_twice.bind(w, g, *kept, constants, method)()
    else:
        updates.update_once.bind(w, g, *(kept or [g]), constants, method)()
    for found, expected in zip([w, *kept], [w_np, *kept_np], strict=True):
        assert np.abs(found - expected).max() <= 1e-6 * np.abs(expected).max()


@needs_numba
def test_bias_and_relu_are_the_same_there_and_back() -> None:
    from nnstudio.core.kernels.fast import maps

    y, bias, dy = numbers(3, 5, 4, 7), numbers(5, seed=1), numbers(3, 5, 4, 7, seed=2)
    z, d = y.copy(), dy.copy()
    d_bias, d_bias_np = aligned((5,)), aligned((5,))
    maps.add_bias_relu.bind(y.reshape(3, 5, -1), bias)()
    np.testing.assert_array_equal(y, np.maximum(z + bias[:, None, None], 0))
    maps.bias_relu_back.bind(y.reshape(3, 5, -1), dy.reshape(3, 5, -1), d_bias)()
    d *= y > 0
    run(channel_sums(d, d_bias_np, scratch))
    np.testing.assert_array_equal(dy, d)
    assert np.abs(d_bias - d_bias_np).max() <= 1e-6 * np.abs(d_bias_np).max()

    flat, back, expected = numbers(6, 9), numbers(6, 9, seed=1), numbers(6, 9, seed=1)
    maps.relu_back.bind(flat, back)()
    run([partial(np.multiply, expected, flat > scalar(0), expected)])
    np.testing.assert_array_equal(back, expected)


@pytest.fixture(params=["distinct", "ties"])
def rows(request: pytest.FixtureRequest) -> Array:
    """Rows ``(rows, channels, columns, batch)``, an odd column at the end; some with equal numbers."""
    x = numbers(8, 3, 7, 5)
    return np.round(x) if request.param == "ties" else x


@needs_numba
def test_pooling_by_halves_is_the_same_there_and_back(rows: Array) -> None:
    from nnstudio.core.kernels.fast.halving import CompiledHalving

    kept, y, y_np, dy = Kept(), aligned((4, 3, 3, 5)), aligned((4, 3, 3, 5)), numbers(4, 3, 3, 5)
    plain = Halving(y_np, 7, 4, apart=False, smallest=False, training=True, scratch=kept)
    fast = CompiledHalving(y, 7, 4, apart=False, scratch=scratch)
    dx, dx_np = numbers(*rows.shape), aligned(rows.shape)
    run(plain.forward(rows[0::2], rows[1::2], 0))
    run(plain.backward(dy, dx_np[0::2], dx_np[1::2], 0))
    run(fast.forward(rows[0::2], rows[1::2], 0))
    run(fast.backward(dy, dx[0::2], dx[1::2], 0))
    np.testing.assert_array_equal(y, y_np)
    np.testing.assert_array_equal(dx, dx_np)


@needs_numba
def test_pooling_columns_that_lie_apart_is_the_same(rows: Array) -> None:
    from nnstudio.core.kernels.fast.halving import CompiledHalving

    kept, y, y_np, dy = Kept(), aligned((2, 3, 6, 5)), aligned((2, 3, 6, 5)), numbers(2, 3, 6, 5)
    plain = Halving(y_np, 7, 1, apart=True, smallest=False, training=True, scratch=kept)
    fast = CompiledHalving(y, 7, 1, apart=True, scratch=scratch)
    # Between the two parities lies something else, as in the products of a convolution.
    above, below = rows[0:4:2], rows[1:5:2]
    for first in range(2):
        (dx, dx_np) = numbers(2, 2, 3, 7, 5), aligned((2, 2, 3, 7, 5))
        for pool, target in ((plain, dx_np), (fast, dx)):
            run(pool.forward(above, below, first))
            run(pool.backward(dy[first : first + 1], target[0], target[1], first))
        np.testing.assert_array_equal(dx, dx_np)
    np.testing.assert_array_equal(y, y_np)


@needs_numba
@pytest.mark.parametrize("shape", [(50, 7), (33, 160)])
def test_normalising_rows_is_the_same_there_and_back(shape: tuple[int, int]) -> None:
    from nnstudio.core.kernels.fast.layer_norm import CompiledLayerNormalization

    x, dy, weight = numbers(*shape), numbers(*shape, seed=1), numbers(2, shape[1], seed=2)
    found: list[list[Array]] = []
    for kind in (LayerNormalization, CompiledLayerNormalization):
        results = [aligned(shape), aligned(shape), aligned((2, shape[1]))]
        y, dx, gradient = results
        kernel = kind(x, y, weight, 1e-5, Kept())
        run([*kernel.forward(), *kernel.backward(dy, dx, gradient)])
        found.append(results)
    for expected, value in zip(*found, strict=True):
        assert np.abs(value - expected).max() <= 1e-6 * np.abs(expected).max()


@needs_numba
def test_not_a_number_does_not_get_lost_where_numbers_are_compared() -> None:
    from nnstudio.core.kernels.fast import maps
    from nnstudio.core.kernels.fast.halving import CompiledHalving

    for place in range(4):
        x, y = numbers(2, 1, 2, 1), aligned((1, 1, 1, 1))
        x.reshape(-1)[place] = np.nan
        run(CompiledHalving(y, 2, 1, apart=False, scratch=scratch).forward(x[0::2], x[1::2], 0))
        assert np.isnan(y).all()
    y = numbers(1, 1, 3)
    y[0, 0, 1] = np.nan
    maps.add_bias_relu.bind(y, aligned((1,)))()
    assert np.isnan(y[0, 0, 1])


@needs_numba
def test_kernels_compute_without_the_lock_of_python() -> None:
    from nnstudio.core.kernels.fast import maps

    call = maps.relu_back.bind(numbers(2, 2), numbers(2, 2))
    assert isinstance(call, partial)
    assert vars(call.func)["targetoptions"]["nogil"]


def test_without_numba_there_are_no_fast_kernels(monkeypatch: pytest.MonkeyPatch) -> None:
    compiler.available.cache_clear()
    try:
        monkeypatch.setitem(sys.modules, "numba", None)
        assert not compiler.available()
    finally:
        compiler.available.cache_clear()


def test_a_numba_that_does_not_fit_is_told_in_the_log(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "numba.py").write_text("raise ImportError('needs another NumPy')", "utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "numba", raising=False)
    compiler.available.cache_clear()
    try:
        with caplog.at_level("INFO"):
            assert not compiler.available()
    finally:
        compiler.available.cache_clear()
    (record,) = caplog.records
    assert "needs another NumPy" in record.getMessage()
