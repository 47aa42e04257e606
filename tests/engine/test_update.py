"""The optimiser of a compiled step: its rate, what it keeps, and going on from there."""

from __future__ import annotations

import numpy as np
import pytest

from nnstudio.core.layer import Array, Layer
from nnstudio.core.shapes import Shape
from nnstudio.engine.parameters import Parameters
from nnstudio.engine.plan import Plan, PlannedNode
from nnstudio.engine.program import Program
from nnstudio.engine.update import OptimizerState, Update
from nnstudio.engine.weights import initial_weights
from nnstudio.layers.batch_norm import BatchNorm
from nnstudio.layers.conv1d import Conv1D
from nnstudio.layers.dense import Dense
from nnstudio.layers.input import Input
from nnstudio.losses.mean_squared_error import MeanSquaredError
from nnstudio.optimizers import Optimizer, all_optimizers
from nnstudio.optimizers.adamw import AdamW
from nnstudio.optimizers.momentum import Momentum
from nnstudio.optimizers.sgd import SGD
from tests.engine.networks import single_output

OPTIMIZERS = [pytest.param(cls(), id=name) for name, cls in all_optimizers().items()]


def planned(*layers: Layer, shape: Shape = (3,)) -> Plan:
    nodes = [PlannedNode("input", Input(), (), (shape,), shape, ())]
    for i, layer in enumerate(layers):
        before = nodes[-1]
        weights = tuple(layer.weights(before.shape).items())
        out = layer.output_shape(before.shape)
        nodes.append(PlannedNode(f"layer_{i}", layer, (before.id,), (before.shape,), out, weights))
    return single_output(nodes, MeanSquaredError())


def small() -> Plan:
    return planned(Dense(units=5, activation="tanh"), Dense(units=2))


def program_of(plan: Plan, optimizer: Optimizer, twins: bool = True) -> Program:
    rng = np.random.default_rng(1)
    x = rng.normal(size=(20, *plan.input_shape)).astype(np.float32)
    t = rng.normal(size=(20, *plan.outputs[0].shape)).astype(np.float32)
    weights = initial_weights(plan, 0)
    return Program(plan, optimizer, x, t, 5, weights=weights, twins=twins, threads=1)


def trained(program: Program, steps: range) -> Array:
    order = np.random.default_rng(2).integers(0, 20, (40, 5))[steps.start : steps.stop]
    loss, correct = np.zeros(len(order)), np.zeros(len(order))
    program.run(order, loss, correct)
    return loss


class Bench:
    """Weights that are updated with gradients that a test gives."""

    def __init__(self, optimizer: Optimizer, twins: bool, factor: float = 1.0) -> None:
        parameters = Parameters(small())
        self.state = OptimizerState(optimizer, parameters, twins)
        self.w, self.g = parameters.vector(), parameters.vector()
        self.g[...] = np.random.default_rng(3).normal(size=len(self.g))
        self.update = Update(self.state, self.w, 4, factor)
        whole = slice(0, parameters.trained)
        self.calls = [self.update.calls(slot, self.g, whole) for slot in range(4)]

    def run(self, done: int, count: int) -> None:
        """Do the steps after the first ``done`` ones, at most four at a time."""
        self.update.prepare(done, count)
        for calls in self.calls[:count]:
            for call in calls:
                call()


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_a_resumed_run_has_the_same_bits(optimizer: Optimizer) -> None:
    whole, first = (program_of(small(), optimizer) for _ in range(2))
    loss = trained(whole, range(20))
    trained(first, range(7))
    second = program_of(small(), optimizer)
    second.load(first.weights())
    second.load_optimizer_state(first.optimizer_state())
    second.step = first.step

    assert trained(second, range(7, 20)).tolist() == loss[7:].tolist()
    for key, w in whole.weights().items():
        np.testing.assert_array_equal(second.weights()[key], w)
    for program in (whole, first, second):
        program.close()


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
@pytest.mark.parametrize("twins", [True, False])
def test_each_step_has_the_rate_it_is_given(optimizer: Optimizer, twins: bool) -> None:
    def rate(step: int) -> float:
        return 0.1 / step

    bench = Bench(optimizer, twins)
    bench.state.rate = rate
    for done, count in ((0, 4), (4, 1), (5, 3)):
        bench.run(done, count)
    expected = np.zeros_like(bench.w)
    slots = {name: np.zeros_like(expected) for name in optimizer.slots}
    for step in range(1, 9):
        optimizer.with_values(learning_rate=rate(step)).update(expected, bench.g, slots, step)

    np.testing.assert_allclose(bench.w, expected, rtol=1e-5, atol=1e-7)


@pytest.mark.parametrize("twins", [True, False])
def test_settings_can_be_changed_between_blocks(twins: bool) -> None:
    bench = Bench(Momentum(learning_rate=0.1, momentum=0.5), twins)
    bench.run(0, 2)
    bench.state.retune("momentum", 0.0)
    bench.run(2, 1)
    bench.state.retune("learning_rate", 0.0)
    bench.run(3, 4)
    # Velocities 1, 1.5 and, without memory, 1 gradient; then no rate any more.
    np.testing.assert_allclose(bench.w, -0.35 * bench.g, rtol=1e-5)
    bench.state.rate = lambda step: 1.0
    bench.run(7, 1)
    np.testing.assert_allclose(bench.w, -1.35 * bench.g, rtol=1e-5)
    bench.state.rate = None
    bench.run(8, 1)
    np.testing.assert_allclose(bench.w, -1.35 * bench.g, rtol=1e-5)


def test_the_factor_of_the_mean_goes_into_the_rate() -> None:
    bench = Bench(SGD(learning_rate=0.1), True, factor=0.5)
    bench.run(0, 1)
    np.testing.assert_allclose(bench.w, -0.05 * bench.g, rtol=1e-6)
    bench.state.rate = lambda step: 0.2
    bench.run(1, 1)
    np.testing.assert_allclose(bench.w, -0.15 * bench.g, rtol=1e-6)


@pytest.mark.parametrize("twins", [True, False])
def test_weights_that_are_not_trained_do_not_decay(twins: bool) -> None:
    plan = planned(Dense(units=4), BatchNorm(momentum=1.0), Dense(units=2))
    program = program_of(plan, AdamW(weight_decay=1.0, learning_rate=0.5), twins)
    trained(program, range(1))
    after = program.weights()
    program.close()
    kept = {key for key in after if key[0] == "layer_1" and "variance" in key[1]}
    assert kept
    x = np.random.default_rng(1).normal(size=(20, 3)).astype(np.float32)
    batch = x[np.random.default_rng(2).integers(0, 20, (40, 5))[0]]
    start = initial_weights(plan, 0)
    z = batch @ start["layer_0", "weight"] + start["layer_0", "bias"]
    for key in kept:
        # With a share of 1 the running variance is that of the last batch, whatever decays.
        np.testing.assert_allclose(after[key], z.var(axis=0, ddof=1), rtol=1e-4)


@pytest.mark.parametrize("optimizer", [SGD(), Momentum()], ids=["rate", "gradient"])
def test_positions_of_a_sequence_count_in_the_mean(optimizer: Optimizer) -> None:
    plan = planned(Conv1D(filters=2), shape=(4, 3))
    fast, defined = program_of(plan, optimizer), program_of(plan, optimizer, twins=False)
    np.testing.assert_allclose(trained(fast, range(5)), trained(defined, range(5)), rtol=1e-5)
    for key, w in defined.weights().items():
        np.testing.assert_allclose(fast.weights()[key], w, rtol=1e-4, atol=1e-6)
    fast.close()
    defined.close()
