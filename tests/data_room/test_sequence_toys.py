"""Sequence toys: what they ask, their options, and that recurrent networks learn them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from nnstudio import api
from nnstudio.core.errors import UserError
from nnstudio.core.layer import Layer
from nnstudio.data import dataset_info, load_dataset
from nnstudio.data.prepare import make_plan
from nnstudio.data.sequence_toys import SEQUENCE_TOYS
from nnstudio.data.targets import target_values
from nnstudio.graph import edits
from nnstudio.layers.dense import Dense
from nnstudio.layers.gru import GRU
from nnstudio.layers.lstm import LSTM
from tests.engine.networks import chain
from tests.made_up_data import source_of


def test_recall_asks_for_the_first_symbol() -> None:
    data = load_dataset(source_of("delayed_recall", {"noise": 0.0, "symbols": 3, "length": 7}))
    assert data.x_train.shape == (1000, 7, 3)
    np.testing.assert_array_equal(data.x_train[:, 0].argmax(axis=1), data.y_train)
    assert not data.x_train[:, 1:].any()
    assert np.bincount(data.y_train).min() >= 333
    assert data.info.signature.classes == ("A", "B", "C")


def test_adding_asks_for_the_sum_of_two_marked_numbers() -> None:
    data = load_dataset(source_of("adding", {"length": 11}))
    value, mark = data.x_train[..., 0], data.x_train[..., 1]
    np.testing.assert_allclose(data.y_train, (value * mark).sum(axis=1), rtol=1e-6)
    assert (mark[:, :5].sum(axis=1) == 1).all()
    assert (mark[:, 5:].sum(axis=1) == 1).all()
    assert value.min() >= 0
    assert value.max() <= 1


@pytest.mark.parametrize("every_step", [False, True])
def test_parity_counts_ones(every_step: bool) -> None:
    data = load_dataset(source_of("parity", {"noise": 0.0, "every_step": every_step}))
    odd = np.round(data.x_train[..., 0]).cumsum(axis=1) % 2
    np.testing.assert_array_equal(data.y_train, odd if every_step else odd[:, -1])


def test_an_echo_comes_some_steps_later() -> None:
    data = load_dataset(source_of("echo", {"noise": 0.0, "delay": 4, "length": 9, "symbols": 2}))
    assert data.info.signature.classes == ("silence", "A", "B")
    answers = target_values(data.y_train, data.info.signature, 0)
    assert (answers[:, :4] == 0).all()
    np.testing.assert_array_equal(answers[:, 4:], data.x_train[:, :5].argmax(axis=2) + 1)


def test_a_sine_goes_on() -> None:
    options = {"noise": 0.0, "period": 10.0, "horizon": 4, "length": 12}
    data = load_dataset(source_of("sine_series", options))
    assert data.y_train.shape == (1000, 4)
    wave = np.hstack([data.x_train[..., 0], data.y_train])
    np.testing.assert_allclose(wave[:, 10:], wave[:, :-10], atol=1e-5)
    np.testing.assert_allclose(wave[:, 5:], -wave[:, :-5], atol=1e-5)


@pytest.mark.parametrize("name", SEQUENCE_TOYS)
def test_sequences_follow_their_options(name: str) -> None:
    few = load_dataset(source_of(name, {"samples": 60}))
    again = load_dataset(source_of(name, {"samples": 60, "seed": 0}))
    other = load_dataset(source_of(name, {"samples": 60, "seed": 5}))
    assert few.x_train.shape[0] == 60
    assert few.x_test.shape[0] == 30
    assert few.x_train.dtype == np.float32
    np.testing.assert_array_equal(few.x_train, again.x_train)
    np.testing.assert_array_equal(few.y_train, again.y_train)
    assert not np.array_equal(few.x_train, other.x_train)
    assert not np.array_equal(few.x_train[:30], few.x_test)
    if "noise" in few.info.options.values():
        noisy = load_dataset(source_of(name, {"samples": 60, "noise": 1.0}))
        assert noisy.x_train.std() > 0.8


def test_an_echo_that_is_never_heard_is_refused() -> None:
    with pytest.raises(UserError, match="An echo after 9 steps is not heard in sequences of 9"):
        dataset_info("echo", {"delay": 9, "length": 9})


def trained(
    name: str,
    options: dict[str, Any],
    loss: str,
    *layers: Layer,
    epochs: int = 10,
    rate: float = 0.01,
) -> dict[str, float]:
    """Return how well a network does in the test after a few epochs."""
    plan = make_plan(name, options=options)
    project = replace(chain(plan.signature, loss, *layers), data=plan)
    project = edits.set_training(project, epochs=epochs)
    project = edits.set_optimizer(
        project, project.training.optimizer.with_values(learning_rate=rate)
    )
    return api.evaluate(api.train(project, seed=1))


CROSS, SQUARE = "categorical_crossentropy", "mean_squared_error"


def test_a_gru_remembers_the_first_symbol() -> None:
    options = {"samples": 400, "length": 10}
    layers = GRU(units=12), Dense(units=4, activation="softmax")
    assert trained("delayed_recall", options, CROSS, *layers)["accuracy"] > 0.95


def test_an_lstm_echoes_at_every_step() -> None:
    options = {"samples": 300, "length": 12, "delay": 2, "symbols": 2}
    layers = LSTM(units=16, return_sequences=True), Dense(units=3, activation="softmax")
    assert trained("echo", options, CROSS, *layers, rate=0.02)["accuracy"] > 0.95


def test_a_gru_predicts_a_sine() -> None:
    layers = GRU(units=12), Dense(units=1, activation="linear")
    assert trained("sine_series", {"samples": 300}, SQUARE, *layers)["r2"] > 0.95


def test_a_gru_adds() -> None:
    options = {"samples": 800, "length": 6}
    layers = GRU(units=16), Dense(units=1, activation="linear")
    assert trained("adding", options, SQUARE, *layers, epochs=15, rate=0.02)["r2"] > 0.9


def test_a_gru_counts_in_twos() -> None:
    options = {"samples": 300, "length": 6, "every_step": True}
    layers = GRU(units=8, return_sequences=True), Dense(units=2, activation="softmax")
    assert trained("parity", options, CROSS, *layers, epochs=15, rate=0.03)["accuracy"] > 0.95
