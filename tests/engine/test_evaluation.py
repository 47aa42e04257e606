"""Evaluation: its figures are those that one counts by hand."""

from __future__ import annotations

import math

import numpy as np
import pytest

from nnstudio.core.layer import Array
from nnstudio.engine.division import MOST_SAMPLES
from nnstudio.engine.evaluation import class_probabilities, evaluate
from nnstudio.engine.forward import CompiledForward
from nnstudio.engine.model import Model
from nnstudio.engine.plan import PlannedNode
from nnstudio.layers.dense import Dense
from nnstudio.layers.input import Input
from nnstudio.losses.base import Loss
from nnstudio.losses.binary_crossentropy import BinaryCrossentropy
from nnstudio.losses.categorical_crossentropy import CategoricalCrossentropy
from nnstudio.losses.mean_squared_error import MeanSquaredError
from tests.engine.networks import single_output


def model(weight: Array, activation: str, loss: Loss, task: str = "classification") -> Model:
    """Return a network of one Dense layer without a bias."""
    inputs, units = weight.shape
    dense = Dense(units=units, activation=activation, use_bias=False)
    declared = tuple(dense.weights((inputs,)).items())
    nodes = (
        PlannedNode("input_1", Input(), (), ((inputs,),), (inputs,), ()),
        PlannedNode("dense_1", dense, ("input_1",), ((inputs,),), (units,), declared),
    )
    return Model(single_output(nodes, loss, task), {("dense_1", "weight"): weight})


def test_what_is_taken_for_what_is_counted() -> None:
    # Each sample's largest number is its answer; rows are true classes, columns answers.
    network = model(np.eye(3, dtype=np.float32), "softmax", CategoricalCrossentropy())
    answers = [0, 0, 1, 2, 1, 1]
    truths = [0, 0, 1, 1, 2, 2]
    x = np.eye(3, dtype=np.float32)[answers]
    result = evaluate(network, x, np.eye(3, dtype=np.float32)[truths])
    assert result is not None
    assert result.count == 6
    assert result.accuracy == pytest.approx(3 / 6)
    assert result.confusion.tolist() == [[2, 0, 0], [0, 1, 1], [0, 2, 0]]
    assert result.per_class.tolist() == [1.0, 0.5, 0.0]
    # softmax of (1, 0, 0): ln(e + 2) - 1 for what is right, ln(e + 2) for what is wrong
    assert result.loss == pytest.approx(
        (3 * (math.log(math.e + 2) - 1) + 3 * math.log(math.e + 2)) / 6
    )


def test_one_unit_names_two_classes() -> None:
    network = model(np.ones((1, 1), np.float32), "sigmoid", BinaryCrossentropy())
    x = np.array([[2.0], [-2.0], [-2.0]], np.float32)
    result = evaluate(network, x, np.array([[1.0], [0.0], [1.0]], np.float32))
    assert result is not None
    assert result.confusion.tolist() == [[1, 0], [1, 1]]
    assert result.accuracy == pytest.approx(2 / 3)


def test_numbers_have_a_loss_and_no_accuracy() -> None:
    network = model(np.ones((1, 1), np.float32), "linear", MeanSquaredError(), "regression")
    x = np.array([[1.0], [2.0]], np.float32)
    result = evaluate(network, x, np.array([[1.0], [4.0]], np.float32))
    assert result is not None
    assert result.loss == pytest.approx(2.0)
    assert math.isnan(result.accuracy)
    assert result.confusion.shape == (0, 0)


def test_twins_and_definitions_agree_over_many_chunks() -> None:
    rng = np.random.default_rng(0)
    weight = rng.normal(size=(5, 4)).astype(np.float32)
    network = model(weight, "softmax", CategoricalCrossentropy())
    x = rng.normal(size=(3001, 5)).astype(np.float32)
    t = np.eye(4, dtype=np.float32)[rng.integers(0, 4, len(x))]
    fast, plain = evaluate(network, x, t), evaluate(network, x, t, twins=False)
    assert fast is not None
    assert plain is not None
    assert (fast.confusion == plain.confusion).all()
    assert fast.loss == pytest.approx(plain.loss, rel=1e-5)
    outputs = network.predict(x)
    assert fast.accuracy == pytest.approx(float((outputs.argmax(1) == t.argmax(1)).mean()))


def test_it_tells_how_far_it_is_and_ends_when_told() -> None:
    network = model(np.eye(3, dtype=np.float32), "softmax", CategoricalCrossentropy())
    x = np.zeros((2000, 3), np.float32)
    told: list[int] = []

    def poll(done: int) -> bool:
        told.append(done)
        return len(told) < 2

    assert evaluate(network, x, x, poll) is None
    assert len(told) == 2
    assert 0 < told[0] < told[1] <= 2000


def test_no_samples_give_no_figures() -> None:
    network = model(np.eye(3, dtype=np.float32), "softmax", CategoricalCrossentropy())
    nothing = np.zeros((0, 3), np.float32)
    result = evaluate(network, nothing, nothing)
    assert result is not None
    assert result.count == 0
    assert math.isnan(result.loss)
    assert math.isnan(result.accuracy)
    assert np.isnan(result.per_class).all()


def test_outputs_as_probabilities() -> None:
    single = np.array([[0.2], [0.5]], np.float32)
    assert class_probabilities(single) == pytest.approx(np.array([[0.8, 0.2], [0.5, 0.5]]))
    several = np.array([[0.1, 0.9], [0.6, 0.4]], np.float32)
    assert class_probabilities(several) is several


def test_each_sample_is_computed_once_and_in_pieces_between_which_one_can_stop(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    computed: list[int] = []
    run = CompiledForward.run

    def counting(self: CompiledForward, x: Array, *more: Array) -> dict[str, Array]:
        computed.append(len(x))
        return run(self, x, *more)

    monkeypatch.setattr(CompiledForward, "run", counting)
    network = model(np.eye(3, dtype=np.float32), "softmax", CategoricalCrossentropy())
    x = np.eye(3, dtype=np.float32)[np.zeros(2000, np.int64)]
    told: list[int] = []

    def note(done: int) -> bool:
        told.append(done)
        return True

    evaluate(network, x, x, note)

    assert sum(computed) == 2000
    assert max(computed) <= MOST_SAMPLES
    assert told == np.cumsum(computed).tolist()
    assert evaluate(network, x, x, lambda done: False) is None
    assert sum(computed) == 2000 + computed[0]
