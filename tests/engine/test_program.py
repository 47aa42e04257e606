"""The compiled step computes what the definitions say, whatever its layouts and threads."""

from __future__ import annotations

import platform
import sys
import tracemalloc
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pytest

from nnstudio.activations import activation_names
from nnstudio.core.layer import Array, Layer, Weight
from nnstudio.core.shapes import Shape, size_of
from nnstudio.engine import blas_threads, division
from nnstudio.engine.model import Model
from nnstudio.engine.parameters import Parameters
from nnstudio.engine.plan import Plan, PlannedNode
from nnstudio.engine.program import Program
from nnstudio.engine.weights import initial_weights
from nnstudio.layers import all_layers
from nnstudio.layers.activation import ActivationLayer
from nnstudio.layers.add import Add
from nnstudio.layers.conv2d import Conv2D
from nnstudio.layers.dense import Dense
from nnstudio.layers.dropout import Dropout
from nnstudio.layers.flatten import Flatten
from nnstudio.layers.input import Input
from nnstudio.layers.max_pool2d import MaxPool2D
from nnstudio.layers.noise import Noise
from nnstudio.layers.sampling import Sampling
from nnstudio.losses import Loss, all_losses
from nnstudio.losses.binary_crossentropy import BinaryCrossentropy
from nnstudio.losses.categorical_crossentropy import CategoricalCrossentropy
from nnstudio.losses.half_squared_error import HalfSquaredError
from nnstudio.losses.mean_squared_error import MeanSquaredError
from nnstudio.metrics.accuracy import correct_count
from nnstudio.optimizers import Optimizer, all_optimizers
from nnstudio.optimizers.adam import Adam
from nnstudio.optimizers.momentum import Momentum
from nnstudio.optimizers.sgd import SGD
from tests.engine.networks import keep, single_output

SAMPLES = 40


@dataclass
class Drawing:
    """Plans written down as a test reads best."""

    nodes: list[PlannedNode] = field(default_factory=list)

    def __init__(self, shape: Shape) -> None:
        self.nodes = [PlannedNode("input", Input(), (), (shape,), shape, ())]

    def add(self, node_id: str, layer: Layer, *sources: str) -> Drawing:
        names = sources or (self.nodes[-1].id,)
        shapes = tuple(next(n.shape for n in self.nodes if n.id == name) for name in names)
        weights = tuple(layer.weights(*shapes).items())
        out = layer.output_shape(*shapes)
        self.nodes.append(PlannedNode(node_id, layer, names, shapes, out, weights))
        return self

    def plan(self, loss: Loss) -> Plan:
        return single_output(self.nodes, loss)


def tiny() -> Plan:
    drawing = Drawing((2,)).add("a", Dense(units=8, activation="tanh"))
    drawing.add("b", Dense(units=8, activation="tanh")).add("c", Dense(units=1, activation="tanh"))
    return drawing.plan(MeanSquaredError())


def wide() -> Plan:
    drawing = Drawing((30,)).add("a", Dense(units=70, activation="relu"))
    drawing.add("b", Dense(units=20, activation="sigmoid", use_bias=False))
    return drawing.add("c", Dense(units=5, activation="softmax")).plan(CategoricalCrossentropy())


def pictures(**conv: Any) -> Plan:
    drawing = Drawing((8, 12, 1)).add("conv_1", Conv2D(filters=4, activation="relu"))
    drawing.add("pool_1", MaxPool2D()).add("conv_2", Conv2D(filters=6, **conv))
    drawing.add("pool_2", MaxPool2D(padding="same")).add("flat", Flatten())
    drawing.add("hidden", Dense(units=12, activation="relu"))
    return drawing.add("out", Dense(units=4, activation="softmax")).plan(CategoricalCrossentropy())


def odd_pictures() -> Plan:
    drawing = Drawing((9, 11, 2)).add("conv_1", Conv2D(filters=3, padding="valid"))
    drawing.add("pool_1", MaxPool2D()).add("act", ActivationLayer(activation="softmax"))
    drawing.add("conv_2", Conv2D(filters=4, strides=(2, 1), activation="tanh"))
    drawing.add("conv_3", Conv2D(filters=2, kernel_size=(2, 4), activation="leaky_relu"))
    drawing.add("pool_2", MaxPool2D(pool_size=(3, 2), strides=(1, 1), padding="same"))
    drawing.add("flat", Flatten())
    return drawing.add("out", Dense(units=3, activation="sigmoid")).plan(BinaryCrossentropy())


def skips() -> Plan:
    drawing = Drawing((7, 7, 2)).add("conv_1", Conv2D(filters=4, activation="relu"))
    drawing.add("conv_2", Conv2D(filters=4)).add("add_1", Add(), "conv_2", "conv_1")
    drawing.add("act", ActivationLayer(activation="relu")).add("pool", MaxPool2D())
    drawing.add("twice", Add(), "pool", "pool").add("flat", Flatten())
    drawing.add("other", Flatten(), "pool").add("strided", Conv2D(filters=4, strides=(2, 2)), "act")
    drawing.add("flat_2", Flatten(), "pool").add("sum", Add(), "flat", "other")
    drawing.add("a", Dense(units=6, activation="tanh"), "sum")
    drawing.add("b", Dense(units=6), "flat_2").add("join", Add(), "a", "b")
    drawing.add("flat_3", Flatten(), "strided").add("c", Dense(units=6), "flat_3")
    drawing.add("end", Add(), "join", "c")
    return drawing.add("out", Dense(units=1, activation="sigmoid")).plan(BinaryCrossentropy())


def odd_fan_out() -> Plan:
    """Rows that a pooling leaves out, but another branch does not."""
    drawing = Drawing((5, 5, 1)).add("conv_1", Conv2D(filters=2, activation="tanh"))
    drawing.add("flat_1", Flatten()).add("a", Dense(units=3))
    drawing.add("pool", MaxPool2D(), "conv_1").add("flat_2", Flatten()).add("b", Dense(units=3))
    return drawing.add("sum", Add(), "a", "b").plan(HalfSquaredError())


def picture_order_at_the_end() -> Plan:
    """What ends as a flattened picture must come out in the definition's order."""
    drawing = Drawing((4, 4, 1)).add("conv_1", Conv2D(filters=3)).add("flat", Flatten())
    return drawing.add("soft", ActivationLayer(activation="softmax")).plan(
        CategoricalCrossentropy()
    )


def bare_end() -> Plan:
    drawing = Drawing((4, 4, 1)).add("conv_1", Conv2D(filters=3, activation="sigmoid"))
    return drawing.add("flat", Flatten()).plan(MeanSquaredError())


def two_ends_of_one() -> Plan:
    drawing = Drawing((3,)).add("a", Dense(units=3, activation="relu"))
    drawing.add("s", Add(), "a", "input").add("t", Add(), "s", "a")
    return drawing.plan(MeanSquaredError())


PLANS: dict[str, Callable[[], Plan]] = {
    "tiny": tiny,
    "wide": wide,
    "pictures": pictures,
    "tanh pictures": lambda: pictures(activation="tanh", use_bias=False),
    "soft pictures": lambda: pictures(activation="softmax", kernel_size=(5, 5)),
    "one by one": lambda: pictures(activation="leaky_relu", kernel_size=(1, 1)),
    "odd pictures": odd_pictures,
    "skips": skips,
    "odd fan-out": odd_fan_out,
    "picture order at the end": picture_order_at_the_end,
    "bare end": bare_end,
    "two ends of one": two_ends_of_one,
}


def some_weights(plan: Plan) -> dict[tuple[str, str], Array]:
    rng = np.random.default_rng(3)
    return {
        key: value + rng.normal(0, 0.1, value.shape).astype(np.float32)
        for key, value in initial_weights(plan, 1).items()
    }


def some_data(plan: Plan, n: int = SAMPLES) -> tuple[Array, Array]:
    rng = np.random.default_rng(5)
    x = rng.normal(size=(n, *plan.input_shape)).astype(np.float32)
    units = plan.node(plan.output).shape[0]
    if plan.loss.targets == "indices":
        return x, rng.integers(0, units, n).astype(np.float32)
    if plan.loss.activation == "softmax":
        return x, np.eye(units, dtype=np.float32)[rng.integers(0, units, n)]
    if plan.loss.activation == "sigmoid":
        return x, rng.integers(0, 2, (n, units)).astype(np.float32)
    return x, rng.normal(size=(n, units)).astype(np.float32)


def some_order(steps: int, batch: int, n: int = SAMPLES) -> Array:
    return np.random.default_rng(7).integers(0, n, (steps, batch))


def distance(a: Array, b: Array) -> float:
    return float(np.linalg.norm(a - b) / max(float(np.linalg.norm(b)), 1e-6))


MakeProgram = Callable[..., Program]


@pytest.fixture
def make_program(monkeypatch: pytest.MonkeyPatch) -> Iterator[MakeProgram]:
    """Programs on small data that are closed at the end; ``threads=2`` splits any batch."""
    made: list[Program] = []
    monkeypatch.setattr(division, "LANE_WORK", 0)

    def make(
        plan: Plan, optimizer: Optimizer | None = None, batch: int = 8, **given: Any
    ) -> Program:
        options: dict[str, Any] = {"weights": some_weights(plan), "threads": 1} | given
        x, t = some_data(plan)
        made.append(Program(plan, optimizer or SGD(), x, t, batch, **options))
        return made[-1]

    yield make
    for program in made:
        program.close()


def train(program: Program, order: Array) -> tuple[Array, Array]:
    loss, correct = np.zeros(len(order)), np.zeros(len(order), np.int64)
    program.run(order, loss, correct)
    return loss, correct


def defined_steps(
    plan: Plan, optimizer: Optimizer, order: Array
) -> tuple[Array, Array, Model, dict[tuple[str, str], Array]]:
    """The same steps by `Model`: losses, counts, the model after them, the last gradients."""
    model = Model(plan, some_weights(plan))
    x, t = some_data(plan)
    t = t.reshape(len(t), -1)
    slots = {
        key: {name: np.zeros_like(w) for name in optimizer.slots}
        for key, w in model.weights.items()
    }
    losses, counts = [], []
    gradients: dict[tuple[str, str], Array] = {}
    steps = model.steps(training=True)
    for i, batch in enumerate(order):
        done = model.forward(x[batch], steps)
        losses.append(model.loss(done, t[batch]))
        target, border = plan.outputs[0].target(t[batch]), plan.outputs[0].loss.border
        counts.append(correct_count(done.outputs[plan.output], target, border))
        gradients, _ = model.backward(done, t[batch], steps)
        keep(model, steps)
        for key, gradient in gradients.items():
            optimizer.update(model.weights[key], gradient, slots[key], i + 1)
    return np.array(losses), np.array(counts), model, gradients


def layer_plan(layer: Layer, shapes: tuple[Shape, ...]) -> Plan:
    """The layer fed by layers with weights, so that its input gradients are checked too."""
    drawing = Drawing(shapes[0])
    sources = []
    for i, shape in enumerate(shapes):
        first: Layer = AnyShape(shape=shape)
        if len(shape) == 1:
            first = Dense(units=shape[0])
        elif len(shape) == 3 and shape[:2] == shapes[0][:2]:
            first = Conv2D(filters=shape[2], kernel_size=(1, 1))
        drawing.add(f"before_{i}", first, "input")
        sources.append(f"before_{i}")
    drawing.add("tested", layer, *sources)
    if len(drawing.nodes[-1].shape) != 1:
        drawing.add("flat", Flatten())
    return drawing.plan(MeanSquaredError())


@dataclass(frozen=True)
class AnyShape(Layer):
    """A linear layer of a test that gives any shape; it has no twin."""

    name = "AnyShape"
    label = "AnyShape"
    shape: Shape = (1,)

    def output_shape(self, *shapes: Shape) -> Shape:
        return self.shape

    def weights(self, *shapes: Shape) -> dict[str, Weight]:
        sizes = (size_of(shapes[0]), size_of(self.shape))
        return {"weight": Weight(sizes, "glorot_uniform", *sizes)}

    def forward(self, w: Any, step: Any, *xs: Array) -> tuple[Array, Any]:
        rows = xs[0].reshape(len(xs[0]), -1)
        return (rows @ w["weight"]).reshape(-1, *self.shape), {"rows": rows, "x": xs[0]}

    def backward(self, w: Any, step: Any, saved: Any, dy: Array) -> Any:
        flat = dy.reshape(len(dy), -1)
        dx = (flat @ w["weight"].T).reshape(saved["x"].shape)
        return (dx,), {"weight": saved["rows"].T @ flat}


RANDOM = ("Dropout", "Noise", "Sampling", "SpatialDropout")
"""Layers whose masks a twin draws in another order than the definition."""
EXAMPLES = [
    pytest.param(cls(**settings), shapes, id=f"{name}-{i}")
    for name, cls in all_layers().items()
    if name not in ("Input", *RANDOM)
    for i, (settings, shapes) in enumerate(cls.examples)
    if "dropout" not in settings
]


@pytest.mark.parametrize("threads", [1, 2])
@pytest.mark.parametrize(("layer", "shapes"), EXAMPLES)
def test_every_layer_in_a_program_agrees_with_its_definition(
    make_program: MakeProgram, layer: Layer, shapes: tuple[Shape, ...], threads: int
) -> None:
    plan = layer_plan(layer, shapes)
    program = make_program(plan, SGD(learning_rate=1.0), batch=5, threads=threads)
    order = some_order(1, 5)
    x, _ = some_data(plan)
    before = Model(plan, some_weights(plan))

    assert distance(program.predict(x), before.predict(x)) < 1e-5
    loss, correct = train(program, order)

    losses, counts, after, gradients = defined_steps(plan, SGD(learning_rate=1.0), order)
    assert loss == pytest.approx(losses, rel=1e-5)
    assert correct.tolist() == counts.tolist()
    for key, start in some_weights(plan).items():
        # With a rate of 1 the change of the weights is the gradient.
        change = start - program.weights()[key]
        if key not in gradients:
            assert distance(program.weights()[key], after.weights[key]) < 1e-5
            continue
        # Where normalisation takes a gradient away, rounding of the others' size remains.
        largest = max(float(np.linalg.norm(g)) for g in gradients.values())
        size = max(float(np.linalg.norm(gradients[key])), 1e-1 * largest, 1e-4)
        rounding = float(np.linalg.norm(start)) * 2e-7
        assert np.linalg.norm(change - gradients[key]) < 1e-5 * size + rounding, key
        assert distance(program.weights()[key], after.weights[key]) < 1e-5


@pytest.mark.parametrize("threads", [1, 2])
@pytest.mark.parametrize("name", PLANS)
def test_ten_training_steps_agree_with_the_definitions(
    make_program: MakeProgram, name: str, threads: int
) -> None:
    plan, optimizer = PLANS[name](), Momentum(learning_rate=0.02)
    program = make_program(plan, optimizer, batch=7, threads=threads)
    order = some_order(10, 7)
    loss, correct = train(program, order)

    losses, counts, model, gradients = defined_steps(plan, optimizer, order)
    assert loss == pytest.approx(losses, rel=1e-4)
    assert correct.tolist() == counts.tolist()
    for key, w in program.weights().items():
        assert distance(w, model.weights[key]) < 1e-4, key
    expected = [
        np.sqrt(sum(float((g * g).sum()) for (node, _), g in gradients.items() if node == layer))
        for layer in plan.learning
    ]
    assert program.gradient_norms() == pytest.approx(expected, rel=1e-4, abs=1e-7)
    x, t = some_data(plan)
    assert distance(program.predict(x), model.predict(x)) < 1e-4
    found = program.outcome(x, t)
    assert found.loss == pytest.approx(model.loss(model.forward(x), t), rel=1e-4)
    assert correct_count(found.outputs[plan.output], t) == correct_count(model.predict(x), t)


@pytest.mark.parametrize("name", ["tiny", "wide", "pictures", "odd pictures", "skips"])
def test_a_program_without_twins_agrees_too(make_program: MakeProgram, name: str) -> None:
    plan = PLANS[name]()
    program = make_program(plan, Adam(), twins=False)
    order = some_order(10, 8)
    loss, _ = train(program, order)
    losses, _, model, _ = defined_steps(plan, Adam(), order)
    assert loss == pytest.approx(losses, rel=1e-5)
    for key, w in program.weights().items():
        assert distance(w, model.weights[key]) < 1e-5, key


@pytest.mark.parametrize("loss_name", list(all_losses()))
@pytest.mark.parametrize("units", [1, 3])
@pytest.mark.parametrize("twins", [True, False])
def test_every_loss_is_that_of_the_definition(
    make_program: MakeProgram, loss_name: str, units: int, twins: bool
) -> None:
    loss_function = all_losses()[loss_name]()
    output = Dense(units=units, activation=loss_function.activation or "linear")
    if units == 1 and loss_function.targets == "indices":
        units = 2  # class numbers need an output for each class
        output = output.with_values(units=units)
    plan = Drawing((4,)).add("a", Dense(units=5)).add("b", output).plan(loss_function)
    program = make_program(plan, twins=twins)
    order = some_order(10, 8)
    loss, correct = train(program, order)
    losses, counts, model, _ = defined_steps(plan, SGD(), order)
    assert loss == pytest.approx(losses, rel=1e-4, abs=1e-7)
    assert correct.tolist() == counts.tolist()
    for key, w in program.weights().items():
        assert distance(w, model.weights[key]) < 1e-4


@pytest.mark.parametrize("threads", [1, 2])
@pytest.mark.parametrize("optimizer_name", list(all_optimizers()))
def test_every_optimizer_with_a_smaller_last_batch(
    make_program: MakeProgram, optimizer_name: str, threads: int
) -> None:
    plan, optimizer = wide(), all_optimizers()[optimizer_name]()
    program = make_program(plan, optimizer, batch=8, threads=threads)
    reference = make_program(plan, optimizer, batch=8, twins=False)
    for _ in range(2):
        for size in (8, 5, 1):
            order = some_order(3, size)
            ours, theirs = train(program, order), train(reference, order)
            assert ours[0] == pytest.approx(theirs[0], rel=1e-4)
    assert program.step == 18
    for key, w in program.weights().items():
        assert distance(w, reference.weights()[key]) < 1e-4, key
    kept, expected = program.optimizer_state(), reference.optimizer_state()
    assert list(kept) == list(optimizer.slots)
    for slot, arrays in kept.items():
        for key, value in arrays.items():
            assert distance(value, expected[slot][key]) < 1e-3, (slot, key)


@pytest.mark.parametrize("activation", activation_names())
def test_hidden_activations_on_the_fast_path(make_program: MakeProgram, activation: str) -> None:
    drawing = Drawing((3,)).add("a", Dense(units=6, activation=activation, negative_slope=0.3))
    drawing.add("b", Dense(units=5, activation=activation)).add("c", Dense(units=2))
    plan = drawing.plan(MeanSquaredError())
    program = make_program(plan, batch=6)
    order = some_order(10, 6)
    loss, _ = train(program, order)
    losses, _, model, _ = defined_steps(plan, SGD(), order)
    assert loss == pytest.approx(losses, rel=1e-4)
    for key, w in program.weights().items():
        assert distance(w, model.weights[key]) < 1e-4


@pytest.mark.parametrize("threads", [1, 2])
def test_a_run_can_be_cut_into_blocks_of_any_length(
    make_program: MakeProgram, threads: int
) -> None:
    plan = tiny()
    order = some_order(150, 8)
    whole, parts = (make_program(plan, Adam(), threads=threads) for _ in range(2))
    loss, correct = train(whole, order)
    pieces = [train(parts, order[i:j]) for i, j in [(0, 1), (1, 70), (70, 70), (70, 150)]]
    assert np.concatenate([p[0] for p in pieces]).tolist() == loss.tolist()
    assert np.concatenate([p[1] for p in pieces]).tolist() == correct.tolist()
    for key, w in whole.weights().items():
        assert np.array_equal(w, parts.weights()[key])


@pytest.mark.parametrize("name", ["tiny", "pictures", "skips"])
@pytest.mark.parametrize("threads", [1, 2])
def test_the_same_seed_gives_the_same_bits(
    make_program: MakeProgram, name: str, threads: int
) -> None:
    plan = PLANS[name]()
    runs = []
    for _ in range(2):
        program = make_program(plan, Adam(), threads=threads, seed=4)
        loss, _ = train(program, some_order(12, 8))
        runs.append((loss.tolist(), program.weights()))
    assert runs[0][0] == runs[1][0]
    for key, w in runs[0][1].items():
        assert np.array_equal(w, runs[1][1][key])


def dropping(rate: float) -> Plan:
    drawing = Drawing((6, 6, 1)).add("conv_1", Conv2D(filters=4, activation="relu"))
    drawing.add("drop_1", Dropout(rate=rate)).add("flat", Flatten())
    drawing.add("drop_2", Dropout(rate=rate))
    return drawing.add("out", Dense(units=3, activation="softmax")).plan(CategoricalCrossentropy())


@pytest.mark.parametrize("threads", [1, 2])
def test_dropout_of_rate_zero_changes_nothing(make_program: MakeProgram, threads: int) -> None:
    plan, order = dropping(0.0), some_order(5, 8)
    loss, _ = train(make_program(plan, threads=threads), order)
    losses, _, _, _ = defined_steps(plan, SGD(), order)
    assert loss == pytest.approx(losses, rel=1e-5)


@pytest.mark.parametrize("threads", [1, 2])
def test_dropout_follows_the_seed_and_is_absent_from_predictions(
    make_program: MakeProgram, threads: int
) -> None:
    plan, order = dropping(0.5), some_order(5, 8)
    losses = [
        train(make_program(plan, threads=threads, seed=seed), order)[0].tolist()
        for seed in (1, 1, 2)
    ]
    assert losses[0] == losses[1] != losses[2]
    x, _ = some_data(plan)
    program = make_program(plan, threads=threads)
    assert distance(program.predict(x), Model(plan, some_weights(plan)).predict(x)) < 1e-5


@pytest.mark.parametrize("layer", [Dropout(), Noise()])
def test_what_acts_by_chance_at_the_entrance_is_absent_from_predictions(
    make_program: MakeProgram, layer: Layer
) -> None:
    drawing = Drawing((6,)).add("first", layer).add("a", Dense(units=4, activation="tanh"))
    plan = drawing.add("b", Dense(units=2), "a").plan(MeanSquaredError())
    x, _ = some_data(plan)
    program = make_program(plan)
    assert distance(program.predict(x), Model(plan, some_weights(plan)).predict(x)) < 1e-5


def test_a_sampled_code_of_values_that_lie_otherwise_is_predicted(
    make_program: MakeProgram,
) -> None:
    drawing = Drawing((6,)).add("rows", ActivationLayer(activation="silu"))
    drawing.add("columns", Dense(units=6), "input").add("code", Sampling(), "rows", "columns")
    plan = drawing.add("out", Dense(units=2)).plan(MeanSquaredError())
    x, _ = some_data(plan)
    program = make_program(plan)
    assert distance(program.predict(x), Model(plan, some_weights(plan)).predict(x)) < 1e-5


@pytest.mark.parametrize("rate", [0.25, 0.6])
def test_dropout_keeps_its_share_and_goes_back_through_the_same_mask(
    make_program: MakeProgram, rate: float
) -> None:
    # y = mask * (x * 1 + b): with a target of zero, dL/db of a unit is its own masked output.
    plan = Drawing((2000,)).add("drop", Dropout(rate=rate)).add("a", Dense(units=1))
    plan_2 = plan.plan(HalfSquaredError())
    x, t = np.ones((4, 2000), np.float32), np.zeros((4, 1), np.float32)
    weights = {
        ("a", "weight"): np.zeros((2000, 1), np.float32),
        ("a", "bias"): np.ones(1, np.float32),
    }
    program = Program(plan_2, SGD(learning_rate=1.0), x, t, 1, weights=weights, threads=1)
    train(program, np.zeros((1, 1), np.int64))
    program.close()
    # dL/dw = output (1) * dropped input: 0 or 1 / (1 - rate), as the forward pass saw it.
    change = -program.weights()["a", "weight"][:, 0]
    assert set(np.round(change * (1 - rate), 5)) == {0.0, 1.0}
    assert np.mean(change > 0) == pytest.approx(1 - rate, abs=0.05)


def test_the_input_gradient_of_dropout_uses_the_mask_of_the_forward_pass(
    make_program: MakeProgram,
) -> None:
    # One weight per unit before the mask: its gradient is zero exactly where the unit is away.
    drawing = Drawing((1,)).add("a", Dense(units=500)).add("drop", Dropout(rate=0.5))
    plan = drawing.add("sum", Dense(units=1)).plan(HalfSquaredError())
    weights = {key: np.ones_like(w) for key, w in initial_weights(plan, 0).items()}
    program = make_program(plan, SGD(learning_rate=1e-3), batch=1, weights=weights)
    train(program, some_order(1, 1))
    after = program.weights()
    before_mask = after["a", "bias"] != 1.0
    behind_mask = after["sum", "weight"][:, 0] != 1.0
    assert np.array_equal(before_mask, behind_mask)
    assert 150 < before_mask.sum() < 350


def test_a_live_rate_of_dropout_acts_at_the_next_step(make_program: MakeProgram) -> None:
    plan, order = dropping(0.9), some_order(3, 8)
    program = make_program(plan)
    program.set_live("drop_1", "rate", 0.0)
    program.set_live("drop_2", "rate", 0.0)
    loss, _ = train(program, order)
    losses, _, _, _ = defined_steps(dropping(0.0), SGD(), order)
    assert loss == pytest.approx(losses, rel=1e-5)
    plain = make_program(dropping(0.0), weights=program.weights())
    shorter, _ = train(program, some_order(1, 3))  # compiled after the change
    assert shorter == pytest.approx(train(plain, some_order(1, 3))[0], rel=1e-5)


@pytest.mark.parametrize(
    ("optimizer", "setting"),
    [(SGD(), "learning_rate"), (Momentum(), "learning_rate"), (Adam(), "learning_rate")],
)
@pytest.mark.parametrize("twins", [True, False])
def test_a_learning_rate_of_zero_stops_the_weights_at_once(
    make_program: MakeProgram, optimizer: Optimizer, setting: str, twins: bool
) -> None:
    program = make_program(tiny(), optimizer, twins=twins)
    train(program, some_order(3, 8))
    before = program.weights()
    program.set_live("optimizer", setting, 0.0)
    train(program, some_order(1, 8))
    after = program.weights()
    assert all(np.array_equal(before[key], after[key]) for key in before)
    program.set_live("optimizer", setting, 0.1)
    train(program, some_order(1, 8))
    assert any(not np.array_equal(before[key], w) for key, w in program.weights().items())


def test_momentum_can_be_retuned(make_program: MakeProgram) -> None:
    ours = make_program(tiny(), Momentum(momentum=0.9))
    plain = make_program(tiny(), SGD(learning_rate=0.01))
    ours.set_live("optimizer", "momentum", 0.0)
    order = some_order(5, 8)
    assert train(ours, order)[0] == pytest.approx(train(plain, order)[0], rel=1e-5)


def test_training_goes_on_from_a_kept_state_as_if_it_had_never_stopped(
    make_program: MakeProgram,
) -> None:
    plan, order = wide(), some_order(6, 8)
    whole = make_program(plan, Adam())
    loss, _ = train(whole, order)
    first = make_program(plan, Adam())
    train(first, order[:3])
    second = make_program(plan, Adam(), weights=first.weights())
    second.load_optimizer_state(first.optimizer_state())
    second.step = first.step
    assert train(second, order[3:])[0] == pytest.approx(loss[3:], rel=1e-5)


@pytest.mark.skipif(
    sys.platform != "linux" or platform.machine() != "x86_64", reason="no denormals are slow there"
)
@pytest.mark.parametrize("threads", [1, 2])
def test_means_of_vanished_gradients_do_not_stay_denormal(
    make_program: MakeProgram, threads: int
) -> None:
    # Behind a step function no gradient passes, so the means of the first layer only decay.
    drawing = Drawing((30,)).add("a", Dense(units=8, activation="step")).add("b", Dense(units=2))
    plan = drawing.plan(MeanSquaredError())
    program = make_program(plan, Momentum(), threads=threads)
    start = {key: np.full(w.shape, 1e-36, np.float32) for key, w in some_weights(plan).items()}
    program.load_optimizer_state({"velocity": start})
    train(program, some_order(100, 8))
    assert not program.optimizer_state()["velocity"]["a", "weight"].any()


def test_weights_are_read_only_copies(make_program: MakeProgram) -> None:
    program = make_program(tiny())
    kept = program.weights()
    copies = {key: w.copy() for key, w in kept.items()}
    with pytest.raises(ValueError, match="read-only"):
        kept["a", "weight"][0, 0] = 1
    train(program, some_order(2, 8))
    assert all(np.array_equal(kept[key], copies[key]) for key in kept)
    program.load(kept)
    assert all(np.array_equal(program.weights()[key], w) for key, w in kept.items())


def test_a_not_a_number_is_found_and_named(make_program: MakeProgram) -> None:
    program = make_program(wide())
    order = some_order(1, 8)
    train(program, order)
    assert program.weights_finite()
    assert program.first_bad(order[0]) is None
    weights = {key: w.copy() for key, w in program.weights().items()}
    weights["b", "weight"][3, 2] = np.nan
    program.load(weights)
    assert not program.weights_finite()
    assert program.first_bad(order[0]) == ("b", "weight")
    loss, _ = train(program, order)
    assert np.isnan(loss[0])
    weights["b", "weight"][3, 2] = 3e38
    weights["c", "weight"][:] = 3e38
    program.load(weights)
    assert program.weights_finite()
    assert program.first_bad(order[0]) == ("c", "output")


def test_a_rate_far_too_large_ends_in_no_number(make_program: MakeProgram) -> None:
    drawing = Drawing((30,)).add("a", Dense(units=8, activation="relu")).add("b", Dense(units=2))
    program = make_program(drawing.plan(MeanSquaredError()), SGD(learning_rate=1000.0))
    loss, _ = train(program, some_order(40, 8))
    assert not np.isfinite(loss[-1])
    assert not program.weights_finite()


def test_bad_samples_are_named(make_program: MakeProgram) -> None:
    plan = tiny()
    x, t = some_data(plan)
    x[3, 0] = np.inf
    program = Program(plan, SGD(), x, t, 4, weights=some_weights(plan), threads=1)
    program.close()
    assert program.first_bad(np.array([1, 2, 3, 4])) == ("input", "input")
    assert program.first_bad(np.array([1, 2, 4])) is None


def test_norms_of_gradients_too_large_to_be_squared_are_told(make_program: MakeProgram) -> None:
    drawing = Drawing((30,)).add("a", Dense(units=8)).add("b", Dense(units=2))
    program = make_program(drawing.plan(MeanSquaredError()), SGD(learning_rate=0.0))
    program.load({key: w * np.float32(1e8) for key, w in program.weights().items()})
    train(program, some_order(1, 8))
    norms = program.gradient_norms()
    assert np.isfinite(norms).all()
    assert norms.min() > 1e20, "its square is beyond float32"


def test_evaluating_in_chunks_adds_up(make_program: MakeProgram) -> None:
    plan = pictures()
    program = make_program(plan)
    x, t = some_data(plan)
    whole = program.outcome(x, t)
    parts = [program.outcome(x[i : i + 13], t[i : i + 13]) for i in range(0, SAMPLES, 13)]
    total = sum(part.loss * len(part.outputs[plan.output]) for part in parts)
    assert total / SAMPLES == pytest.approx(whole.loss, rel=1e-5)
    joined = np.concatenate([part.outputs[plan.output] for part in parts])
    assert distance(joined, whole.outputs[plan.output]) < 1e-6
    assert program.eval_chunk > 1
    assert np.array_equal(program.predict(x)[:1], program.predict(x[:1]))
    assert len(program.predict(x[:0])) == 0


def test_watching_changes_no_number(make_program: MakeProgram) -> None:
    plan, order = dropping(0.4), some_order(4, 8)
    x, t = some_data(plan)
    plain, watched = make_program(plan, Adam()), make_program(plan, Adam())
    losses = []
    for row in order:
        losses.append(train(watched, row[None])[0][0])
        watched.outcome(x, t)
        watched.gradient_norms()
        watched.weights()
        watched.first_bad(row)
    assert losses == train(plain, order)[0].tolist()


@pytest.mark.parametrize("name", ["tiny", "wide", "pictures"])
@pytest.mark.parametrize("threads", [1, 2])
def test_training_steps_allocate_no_tensors(
    make_program: MakeProgram, name: str, threads: int
) -> None:
    plan = PLANS[name]()
    program = make_program(plan, Adam(), batch=512, threads=threads)
    order = some_order(1, 512)
    loss, correct = np.zeros(1), np.zeros(1, np.int64)

    def traced(steps: int) -> tuple[int, int]:
        tracemalloc.start()
        for _ in range(steps):
            program.run(order, loss, correct)
        left, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return left, peak

    traced(2)
    left, peak = traced(20)
    # NumPy casts in pieces of 8192 numbers; a hidden tensor would be several times larger.
    assert peak < 200_000
    assert traced(60)[0] < left + 20_000


def test_threads_of_matrix_products_are_given_back(make_program: MakeProgram) -> None:
    libraries = blas_threads._controller().lib_controllers
    before = [lib.num_threads for lib in libraries]
    one, two = make_program(tiny()), make_program(tiny())
    assert all(lib.num_threads == 1 for lib in libraries)
    one.close()
    assert all(lib.num_threads == 1 for lib in libraries)
    two.close()
    two.close()
    assert [lib.num_threads for lib in libraries] == before


def test_small_networks_use_one_thread_and_large_ones_two() -> None:
    plan = tiny()
    x, t = some_data(plan)
    small = Program(plan, SGD(), x, t, 8, weights=some_weights(plan), threads=2)
    assert small.threads == 1
    small.close()
    drawing = Drawing((28, 28, 1)).add("a", Conv2D(filters=96)).add("b", Flatten())
    big = drawing.add("c", Dense(units=2)).plan(MeanSquaredError())
    x, t = some_data(big)
    program = Program(big, SGD(), x, t, 32, weights=some_weights(big), threads=2)
    assert program.threads == 2
    program.close()


class WholeBatch(Dense):
    """A third-party layer that looks at the whole batch: it must not be split or twinned."""

    across_batch = True

    def pre_activation(self, w: Any, step: Any, *xs: Array) -> tuple[Array, Any]:
        z, saved = super().pre_activation(w, step, *xs)
        return z - z.mean(axis=0), saved

    def pre_activation_backward(self, w: Any, step: Any, saved: Any, dz: Array) -> Any:
        return super().pre_activation_backward(w, step, saved, dz - dz.mean(axis=0))


def test_layers_from_elsewhere_run_by_their_definition_on_the_whole_batch(
    make_program: MakeProgram,
) -> None:
    drawing = Drawing((6,)).add("a", Dense(units=5, activation="relu"))
    drawing.add("own", WholeBatch(units=4, activation="tanh"))
    plan = drawing.add("c", Dense(units=3, activation="softmax")).plan(CategoricalCrossentropy())
    program = make_program(plan, threads=2)
    order = some_order(10, 8)
    loss, _ = train(program, order)
    losses, _, model, _ = defined_steps(plan, SGD(), order)
    assert loss == pytest.approx(losses, rel=1e-4)
    for key, w in program.weights().items():
        assert distance(w, model.weights[key]) < 1e-4


def test_an_error_in_the_second_thread_reaches_the_caller(
    make_program: MakeProgram, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = make_program(wide(), threads=2)
    lane = program._compiled[8].lanes[1]

    def fail() -> None:
        raise MemoryError("no room")

    program._compiled[8]._phases[0][1][0].insert(0, fail)
    assert lane.batch == 4
    with pytest.raises(MemoryError, match="no room"):
        train(program, some_order(1, 8))


def test_weights_that_would_lie_in_two_ways_are_noticed() -> None:
    parameters = Parameters(wide())

    def by_rows(block: Array) -> Array:
        return block[:2100].reshape(30, 70)

    def by_columns(block: Array) -> Array:
        return block[:2100].reshape(70, 30).T

    parameters.define("a", {"weight": by_rows})
    parameters.define("a", {"weight": by_rows})
    with pytest.raises(AssertionError, match="a/weight lies here and elsewhere"):
        parameters.define("a", {"weight": by_columns})
