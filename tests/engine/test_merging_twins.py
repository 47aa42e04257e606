"""Merging, reshaping and random layers in the compiled step, in every layout they can meet."""

from __future__ import annotations

import tracemalloc
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pytest

from nnstudio.core.layer import Array, Layer
from nnstudio.core.shapes import size_of
from nnstudio.engine import division
from nnstudio.engine.evaluation import evaluate
from nnstudio.engine.model import Model
from nnstudio.engine.plan import Plan, make_plan
from nnstudio.engine.program import Program
from nnstudio.graph import edits
from nnstudio.graph.analysis import analyze
from nnstudio.graph.data_plan import DataPlan, DataSource
from nnstudio.graph.project import Project
from nnstudio.graph.signature import Signature
from nnstudio.layers import all_layers
from nnstudio.layers.conv2d import Conv2D
from nnstudio.layers.dense import Dense
from nnstudio.layers.dropout import Dropout
from nnstudio.layers.flatten import Flatten
from nnstudio.layers.input import Input
from nnstudio.layers.max_pool2d import MaxPool2D
from nnstudio.layers.noise import Noise
from nnstudio.layers.permute import Permute
from nnstudio.layers.reshape import Reshape
from nnstudio.layers.sampling import Sampling
from nnstudio.layers.spatial_dropout import SpatialDropout
from nnstudio.losses import all_losses
from nnstudio.optimizers.sgd import SGD

SAMPLES = 24
RATE = 0.002
MERGES = ("Add", "Subtract", "Multiply", "Average", "Maximum", "Concatenate")


class Sketch:
    """A drawing written down node by node; a node without sources follows the one before."""

    def __init__(self, *shape: int) -> None:
        signature = Signature(shape, targets=2, task="regression", raw_shape=shape)
        self.project = Project(data=DataPlan(DataSource("given"), signature=signature))
        self.project = edits.set_loss(self.project, all_losses()["mean_squared_error"]())
        self.names: dict[str, str] = {}
        self.add("in", Input())

    def add(self, name: str, layer: Layer, *sources: str) -> Sketch:
        before = list(self.names.values())[-1:]
        self.project, self.names[name] = edits.add_node(self.project, layer, 0, 0)
        wires = [self.names[source] for source in sources] or before
        for port, source in enumerate(wires):
            self.project = edits.connect(self.project, source, self.names[name], port)
        return self

    def plan(self) -> Plan:
        if len(analyze(self.project).reports[next(reversed(self.names.values()))].shape or ()) > 1:
            self.add("flat at the end", Flatten())
        self.add("end", Dense(units=2))
        return make_plan(analyze(self.project))


def merge(name: str, count: int) -> Layer:
    return all_layers()[name](**({} if name == "Subtract" else {"count": count}))


def conv(filters: int, size: int = 1, **settings: str) -> Conv2D:
    return Conv2D(filters=filters, kernel_size=(size, size), **settings)  # type: ignore[arg-type]


def rows_and_columns(name: str) -> Plan:
    """The samples themselves (rows), layers of units (columns), one of them twice."""
    sketch = Sketch(5).add("a", Dense(units=5, activation="tanh"), "in")
    sketch.add("b", Dense(units=5), "a")
    first = merge(name, 3)
    sources = ("b", "in", "a")[: len(first.inputs)]
    sketch.add("m", first, *sources).add("width", Dense(units=5))
    return sketch.add("again", merge(name, 2), "width", "width").plan()


def inception(name: str) -> Plan:
    """Four paths over one picture, which also goes past them; what they give goes three ways."""
    sketch = Sketch(6, 5, 2).add("stem", conv(3, 3, activation="relu"), "in")
    sketch.add("p1", conv(3), "stem").add("p2", conv(2), "stem").add("p3", conv(3, 3), "p2")
    layer = merge(name, 4)
    if len(layer.inputs) > 2:
        sketch.add("p4", conv(3, 5, activation="tanh"), "stem")
    sketch.add("m", layer, *("p1", "p3", "p4", "stem")[: len(layer.inputs)])
    sketch.add("left", conv(2, activation="relu"), "m").add("right", conv(2, 3), "m")
    sketch.add("join", merge(name, 2), "right", "left").add("pool", MaxPool2D())
    sketch.add("flat", Flatten(), "m").add("f", Dense(units=4), "flat")
    return (
        sketch.add("g", Flatten(), "pool")
        .add("h", Dense(units=4))
        .add("last", merge(name, 2), "f", "h")
        .plan()
    )


def pixels_and_maps(name: str) -> Plan:
    """The picture itself lies in rows, the feature maps beside it do not."""
    sketch = Sketch(4, 6, 3).add("maps", conv(3, 3), "in")
    return sketch.add("m", merge(name, 2), "maps", "in").add("n", conv(2)).plan()


def flattened(name: str) -> Plan:
    """Flattened pictures, whose numbers lie in an order of their own, alone and beside units."""
    sketch = Sketch(3, 4, 2).add("c", conv(2, 3), "in").add("d", conv(2, 3), "c")
    sketch.add("fc", Flatten(), "c").add("fd", Flatten(), "d")
    sketch.add("both", merge(name, 2), "fc", "fd").add("units", Dense(units=24), "fc")
    width = 48 if name == "Concatenate" else 24
    sketch.add("fit", Dense(units=width), "units")
    return sketch.add("m", merge(name, 2), "fit", "both").plan()


def residual(name: str) -> Plan:
    """Blocks whose input goes past them, ending in one that is seen as it is."""
    sketch = Sketch(6, 6, 2).add("x0", conv(4, 3, activation="relu"), "in")
    for i in range(3):
        sketch.add(f"a{i}", conv(4, 3, activation="relu"), f"x{i}").add(f"b{i}", conv(4, 3))
        sketch.add(f"m{i}", merge(name, 2), f"b{i}", f"x{i}")
        sketch.add(f"x{i + 1}", conv(4))
    return sketch.plan()


def sequences(name: str) -> Plan:
    """Steps with features, made of units and turned."""
    sketch = Sketch(6).add("u", Dense(units=12), "in").add("s", Reshape(shape="3 × 4"))
    sketch.add("v", Dense(units=12), "in").add("t", Reshape(shape="4 × 3"))
    sketch.add("turned", Permute(), "t")
    return sketch.add("m", merge(name, 2), "turned", "s").plan()


def shapes(name: str) -> Plan:
    """Units become pictures and pictures units, both ways."""
    sketch = Sketch(6).add("u", Dense(units=24), "in").add("p", Reshape(shape="2, 3, 4"))
    sketch.add("c", conv(4, 3), "p").add("f", Flatten(), "c").add("back", Reshape(shape="2, 3, 4"))
    sketch.add("turn", Permute(order_of_axes="2, 3, 1"), "back")
    sketch.add("again", Permute(order_of_axes="3, 1, 2"), "turn")
    sketch.add("m", merge(name, 2), "again", "c").add("other", Reshape(shape="4, 6, -1"), "m")
    return sketch.add("k", conv(2, 3)).plan()


DRAWINGS: dict[str, Callable[[str], Plan]] = {
    "rows and columns": rows_and_columns,
    "inception": inception,
    "pixels and maps": pixels_and_maps,
    "flattened": flattened,
    "residual": residual,
    "sequences": sequences,
    "shapes": shapes,
}

MakeProgram = Callable[..., Program]


@pytest.fixture
def make_program(monkeypatch: pytest.MonkeyPatch) -> Iterator[MakeProgram]:
    """Programs on small data that are closed at the end; ``threads=2`` splits any batch."""
    made: list[Program] = []
    monkeypatch.setattr(division, "LANE_WORK", 0)
    monkeypatch.setattr(division, "MOST_SLOTS", 2)  # compiling 64 of them takes long

    def make(plan: Plan, batch: int = 6, rate: float = RATE, **given: Any) -> Program:
        x, t = samples(plan)
        options: dict[str, Any] = {"weights": start(plan), "threads": 1} | given
        made.append(Program(plan, SGD(learning_rate=rate), x, t, batch, **options))
        return made[-1]

    yield make
    for program in made:
        program.close()


def samples(plan: Plan, count: int = SAMPLES) -> tuple[Array, Array]:
    rng = np.random.default_rng(5)
    x = rng.normal(size=(count, *plan.input_shape)).astype(np.float32)
    return x, rng.normal(size=(count, 2)).astype(np.float32)


def start(plan: Plan) -> dict[tuple[str, str], Array]:
    """Weights that neither make numbers grow from layer to layer nor vanish."""
    rng = np.random.default_rng(3)
    found = {}
    for node in plan.nodes:
        for name, weight in node.weights:
            deviation = 0.7 * (weight.shape[-1] / size_of(weight.shape)) ** 0.5
            found[node.id, name] = rng.normal(0, deviation, weight.shape).astype(np.float32)
    return found


def order_of(steps: int, batch: int) -> Array:
    return np.random.default_rng(7).integers(0, SAMPLES, (steps, batch))


def train(program: Program, order: Array) -> Array:
    loss = np.zeros(len(order))
    program.run(order, loss, np.zeros(len(order), np.int64))
    return loss


def defined(plan: Plan, order: Array, rate: float) -> tuple[list[float], Model]:
    model = Model(plan, start(plan), np.float64)
    x, t = samples(plan)
    losses = []
    for batch in order:
        done = model.forward(x[batch])
        losses.append(model.loss(done, t[batch]))
        gradients, _ = model.backward(done, t[batch])
        for key, gradient in gradients.items():
            model.weights[key] -= rate * gradient
    return losses, model


@pytest.mark.parametrize("threads", [1, 2])
@pytest.mark.parametrize("name", MERGES)
@pytest.mark.parametrize("drawing", DRAWINGS)
def test_training_agrees_with_the_definitions(
    make_program: MakeProgram, drawing: str, name: str, threads: int
) -> None:
    plan = DRAWINGS[drawing](name)
    program = make_program(plan, threads=threads)
    order = order_of(3, 6)
    losses, model = defined(plan, order, RATE)
    assert max(losses) < 1000, "what diverges cannot be compared"

    assert train(program, order) == pytest.approx(losses, rel=1e-4)
    for key, w in program.weights().items():
        change, expected = w - start(plan)[key], model.weights[key] - start(plan)[key]
        assert np.abs(change - expected).max() <= 1e-4 * np.abs(expected).max() + 1e-6, key
    x, _ = samples(plan)
    predicted = model.predict(x)
    assert np.abs(program.predict(x) - predicted).max() < 1e-4 * np.abs(predicted).max()


def chance(layer: Layer) -> Plan:
    return Sketch(6, 6, 2).add("a", conv(8), "in").add("drawn", layer).add("b", conv(4)).plan()


CHANCE = [Noise(sigma=0.5), SpatialDropout(rate=0.4), Dropout(rate=0.3)]
NAMES = [layer.name for layer in CHANCE]


@pytest.mark.parametrize("threads", [1, 2])
@pytest.mark.parametrize("layer", CHANCE, ids=NAMES)
def test_chance_follows_the_seed_and_stays_out_of_predictions(
    make_program: MakeProgram, layer: Layer, threads: int
) -> None:
    plan = chance(layer)
    runs = [train(make_program(plan, threads=threads), order_of(4, 6)).tolist() for _ in range(2)]
    assert runs[0] == runs[1]
    assert runs[0] != pytest.approx(defined(plan, order_of(4, 6), RATE)[0], rel=1e-3)
    x, _ = samples(plan)
    program = make_program(plan, threads=threads)
    assert np.allclose(program.predict(x), Model(plan, start(plan)).predict(x), atol=1e-5)


@pytest.mark.parametrize("layer", CHANCE, ids=NAMES)
def test_a_live_setting_of_zero_takes_chance_away(make_program: MakeProgram, layer: Layer) -> None:
    plan = chance(layer)
    setting = "sigma" if layer.name == "Noise" else "rate"
    program = make_program(plan)
    program.set_live(f"{layer.name.lower()}_1", setting, 0.0)
    expected, _ = defined(plan, order_of(3, 6), RATE)
    assert train(program, order_of(3, 6)) == pytest.approx(expected, rel=1e-4)


@pytest.mark.parametrize("after", ["pixels", "maps", "steps"])
def test_spatial_dropout_silences_whole_maps_in_every_layout(
    make_program: MakeProgram, after: str
) -> None:
    # A weight per place and map behind it learns just where something arrives.
    sketch = Sketch(*((12, 40) if after == "steps" else (3, 4, 40)))
    if after == "maps":
        sketch.add("one", conv(40), "in")
    plan = sketch.add("drawn", SpatialDropout(rate=0.4)).plan()
    program = make_program(plan, batch=1, rate=1.0)
    if after == "maps":
        eye = np.eye(40, dtype=np.float32)[None, None]
        weights = {**start(plan), ("conv2d_1", "weight"): eye, ("conv2d_1", "bias"): np.ones(40)}
        program.load(weights)
    first = program.weights()["dense_1", "weight"]
    train(program, order_of(1, 1))
    change = (program.weights()["dense_1", "weight"] - first)[:, 0].reshape(12, 40)
    silent = (change == 0).all(axis=0)
    assert ((change != 0).all(axis=0) | silent).all()
    assert 8 <= silent.sum() <= 24


def test_noise_is_normal_in_the_compiled_step(make_program: MakeProgram) -> None:
    # With weights of zero the gradient of each is dL/dy times what arrives: 1 + noise.
    plan = Sketch(4000).add("n", Noise(sigma=0.5), "in").plan()
    program = Program(
        plan,
        SGD(learning_rate=1.0),
        np.ones((1, 4000), np.float32),
        np.ones((1, 2), np.float32),
        1,
        weights={key: np.zeros_like(w) for key, w in start(plan).items()},
    )
    train(program, np.zeros((1, 1), np.int64))
    arrived = program.weights()["dense_1", "weight"][:, 0] / program.weights()["dense_1", "bias"][0]
    program.close()
    assert arrived.mean() == pytest.approx(1, abs=0.03)
    assert arrived.std() == pytest.approx(0.5, abs=0.02)


def coded(beta: float = 0.5, spread: bool = True) -> Plan:
    """A code that is drawn; without ``spread`` its logarithm of the variance is its input - 30."""
    sketch = Sketch(4, 4, 1).add("c", conv(2, 3, activation="tanh"), "in").add("f", Flatten())
    sketch.add("mean", Dense(units=3), "f").add("v", Dense(units=3, activation="tanh"), "f")
    if not spread:
        sketch.add("low", Dense(units=3), "v")
    sketch.add("z", Sampling(beta=beta), "mean", "v" if spread else "low")
    return sketch.add("d", Dense(units=5, activation="tanh"), "z").plan()


def narrow(plan: Plan) -> dict[tuple[str, str], Array]:
    """Weights with which there is hardly any chance in what is drawn."""
    return {**start(plan), ("dense_3", "bias"): np.full(3, -30, np.float32)}


def steps_of_definitions(
    plan: Plan, weights: dict[tuple[str, str], Array], order: Array
) -> tuple[list[float], Model]:
    """Return losses and model of a training in which chance is drawn as in lane 0."""
    model = Model(plan, weights)
    x, t = samples(plan)
    steps = model.steps(training=True)
    losses = []
    for batch in order:
        done = model.forward(x[batch], steps)
        losses.append(model.loss(done, t[batch]))
        gradients, _ = model.backward(done, t[batch], steps)
        for key, gradient in gradients.items():
            model.weights[key] -= np.float32(RATE) * gradient
    return losses, model


def drawn_behind_units(layer: Layer) -> Plan:
    sketch = Sketch(6).add("u", Dense(units=9, activation="tanh"), "in").add("drawn", layer)
    return sketch.add("v", Dense(units=4)).plan()


@pytest.mark.parametrize(
    "plan",
    [
        pytest.param(drawn_behind_units(Noise(sigma=0.5)), id="Noise"),
        pytest.param(drawn_behind_units(Dropout(rate=0.4)), id="Dropout"),
        pytest.param(coded(), id="Sampling"),
    ],
)
def test_a_single_sample_meets_the_same_chance_as_in_the_definition(
    make_program: MakeProgram, plan: Plan
) -> None:
    program = make_program(plan, batch=1)
    order = order_of(4, 1)
    losses, model = steps_of_definitions(plan, start(plan), order)

    assert train(program, order) == pytest.approx(losses, rel=1e-5)
    for key, w in program.weights().items():
        change, expected = w - start(plan)[key], model.weights[key] - start(plan)[key]
        assert np.abs(change - expected).max() <= 1e-4 * np.abs(expected).max() + 1e-6, key


@pytest.mark.parametrize("threads", [1, 2])
@pytest.mark.parametrize("twins", [True, False])
def test_the_divergence_that_sampling_adds_is_part_of_loss_and_gradients(
    make_program: MakeProgram, threads: int, twins: bool
) -> None:
    plan = coded(spread=False)
    order = order_of(3, 7)
    program = make_program(plan, batch=7, threads=threads, twins=twins, weights=narrow(plan))
    losses, model = steps_of_definitions(plan, narrow(plan), order)
    without, _ = steps_of_definitions(coded(0.0, spread=False), narrow(plan), order)

    assert train(program, order) == pytest.approx(losses, rel=1e-4)
    assert min(losses[i] - without[i] for i in range(3)) > 1
    for key, w in program.weights().items():
        change, expected = w - narrow(plan)[key], model.weights[key] - narrow(plan)[key]
        assert np.abs(change - expected).max() <= 1e-3 * np.abs(expected).max() + 4e-6, key


@pytest.mark.parametrize("twins", [True, False])
@pytest.mark.parametrize("count", [1, 24, 1000])
def test_the_divergence_counts_in_the_loss_of_what_is_predicted(
    make_program: MakeProgram, twins: bool, count: int
) -> None:
    plan = coded()
    program = make_program(plan, twins=twins)
    x, t = samples(plan, count)
    model = Model(plan, start(plan))
    for beta in (0.5, 2.0):
        program.set_live("sampling_1", "beta", beta)
        plain = model.losses(model.forward(x), t)[0]
        divergence = model.penalty(model.forward(x)) * beta / 0.5
        assert program.outcome(x, t).loss == pytest.approx(plain + divergence, rel=1e-4)
        assert program.outcome(x[:1], t[:1]).loss != pytest.approx(plain)


def test_an_evaluation_counts_the_divergence_too() -> None:
    plan = coded()
    x, t = samples(plan)
    model = Model(plan, start(plan))
    done = model.forward(x)
    evaluation = evaluate(model, x, t)

    assert evaluation is not None
    assert evaluation.loss == pytest.approx(model.loss(done, t), rel=1e-4)
    assert evaluation.loss - evaluation.outputs[0].loss == pytest.approx(
        model.penalty(done), rel=1e-3
    )


def test_a_live_beta_acts_at_the_next_step(make_program: MakeProgram) -> None:
    changed, plain = make_program(coded(0.5)), make_program(coded(0.0))
    changed.set_live("sampling_1", "beta", 0.0)
    assert train(changed, order_of(3, 6)).tolist() == train(plain, order_of(3, 6)).tolist()


def wide_code() -> Plan:
    sketch = Sketch(6).add("mean", Dense(units=200), "in").add("v", Dense(units=200), "in")
    return sketch.add("z", Sampling(), "mean", "v").add("n", Noise()).plan()


@pytest.mark.parametrize(
    "plan",
    [
        pytest.param(inception("Concatenate"), id="concatenate"),
        pytest.param(inception("Maximum"), id="maximum"),
        pytest.param(flattened("Concatenate"), id="flattened"),
        pytest.param(shapes("Multiply"), id="multiply"),
        pytest.param(wide_code(), id="sampling"),
    ],
)
def test_a_step_allocates_nothing(make_program: MakeProgram, plan: Plan) -> None:
    program = make_program(plan, batch=512)
    order = order_of(1, 512)
    loss, correct = np.zeros(1), np.zeros(1, np.int64)

    def peak(steps: int) -> int:
        tracemalloc.start()
        for _ in range(steps):
            program.run(order, loss, correct)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return peak

    peak(2)
    # NumPy casts in pieces of 8192 numbers; the smallest tensor here is larger by far.
    assert peak(3) < 200_000
