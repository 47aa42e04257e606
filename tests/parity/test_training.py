"""Ten training steps lead where PyTorch's lead: each layer in a network, and each optimiser.

Definitions are compared in both float types, compiled programs in float32.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any, cast

import numpy as np
import pytest

from nnstudio.core.layer import Array, Layer
from nnstudio.core.shapes import Shape, size_of
from nnstudio.core.starting_weights import StartingWeights
from nnstudio.engine import division
from nnstudio.engine.plan import Plan
from nnstudio.engine.program import Program
from nnstudio.engine.weights import WeightKey, initial_weights
from nnstudio.layers.dense import Dense
from nnstudio.layers.flatten import Flatten
from nnstudio.layers.input import Input
from nnstudio.layers.reshape import Reshape
from nnstudio.losses.categorical_crossentropy import CategoricalCrossentropy
from nnstudio.losses.mean_squared_error import MeanSquaredError
from nnstudio.optimizers import Optimizer
from nnstudio.optimizers.clipping import Clipping
from nnstudio.optimizers.sgd import SGD
from tests.engine.test_program import Drawing
from tests.parity.counterpart import ONE_PASS, TEN_STEPS, assert_close, layer_name
from tests.parity.layers import LAYERS
from tests.parity.network import Pair
from tests.parity.test_layers import CASES as LAYER_CASES
from tests.parity.test_optimizers import CASES as OPTIMIZER_CASES

SAMPLES, BATCH, STEPS = 24, 6, 10
DTYPES = pytest.mark.parametrize("dtype", TEN_STEPS, ids=["float32", "float64"])
LAYERS_IN_NETWORKS = [case for case in LAYER_CASES if not isinstance(case.values[0], Input)]

CLIPPINGS = [
    pytest.param(Clipping(mode=mode, threshold=threshold), id=f"{mode}-{threshold:g}")
    for mode in ("value", "norm", "global_norm")
    for threshold in (0.02, 100.0)
]
"""One of them limits every step, the other none."""
HELD = {"l1": 0.01, "l2": 0.03, "max_norm": 0.6}
HELD_LAYERS = [
    pytest.param(layer.with_values(**HELD), shapes, id=case.id)
    for case in LAYERS_IN_NETWORKS
    for layer, shapes in [cast("tuple[Layer, tuple[Shape, ...]]", case.values)]
    if isinstance(layer, StartingWeights) and layer == type(layer)(**type(layer).examples[0][0])
]
"""Each kind of layer with such weights, by its first example."""


def network_with(layer: Layer, shapes: tuple[Shape, ...]) -> Plan:
    """The layer with others before and behind it, so that gradients pass through it."""
    if LAYERS[layer_name(layer)].inputs:
        drawing, sources = Drawing(shapes[0]), ["input"]
    else:
        drawing, sources = Drawing((5,)), []
        for port, shape in enumerate(shapes):
            drawing.add(f"dense_{port}", Dense(units=size_of(shape), use_bias=False), "input")
            sizes = ", ".join(str(size) for size in shape)
            drawing.add(f"before_{port}", Reshape(shape=sizes))
            sources.append(f"before_{port}")
    drawing.add("tested", layer, *sources).add("flat", Flatten())
    return drawing.add("out", Dense(units=2, activation="tanh")).plan(MeanSquaredError())


def perceptron() -> Plan:
    drawing = Drawing((6,)).add("a", Dense(units=7, activation="tanh"))
    drawing.add("b", Dense(units=5, activation="sigmoid"))
    return drawing.add("c", Dense(units=3, activation="softmax")).plan(CategoricalCrossentropy())


def some_weights(plan: Plan) -> dict[WeightKey, Array]:
    """Draw starting weights; biases start elsewhere than at zero, where kinks are."""
    rng = np.random.default_rng(3)
    return {
        key: value + rng.normal(0, 0.1, value.shape)
        for key, value in initial_weights(plan, 1).items()
    }


def some_samples(plan: Plan, layer: Layer | None = None) -> tuple[Array, Array]:
    rng = np.random.default_rng(5)
    x = rng.normal(size=(SAMPLES, *plan.input_shape))
    draw = LAYERS[layer_name(layer)].inputs if layer else None
    if draw:
        # Drawn batch by batch, so that each batch has sequences of all lengths.
        x = np.concatenate([draw(layer, rng, (b,))[0] for b in np.split(x, SAMPLES // 3)])
    units = size_of(plan.outputs[0].shape)
    if plan.fused:
        return x, np.eye(units)[rng.integers(0, units, SAMPLES)]
    return x, rng.uniform(-0.8, 0.8, (SAMPLES, units))


def some_order() -> Array:
    return np.random.default_rng(7).integers(0, SAMPLES, (STEPS, BATCH))


def train_both(
    plan: Plan,
    optimizer: Optimizer,
    dtype: type[np.floating[Any]],
    x: Array,
    t: Array,
    clipping: Clipping | None = None,
) -> None:
    """Compare the gradients of the first step, and where ten of them lead."""
    pair = Pair(plan, some_weights(plan), optimizer, dtype, clipping)
    for number, batch in enumerate(some_order()):
        loss, expected = pair.step(x[batch].astype(dtype), t[batch].astype(dtype))
        assert loss == pytest.approx(expected, rel=TEN_STEPS[dtype])
        if number == 0:
            largest = max(float(np.abs(g).max(initial=0.0)) for g in pair.gradients.values())
            for key, g in pair.gradients.items():
                vanishing = LAYERS[layer_name(plan.node(key[0]).layer)].vanishing
                least = largest if vanishing and key[1].endswith(vanishing) else 0.0
                theirs = pair.expected_gradients[key]
                assert_close(g, theirs, ONE_PASS[dtype], f"gradient of {key}", least)
    for key, w in pair.ours.weights.items():
        assert_close(w, pair.theirs.leaves[key], TEN_STEPS[dtype], str(key))


@DTYPES
@pytest.mark.parametrize(("layer", "shapes"), LAYERS_IN_NETWORKS)
def test_a_network_with_the_layer_learns_the_same(
    layer: Layer, shapes: tuple[Shape, ...], dtype: type[np.floating[Any]]
) -> None:
    plan = network_with(layer, shapes)
    train_both(plan, SGD(learning_rate=0.05), dtype, *some_samples(plan, layer))


@DTYPES
@pytest.mark.parametrize("optimizer", OPTIMIZER_CASES)
def test_every_optimizer_leads_to_the_same_weights(
    optimizer: Optimizer, dtype: type[np.floating[Any]]
) -> None:
    plan = perceptron()
    train_both(plan, optimizer, dtype, *some_samples(plan))


@DTYPES
@pytest.mark.parametrize("clipping", CLIPPINGS)
def test_clipped_gradients_lead_to_the_same_weights(
    clipping: Clipping, dtype: type[np.floating[Any]]
) -> None:
    plan = perceptron()
    train_both(plan, SGD(), dtype, *some_samples(plan), clipping)


@DTYPES
@pytest.mark.parametrize(("layer", "shapes"), HELD_LAYERS)
def test_weights_that_are_held_small_become_the_same(
    layer: Layer, shapes: tuple[Shape, ...], dtype: type[np.floating[Any]]
) -> None:
    plan = network_with(layer, shapes)
    train_both(plan, SGD(learning_rate=0.05), dtype, *some_samples(plan, layer))


def has_chance(plan: Plan, x: Array) -> bool:
    """Return whether two training passes of the plan differ by what they draw."""
    model = Pair(plan, some_weights(plan), SGD(), np.float64).ours
    one, other = (model.forward(x, model.steps(True, seed)).outputs[plan.output] for seed in (1, 2))
    return not np.array_equal(one, other)


def compare_program(
    plan: Plan,
    optimizer: Optimizer,
    x: Array,
    t: Array,
    threads: int,
    clipping: Clipping | None = None,
) -> None:
    """Train a compiled program and PyTorch alike."""
    dtype = np.float32
    pair = Pair(plan, some_weights(plan), optimizer, dtype, clipping)
    start = {key: w.astype(dtype) for key, w in some_weights(plan).items()}
    program = Program(
        plan, optimizer, x, t, BATCH, weights=start, threads=threads, clipping=clipping
    )
    try:
        outputs, _ = pair.theirs.forward(x.astype(dtype), False, {})
        if plan.fused:
            outputs[plan.output] = outputs[plan.output].softmax(-1)
        assert_close(program.predict(x), outputs[plan.output], ONE_PASS[dtype], "prediction")
        if has_chance(plan, x):
            return  # a twin draws its masks in another order than the definition
        losses = np.zeros(STEPS)
        program.run(some_order(), losses, np.zeros(STEPS, np.int64))
        for number, batch in enumerate(some_order()):
            _, expected = pair.step(x[batch].astype(dtype), t[batch].astype(dtype))
            assert losses[number] == pytest.approx(expected, rel=TEN_STEPS[dtype])
        for key, w in program.weights().items():
            assert_close(w, pair.theirs.leaves[key], TEN_STEPS[dtype], str(key))
    finally:
        program.close()


@pytest.fixture
def small_programs(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let two threads share small batches too, and compile for few steps at a time."""
    monkeypatch.setattr(division, "LANE_WORK", 0)
    monkeypatch.setattr(division, "MOST_SLOTS", 2)


@pytest.mark.usefixtures("small_programs")
@pytest.mark.parametrize(("layer", "shapes"), LAYERS_IN_NETWORKS)
def test_a_compiled_network_with_the_layer_learns_the_same(
    layer: Layer, shapes: tuple[Shape, ...]
) -> None:
    plan = network_with(layer, shapes)
    compare_program(plan, SGD(learning_rate=0.05), *some_samples(plan, layer), threads=2)


@pytest.mark.usefixtures("small_programs")
@pytest.mark.parametrize("threads", [1, 2])
@pytest.mark.parametrize("optimizer", OPTIMIZER_CASES)
def test_every_optimizer_of_a_compiled_network_leads_to_the_same_weights(
    optimizer: Optimizer, threads: int
) -> None:
    plan = perceptron()
    compare_program(plan, optimizer, *some_samples(plan), threads)


@pytest.mark.usefixtures("small_programs")
@pytest.mark.parametrize("threads", [1, 2])
@pytest.mark.parametrize("clipping", CLIPPINGS)
def test_clipped_gradients_of_a_compiled_network_lead_to_the_same_weights(
    clipping: Clipping, threads: int
) -> None:
    plan = perceptron()
    compare_program(plan, SGD(), *some_samples(plan), threads, clipping)


@pytest.mark.usefixtures("small_programs")
@pytest.mark.parametrize(("layer", "shapes"), HELD_LAYERS)
def test_weights_that_a_compiled_network_holds_small_become_the_same(
    layer: Layer, shapes: tuple[Shape, ...]
) -> None:
    plan = network_with(layer, shapes)
    compare_program(plan, SGD(learning_rate=0.05), *some_samples(plan, layer), threads=2)


def with_frozen(plan: Plan, *frozen: str) -> Plan:
    """Return the plan with some layers frozen: in PyTorch their weights need no gradient."""
    nodes = tuple(replace(node, frozen=node.id in frozen) for node in plan.nodes)
    return replace(plan, nodes=nodes)


FROZEN_LAYERS = [case for case in LAYERS_IN_NETWORKS if cast("Layer", case.values[0]).has_weights]


@DTYPES
@pytest.mark.parametrize(("layer", "shapes"), FROZEN_LAYERS)
def test_what_lies_around_a_frozen_layer_learns_the_same(
    layer: Layer, shapes: tuple[Shape, ...], dtype: type[np.floating[Any]]
) -> None:
    plan = with_frozen(network_with(layer, shapes), "tested")
    train_both(plan, SGD(learning_rate=0.05), dtype, *some_samples(plan, layer))


@pytest.mark.usefixtures("small_programs")
@pytest.mark.parametrize(("layer", "shapes"), FROZEN_LAYERS)
def test_what_lies_around_a_frozen_layer_of_a_compiled_network_learns_the_same(
    layer: Layer, shapes: tuple[Shape, ...]
) -> None:
    plan = with_frozen(network_with(layer, shapes), "tested")
    compare_program(plan, SGD(learning_rate=0.05), *some_samples(plan, layer), threads=2)


@pytest.mark.usefixtures("small_programs")
@pytest.mark.parametrize("threads", [1, 2])
@pytest.mark.parametrize("optimizer", OPTIMIZER_CASES)
@pytest.mark.parametrize("frozen", ["a", "b", "c"])
def test_no_optimizer_changes_what_is_frozen(
    frozen: str, optimizer: Optimizer, threads: int
) -> None:
    plan = with_frozen(perceptron(), frozen)
    compare_program(plan, optimizer, *some_samples(plan), threads)


@pytest.mark.usefixtures("small_programs")
@pytest.mark.parametrize("clipping", CLIPPINGS)
def test_frozen_layers_do_not_count_where_gradients_are_clipped(clipping: Clipping) -> None:
    plan = with_frozen(perceptron(), "b")
    compare_program(plan, SGD(), *some_samples(plan), 2, clipping)


@pytest.mark.usefixtures("small_programs")
@pytest.mark.parametrize(("layer", "shapes"), HELD_LAYERS)
def test_frozen_weights_are_not_held_small(layer: Layer, shapes: tuple[Shape, ...]) -> None:
    plan = with_frozen(network_with(layer, shapes), "tested")
    x, t = some_samples(plan, layer)
    compare_program(plan, SGD(learning_rate=0.05), x, t, threads=2)
