"""What comes back through time, compared with loops by hand and with finite differences."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import numpy as np
import pytest

from nnstudio.core.layer import Array, Saved
from nnstudio.core.recurrent import Recurrent
from nnstudio.engine.model import Model
from nnstudio.engine.plan import make_plan
from nnstudio.engine.studies.recurrence import (
    MOST_NUMBERS,
    Recurrence,
    RecurrenceStudy,
    spectral_norm,
)
from nnstudio.engine.weights import initial_weights
from nnstudio.graph.analysis import analyze
from nnstudio.graph.signature import Signature
from nnstudio.layers.dense import Dense
from nnstudio.layers.gru import GRU
from nnstudio.layers.lstm import LSTM
from nnstudio.layers.simple_rnn import SimpleRNN
from tests.engine.networks import chain
from tests.engine.studying import answer

STEPS = 7


def network(*layers: Recurrent, features: int = 2, steps: int = STEPS) -> Model:
    signature = Signature((steps, features), "regression", raw_shape=(steps, features))
    project = chain(signature, "mean_squared_error", *layers, Dense(units=1, activation="linear"))
    plan = make_plan(analyze(project))
    return Model(plan, initial_weights(plan, 3), np.float64)


def linear(w: float, steps: int = 12, truncate: int = 0) -> Model:
    """Return h_t = x_t + w h_(t-1), whose last state is the output."""
    rnn = SimpleRNN(units=1, activation="linear", use_bias=False, truncate=truncate)
    model = network(rnn, features=1, steps=steps)
    for (node, name), weight in model.weights.items():
        weight[...] = {"recurrent_weight": w, "bias": 0.0}.get(name, 1.0)
        assert node
    return model


def ask(model: Model, node: str, x: Array | None = None, **how: object) -> Recurrence:
    shape = (1, *model.plan.input_shape)
    x = np.random.default_rng(1).normal(size=shape) if x is None else x
    study = RecurrenceStudy(node, x, np.array([[0.3]]))
    return answer(replace(study, **how), model)  # type: ignore[arg-type]


def test_a_linear_network_with_half_shows_powers_of_a_half() -> None:
    [reading] = ask(linear(0.5), "simplernn_1").readings
    powers = 0.5 ** np.arange(11, -1, -1.0)

    np.testing.assert_array_equal(reading.products, powers)
    np.testing.assert_array_equal(reading.factors, np.full(12, 0.5))
    np.testing.assert_allclose(reading.pull / reading.pull[-1], powers, rtol=1e-12)


def test_a_truncated_way_back_ends_at_its_window() -> None:
    whole = ask(linear(0.5), "simplernn_1", window=5).readings[0]
    truncated = ask(linear(0.5, truncate=5), "simplernn_1").readings[0]

    assert (whole.kept > 0).tolist() == [False] * 10 + [True] * 2
    np.testing.assert_array_equal(whole.kept[10:], whole.pull[10:])
    np.testing.assert_array_equal(truncated.pull, whole.kept)


LAYERS = [
    pytest.param(SimpleRNN(units=3), id="simple"),
    pytest.param(SimpleRNN(units=3, activation="relu", direction="backward"), id="turned"),
    pytest.param(LSTM(units=3), id="lstm"),
    pytest.param(GRU(units=3), id="gru"),
    pytest.param(GRU(units=3, direction="both"), id="both"),
    pytest.param(LSTM(units=2, mask_zeros=True), id="masked"),
]


def read_on(
    model: Model, layer: Recurrent, node: str, prefix: str, saved: Saved, state: Array, steps: Array
) -> Array:
    """Read steps from another state, with the definition's own cell, and return the last state."""
    units, weights = layer.units, model.weights
    now = tuple(state[np.newaxis, i : i + units] for i in range(0, len(state), units))
    for t in steps:
        if not saved["on"][0, t]:
            continue
        p = saved["x"][:, t] @ weights[node, f"{prefix}weight"] + weights[node, f"{prefix}bias"]
        r = now[0] @ weights[node, f"{prefix}recurrent_weight"]
        if layer.name == "GRU":
            r = r + weights[node, f"{prefix}recurrent_bias"]
        shape = (1, layer.gates, units)
        now, _ = layer.cell(p.reshape(shape), r.reshape(shape), now)
    return np.concatenate([value[0] for value in now])


@pytest.mark.parametrize("layer", LAYERS)
def test_norms_are_those_of_finite_differences(layer: Recurrent) -> None:
    model = network(layer)
    x = np.random.default_rng(2).normal(size=(1, STEPS, 2))
    if layer.mask_zeros:
        x[:, 2:4] = 0.0
    node = model.plan.nodes[1].id
    found = ask(model, node, x)
    memory = layer.memory
    for number, reading in enumerate(found.readings):
        prefix = reading.prefix
        done = model.forward(x)
        saved = done.saved[node]
        order, units = reading.order, layer.units
        end = partial(read_on, model, layer, node, prefix, saved)

        for place, t in enumerate(order):
            state = np.concatenate([saved[prefix + name][0, t] for name in memory])
            later = order[place + 1 :]
            jacobian = np.stack(
                [
                    (end(state + d, later) - end(state - d, later)) / 2e-6
                    for d in 1e-6 * np.eye(len(state))
                ],
                axis=1,
            )
            assert reading.products[t] == pytest.approx(np.linalg.norm(jacobian, 2), rel=1e-5)
            dense = model.weights["dense_1", "weight"][number * units : (number + 1) * units, 0]
            error = float(done.outputs["dense_1"][0, 0]) - 0.3
            wanted = np.linalg.norm(2 * error * dense @ jacobian[:units, :units])
            assert reading.pull[t] == pytest.approx(wanted, rel=1e-5)


def test_stacked_layers_that_hand_on_every_step_are_told_apart() -> None:
    model = network(LSTM(units=3, return_sequences=True), GRU(units=2))
    first, second = (ask(model, node).readings[0] for node in ("lstm_1", "gru_1"))

    assert list(first.parts) == ["i", "f", "g", "o", "c"]
    assert list(second.parts) == ["r", "z", "n"]
    assert first.h.shape == (STEPS, 3)
    done = model.forward(np.random.default_rng(1).normal(size=(1, STEPS, 2)))
    np.testing.assert_array_equal(second.h, done.saved["gru_1"]["h"][0])
    np.testing.assert_array_equal(first.parts["f"], done.saved["lstm_1"]["gates"][0, :, 1])
    # Directly from the layer above, and over the later steps.
    _, flowing = model.backward(done, np.array([[0.3]]))
    np.testing.assert_allclose(first.pull[-1], np.linalg.norm(flowing["lstm_1"][0, -1]), rtol=1e-9)


def test_a_large_state_has_bars_without_norms() -> None:
    reading = ask(network(SimpleRNN(units=MOST_NUMBERS + 1), steps=3), "simplernn_1").readings[0]

    assert np.isfinite(reading.pull).all()
    assert np.isnan(reading.products).all()


@pytest.mark.parametrize("size", [(1, 1), (5, 5), (60, 60)])
def test_the_spectral_norm_is_the_largest_singular_value(size: tuple[int, int]) -> None:
    matrix = np.random.default_rng(0).normal(size=size)
    matrix[0] *= 3.0

    assert spectral_norm(matrix * 1e200) / 1e200 == pytest.approx(
        np.linalg.norm(matrix, 2), rel=1e-3
    )
    assert spectral_norm(np.zeros(size)) == 0.0
    assert np.isnan(spectral_norm(np.full(size, np.nan)))


def test_samples_of_other_data_are_not_asked() -> None:
    model = network(GRU(units=2))
    good = RecurrenceStudy("gru_1", np.zeros((1, STEPS, 2)), np.zeros((1, 1)))

    assert good.fits(model.plan)
    assert not replace(good, node="dense_1").fits(model.plan)
    assert not replace(good, x=np.zeros((1, STEPS, 3))).fits(model.plan)
