"""Penalties, clipping and max-norm in the compiled step are those of their definitions."""

from __future__ import annotations

import threading
from typing import Any

import numpy as np
import pytest

from nnstudio.core.kernels.regularization import held
from nnstudio.core.layer import Array
from nnstudio.engine import division, program
from nnstudio.engine.compiled import CompiledStep
from nnstudio.engine.model import Model
from nnstudio.engine.plan import Plan, PlannedNode
from nnstudio.engine.program import Program
from nnstudio.engine.weights import WeightMap, initial_weights
from nnstudio.layers.conv2d import Conv2D
from nnstudio.layers.dense import Dense
from nnstudio.layers.flatten import Flatten
from nnstudio.layers.input import Input
from nnstudio.layers.sampling import Sampling
from nnstudio.losses.categorical_crossentropy import CategoricalCrossentropy
from nnstudio.losses.mean_squared_error import MeanSquaredError
from nnstudio.optimizers.base import Optimizer
from nnstudio.optimizers.clipping import Clipping, norm
from nnstudio.optimizers.momentum import Momentum
from nnstudio.optimizers.sgd import SGD
from tests.engine.networks import single_output

SAMPLES, BATCH = 24, 8
HELD = {"l1": 0.003, "l2": 0.02, "max_norm": 0.9}


def network(**held_small: Any) -> Plan:
    """A convolution and two Dense layers, of which the first two are held small."""
    layers = {
        "conv": Conv2D(filters=3, activation="tanh", **held_small),
        "flat": Flatten(),
        "hidden": Dense(units=7, activation="tanh", **held_small),
        "out": Dense(units=3, activation="softmax"),
    }
    nodes = [PlannedNode("input", Input(), (), ((4, 6, 2),), (4, 6, 2), ())]
    for node_id, layer in layers.items():
        shapes = (nodes[-1].shape,)
        weights = tuple(layer.weights(*shapes).items())
        out = layer.output_shape(*shapes)
        nodes.append(PlannedNode(node_id, layer, (nodes[-1].id,), shapes, out, weights))
    return single_output(nodes, CategoricalCrossentropy())


def samples() -> tuple[Array, Array]:
    rng = np.random.default_rng(0)
    x = rng.normal(0, 2, (SAMPLES, 4, 6, 2)).astype(np.float32)
    return x, np.eye(3, dtype=np.float32)[rng.integers(0, 3, SAMPLES)]


@pytest.fixture(autouse=True)
def _two_threads_even_for_little(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(division, "LANE_WORK", 0)


def defined(
    plan: Plan, optimizer: Optimizer, clipping: Clipping, steps: int
) -> tuple[list[float], WeightMap, list[float]]:
    """Return losses, weights and gradient lengths of steps done by the definitions."""
    model = Model(plan, initial_weights(plan, 1), np.float64)
    x, t = samples()
    slots = {
        key: {name: np.zeros_like(w) for name in optimizer.slots}
        for key, w in model.weights.items()
    }
    limits = {n.id: n.layer.values().get("max_norm", 0.0) for n in plan.nodes}
    losses, lengths = [], []
    for step in range(steps):
        part = slice(step % 3 * BATCH, step % 3 * BATCH + BATCH)
        done = model.forward(x[part])
        losses.append(model.loss(done, t[part]))
        gradients = model.backward(done, t[part])[0]
        lengths.append(norm(gradients.values()))
        for key, g in clipping.clipped(gradients).items():
            optimizer.update(model.weights[key], g, slots[key], step + 1)
            if key[1] == "weight":
                model.weights[key][...] = held(model.weights[key], limits[key[0]])
    return losses, model.weights, lengths


def compiled(
    plan: Plan, optimizer: Optimizer, clipping: Clipping, steps: int, **options: Any
) -> tuple[Array, Program]:
    x, t = samples()
    start = initial_weights(plan, 1)
    program = Program(
        plan,
        optimizer,
        x,
        t,
        BATCH,
        weights=start,
        clipping=clipping,
        **options,
    )
    order = np.stack([np.arange(BATCH) + step % 3 * BATCH for step in range(steps)])
    loss, correct = np.zeros(steps), np.zeros(steps)
    program.run(order, loss, correct)
    program.close()
    return loss, program


CLIPPINGS = [
    Clipping(),
    Clipping(mode="value", threshold=0.01),
    Clipping(mode="norm", threshold=0.1),
    Clipping(mode="global_norm", threshold=0.1),
]


@pytest.mark.parametrize("clipping", CLIPPINGS, ids=lambda c: c.mode)
@pytest.mark.parametrize("held_small", [{}, HELD], ids=["free", "held"])
@pytest.mark.parametrize("options", [{"threads": 1}, {"threads": 2}, {"twins": False}], ids=str)
def test_steps_agree_with_the_definitions(
    clipping: Clipping, held_small: dict[str, float], options: dict[str, Any]
) -> None:
    plan, optimizer = network(**held_small), Momentum(learning_rate=0.2)
    losses, weights, lengths = defined(plan, optimizer, clipping, 6)
    loss, program = compiled(plan, optimizer, clipping, 6, **options)

    assert loss == pytest.approx(losses, rel=1e-4)
    for key, w in program.weights().items():
        assert np.abs(w - weights[key]).max() <= 1e-4 * np.abs(weights[key]).max(), key
    if clipping.mode == "none":
        assert program.clipped_norms() is None
        return
    clipped = program.clipped_norms()
    assert clipped is not None
    assert clipped[0] == pytest.approx(lengths[-1], rel=1e-3)
    assert clipped[1] <= clipped[0]
    if clipping.mode == "global_norm":
        assert clipped[1] == pytest.approx(min(0.1, lengths[-1]), rel=1e-3)


def test_held_weights_stay_within_their_length() -> None:
    plan = network(max_norm=0.5)
    _, program = compiled(plan, SGD(learning_rate=1.0), Clipping(), 9)
    weight = program.weights()["hidden", "weight"]
    assert np.linalg.norm(weight, axis=0).max() <= 0.5 + 1e-6
    assert np.linalg.norm(program.weights()["out", "weight"], axis=0).max() > 0.5


def test_strengths_and_thresholds_can_be_changed_while_training() -> None:
    plan = network()
    x, t = samples()
    clip = Clipping(mode="global_norm", threshold=1e-6)
    program = Program(
        plan, SGD(learning_rate=1.0), x, t, BATCH, weights=initial_weights(plan, 1), clipping=clip
    )
    order, loss, correct = np.arange(BATCH)[None], np.zeros(1), np.zeros(1)
    program.run(order, loss, correct)
    still = program.weights()["hidden", "weight"]
    program.set_live("clipping", "threshold", 100.0)
    program.set_live("hidden", "max_norm", 0.25)
    program.set_live("hidden", "l2", 10.0)
    before = loss[0]
    program.run(order, loss, correct)
    after = program.weights()["hidden", "weight"]
    program.close()

    assert loss[0] == pytest.approx(before + 10.0 * float((still**2).sum()), rel=1e-3)
    assert np.linalg.norm(after, axis=0).max() <= 0.25 + 1e-6


def test_a_length_can_be_set_while_a_tiny_network_trains() -> None:
    nodes = [PlannedNode("input", Input(), (), ((3,),), (3,), ())]
    for node_id, units in (("hidden", 4), ("out", 2)):
        layer, shapes = Dense(units=units), (nodes[-1].shape,)
        weights = tuple(layer.weights(*shapes).items())
        nodes.append(PlannedNode(node_id, layer, (nodes[-1].id,), shapes, (units,), weights))
    plan = single_output(nodes, MeanSquaredError(), "regression")
    rng = np.random.default_rng(0)
    x, t = (rng.normal(0, 3, (SAMPLES, n)).astype(np.float32) for n in (3, 2))
    ours = Program(
        plan, SGD(learning_rate=0.01), x, t, BATCH, weights=initial_weights(plan, 1), threads=1
    )
    order, loss, correct = np.arange(BATCH)[None].repeat(5, 0), np.zeros(5), np.zeros(5)
    ours.run(order, loss, correct)
    before = np.linalg.norm(ours.weights()["hidden", "weight"], axis=0)
    ours.set_live("hidden", "max_norm", 0.25)
    ours.run(order, loss, correct)
    ours.close()

    after = np.linalg.norm(ours.weights()["hidden", "weight"], axis=0)
    assert before.max() > 0.3
    assert after.max() == pytest.approx(0.25)


def test_steps_after_a_change_are_computed_in_blocks_as_before(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rare: list[bool] = []

    def compile_step(*args: Any, **options: Any) -> CompiledStep:
        rare.append(options["rare"])
        return CompiledStep(*args, **options)

    monkeypatch.setattr(program, "CompiledStep", compile_step)
    plan, (x, t) = network(), samples()
    ours = Program(plan, SGD(), x, t, BATCH, weights=initial_weights(plan, 1))
    ours.set_live("hidden", "l2", 0.1)
    for size in (BATCH, BATCH - 3):
        ours.run(np.arange(size)[None], np.zeros(1), np.zeros(1))
    ours.close()
    assert rare == [False, False, True]


def test_a_live_setting_is_heard_by_predictions_after_another_one_was_changed() -> None:
    nodes = [PlannedNode("input", Input(), (), ((3,),), (3,), ())]
    for name in ("mean", "spread"):
        weights = tuple(Dense(units=2).weights((3,)).items())
        nodes.append(PlannedNode(name, Dense(units=2), ("input",), ((3,),), (2,), weights))
    nodes.append(PlannedNode("code", Sampling(), ("mean", "spread"), ((2,), (2,)), (2,), ()))
    plan = single_output(nodes, MeanSquaredError(), "regression")
    rng = np.random.default_rng(0)
    x, t = (rng.normal(0, 1, (SAMPLES, n)).astype(np.float32) for n in (3, 2))
    ours = Program(plan, SGD(), x, t, BATCH, weights=initial_weights(plan, 1))
    assert ours.outcome(x, t).penalty > 0
    ours.set_live("clipping", "threshold", 2.0)
    ours.set_live("code", "beta", 0.0)
    found = ours.outcome(x, t)
    ours.close()
    assert found.penalty == 0


def test_a_program_that_cannot_be_compiled_gives_its_threads_back(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def too_large(*args: Any, **options: Any) -> CompiledStep:
        raise MemoryError

    monkeypatch.setattr(program, "CompiledStep", too_large)
    plan, (x, t) = network(), samples()
    before = threading.active_count()
    with pytest.raises(MemoryError):
        Program(plan, SGD(), x, t, BATCH, weights=initial_weights(plan, 1), threads=2)
    assert threading.active_count() == before
