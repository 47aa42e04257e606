"""Activations in the compiled step, in every layer and layout that has them."""

from __future__ import annotations

import tracemalloc
from collections.abc import Callable, Iterator

import numpy as np
import pytest

from nnstudio.activations import activation_names, make_activation
from nnstudio.core.layer import Array, Layer
from nnstudio.engine.lowering_convolution import fused_pool
from nnstudio.engine.plan import Plan, make_plan
from nnstudio.engine.program import Program
from nnstudio.graph.analysis import analyze
from nnstudio.graph.signature import Signature
from nnstudio.layers.activation import ActivationLayer
from nnstudio.layers.conv2d import Conv2D
from nnstudio.layers.dense import Dense
from nnstudio.layers.flatten import Flatten
from nnstudio.layers.max_pool2d import MaxPool2D
from nnstudio.layers.prelu import PReLU
from nnstudio.optimizers.sgd import SGD
from tests.engine.networks import ABC, chain

BATCH = 6
Run = Callable[[Plan, bool], tuple[Array, dict[tuple[str, str], Array]]]

PLACES: dict[str, Callable[[str], tuple[Layer, ...]]] = {
    "in dense layers": lambda f: (
        Flatten(),
        Dense(units=7, activation=f, negative_slope=0.3),
        Dense(units=5, activation=f),
    ),
    "in a convolution": lambda f: (Conv2D(filters=3, activation=f, negative_slope=0.3), Flatten()),
    "before a pooling": lambda f: (Conv2D(filters=3, activation=f), MaxPool2D(), Flatten()),
    "on pixels": lambda f: (ActivationLayer(activation=f), Conv2D(filters=2), Flatten()),
    "on feature maps": lambda f: (Conv2D(filters=3), ActivationLayer(activation=f), Flatten()),
    "on a flattened picture": lambda f: (
        Conv2D(filters=3),
        Flatten(),
        ActivationLayer(activation=f),
    ),
}
LEARNED: dict[str, tuple[Layer, ...]] = {
    "on pixels": (PReLU(), Conv2D(filters=2), Flatten()),
    "on feature maps": (Conv2D(filters=3), PReLU(), MaxPool2D(), PReLU(), Flatten()),
    "on a flattened picture": (Conv2D(filters=3), Flatten(), PReLU(start=-0.2)),
    "on units": (Flatten(), Dense(units=6), PReLU(), Dense(units=4), PReLU()),
    "one for all": (Conv2D(filters=2), PReLU(shared=True), Flatten(), PReLU(shared=True)),
    "on one channel": (Conv2D(filters=1), PReLU(), Flatten()),
}


def plan_of(*layers: Layer) -> Plan:
    project = chain(
        Signature((4, 6, 2), classes=ABC, raw_shape=(4, 6, 2)),
        "categorical_crossentropy",
        *layers,
        Dense(units=3, activation="softmax"),
    )
    return make_plan(analyze(project))


def program(plan: Plan, twins: bool = True) -> Program:
    rng = np.random.default_rng(3)
    weights = {
        (node.id, name): rng.normal(0, 0.5, weight.shape)
        for node in plan.nodes
        for name, weight in node.weights
    }
    x = rng.normal(size=(30, *plan.input_shape)).astype(np.float32)
    t = np.eye(3, dtype=np.float32)[rng.integers(0, 3, 30)]
    return Program(plan, SGD(learning_rate=0.1), x, t, BATCH, weights=weights, twins=twins)


@pytest.fixture
def both() -> Iterator[Callable[[Plan], tuple[Program, Program]]]:
    made: list[Program] = []

    def make(plan: Plan) -> tuple[Program, Program]:
        made.extend((program(plan), program(plan, twins=False)))
        return made[-2], made[-1]

    yield make
    for one in made:
        one.close()


def train(one: Program, steps: int) -> Array:
    order = np.random.default_rng(4).integers(0, 30, (steps, BATCH))
    loss, correct = np.zeros(steps), np.zeros(steps, np.int64)
    one.run(order, loss, correct)
    return loss


def assert_same(fast: Program, defined: Program) -> None:
    np.testing.assert_allclose(train(fast, 8), train(defined, 8), rtol=2e-5)
    theirs = defined.weights()
    for key, w in fast.weights().items():
        assert np.abs(w - theirs[key]).max() <= 2e-5 * np.abs(theirs[key]).max(), key


@pytest.mark.parametrize("name", activation_names())
@pytest.mark.parametrize("place", PLACES)
def test_twins_of_activations_compute_what_the_definitions_say(
    both: Callable[[Plan], tuple[Program, Program]], place: str, name: str
) -> None:
    assert_same(*both(plan_of(*PLACES[place](name))))


@pytest.mark.parametrize("place", LEARNED)
def test_the_twin_of_prelu_computes_what_the_definition_says(
    both: Callable[[Plan], tuple[Program, Program]], place: str
) -> None:
    assert_same(*both(plan_of(*LEARNED[place])))


@pytest.mark.parametrize("name", activation_names())
def test_a_pooling_is_computed_early_only_behind_monotone_functions(name: str) -> None:
    plan = plan_of(*PLACES["before a pooling"](name))
    early = fused_pool(plan, plan.node("conv2d_1")) is not None
    assert early == make_activation(name).monotone


@pytest.mark.parametrize("name", [*activation_names(), "prelu"])
def test_a_step_takes_no_memory(both: Callable[[Plan], tuple[Program, Program]], name: str) -> None:
    layers = (PReLU(),) if name == "prelu" else (ActivationLayer(activation=name),)
    fast, _ = both(plan_of(Conv2D(filters=256), *layers, Flatten()))
    train(fast, 2)
    tracemalloc.start()
    train(fast, 20)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    # NumPy casts in pieces of 8192 numbers; a whole tensor here has 147 kB.
    assert peak < 100_000
