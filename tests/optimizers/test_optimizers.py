"""Every optimiser against the rule of its paper, written out by hand."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from nnstudio.core.errors import ValueRangeError
from nnstudio.core.layer import Array
from nnstudio.optimizers import Optimizer, all_optimizers
from nnstudio.optimizers.adagrad import AdaGrad
from nnstudio.optimizers.adam import Adam
from nnstudio.optimizers.adamw import AdamW
from nnstudio.optimizers.momentum import Momentum
from nnstudio.optimizers.nesterov import Nesterov
from nnstudio.optimizers.rmsprop import RMSProp
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


def by_nesterov(w: float, gradients: list[float]) -> float:
    # Sutskever et al. 2013, equations 3 and 4, in the place where the gradient is taken:
    # there the weights are w + 0.8 v, and v is -0.3 times the velocity kept here.
    v, before = 0.0, w
    for g in gradients:
        v = 0.8 * v - 0.3 * g
        before = before + v
        w = before + 0.8 * v
    return w


def by_adagrad(w: float, gradients: list[float]) -> float:
    s = 0.0
    for g in gradients:
        s = s + g**2
        w = w - 0.3 * g / (s**0.5 + 0.01)
    return w


def by_rmsprop(w: float, gradients: list[float]) -> float:
    v = 0.0
    for g in gradients:
        v = 0.9 * v + 0.1 * g**2
        w = w - 0.3 * g / (v**0.5 + 0.01)
    return w


def by_adam(w: float, gradients: list[float], decay: float = 0.0) -> float:
    # Kingma and Ba 2015, algorithm 1; with decay Loshchilov and Hutter 2019, algorithm 2.
    m = v = 0.0
    for t, g in enumerate(gradients, start=1):
        m = 0.7 * m + 0.3 * g
        v = 0.9 * v + 0.1 * g**2
        m_hat = m / (1 - 0.7**t)
        v_hat = v / (1 - 0.9**t)
        w = w - 0.3 * m_hat / (v_hat**0.5 + 0.01) - 0.3 * decay * w
    return w


def by_adamw(w: float, gradients: list[float]) -> float:
    return by_adam(w, gradients, decay=0.2)


ADAM = {"learning_rate": 0.3, "beta1": 0.7, "beta2": 0.9, "epsilon": 0.01}
RULES = [
    pytest.param(SGD(learning_rate=0.3), by_sgd, id="sgd"),
    pytest.param(Momentum(learning_rate=0.3, momentum=0.8), by_momentum, id="momentum"),
    pytest.param(Nesterov(learning_rate=0.3, momentum=0.8), by_nesterov, id="nesterov"),
    pytest.param(AdaGrad(learning_rate=0.3, epsilon=0.01), by_adagrad, id="adagrad"),
    pytest.param(RMSProp(learning_rate=0.3, memory=0.9, epsilon=0.01), by_rmsprop, id="rmsprop"),
    pytest.param(Adam(**ADAM), by_adam, id="adam"),
    pytest.param(AdamW(**ADAM, weight_decay=0.2), by_adamw, id="adamw"),
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
    assert optimizer.source
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
    left = (1 - 1e-3 * 0.01) ** 3 if isinstance(optimizer, AdamW) else 1.0  # what decay leaves

    np.testing.assert_allclose(updated(optimizer, w, [np.zeros(2)] * 3), w * left, rtol=1e-15)


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_its_constants_change_only_where_it_says_so(optimizer: Optimizer) -> None:
    first, second = optimizer.constants(0.1, 1), optimizer.constants(0.1, 2)
    assert (first != second) == optimizer.counts_steps
    assert optimizer.constants(0.2, 1)[0] == pytest.approx(2 * first[0])


@pytest.mark.parametrize("value", [-0.1, float("nan"), float("inf"), "fast", True])
def test_a_learning_rate_that_cannot_be_is_refused(value: object) -> None:
    with pytest.raises(ValueRangeError, match="Learning rate got"):
        SGD().with_values(learning_rate=value)
