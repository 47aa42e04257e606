"""Errors in some classes count more than in others: in the gradient and in the training loss."""

from __future__ import annotations

from dataclasses import replace
from queue import SimpleQueue
from typing import Any

import numpy as np
import pytest

from nnstudio.core.layer import Array, Layer
from nnstudio.core.shapes import Shape
from nnstudio.data.class_weights import fit_class_weights
from nnstudio.engine import division
from nnstudio.engine.messages import Finished, StepBlock
from nnstudio.engine.model import Model
from nnstudio.engine.plan import Plan, make_plan
from nnstudio.engine.planned_output import PlannedOutput
from nnstudio.engine.program import Program
from nnstudio.engine.trainer import train
from nnstudio.engine.weights import initial_weights
from nnstudio.graph.analysis import analyze
from nnstudio.graph.project import Project
from nnstudio.graph.signature import Signature
from nnstudio.layers.dense import Dense
from nnstudio.losses import Loss, all_losses
from nnstudio.losses.smoothed import SmoothedLoss
from nnstudio.optimizers.sgd import SGD
from tests.engine.networks import ABC, Given, chain, cnn, given, house, mlp

SAMPLES = 36
WEIGHTS = (0.5, 3.0, 1.25)
FLAT, STEPS = (2,), (4, 2)


def weighted(project: Project, weights: tuple[float, ...] = WEIGHTS) -> Project:
    return replace(project, data=replace(project.data, weights=weights))


def planned(project: Project) -> Plan:
    return make_plan(analyze(project))


def network(loss: str, shape: Shape, units: int = 3, **settings: Any) -> Project:
    """Return a network that tells classes apart, of each sample or of each step of it."""
    cls = all_losses()[loss]
    activation = cls.activation or "linear"
    layers: list[Layer] = [Dense(units=6, activation="tanh")]
    layers.append(Dense(units=units, activation=activation))
    signature = Signature(
        shape, classes=ABC[: max(units, 2)], raw_shape=shape, target_shape=shape[:-1]
    )
    project = chain(signature, loss, *layers)
    if settings:
        training = replace(project.training, loss=cls(**settings))
        project = replace(project, training=training)
    return weighted(project, WEIGHTS[: max(units, 2)])


def smooths(loss: type[Loss]) -> bool:
    return issubclass(loss, SmoothedLoss)


NETWORKS = [
    pytest.param(network(name, shape, units, **settings), id=f"{name}-{len(shape)}-{units}-{i}")
    for name, cls in all_losses().items()
    if "classification" in cls.tasks
    for shape in (FLAT, STEPS)
    for units in (3, 1)
    if units > 1 or cls.activation != "softmax"
    for i, settings in enumerate([{}, {"label_smoothing": 0.2}] if smooths(cls) else [{}])
]


def samples(plan: Plan, ignored: bool = False) -> tuple[Array, Array]:
    """Return samples and targets; of class numbers a few may be ignored."""
    rng = np.random.default_rng(5)
    x = rng.standard_normal((SAMPLES, *plan.input_shape)).astype(np.float32)
    output = plan.outputs[0]
    places, units = (SAMPLES, *output.shape[:-1]), output.shape[-1]
    classes = rng.integers(0, max(units, 2), places)
    if output.loss.targets == "indices":
        t = np.where(rng.random(places) < 0.3, -1, classes) if ignored else classes
    else:
        t = np.eye(units)[classes] if units > 1 else classes[..., None]
    return x, t.astype(np.float32)


def class_of(t: Array, output: PlannedOutput) -> int:
    """Return the class of one position."""
    if output.loss.targets == "indices":
        return int(t)
    return int(t[0]) if len(t) == 1 else int(t.argmax())


def by_hand(output: PlannedOutput, z: Array, t: Array) -> float:
    """Return the loss of each position by itself, times the weight of its class, over the count."""
    total, count = 0.0, 0
    for place in np.ndindex(*z.shape[:-1]):
        kind = class_of(t[place], output)
        if kind >= 0:
            alone = output.value(z[place][None], t[place][None])
            total, count = total + output.class_weights[kind] * alone, count + 1
    return total / count


def taught(
    plan: Plan, x: Array, t: Array, **options: Any
) -> tuple[Program, dict[tuple[str, str], Array], float]:
    """Return a program after one step, the weights before it, and the loss of the step."""
    weights = initial_weights(plan, 1)
    program = Program(plan, SGD(learning_rate=0.5), x, t, len(x), weights=weights, **options)
    loss, correct = np.empty(1, np.float32), np.empty(1, np.float32)
    program.run(np.arange(len(x))[None], loss, correct)
    return program, weights, float(loss[0])


@pytest.mark.parametrize("twins", [True, False], ids=["twins", "definitions"])
@pytest.mark.parametrize("threads", [1, 2])
@pytest.mark.parametrize("project", NETWORKS)
def test_each_sample_counts_as_much_as_its_class(
    monkeypatch: pytest.MonkeyPatch, project: Project, threads: int, twins: bool
) -> None:
    monkeypatch.setattr(division, "LANE_WORK", 0)
    plan = planned(project)
    output = plan.outputs[0]
    assert output.class_weights
    for ignored in (False, True) if output.loss.targets == "indices" else (False,):
        x, t = samples(plan, ignored)
        program, weights, loss = taught(plan, x, t, threads=threads, twins=twins)
        try:
            model = Model(plan, weights, np.float64)
            done = model.forward(x)
            z = done.saved[output.node]["z"] if output.fused else done.outputs[output.node]
            expected, flat = by_hand(output, z, t), t.reshape(len(t), -1)
            assert loss == pytest.approx(expected, rel=1e-4)
            assert model.loss(done, flat) == pytest.approx(expected, rel=1e-9)
            gradients, _ = model.backward(done, flat)
            for key, value in program.weights().items():
                step = weights[key] - 0.5 * gradients[key]
                np.testing.assert_allclose(value, step, rtol=1e-4, atol=2e-6)
            # To judge the network, all classes count alike.
            plain = replace(plan, outputs=(replace(output, class_weights=()),))
            after = Model(plain, program.weights(), np.float64)
            alike = after.loss(after.forward(x), flat)
            assert program.outcome(x, t).loss == pytest.approx(alike, rel=1e-4)
        finally:
            program.close()


@pytest.mark.parametrize("project", NETWORKS)
def test_the_gradient_is_the_derivative_of_the_loss(project: Project) -> None:
    plan = planned(project)
    output = plan.outputs[0]
    x, t = samples(plan, ignored=True)
    rng = np.random.default_rng(2)
    z = rng.standard_normal((len(x), *output.shape))
    assert output.fused == bool(output.loss.activation)
    way, small = rng.standard_normal(z.shape), 1e-6
    ahead, behind = (output.training_value(z + s * small * way, t) for s in (1, -1))
    slope = float((output.gradient(z, t.astype(z.dtype)) * way).sum())
    assert (ahead - behind) / (2 * small) == pytest.approx(slope, rel=1e-4, abs=1e-8)


def test_weights_of_one_change_nothing() -> None:
    for project in (mlp(), cnn()):
        data = given(project)
        plans = planned(project), planned(weighted(project, (1.0, 1.0, 1.0)))
        found = [taught(plan, data.x_train, data.t_train) for plan in plans]
        assert found[0][2] == pytest.approx(found[1][2], rel=1e-6)
        for key, value in found[0][0].weights().items():
            np.testing.assert_allclose(found[1][0].weights()[key], value, rtol=1e-5, atol=1e-7)
        for program, _, _ in found:
            program.close()


def test_a_class_of_no_weight_is_not_learned() -> None:
    project = weighted(mlp(), (1.0, 0.0, 1.0))
    plan = planned(project)
    rng = np.random.default_rng(0)
    x = rng.standard_normal((SAMPLES, 2)).astype(np.float32)
    t = np.zeros((SAMPLES, 3), np.float32)
    t[:, 1] = 1
    program, before, loss = taught(plan, x, t)
    assert loss == 0
    for key, value in program.weights().items():
        np.testing.assert_array_equal(value, before[key])
    program.close()


def test_they_are_for_the_outputs_of_their_target_alone() -> None:
    plan = planned(weighted(house(), (1.0, 2.0, 4.0)))
    assert {output.name: output.class_weights for output in plan.outputs} == {
        "output_1": (),
        "output_2": (1.0, 2.0, 4.0),
    }
    plan = planned(weighted(house(), (1.0, 2.0)))  # of a set that had two classes
    assert not any(output.class_weights for output in plan.outputs)


def run(project: Project, data: Given) -> tuple[float, float]:
    """Return the training and the validation loss of the first epoch."""
    blocks: list[StepBlock] = []

    def hear(message: object) -> None:
        if isinstance(message, StepBlock):
            blocks.append(message)

    last = train(planned(project), project.training, data, SimpleQueue(), hear, epochs=1)
    assert isinstance(last, Finished)
    (row,) = [row for block in blocks for row in block.epochs]
    return row.train_loss, row.val_loss


def test_the_training_loss_is_weighted_and_the_validation_loss_is_not() -> None:
    data = given(mlp())
    slow = replace(mlp(), training=replace(mlp().training, optimizer=SGD(learning_rate=0.0)))
    plain, tripled = run(slow, data), run(weighted(slow, (3.0, 3.0, 3.0)), data)
    assert tripled[0] == pytest.approx(3 * plain[0], rel=1e-5)
    assert tripled[1] == plain[1]


def test_balanced_weights_make_every_class_count_as_much() -> None:
    signature = Signature((2,), classes=("a", "b", "c"))
    y = np.repeat([0, 1], [30, 10])
    assert fit_class_weights(signature, y) == pytest.approx((40 / 60, 2.0, 0.0), rel=1e-5)
    steps = Signature((4, 2), classes=("a", "b"), target_shape=(4,))
    y = np.array([[0, 0, 0, -1], [1, -1, -1, -1]])
    assert fit_class_weights(steps, y) == pytest.approx((4 / 6, 2.0), rel=1e-5)
