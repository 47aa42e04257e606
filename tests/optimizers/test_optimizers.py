"""Every optimiser against the rule of its paper, written out by hand."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from nnstudio.core.errors import ValueRangeError
from nnstudio.core.layer import Array
from nnstudio.optimizers import Optimizer, all_optimizers
from nnstudio.optimizers.adam import Adam
from nnstudio.optimizers.momentum import Momentum
from nnstudio.optimizers.sgd import SGD

OPTIMIZERS = [pytest.param(cls(), id=name) for name, cls in all_optimizers().items()]


def by_sgd(w: float, gradients: list[float]) -> float:
    for g in gradients:
        w = w - 0.3 * g
    return w


def by_momentum(w: float, gradients: list[float]) -> float:
    v = 0.0
    for g in gradients:
        v = 0.8 * v + g
        w = w - 0.3 * v
    return w


def by_adam(w: float, gradients: list[float]) -> float:
    # Kingma and Ba 2015, algorithm 1.
    m = v = 0.0
    for t, g in enumerate(gradients, start=1):
        m = 0.7 * m + 0.3 * g
        v = 0.9 * v + 0.1 * g**2
        m_hat = m / (1 - 0.7**t)
        v_hat = v / (1 - 0.9**t)
        w = w - 0.3 * m_hat / (v_hat**0.5 + 0.01)
    return w


RULES = [
    pytest.param(SGD(learning_rate=0.3), by_sgd, id="sgd"),
    pytest.param(Momentum(learning_rate=0.3, momentum=0.8), by_momentum, id="momentum"),
    pytest.param(Adam(learning_rate=0.3, beta1=0.7, beta2=0.9, epsilon=0.01), by_adam, id="adam"),
]


def updated(optimizer: Optimizer, w: Array, gradients: list[Array]) -> Array:
    w = w.copy()
    slots = {name: np.zeros_like(w) for name in optimizer.slots}
    for step, g in enumerate(gradients, start=1):
        optimizer.update(w, g, slots, step)
    return w


def test_every_optimizer_has_a_rule_here() -> None:
    assert {rule.id for rule in RULES} == set(all_optimizers())


@pytest.mark.parametrize(("optimizer", "rule"), RULES)
def test_it_follows_its_rule(
    optimizer: Optimizer, rule: Callable[[float, list[float]], float]
) -> None:
    rng = np.random.default_rng(0)
    w = rng.standard_normal(4)
    gradients = [rng.standard_normal(4) for _ in range(6)]
    expected = [rule(float(w[i]), [float(g[i]) for g in gradients]) for i in range(len(w))]

    np.testing.assert_allclose(updated(optimizer, w, gradients), expected, rtol=1e-12)


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_it_is_described(optimizer: Optimizer) -> None:
    assert optimizer.label
    assert optimizer.summary.endswith(".")
    assert optimizer.formula
    assert optimizer.params()["learning_rate"].live


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_it_changes_the_weights_in_place_and_keeps_their_type(optimizer: Optimizer) -> None:
    w = np.ones(3, np.float32)
    slots = {name: np.zeros_like(w) for name in optimizer.slots}
    optimizer.update(w, np.ones(3, np.float32), slots, 1)

    assert w.dtype == np.float32
    assert (w < 1).all()
    assert all(slot.dtype == np.float32 for slot in slots.values())


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_no_slope_moves_nothing(optimizer: Optimizer) -> None:
    w = np.array([1.0, -2.0])

    np.testing.assert_array_equal(updated(optimizer, w, [np.zeros(2)] * 3), w)


@pytest.mark.parametrize("value", [-0.1, float("nan"), float("inf"), "fast", True])
def test_a_learning_rate_that_cannot_be_is_refused(value: object) -> None:
    with pytest.raises(ValueRangeError, match="Learning rate got"):
        SGD().with_values(learning_rate=value)
