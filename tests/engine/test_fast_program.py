"""Programs with the kernels that numba compiles train like those without it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from queue import SimpleQueue
from typing import Any

import numpy as np
import pytest

from nnstudio.core.kernels.fast import compiler
from nnstudio.core.layer import Array, Layer
from nnstudio.core.shapes import Shape
from nnstudio.engine import division
from nnstudio.engine.messages import OutMessage, Started
from nnstudio.engine.model import Model
from nnstudio.engine.plan import Plan, PlannedNode, make_plan
from nnstudio.engine.program import Program
from nnstudio.engine.trainer import train
from nnstudio.engine.weights import initial_weights
from nnstudio.graph.analysis import analyze
from nnstudio.layers.conv2d import Conv2D
from nnstudio.layers.dense import Dense
from nnstudio.layers.flatten import Flatten
from nnstudio.layers.input import Input
from nnstudio.layers.max_pool2d import MaxPool2D
from nnstudio.losses import Loss, all_losses
from nnstudio.optimizers import Optimizer, all_optimizers
from nnstudio.optimizers.adam import Adam
from nnstudio.optimizers.clipping import Clipping
from nnstudio.optimizers.sgd import SGD
from tests.engine.networks import given, mlp, single_output

needs_numba = pytest.mark.skipif(not compiler.available(), reason="needs numba")
SAMPLES = 30


def chain(shape: Shape, layers: list[Layer], loss: Loss) -> Plan:
    nodes = [PlannedNode("input", Input(), (), (shape,), shape, ())]
    for i, layer in enumerate(layers):
        before = nodes[-1]
        weights = tuple(layer.weights(before.shape).items())
        out = layer.output_shape(before.shape)
        nodes.append(PlannedNode(f"n{i}", layer, (before.id,), (before.shape,), out, weights))
    return single_output(nodes, loss)


def tiny(hidden: str = "tanh", loss: str = "binary_crossentropy") -> Plan:
    units, last = {
        "categorical_crossentropy": (3, "softmax"),
        "sparse_categorical_crossentropy": (3, "softmax"),
        "binary_crossentropy": (2, "sigmoid"),
    }.get(loss, (2, "tanh"))
    sizes = [Dense(units=n, activation=hidden) for n in (9, 4)]
    return chain((3,), [*sizes, Dense(units=units, activation=last)], all_losses()[loss]())


def pictures(width: int = 8, filters: int = 16, loss: str = "categorical_crossentropy") -> Plan:
    layers = [
        Conv2D(filters=filters, activation="relu"),
        MaxPool2D(),
        Conv2D(filters=16, activation="relu"),
        MaxPool2D(),
        Flatten(),
        Dense(units=12, activation="relu"),
        Dense(units=3, activation="softmax"),
    ]
    return chain((8, width, 1), layers, all_losses()[loss]())


def samples(plan: Plan) -> tuple[Array, Array]:
    rng = np.random.default_rng(5)
    x = rng.normal(size=(SAMPLES, *plan.input_shape)).astype(np.float32)
    units = plan.node(plan.output).shape[0]
    named = rng.integers(0, units, SAMPLES)
    if plan.loss.targets == "indices":
        return x, named.astype(np.float32)
    return x, np.eye(units, dtype=np.float32)[named]


@contextmanager
def program(
    plan: Plan, optimizer: Optimizer, batch: int = 7, fast: bool = True, **given: Any
) -> Iterator[Program]:
    options: dict[str, Any] = {"threads": 1, "weights": initial_weights(plan, 1)} | given
    made = Program(plan, optimizer, *samples(plan), batch, fast=fast, **options)
    try:
        yield made
    finally:
        made.close()


def trained(
    plan: Plan, optimizer: Optimizer, parts: tuple[int, ...] = (10,), **given: Any
) -> list[Array]:
    """Losses, counts, gradient norms, predictions and weights after the steps of all parts."""
    batch = given.get("batch", 7)
    order = np.random.default_rng(7).integers(0, SAMPLES, (sum(parts), batch))
    loss, correct = np.zeros(len(order), np.float32), np.zeros(len(order), np.float32)
    with program(plan, optimizer, **given) as made:
        start = 0
        for count in parts:
            part = slice(start, start + count)
            made.run(order[part], loss[part], correct[part])
            start += count
        state = [value for slot in made.optimizer_state().values() for value in slot.values()]
        values = list(made.weights().values())
        norms = made.gradient_norms()
        return [loss, correct, norms, made.predict(samples(plan)[0]), *values, *state]


def distances(found: list[Array], expected: list[Array]) -> list[float]:
    return [
        float(np.linalg.norm(a - b) / max(float(np.linalg.norm(b)), 1e-6))
        for a, b in zip(found, expected, strict=True)
    ]


@needs_numba
@pytest.mark.parametrize("batch", [1, 7, 10])
@pytest.mark.parametrize("hidden", ["linear", "relu", "tanh", "sigmoid"])
def test_ten_steps_of_a_tiny_network_are_the_same(hidden: str, batch: int) -> None:
    found, expected = (
        trained(tiny(hidden), SGD(learning_rate=0.1), batch=batch, fast=fast)
        for fast in (True, False)
    )
    assert max(distances(found, expected)) < 3e-6


@needs_numba
@pytest.mark.parametrize(
    "loss",
    [
        "half_squared_error",
        "mean_squared_error",
        "categorical_crossentropy",
        "sparse_categorical_crossentropy",
    ],
)
def test_ten_steps_with_each_loss_are_the_same(loss: str) -> None:
    plan, sgd = tiny(loss=loss), SGD(learning_rate=0.1)
    found, expected = (trained(plan, sgd, fast=fast) for fast in (True, False))
    assert max(distances(found, expected)) < 1e-6


@needs_numba
@pytest.mark.parametrize("network", [tiny, pictures])
@pytest.mark.parametrize("name", list(all_optimizers()))
def test_ten_steps_of_each_optimizer_are_the_same(name: str, network: Any) -> None:
    optimizer = all_optimizers()[name](learning_rate=0.01)
    found, expected = (trained(network(), optimizer, fast=fast) for fast in (True, False))
    # Where a gradient is next to nothing, dividing by its size makes rounding visible.
    assert max(distances(found, expected)) < 1e-5


@needs_numba
@pytest.mark.parametrize("threads", [1, 2])
@pytest.mark.parametrize(("width", "filters"), [(8, 16), (8, 4), (11, 5)])
def test_ten_steps_on_pictures_are_the_same(
    monkeypatch: pytest.MonkeyPatch, width: int, filters: int, threads: int
) -> None:
    monkeypatch.setattr(division, "LANE_WORK", 0)
    plan = pictures(width, filters)
    found, expected = (
        trained(plan, SGD(learning_rate=0.05), threads=threads, fast=fast) for fast in (True, False)
    )
    assert max(distances(found, expected)) < 2e-6


@needs_numba
@pytest.mark.parametrize("network", [tiny, pictures])
def test_the_same_steps_give_the_same_bits_however_they_are_cut(network: Any) -> None:
    runs = [trained(network(), Adam(), parts) for parts in [(10,), (10,), (3, 1, 6)]]
    for other in runs[1:]:
        for a, b in zip(runs[0], other, strict=True):
            np.testing.assert_array_equal(a, b)


@needs_numba
def test_a_tiny_network_is_one_loop_until_something_looks_at_its_gradients() -> None:
    plan = tiny()
    sgd = SGD(learning_rate=0.1)
    clipping = Clipping(mode="global_norm", threshold=0.01)
    plain = trained(plan, sgd)
    found, expected = (trained(plan, sgd, fast=fast, clipping=clipping) for fast in (True, False))
    assert max(distances(found, expected)) < 1e-6
    assert max(distances(found, plain)) > 1e-3


@needs_numba
def test_a_changed_learning_rate_holds_from_the_next_step_on() -> None:
    order = np.random.default_rng(7).integers(0, SAMPLES, (4, 7))
    loss, correct = np.zeros(4), np.zeros(4)
    with program(tiny(), SGD(learning_rate=0.1)) as made:
        made.set_live("optimizer", "learning_rate", 0.0)
        before = made.weights()
        made.run(order, loss, correct)
        for key, value in made.weights().items():
            np.testing.assert_array_equal(value, before[key])


@needs_numba
def test_a_network_that_overflows_is_found_out() -> None:
    plan = tiny("relu", "half_squared_error")
    order = np.random.default_rng(7).integers(0, SAMPLES, (30, 7))
    loss, correct = np.zeros(30, np.float32), np.zeros(30, np.float32)
    large = {key: value * np.float32(1e25) for key, value in initial_weights(plan, 1).items()}
    with program(plan, SGD(learning_rate=1000.0), weights=large) as made:
        made.run(order, loss, correct)
        assert not made.weights_finite()
        assert not np.isfinite(loss).all()


@needs_numba
def test_a_network_that_overflowed_learns_from_good_weights_as_if_nothing_had_been() -> None:
    plan = tiny()
    x, t = samples(plan)
    start = initial_weights(plan, 0)
    broken = {key: np.full_like(value, np.nan) for key, value in start.items()}
    order, loss, correct = np.arange(8)[None], np.zeros(1), np.zeros(1)
    found = []
    for before in (start, broken):
        made = Program(plan, SGD(), x, t, 8, weights=before, fast=True)
        made.run(order, loss, correct)
        made.load(start)
        made.run(order, loss, correct)
        found.append(made.weights())
        made.close()
    for key, value in found[0].items():
        np.testing.assert_array_equal(found[1][key], value)


@needs_numba
def test_the_loop_agrees_with_the_definitions() -> None:
    plan = tiny()
    x, t = samples(plan)
    with program(plan, SGD(learning_rate=0.1)) as made:
        assert made.fast
        loss, correct = np.zeros(1), np.zeros(1)
        model = Model(plan, made.weights())
        made.run(np.arange(7)[None], loss, correct)
        assert loss[0] == pytest.approx(model.loss(model.forward(x[:7]), t[:7]), rel=1e-5)


@pytest.mark.parametrize("wanted", [True, False])
def test_a_run_says_whether_it_uses_them(wanted: bool) -> None:
    project = mlp()
    said: list[OutMessage] = []
    plan = make_plan(analyze(project))
    train(
        plan,
        project.training,
        given(project),
        SimpleQueue(),
        said.append,
        epochs=1,
        fast=wanted,
    )
    (started,) = [message for message in said if isinstance(message, Started)]
    assert started.fast is (wanted and compiler.available())


def test_without_numba_everything_is_computed_by_numpy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compiler, "available", lambda: False)
    with program(tiny(), SGD()) as made:
        assert not made.fast


@needs_numba
def test_a_kernel_that_cannot_be_compiled_is_done_without(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    from nnstudio.core.kernels.fast import dense_chain

    broken = compiler.Kernel(dense_chain.train_chain._function, "void(no_such_type)")
    monkeypatch.setattr(dense_chain, "train_chain", broken)
    sgd = SGD(learning_rate=0.1)
    found, expected = trained(tiny(), sgd), trained(tiny(), sgd, fast=False)
    assert max(distances(found, expected)) == 0.0
    (record,) = caplog.records
    assert "train_chain" in record.getMessage()
