"""L1, L2 and max-norm: known values, gradients, and the forms in place."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pytest

from nnstudio.core.kernels.calls import Call, aligned
from nnstudio.core.kernels.regularization import (
    MaxNorm,
    Penalty,
    held,
    penalty,
    penalty_gradient,
)
from nnstudio.core.layer import Array


def run(calls: Iterable[Call]) -> None:
    for call in calls:
        call()


def some_weight() -> Array:
    """Return a weight ``(3, 4)`` that lies in memory with gaps, turned."""
    w = aligned((4, 5))[:, :3].T
    w[...] = np.random.default_rng(3).normal(size=(3, 4))
    return w


def test_known_values() -> None:
    w = np.array([[1.0, -2.0], [0.0, 3.0]])
    assert penalty(w, 0.1, 0.01) == pytest.approx(0.1 * 6 + 0.01 * 14)
    np.testing.assert_allclose(penalty_gradient(w, 0.1, 0.0), [[0.1, -0.1], [0, 0.1]])
    np.testing.assert_allclose(penalty_gradient(w, 0.0, 0.01), [[0.02, -0.04], [0, 0.06]])


def test_the_gradient_agrees_with_central_differences() -> None:
    w = np.random.default_rng(3).normal(size=(3, 4))
    for place in np.ndindex(w.shape):
        e = np.zeros_like(w)
        e[place] = 1e-6
        slope = (penalty(w + e, 0.3, 0.2) - penalty(w - e, 0.3, 0.2)) / 2e-6
        assert penalty_gradient(w, 0.3, 0.2)[place] == pytest.approx(slope, rel=1e-6)


@pytest.mark.parametrize(("l1", "l2"), [(0.3, 0.0), (0.0, 0.2), (0.3, 0.2), (0.0, 0.0)])
def test_the_penalty_in_place(l1: float, l2: float) -> None:
    w, g = some_weight(), some_weight()
    expected = g + penalty_gradient(w, l1, l2)
    ours = Penalty(w, g)
    ours.set(l1, l2)
    calls = ours.gradient_calls()
    run(calls)

    assert len(calls) == 3 * (l1 > 0) + 2 * (l2 > 0)
    np.testing.assert_allclose(g, expected, rtol=1e-5)
    assert ours.value() == pytest.approx(penalty(w, l1, l2), rel=1e-5)


def test_the_strength_of_compiled_calls_can_be_changed() -> None:
    w, g = some_weight(), some_weight()
    expected = g + penalty_gradient(w, 0.0, 0.5)
    ours = Penalty(w, g)
    ours.set(0.0, 0.1)
    calls = ours.gradient_calls()
    ours.set(0.0, 0.5)
    run(calls)
    np.testing.assert_allclose(g, expected, rtol=1e-5)


@pytest.mark.parametrize("shape", [(4,), (3, 4), (2, 3, 4), (3, 3, 2, 4)], ids=str)
def test_max_norm_shortens_what_is_too_long(shape: tuple[int, ...]) -> None:
    rng = np.random.default_rng(5)
    w = rng.normal(0, 2, shape).astype(np.float32)
    w[..., 0] = 0.01
    w[..., 1] = 0
    limited = held(w, 1.5)
    lengths = np.sqrt(np.square(w).sum(axis=tuple(range(w.ndim - 1))))
    after = np.sqrt(np.square(limited).sum(axis=tuple(range(w.ndim - 1))))

    np.testing.assert_allclose(after, np.minimum(lengths, 1.5), rtol=1e-5)
    np.testing.assert_array_equal(limited[..., :2], w[..., :2])
    ours = w.copy()
    run(MaxNorm(ours, 1.5, ours.shape[-1]).calls)
    np.testing.assert_allclose(ours, limited, rtol=1e-5)


def test_max_norm_takes_filters_that_lie_in_groups_one_by_one() -> None:
    w = np.random.default_rng(5).normal(0, 2, (3, 3, 2, 6)).astype(np.float32)
    ours = w.copy()
    run(MaxNorm(ours.reshape(3, 3, 2, 3, 2), 1.5, 6).calls)
    np.testing.assert_allclose(ours, held(w, 1.5), rtol=1e-5)


def test_no_limit_lets_all_weights_be() -> None:
    w = some_weight()
    before = w.copy()
    assert held(before, 0.0) is before
    ours = MaxNorm(w, 1.0, w.shape[-1])
    ours.set(0.0)
    run(ours.calls)
    np.testing.assert_array_equal(w, before)
    ours.set(0.5)
    run(ours.calls)
    np.testing.assert_allclose(w, held(before, 0.5), rtol=1e-5)
