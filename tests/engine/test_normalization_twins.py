"""Normalising layers, attention and Dense on sequences in the compiled step, in every layout."""

from __future__ import annotations

import tracemalloc
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pytest

from nnstudio.core.kernels import attention as attention_module
from nnstudio.core.kernels import channels as channels_module
from nnstudio.core.kernels import layer_normalization as rows_module
from nnstudio.core.layer import Array, Layer
from nnstudio.core.shapes import Shape
from nnstudio.engine import division
from nnstudio.engine.plan import Plan, make_plan
from nnstudio.engine.program import Program
from nnstudio.graph.analysis import analyze
from nnstudio.graph.signature import Signature
from nnstudio.layers.activation import ActivationLayer
from nnstudio.layers.batch_norm import BatchNorm
from nnstudio.layers.conv2d import Conv2D
from nnstudio.layers.dense import Dense
from nnstudio.layers.flatten import Flatten
from nnstudio.layers.layer_norm import LayerNorm
from nnstudio.layers.max_pool2d import MaxPool2D
from nnstudio.layers.multi_head_attention import MultiHeadAttention
from nnstudio.layers.positional_encoding import PositionalEncoding
from nnstudio.layers.reshape import Reshape
from nnstudio.optimizers.sgd import SGD
from tests.engine.networks import ABC, chain

SAMPLES = 20

CASES: dict[str, tuple[Shape, tuple[Layer, ...]]] = {
    "samples": ((5,), (BatchNorm(), Dense(units=4, activation="tanh"))),
    "units": ((5,), (Dense(units=6), BatchNorm(momentum=0.3), Dense(units=4, activation="relu"))),
    "maps": (
        (6, 4, 2),
        (
            Conv2D(filters=3, use_bias=False),
            BatchNorm(epsilon=0.01),
            ActivationLayer(activation="relu"),
            MaxPool2D(),
            Conv2D(filters=4),
            BatchNorm(),
            Flatten(),
        ),
    ),
    "pixels": ((5, 4, 3), (BatchNorm(), Conv2D(filters=2), Flatten())),
    "flattened": ((4, 4, 1), (Conv2D(filters=3), Flatten(), BatchNorm(), Dense(units=5))),
    "steps": ((4, 3), (Dense(units=5, activation="relu"), BatchNorm(), Flatten())),
    "features of samples": ((5,), (LayerNorm(), Dense(units=4))),
    "features of units": ((5,), (Dense(units=6), LayerNorm(epsilon=0.1), Dense(units=4))),
    "features of maps": ((4, 3, 2), (Conv2D(filters=3), LayerNorm(), Flatten())),
    "many features": ((3, 4), (Dense(units=130), LayerNorm(), Flatten())),
    "transformer": (
        (6, 4),
        (
            PositionalEncoding(),
            MultiHeadAttention(heads=2, causal=True),
            LayerNorm(),
            Dense(units=8, activation="gelu"),
            Dense(units=4),
            LayerNorm(),
            Flatten(),
        ),
    ),
    "attention alone": ((5, 6), (Dense(units=6), MultiHeadAttention(heads=3), Flatten())),
    "attention without biases": (
        (5, 6),
        (MultiHeadAttention(heads=1, use_bias=False), MultiHeadAttention(heads=6), Flatten()),
    ),
    "learned positions": (
        (5, 3),
        (Dense(units=4, use_bias=False), PositionalEncoding(kind="learned"), Flatten()),
    ),
    "units as steps": ((12,), (Reshape(shape="3 × 4"), Dense(units=4), LayerNorm(), Flatten())),
    "probabilities of steps": ((4, 3), (Dense(units=5, activation="softmax"), Flatten())),
}
PADDED: dict[str, tuple[Layer, ...]] = {
    "attention": (MultiHeadAttention(heads=2, mask_zeros=True), Flatten()),
    "causal": (MultiHeadAttention(heads=2, mask_zeros=True, causal=True), Flatten()),
    "positions": (PositionalEncoding(mask_zeros=True), Flatten()),
    "learned positions": (
        PositionalEncoding(kind="learned", mask_zeros=True),
        MultiHeadAttention(heads=2, mask_zeros=True),
        Flatten(),
    ),
}


def plan_of(shape: Shape, layers: tuple[Layer, ...]) -> Plan:
    end = Dense(units=3, activation="softmax")
    signature = Signature(shape, classes=ABC, raw_shape=shape)
    return make_plan(analyze(chain(signature, "categorical_crossentropy", *layers, end)))


Both = Callable[..., tuple[Program, Program]]


@pytest.fixture
def both(monkeypatch: pytest.MonkeyPatch) -> Iterator[Both]:
    """The same program by twins, which split any batch over threads, and by definitions."""
    made: list[Program] = []
    monkeypatch.setattr(division, "LANE_WORK", 0)
    monkeypatch.setattr(division, "MOST_SLOTS", 2)

    def make(
        plan: Plan, x: Array, batch: int, threads: int = 1, rate: float = 1.0, query: float = 0.5
    ) -> tuple[Program, Program]:
        rng = np.random.default_rng(3)
        weights = {}
        for node in plan.nodes:
            for name, weight in node.weights:
                size = query if name == "query_weight" else 0.5
                value = rng.normal(0, size, weight.shape)
                weights[node.id, name] = (
                    value if weight.trainable else 1 + 0.5 * np.abs(value)
                ).astype(np.float32)
        t = np.eye(3, dtype=np.float32)[np.arange(len(x)) % 3]
        for twins in (True, False):
            options: dict[str, Any] = {"weights": weights, "twins": twins, "seed": 5}
            options["threads"] = threads if twins else 1
            made.append(Program(plan, SGD(rate), x, t, batch, **options))
        return made[-2], made[-1]

    yield make
    for one in made:
        one.close()


def samples(shape: Shape, middle: float = 0.0) -> Array:
    return np.random.default_rng(4).normal(middle, 1, (SAMPLES, *shape)).astype(np.float32)


def train(one: Program, steps: int, batch: int) -> Array:
    order = np.random.default_rng(4).integers(0, SAMPLES, (steps, batch))
    loss, correct = np.zeros(steps), np.zeros(steps, np.int64)
    one.run(order, loss, correct)
    return loss


def assert_same(
    fast: Program, defined: Program, x: Array, batch: int, tolerance: float = 1e-5
) -> None:
    """Compare predictions, loss, gradients (a rate of one shows them) and running averages."""
    np.testing.assert_allclose(fast.predict(x), defined.predict(x), rtol=10 * tolerance, atol=1e-6)
    before = defined.weights()
    np.testing.assert_allclose(train(fast, 1, batch), train(defined, 1, batch), rtol=tolerance)
    ours, theirs = fast.weights(), defined.weights()
    largest = max(float(np.linalg.norm(start - theirs[key])) for key, start in before.items())
    for key, start in before.items():
        change = float(np.linalg.norm(start - theirs[key]))
        # Where a gradient vanishes, rounding of what it is the sum of remains.
        limit = tolerance * max(change, 0.1 * largest) + float(np.linalg.norm(start)) * 2e-7
        assert np.linalg.norm(theirs[key] - ours[key]) <= limit, key


@pytest.mark.parametrize("threads", [1, 2])
@pytest.mark.parametrize("batch", [1, 2, 7])
@pytest.mark.parametrize("name", CASES)
def test_twins_agree_with_their_definitions(
    both: Both, name: str, batch: int, threads: int
) -> None:
    shape, layers = CASES[name]
    x = samples(shape)
    fast, defined = both(plan_of(shape, layers), x, batch, threads)
    # A batch of two leaves little but rounding of a normalised number.
    assert_same(fast, defined, x, batch, 1e-5 if batch != 2 else 2e-4)


@pytest.mark.parametrize("threads", [1, 2])
@pytest.mark.parametrize("name", ["samples", "units", "maps", "pixels", "steps", "many features"])
def test_work_is_cut_into_blocks_and_vectors_are_repeated(
    both: Both, monkeypatch: pytest.MonkeyPatch, name: str, threads: int
) -> None:
    monkeypatch.setattr(channels_module, "LONG", 12)
    monkeypatch.setattr(channels_module, "BLOCK_NUMBERS", 100)
    monkeypatch.setattr(channels_module, "VECTOR", 8)
    monkeypatch.setattr(rows_module, "BLOCK_NUMBERS", 500)
    shape, layers = CASES[name]
    x = samples(shape)
    fast, defined = both(plan_of(shape, layers), x, 8, threads)
    assert_same(fast, defined, x, 8)


@pytest.mark.parametrize("threads", [1, 2])
@pytest.mark.parametrize("name", ["samples", "pixels", "features of samples", "units as steps"])
def test_numbers_far_from_zero_lose_nothing(both: Both, name: str, threads: int) -> None:
    shape, layers = CASES[name]
    x = samples(shape, middle=100.0)
    first: Layer = BatchNorm() if isinstance(layers[0], BatchNorm) else LayerNorm()
    fast, defined = both(plan_of(shape, (first, *layers)), x, 8, threads)
    # Samples themselves are rounded to 4e-6 of their deviation.
    assert_same(fast, defined, x, 8, 1e-4)


@pytest.mark.parametrize("threads", [1, 2])
@pytest.mark.parametrize("name", ["units", "maps", "steps"])
def test_running_averages_follow_the_whole_batch(both: Both, name: str, threads: int) -> None:
    shape, layers = CASES[name]
    x = samples(shape)
    fast, defined = both(plan_of(shape, layers), x, 7, threads, rate=0.01)
    assert train(fast, 12, 7) == pytest.approx(train(defined, 12, 7), rel=1e-4)
    assert train(fast, 3, 5) == pytest.approx(train(defined, 3, 5), rel=1e-4)
    ours, theirs = fast.weights(), defined.weights()
    kept = [key for key in theirs if key[1].startswith("running")]
    assert len(kept) == 2 * sum(isinstance(layer, BatchNorm) for layer in layers)
    for key in kept:
        np.testing.assert_allclose(ours[key], theirs[key], rtol=1e-4, atol=1e-5)
    np.testing.assert_allclose(fast.predict(x), defined.predict(x), rtol=1e-3, atol=1e-5)


@pytest.mark.parametrize("name", ["maps", "transformer"])
def test_two_threads_give_the_same_bits_every_time(both: Both, name: str) -> None:
    shape, layers = CASES[name]
    runs = []
    for _ in range(2):
        fast, _ = both(plan_of(shape, layers), samples(shape), 8, 2, rate=0.1)
        assert fast.threads == 2
        runs.append((train(fast, 20, 8).tolist(), fast.weights()))
    assert runs[0][0] == runs[1][0]
    for key, w in runs[0][1].items():
        assert np.array_equal(w, runs[1][1][key])


@pytest.mark.parametrize("threads", [1, 2])
@pytest.mark.parametrize("safe", [60.0, 0.0], ids=["scores as they are", "scores lowered"])
@pytest.mark.parametrize("name", PADDED)
def test_padding_is_skipped_as_the_definitions_say(
    both: Both, monkeypatch: pytest.MonkeyPatch, name: str, safe: float, threads: int
) -> None:
    monkeypatch.setattr(attention_module, "SAFE", safe)
    shape = (5, 4)
    x = samples(shape)
    for i, sequence in enumerate(x):
        sequence[5 - i % 6 :] = 0
    fast, defined = both(plan_of(shape, PADDED[name]), x, 7, threads)
    assert_same(fast, defined, x, 7)


def test_large_scores_are_lowered_before_they_overflow(both: Both) -> None:
    shape = (5, 4)
    x = samples(shape)
    layers = (MultiHeadAttention(heads=2, causal=True), Flatten())
    fast, defined = both(plan_of(shape, layers), x, 7, query=100.0)
    assert_same(fast, defined, x, 7, 1e-3)


def test_dropped_attention_is_that_of_the_definition_and_can_be_retuned(both: Both) -> None:
    shape = (5, 4)
    plan = plan_of(shape, (MultiHeadAttention(heads=2, dropout=0.5), Flatten()))
    x = samples(shape)
    fast, defined = both(plan, x, 7)
    assert_same(fast, defined, x, 7)
    plain, _ = both(plan_of(shape, (MultiHeadAttention(heads=2), Flatten())), x, 7, rate=0.05)
    start = plain.weights()
    losses = {}
    for rate in (0.0, 0.3):
        fast, defined = both(plan, x, 7, rate=0.05)
        for one in (fast, defined):
            one.load(start)
            one.set_live(plan.nodes[1].id, "dropout", rate)
        losses[rate] = train(fast, 3, 7)
        assert losses[rate] == pytest.approx(train(defined, 3, 7), rel=1e-5)
    assert losses[0.0] == pytest.approx(train(plain, 3, 7), rel=1e-6)
    assert losses[0.3].tolist() != losses[0.0].tolist()


@pytest.mark.parametrize("threads", [1, 2])
@pytest.mark.parametrize("kind", ["maps", "steps"])
def test_steps_allocate_no_tensors(both: Both, kind: str, threads: int) -> None:
    shape: Shape = (16, 16, 3) if kind == "maps" else (32, 64)
    layers: tuple[Layer, ...] = (
        (Conv2D(filters=16), BatchNorm(), MaxPool2D(), Flatten())
        if kind == "maps"
        else (MultiHeadAttention(causal=True), LayerNorm(), Dense(units=64), BatchNorm(), Flatten())
    )
    fast, _ = both(plan_of(shape, layers), samples(shape), 64, threads, rate=0.001)
    train(fast, 2, 64)
    order = np.zeros((20, 64), np.int64)
    loss, correct = np.zeros(20), np.zeros(20, np.int64)
    tracemalloc.start()
    fast.run(order, loss, correct)
    left, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    # NumPy copies operands in pieces of 8192 numbers; a hidden tensor would be a megabyte.
    assert peak < 400_000
    assert left < 60_000
