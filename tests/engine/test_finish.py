"""Penalties, clipping and max-norm in the compiled step are those of their definitions."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from nnstudio.core.kernels.regularization import held
from nnstudio.core.layer import Array
from nnstudio.engine import division
from nnstudio.engine.model import Model
from nnstudio.engine.plan import Plan, PlannedNode, single_output
from nnstudio.engine.program import Program
from nnstudio.engine.weights import WeightMap, initial_weights
from nnstudio.layers.conv2d import Conv2D
from nnstudio.layers.dense import Dense
from nnstudio.layers.flatten import Flatten
from nnstudio.layers.input import Input
from nnstudio.losses.categorical_crossentropy import CategoricalCrossentropy
from nnstudio.optimizers.base import Optimizer
from nnstudio.optimizers.clipping import Clipping, norm
from nnstudio.optimizers.momentum import Momentum
from nnstudio.optimizers.sgd import SGD

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
