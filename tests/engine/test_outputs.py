"""Several inputs and outputs, and weights that are used in several places."""

from __future__ import annotations

import numpy as np
import pytest

from nnstudio.core.layer import Array
from nnstudio.engine import division
from nnstudio.engine.evaluation import evaluate
from nnstudio.engine.model import Model
from nnstudio.engine.plan import Plan, make_plan
from nnstudio.engine.program import Program
from nnstudio.engine.scores import Scores
from nnstudio.engine.weights import initial_weights
from nnstudio.graph import edits
from nnstudio.graph.analysis import analyze
from nnstudio.graph.data_plan import DataPlan, DataSource
from nnstudio.graph.project import Project
from nnstudio.graph.signature import Signature
from nnstudio.layers.dense import Dense
from nnstudio.layers.embedding import Embedding
from nnstudio.layers.input import Input
from nnstudio.layers.output import Output
from nnstudio.layers.simple_rnn import SimpleRNN
from nnstudio.losses.base import Loss
from nnstudio.losses.binary_crossentropy import BinaryCrossentropy
from nnstudio.losses.categorical_crossentropy import CategoricalCrossentropy
from nnstudio.losses.sparse_categorical_crossentropy import SparseCategoricalCrossentropy
from nnstudio.metrics.accuracy import Accuracy
from nnstudio.optimizers.sgd import SGD
from tests.engine.networks import house

SAMPLES = 30


@pytest.fixture(autouse=True)
def _two_threads_even_for_little(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(division, "LANE_WORK", 0)


def house_samples() -> tuple[Array, Array]:
    rng = np.random.default_rng(2)
    x = rng.normal(size=(SAMPLES, 4)).astype(np.float32)
    kinds = np.eye(3)[rng.integers(0, 3, SAMPLES)]
    return x, np.hstack([rng.normal(size=(SAMPLES, 2)), kinds]).astype(np.float32)


def compared(plan: Plan, x: Array, t: Array, threads: int) -> Program:
    """Hold five steps of a program to those of the definitions, and return it."""
    start = initial_weights(plan, 1)
    program = Program(plan, SGD(learning_rate=0.3), x, t, 10, weights=start, threads=threads)
    order = np.random.default_rng(4).permutation(SAMPLES).reshape(3, 10)
    loss, correct = np.zeros(3), np.zeros(3)
    program.run(order, loss, correct)
    model = Model(plan, start, np.float64)
    for step, rows in enumerate(order):
        done = model.forward(x[rows])
        assert loss[step] == pytest.approx(model.loss(done, t[rows]), rel=1e-4)
        first = plan.outputs[0]
        if first.task == "classification":
            sums = Accuracy().sums(done.outputs[first.node], first.target(t[rows]))
            assert correct[step] / 10 == pytest.approx(Accuracy().result(sums))
        for key, g in model.backward(done, t[rows])[0].items():
            model.weights[key][...] -= 0.3 * g
    for key, w in program.weights().items():
        np.testing.assert_allclose(w, model.weights[key], rtol=1e-3, atol=1e-5)
    return program


@pytest.mark.parametrize("threads", [1, 2])
def test_a_network_with_several_inputs_and_outputs_learns_as_defined(threads: int) -> None:
    analysis = analyze(house())
    assert analysis.problems == ()
    plan = make_plan(analysis)
    assert plan.learning == ("dense_1", "dense_3", "dense_4")
    compared(plan, *house_samples(), threads).close()


def test_gradients_of_shared_weights_are_those_of_both_places() -> None:
    plan = make_plan(analyze(house()))
    x, t = house_samples()
    model = Model(plan, initial_weights(plan, 0), np.float64)
    w, reach = model.weights["dense_1", "weight"], 1e-6
    gradient = model.backward(model.forward(x), t)[0]["dense_1", "weight"]
    for place in np.ndindex(w.shape):
        start = w[place]
        w[place] = start + reach
        above = model.loss(model.forward(x), t)
        w[place] = start - reach
        below = model.loss(model.forward(x), t)
        w[place] = start
        assert gradient[place] == pytest.approx((above - below) / (2 * reach), abs=1e-7)


def test_each_output_has_its_figures_in_its_own_units() -> None:
    plan = make_plan(analyze(house()))
    x, t = house_samples()
    model = Model(plan, initial_weights(plan, 0))
    result = evaluate(model, x, t)
    assert result is not None
    price, kind = result.outputs
    assert (price.name, kind.name) == ("output_1", "output_2")
    done = model.forward(x)
    off = np.abs(done.outputs["dense_3"] - t[:, :2]) / (0.5, 2.0)
    assert price.metrics["mean_absolute_error"] == pytest.approx(off.mean(), rel=1e-4)
    right = (done.outputs["dense_4"].argmax(1) == t[:, 2:].argmax(1)).mean()
    assert kind.metrics["accuracy"] == pytest.approx(right)
    assert result.loss == pytest.approx(0.25 * price.loss + kind.loss)


def test_an_output_can_weigh_more_from_one_step_to_the_next() -> None:
    plan = make_plan(analyze(house()))
    x, t = house_samples()
    program = Program(plan, SGD(learning_rate=0.0), x, t, 10, weights=initial_weights(plan, 1))
    loss, correct, order = np.zeros(1), np.zeros(1), np.arange(10)[None]
    program.run(order, loss, correct)
    outcome = program.outcome(x[:10], t[:10])
    assert loss[0] == pytest.approx(0.25 * outcome.losses["output_1"] + outcome.losses["output_2"])
    program.set_live("output_1", "loss_weight", 3.0)
    program.run(order, loss, correct)
    assert loss[0] == pytest.approx(3 * outcome.losses["output_1"] + outcome.losses["output_2"])
    scores = Scores(plan)
    scores.add(program.outcome(x[:10], t[:10]), t[:10])
    assert scores.loss == pytest.approx(loss[0])
    before = program.weights()["dense_3", "bias"]
    program.set_live("optimizer", "learning_rate", 1.0)
    program.set_live("output_1", "loss_weight", 0.0)
    program.run(order, loss, correct)
    np.testing.assert_array_equal(program.weights()["dense_3", "bias"], before)
    program.close()


def letters(twins_hold: bool) -> tuple[Plan, Array, Array]:
    """A network that names a class at every step; without twins some steps are padded."""
    signature = Signature((6,), classes=("a", "b", "c"), raw_shape=(6,), target_shape=(6,))
    project = Project(data=DataPlan(DataSource("letters"), signature=signature))
    project = edits.set_loss(project, SparseCategoricalCrossentropy())
    last = ""
    for layer in (
        Input(),
        Embedding(vocabulary=5, units=4),
        SimpleRNN(units=6, return_sequences=True),
        Dense(units=3, activation="softmax"),
    ):
        project, node_id = edits.add_node(project, layer, 0, 0)
        project = edits.connect(project, last, node_id) if last else project
        last = node_id
    analysis = analyze(project)
    assert analysis.problems == ()
    rng = np.random.default_rng(0)
    x = rng.integers(0, 5, (SAMPLES, 6)).astype(np.float32)
    t = rng.integers(0 if twins_hold else -1, 3, (SAMPLES, 6)).astype(np.float32)
    return make_plan(analysis), x, t


@pytest.mark.parametrize("threads", [1, 2])
@pytest.mark.parametrize("twins_hold", [True, False], ids=["whole", "padded"])
def test_a_class_at_every_step_is_learned_as_defined(threads: int, twins_hold: bool) -> None:
    plan, x, t = letters(twins_hold)
    program = compared(plan, x, t, threads)
    right = (program.predict(x).argmax(axis=-1) == t)[t >= 0].mean()
    result = evaluate(Model(plan, program.weights()), x, t)
    program.close()
    assert result is not None
    assert result.accuracy == pytest.approx(right)
    assert result.confusion.sum() == (t >= 0).sum()


@pytest.mark.parametrize("threads", [1, 2])
@pytest.mark.parametrize(
    ("loss", "units"), [(CategoricalCrossentropy(), 3), (BinaryCrossentropy(), 1)]
)
def test_outputs_that_two_losses_look_at_are_no_logits(
    loss: Loss, units: int, threads: int
) -> None:
    signature = Signature((4,), "classification", ("a", "b", "c")[: max(2, units)], 1, (4,))
    project = Project(data=DataPlan(DataSource("some"), signature=signature))
    project, entrance = edits.add_node(edits.set_loss(project, loss), Input(), 0, 0)
    project, last = edits.add_node(project, Dense(units=units, activation=loss.activation), 0, 0)
    project = edits.connect(project, entrance, last)
    for _ in range(2):
        project, mark = edits.add_node(project, Output(loss_weight=0.5), 0, 0)
        project = edits.connect(project, last, mark)
    rng = np.random.default_rng(2)
    x = rng.normal(size=(SAMPLES, 4)).astype(np.float32)
    t = np.eye(3, dtype=np.float32)[rng.integers(0, 3, SAMPLES)][:, :units]
    compared(make_plan(analyze(project)), x, np.hstack([t, t]), threads).close()
