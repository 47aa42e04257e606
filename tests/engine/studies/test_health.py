"""Units that are dead, stuck or doubled on purpose are found, and no others."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pytest

from nnstudio.core.layer import Array, Layer
from nnstudio.engine.model import Model
from nnstudio.engine.plan import make_plan
from nnstudio.engine.studies.health import (
    Health,
    HealthStudy,
    LayerHealth,
    duplicates,
    judged,
)
from nnstudio.engine.studies.unit import UnitReport, UnitStudy
from nnstudio.engine.weights import initial_weights
from nnstudio.explain.unit_health import (
    STATES,
    count_states,
    judge_health,
    unit_sentence,
    unit_states,
)
from nnstudio.graph.analysis import analyze
from nnstudio.layers.activation import ActivationLayer
from nnstudio.layers.conv2d import Conv2D
from nnstudio.layers.dense import Dense
from nnstudio.layers.flatten import Flatten
from nnstudio.layers.lstm import LSTM
from nnstudio.layers.simple_rnn import SimpleRNN
from tests.app.plots.made_up import stack
from tests.engine.studying import answer, finish

RNG = np.random.default_rng(3)
X = RNG.normal(size=(60, 4)).astype(np.float32)


def model(dataset: str, *layers: Layer, **weights: npt.ArrayLike) -> Model:
    """Return a network with some weights of its first layer (``weight``, ``bias``) as given."""
    plan = make_plan(analyze(stack(dataset, *layers)))
    first = plan.nodes[1].id
    known = {(first, name): np.asarray(value, np.float32) for name, value in weights.items()}
    return Model(plan, {**initial_weights(plan, 0), **known})


def health(network: Model, x: Array = X) -> Health:
    return answer(HealthStudy(x), network)


def states(layer: LayerHealth) -> list[str]:
    return [STATES[number] for number in unit_states(layer)]


def relu_network() -> Model:
    weight = RNG.normal(size=(4, 6))
    bias = np.zeros(6)
    bias[1] = -1000.0  # never above zero
    weight[:, 4] = 2.0 * weight[:, 0]  # twice as strong, says the same
    weight[:, 5] *= 0.001
    return model(
        "iris",
        Dense(units=6, activation="relu"),
        Dense(units=3, activation="softmax"),
        weight=weight,
        bias=bias,
    )


def test_dead_duplicate_and_weak_units_are_found() -> None:
    first, last = health(relu_network()).layers
    assert states(first) == ["duplicate", "dead", "healthy", "healthy", "duplicate", "weak"]
    assert (first.twin[0], first.twin[4]) == (4, 0)
    assert first.likeness[0] == pytest.approx(1.0)
    assert first.twin[[1, 2, 3, 5]].tolist() == [-1] * 4
    assert count_states(first) == {"healthy": 2, "dead": 1, "duplicate": 2, "weak": 1}
    assert (last.is_output, last.can_die, last.can_saturate) == (True, False, False)
    assert "unit 4" in str(unit_sentence(first, 0))


def test_figures_are_those_of_the_outputs() -> None:
    network = relu_network()
    first = health(network).layers[0]
    y = network.forward(X).outputs["dense_1"]
    np.testing.assert_allclose(first.mean, y.mean(axis=0), rtol=1e-5)
    np.testing.assert_allclose(first.std, y.std(axis=0), rtol=1e-3, atol=1e-6)


@pytest.mark.parametrize(("activation", "limit"), [("sigmoid", 4.36), ("tanh", 2.18)])
def test_saturated_units_are_found_on_both_sides(activation: str, limit: float) -> None:
    weight = np.zeros((4, 4))
    weight[[0, 1, 2, 3], [0, 1, 2, 3]] = 0.3
    network = model(
        "iris",
        Dense(units=4, activation=activation),
        Dense(units=3, activation="softmax"),
        weight=weight,
        bias=[0.0, limit + 3.0, -limit - 3.0, limit],
    )
    first = health(network).layers[0]
    assert states(first)[:3] == ["healthy", "saturated", "saturated"]
    assert states(first)[3] != "saturated"
    assert not first.silent.any()
    z = X @ weight + np.array([0.0, limit + 3.0, -limit - 3.0, limit])
    np.testing.assert_allclose(first.saturated, (np.abs(z) > limit).mean(axis=0), atol=1e-6)
    assert 0.2 < first.saturated[3] < 0.8


def test_an_output_whose_loss_starts_before_it_may_be_saturated() -> None:
    network = model(
        "iris", Dense(units=3, activation="softmax"), weight=np.eye(4, 3) * 90, bias=np.zeros(3)
    )
    [layer] = health(network).layers
    assert "saturated" not in states(layer)


def test_mirrored_units_are_duplicates_and_rare_ones_are_not_compared() -> None:
    rows = RNG.normal(size=(50, 4))
    rows[:, 3] = -rows[:, 1]
    rare = np.zeros((50, 2))
    rare[7] = 1.0
    constant = np.full((50, 2), 0.7)
    twin, likeness = finish(duplicates(np.hstack([rows, rare, constant]).astype(np.float32)))
    assert twin.tolist() == [-1, 3, -1, 1, -1, -1, -1, -1]
    assert likeness[1] == pytest.approx(-1.0)


def test_duplicates_in_a_wide_layer_are_numpys() -> None:
    rows = RNG.normal(size=(200, 300)).astype(np.float32)
    rows[:, 290] = rows[:, 5] + 0.05 * rows[:, 6]
    twin, likeness = finish(duplicates(rows))
    full = np.corrcoef(rows.T) - np.eye(300)
    assert np.flatnonzero(twin >= 0).tolist() == [5, 290]
    assert likeness[5] == pytest.approx(full[5, 290], abs=1e-5)


def test_channels_of_a_convolution_are_its_units() -> None:
    kernel = np.zeros((3, 3, 1, 3))
    kernel[1, 1, 0] = (1.0, 1.0, 2.0)
    network = model(
        "mnist",
        Conv2D(filters=3, kernel_size=(3, 3), activation="relu"),
        Flatten(),
        Dense(units=10, activation="softmax"),
        weight=kernel,
        bias=[0.0, -5.0, 0.5],
    )
    x = RNG.random(size=(9, 28, 28, 1)).astype(np.float32)
    layer = health(network, x).layers[0]
    assert states(layer) == ["duplicate", "dead", "duplicate"]
    report = answer(UnitStudy(x, "conv2d_1", 2), network)
    assert report is not None
    assert report.weights is not None
    np.testing.assert_array_equal(report.weights[:, :, 0], kernel[:, :, 0, 2])
    place = int(x[report.best[0], :, :, 0].argmax())
    assert report.places[0] == place


def test_a_unit_is_known_by_its_weights_its_sums_and_what_wakes_it() -> None:
    network = relu_network()
    report = answer(UnitStudy(X, "dense_1", 2), network)
    assert isinstance(report, UnitReport)
    done = network.forward(X)
    z, y = done.saved["dense_1"]["z"][:, 2], done.outputs["dense_1"][:, 2]
    np.testing.assert_array_equal(report.best, np.argsort(-y, kind="stable")[:12])
    np.testing.assert_array_equal(report.strengths, np.sort(y)[::-1][:12])
    assert report.weights is not None
    np.testing.assert_array_equal(report.weights, network.weights["dense_1", "weight"][:, 2])
    assert report.sums is not None
    assert (report.sums.low, report.sums.high) == (z.min(), z.max())
    assert report.sums.counts.sum() == 60
    assert answer(UnitStudy(X, "dense_1", 99), network) is None
    assert answer(UnitStudy(X, "gone", 0), network) is None


def test_recurrent_layers_and_lone_activations_have_units_too() -> None:
    network = model(
        "japanese_vowels",
        SimpleRNN(units=5),
        Dense(units=6),
        ActivationLayer(),
        Dense(units=9, activation="softmax"),
    )
    assert [node.id for node in judged(network.plan)][:3] == [
        "simplernn_1",
        "dense_1",
        "activation_1",
    ]
    shape = (7, *network.plan.input_shape)
    x = RNG.normal(size=shape).astype(np.float32)
    found = health(network, x)
    assert [layer.units for layer in found.layers][:3] == [5, 6, 6]
    assert found.layers[0].can_saturate
    report = answer(UnitStudy(x, "simplernn_1", 1), network)
    assert report is not None
    assert report.sums is not None
    assert report.sums.number == 7 * shape[1]


def test_an_lstm_shows_its_candidates_weights() -> None:
    network = model("japanese_vowels", LSTM(units=4), Dense(units=9, activation="softmax"))
    x = RNG.normal(size=(3, *network.plan.input_shape)).astype(np.float32)
    report = answer(UnitStudy(x, "lstm_1", 1), network)
    assert report is not None
    assert report.sums is None
    assert report.weights is not None
    np.testing.assert_array_equal(report.weights, network.weights["lstm_1", "weight"][:, 2 * 4 + 1])


def test_verdicts_name_layers_numbers_and_cures() -> None:
    calm = model("iris", Dense(units=6, activation="tanh"), Dense(units=3, activation="softmax"))
    assert judge_health(health(calm)).kind == "healthy"
    weight = RNG.normal(size=(4, 6))
    dead = model(
        "iris",
        Dense(units=6, activation="relu"),
        Dense(units=3, activation="softmax"),
        weight=weight,
        bias=np.full(6, -1000.0),
    )
    verdict = judge_health(health(dead))
    assert verdict.kind == "ailing"
    assert verdict.layers == ("dense_1",)
    assert "6 of 6 units in dense_1 are dead" in str(verdict.text)
    assert "leaky ReLU" in str(verdict.text)
    step = model("iris", Dense(units=6, activation="step"), Dense(units=3, activation="softmax"))
    assert "slope zero everywhere" in str(judge_health(health(step)).text)
    equal = model(
        "iris",
        Dense(units=6, activation="tanh"),
        Dense(units=3, activation="softmax"),
        weight=np.full((4, 6), 0.1),
    )
    assert "6 of 6 units in dense_1 are duplicates" in str(judge_health(health(equal)).text)
    assert judge_health(health(equal)).kind == "ailing"
    scaled = model(
        "iris",
        Dense(units=6, activation="linear"),
        Dense(units=3, activation="softmax"),
        weight=np.outer(np.ones(4), [0.1, 0.2, 0.3, 0.4, 0.5, 0.6]),
    )
    verdict = judge_health(health(scaled))
    assert verdict.kind == "healthy"
    assert "6 of 6 units in dense_1 say nearly what another unit says" in str(verdict.text)
    broken = model(
        "iris",
        Dense(units=6, activation="tanh"),
        Dense(units=3, activation="softmax"),
        weight=np.full((4, 6), np.nan),
    )
    assert judge_health(health(broken)).kind == "exploding"
