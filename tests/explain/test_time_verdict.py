"""Whether gradients survive in time is said by a rule with thresholds."""

from __future__ import annotations

import numpy as np
import pytest

from nnstudio.core.recurrent import Recurrent
from nnstudio.explain.time_verdict import judge_time, memory_span
from nnstudio.layers.gru import GRU
from nnstudio.layers.lstm import LSTM
from nnstudio.layers.simple_rnn import SimpleRNN


@pytest.mark.parametrize(
    ("factor", "steps", "kind"),
    [
        (2.0, 12, "exploding"),
        (2.0, 4, "exploding"),
        (1.3, 30, "exploding"),
        (1.1, 20, "healthy"),
        (1.0, 200, "healthy"),
        (0.9, 20, "healthy"),
        (0.5, 4, "vanishing"),
        (0.8, 30, "vanishing"),
        (0.5, 2, "waiting"),
    ],
)
def test_the_product_over_the_steps_decides(factor: float, steps: int, kind: str) -> None:
    products = factor ** np.arange(steps - 1, -1, -1.0)
    verdict = judge_time(products, np.ones(steps, bool), SimpleRNN())

    assert verdict.kind == kind
    if kind != "waiting":
        assert verdict.factor == pytest.approx(factor)
        assert f"× {factor:.3g} per step" in str(verdict.text)


@pytest.mark.parametrize("layer", [SimpleRNN(), LSTM(), GRU()], ids=lambda layer: layer.name)
def test_what_is_wrong_comes_with_a_cure(layer: Recurrent) -> None:
    on = np.ones(12, bool)
    for factor in (0.3, 3.0):
        verdict = judge_time(factor ** np.arange(11, -1, -1.0), on, layer)
        assert "Try " in str(verdict.text)


def test_skipped_steps_do_not_count() -> None:
    on = np.array([False, False, True, True, True])
    verdict = judge_time(np.array([0.25, 0.25, 0.25, 0.5, 1.0]), on, LSTM())

    assert verdict.factor == pytest.approx(0.5)


@pytest.mark.parametrize("value", [np.inf, np.nan])
def test_what_is_no_number_has_exploded(value: float) -> None:
    products = np.array([value, value, 4.0, 2.0, 1.0])

    assert judge_time(products, np.ones(5, bool), LSTM()).kind == "exploding"


def test_nothing_is_said_where_nothing_was_computed() -> None:
    assert judge_time(np.full(9, np.nan), np.ones(9, bool), LSTM()).kind == "waiting"


def test_the_span_of_memory_ends_where_a_hundredth_is_left() -> None:
    products = 0.5 ** np.arange(19, -1, -1.0)

    assert memory_span(products, np.ones(20, bool)) == 7
    assert memory_span(np.ones(20), np.ones(20, bool)) is None
