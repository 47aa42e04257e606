"""How far steps move the weights: the figures, and how seldom they are taken."""

from __future__ import annotations

import math
from queue import SimpleQueue

import numpy as np
import pytest

from nnstudio.core.layer import Array
from nnstudio.data.prepare import prepare
from nnstudio.engine.messages import Moment, OutMessage, Started, StepBlock
from nnstudio.engine.plan import Plan, make_plan
from nnstudio.engine.run_log import RunLog
from nnstudio.engine.trainer import train
from nnstudio.engine.update_sizes import MOST, UpdateSizes
from nnstudio.graph import edits
from nnstudio.graph.analysis import analyze
from nnstudio.graph.templates import template
from nnstudio.optimizers.sgd import SGD


def plan_of(name: str) -> Plan:
    return make_plan(analyze(template(name).project))


def test_a_figure_is_the_way_of_a_layer_by_its_length() -> None:
    w = np.array([3.0, 4.0, 0.0, 0.0, 1.0], np.float32)
    sizes = UpdateSizes(plan_of("xor"), 4, w, (slice(0, 2), slice(2, 4), slice(4, 5)))
    sizes.before()
    w += np.array([0.003, -0.004, 0.1, 0.0, np.inf], np.float32)
    first, still, broken = sizes.after()

    assert first == pytest.approx(0.005 / 5.0, rel=1e-3)
    assert math.isnan(still)  # it had no length
    assert math.isnan(broken)


def test_squares_that_float32_loses_are_still_measured() -> None:
    w = np.array([1e-25, 1e25], np.float32)
    sizes = UpdateSizes(plan_of("xor"), 4, w, (slice(0, 1), slice(1, 2)))
    sizes.before()
    w *= np.float32(1.5)
    np.testing.assert_allclose(sizes.after(), [0.5, 0.5], rtol=1e-5)


def test_long_runs_are_measured_more_and_more_seldom() -> None:
    sizes = UpdateSizes(plan_of("digits-cnn"), 64, np.zeros(8, np.float32), (slice(0, 8),))
    step, taken = 0, []
    while step < 100_000:
        step = sizes.next(step)
        taken.append(step)
    assert taken[:5] == [1, 2, 3, 4, 5]
    assert len(taken) < MOST * 8
    assert np.all(np.diff(taken) > 0)


def test_where_the_weights_are_many_for_the_work_it_is_taken_seldom() -> None:
    numbers = 100_000
    w = np.zeros(numbers, np.float32)
    sizes = UpdateSizes(plan_of("xor"), 1, w, (slice(0, numbers),))
    assert sizes.next(0) > 50
    assert sizes.next(sizes.next(0)) == 2 * sizes.next(0)


def test_a_run_reports_what_its_steps_did_and_computes_the_same() -> None:
    """Plain gradient descent moves each layer by rate times its gradient, which the log has too."""
    project = edits.set_optimizer(template("spiral-mlp").project, SGD(learning_rate=0.1))
    project = edits.set_training(project, epochs=20)
    analysis = analyze(project)
    plan, log = make_plan(analysis), RunLog()
    data = prepare(project.data).with_outputs(plan.wanted)
    weights: dict[int, dict[tuple[str, str], Array]] = {}

    def take(message: OutMessage) -> None:
        nonlocal log
        if isinstance(message, Started):
            log = RunLog(message.layers)
        elif isinstance(message, StepBlock):
            log.extend(message)
        elif isinstance(message, Moment):
            weights[message.step] = dict(message.weights)

    train(plan, project.training, data, SimpleQueue(), take, moments=1000)
    steps, sizes = log.updates.steps, log.updates.sizes
    assert len(steps) > 5
    assert sizes.shape == (len(steps), len(log.layers))
    for step, found in zip(steps.tolist(), sizes, strict=True):
        if step not in weights or step - 1 not in weights:
            continue
        for layer, size in zip(log.layers, found, strict=True):
            old = flat(weights[step - 1], layer)
            moved = np.linalg.norm(flat(weights[step], layer) - old)
            assert size == pytest.approx(moved / np.linalg.norm(old), rel=1e-3)
    log.rewind(int(steps[2]))
    np.testing.assert_array_equal(log.updates.steps, steps[:3])


def flat(weights: dict[tuple[str, str], Array], layer: str) -> Array:
    return np.concatenate([w.ravel() for (node, _), w in weights.items() if node == layer])
