"""Recurrent layers in a compiled step: in blocks, by one thread or two, they agree with their
definitions."""

from __future__ import annotations

import tracemalloc
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pytest

from nnstudio.core.kernels import recurrent
from nnstudio.core.layer import Array, Layer
from nnstudio.core.shapes import Shape
from nnstudio.engine import division
from nnstudio.engine.plan import Plan, make_plan
from nnstudio.engine.program import Program
from nnstudio.engine.worker import Worker
from nnstudio.graph.analysis import analyze
from nnstudio.graph.signature import Signature
from nnstudio.layers.dense import Dense
from nnstudio.layers.embedding import Embedding
from nnstudio.layers.flatten import Flatten
from nnstudio.layers.gru import GRU
from nnstudio.layers.lstm import LSTM
from nnstudio.layers.repeat import Repeat
from nnstudio.layers.simple_rnn import SimpleRNN
from nnstudio.optimizers.sgd import SGD
from tests.engine.networks import ABC, chain

CASES: dict[str, tuple[Layer, ...]] = {
    "simple": (SimpleRNN(units=5),),
    "rectified": (SimpleRNN(units=5, activation="relu"),),
    "sigmoid, no biases": (SimpleRNN(units=5, activation="sigmoid", use_bias=False),),
    "linear both ways": (SimpleRNN(units=3, activation="linear", direction="both"),),
    "rare activation": (SimpleRNN(units=5, activation="silu"),),
    "lstm": (LSTM(units=5),),
    "lstm, no biases": (LSTM(units=5, use_bias=False),),
    "lstm both ways": (LSTM(units=4, direction="both", return_sequences=True), GRU(units=3)),
    "lstm backward": (LSTM(units=4, direction="backward", return_sequences=True), LSTM(units=3)),
    "gru": (GRU(units=5),),
    "gru, no biases": (GRU(units=5, use_bias=False),),
    "gru both ways": (GRU(units=4, direction="both", return_sequences=True), LSTM(units=3)),
    "every state": (GRU(units=4, return_sequences=True), Flatten()),
    "truncated": (
        LSTM(units=4, truncate=4, return_sequences=True),
        GRU(units=4, truncate=5, return_sequences=True),
        SimpleRNN(units=4, truncate=3),
    ),
    "lstm skips padding": (LSTM(units=4, mask_zeros=True),),
    "gru skips padding": (GRU(units=4, mask_zeros=True, use_bias=False),),
    "simple skips padding": (SimpleRNN(units=4, mask_zeros=True),),
    "all skip padding": (
        LSTM(units=4, mask_zeros=True, return_sequences=True, truncate=4),
        GRU(units=4, mask_zeros=True, return_sequences=True, direction="both"),
        SimpleRNN(units=4, mask_zeros=True, return_sequences=True, truncate=3),
        LSTM(units=3, mask_zeros=True, direction="backward"),
    ),
    "decoder": (LSTM(units=4), Repeat(times=3), GRU(units=3, return_sequences=True), Flatten()),
}
STEPS, FEATURES, SAMPLES = 11, 3, 20

MakeBoth = Callable[..., tuple[Program, Program]]


def plan_of(shape: Shape, *layers: Layer) -> Plan:
    end = Dense(units=3, activation="softmax")
    signature = Signature(shape, classes=ABC, raw_shape=shape)
    return make_plan(analyze(chain(signature, "categorical_crossentropy", *layers, end)))


def sequences() -> Array:
    x = np.random.default_rng(1).normal(size=(SAMPLES, STEPS, FEATURES)).astype(np.float32)
    x[::3, 7:], x[1::3, 2:5], x[2::9] = 0, 0, 0
    return x


@pytest.fixture
def make_both(monkeypatch: pytest.MonkeyPatch) -> Iterator[MakeBoth]:
    """The same program by twins, in blocks of two steps, and by definitions."""
    made: list[Program] = []
    monkeypatch.setattr(division, "LANE_WORK", 0)
    monkeypatch.setattr(recurrent, "BLOCK_NUMBERS", 2 * 5 * 5)

    def make(plan: Plan, x: Array, batch: int = 5, **given: Any) -> tuple[Program, Program]:
        rng = np.random.default_rng(3)
        weights = {
            (node.id, name): rng.normal(0, 0.3, weight.shape).astype(np.float32)
            for node in plan.nodes
            for name, weight in node.weights
        }
        t = np.eye(3, dtype=np.float32)[np.arange(len(x)) % 3]
        options: dict[str, Any] = {"weights": weights, "seed": 5, "threads": 1} | given
        sgd = SGD(learning_rate=0.05)
        made.append(Program(plan, sgd, x, t, batch, **options))
        made.append(Program(plan, sgd, x, t, batch, **options | {"threads": 1, "twins": False}))
        return made[-2], made[-1]

    yield make
    for program in made:
        program.close()


def train(program: Program, order: Array) -> list[float]:
    loss, correct = np.zeros(len(order)), np.zeros(len(order), np.int64)
    program.run(order, loss, correct)
    return loss.tolist()


def some_order(steps: int, batch: int) -> Array:
    return np.random.default_rng(batch).integers(0, SAMPLES, (steps, batch))


def assert_alike(twin: Program, defined: Program) -> None:
    expected = defined.weights()
    for key, w in twin.weights().items():
        size = max(1.0, float(np.linalg.norm(expected[key])))
        assert np.linalg.norm(w - expected[key]) < 1e-5 * size, key


@pytest.mark.parametrize("threads", [1, 2])
@pytest.mark.parametrize("name", CASES)
def test_twins_agree_with_definitions(make_both: MakeBoth, name: str, threads: int) -> None:
    x = sequences()
    twin, defined = make_both(plan_of((STEPS, FEATURES), *CASES[name]), x, threads=threads)
    np.testing.assert_allclose(twin.predict(x), defined.predict(x), rtol=1e-4, atol=1e-6)
    for order in (some_order(3, 5), some_order(1, 4)):  # the last batch of an epoch is smaller
        assert train(twin, order) == pytest.approx(train(defined, order), rel=1e-5)
        assert_alike(twin, defined)
    np.testing.assert_allclose(twin.predict(x), defined.predict(x), rtol=1e-4, atol=1e-6)


@pytest.mark.parametrize("mask_zero", [True, False])
def test_tokens_are_looked_up_and_learned(make_both: MakeBoth, mask_zero: bool) -> None:
    layers = (Embedding(vocabulary=7, units=3, mask_zero=mask_zero), LSTM(units=4))
    tokens = np.random.default_rng(0).integers(0, 8, (SAMPLES, 6)).astype(np.float32)
    tokens[0, :3] = np.nan, -3, 2.4
    twin, defined = make_both(plan_of((6,), *layers), tokens, seed=1)
    before = twin.weights()
    order = np.array([[0, 1, 2, 3, 0]])
    assert train(twin, order) == pytest.approx(train(defined, order), rel=1e-5)
    assert_alike(twin, defined)
    key = next(k for k in before if before[k].shape == (7, 3))
    assert (before[key][0] == twin.weights()[key][0]).all() == mask_zero


@pytest.mark.parametrize("threads", [1, 2])
def test_dropout_can_be_set_while_the_network_trains(make_both: MakeBoth, threads: int) -> None:
    plan = plan_of((STEPS, FEATURES), LSTM(units=4, return_sequences=True), GRU(units=3))
    twin, defined = make_both(plan, sequences(), threads=threads)
    target = plan.nodes[1].id
    losses = []
    for setting, value in [("dropout", 0.0), ("dropout", 0.4), ("recurrent_dropout", 0.5)]:
        for program in (twin, defined):
            program.set_live(target, setting, value)
        losses.append(train(twin, some_order(2, 5)))
        assert losses[-1] == pytest.approx(train(defined, some_order(2, 5)), rel=1e-5)
    assert_alike(twin, defined)
    np.testing.assert_allclose(twin.predict(sequences()), defined.predict(sequences()), rtol=1e-4)


def test_one_thread_and_two_give_the_same_numbers(make_both: MakeBoth) -> None:
    plan = plan_of((STEPS, FEATURES), *CASES["lstm both ways"])
    one, _ = make_both(plan, sequences())
    two, _ = make_both(plan, sequences(), threads=2)
    assert (one.threads, two.threads) == (1, 2)
    assert train(one, some_order(5, 5)) == train(two, some_order(5, 5))
    for key, w in one.weights().items():
        assert np.array_equal(w, two.weights()[key])


@pytest.mark.parametrize("layer", [SimpleRNN(units=24), LSTM(units=24), GRU(units=24)])
@pytest.mark.parametrize("threads", [1, 2])
def test_training_steps_allocate_no_tensors(
    make_both: MakeBoth, layer: Layer, threads: int
) -> None:
    program, _ = make_both(plan_of((STEPS, FEATURES), layer), sequences(), 200, threads=threads)
    order = some_order(1, 200)

    def peak(steps: int) -> int:
        tracemalloc.start()
        for _ in range(steps):
            train(program, order)
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return most

    peak(2)
    # A tensor of all steps would take 211 200 bytes.
    assert peak(10) < 100_000


def test_what_is_done_beside_has_ended_behind_the_block_and_says_its_errors() -> None:
    worker, seen = Worker(), []
    with worker.beside([lambda: seen.append("there")]):
        pass
    assert seen == ["there"]

    def fail() -> None:
        raise MemoryError("no room")

    with pytest.raises(MemoryError, match="no room"), worker.beside([fail]):
        seen.append("here")
    assert seen == ["there", "here"]
    with worker.beside([]):
        seen.append("alone")
    worker.close()
    assert seen[-1] == "alone"
