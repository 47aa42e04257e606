"""A forecast is that of a loop written out: read, predict, append, read again."""

from __future__ import annotations

import numpy as np
import pytest

from nnstudio.engine.model import Model
from nnstudio.engine.plan import make_plan
from nnstudio.engine.studies.forecast import ForecastStudy, levels
from nnstudio.engine.weights import initial_weights
from nnstudio.graph.analysis import analyze
from nnstudio.graph.signature import Signature
from nnstudio.layers.dense import Dense
from nnstudio.layers.flatten import Flatten
from nnstudio.layers.gru import GRU
from tests.engine.networks import chain
from tests.engine.studying import answer

WINDOW = 6


def network(horizon: int = 1) -> Model:
    signature = Signature((WINDOW, 1), "regression", raw_shape=(WINDOW, 1), targets=horizon)
    layers = GRU(units=3), Dense(units=horizon, activation="linear")
    plan = make_plan(analyze(chain(signature, "mean_squared_error", *layers)))
    return Model(plan, initial_weights(plan, 3), np.float64)


@pytest.mark.parametrize("horizon", [1, 4])
def test_predictions_are_read_as_if_they_had_happened(horizon: int) -> None:
    model = network(horizon)
    x = np.random.default_rng(0).normal(size=(53, WINDOW, 1))
    shift, scale = 0.5, 2.0
    found = answer(ForecastStudy(x, x[-1:], 10, shift, scale), model)

    np.testing.assert_allclose(found.ahead, model.predict(x), rtol=1e-12)
    read: list[float] = x[-1, :, 0].tolist()
    foretold: list[float] = []
    while len(foretold) < 10:
        following = model.predict(np.array(read[-WINDOW:])[np.newaxis, :, np.newaxis])[0]
        foretold += following.tolist()
        read += ((following - shift) * scale).tolist()
    np.testing.assert_allclose(found.free, foretold[:10], rtol=1e-9)


def test_a_mean_of_the_last_two_is_continued() -> None:
    signature = Signature((WINDOW, 1), "regression", raw_shape=(WINDOW, 1))
    layers = Flatten(), Dense(units=1, activation="linear")
    plan = make_plan(analyze(chain(signature, "mean_squared_error", *layers)))
    model = Model(plan, initial_weights(plan, 3), np.float64)
    model.weights["dense_1", "weight"][:, 0] = [0, 0, 0, 0, 0.5, 0.5]
    start = np.array([0, 0, 0, 0, 2.0, 4.0]).reshape(1, WINDOW, 1)

    assert answer(ForecastStudy(start, start, 3), model).free.tolist() == [3.0, 3.5, 3.25]


@pytest.mark.parametrize(
    ("lag", "wanted"), [(0, [1.0, 2.0, 3.0]), (1, [21.0, 23.0, 26.0]), (2, [11.0, 22.0, 14.0])]
)
def test_changes_lead_to_values(lag: int, wanted: list[float]) -> None:
    assert levels(np.array([1.0, 2.0, 3.0]), np.array([5.0, 10.0, 20.0]), lag).tolist() == wanted
