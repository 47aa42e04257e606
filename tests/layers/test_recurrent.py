"""What is particular to layers that read sequences; what all layers share is tested elsewhere."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

from nnstudio.core.errors import UserError
from nnstudio.core.initializers import initial_values
from nnstudio.core.layer import Array, Step
from nnstudio.core.recurrent import Recurrent
from nnstudio.layers.embedding import Embedding
from nnstudio.layers.gru import GRU
from nnstudio.layers.lstm import LSTM
from nnstudio.layers.repeat import Repeat
from nnstudio.layers.simple_rnn import SimpleRNN

CELLS: list[type[Recurrent]] = [SimpleRNN, LSTM, GRU]
FEATURES = 3


def a_step(training: bool = True, **given: Any) -> Step:
    return Step(training, np.random.Generator(np.random.SFC64(3)), **given)


def drawn(layer: Recurrent, features: int = FEATURES) -> dict[str, Array]:
    rng = np.random.default_rng(2)
    shapes = {name: weight.shape for name, weight in layer.weights((1, features)).items()}
    return {name: 0.5 * rng.standard_normal(shape) for name, shape in shapes.items()}


def sequences(steps: int, batch: int = 2) -> Array:
    return np.random.default_rng(4).standard_normal((batch, steps, FEATURES))


def gradients(
    layer: Recurrent, w: dict[str, Array], x: Array, dy: Array, step: Step | None = None
) -> tuple[Array, dict[str, Array]]:
    step = step or a_step()
    _, saved = layer.forward(w, step, x)
    (dx,), dws = layer.backward(w, step, saved, dy)
    return dx, dws


def test_a_gradient_halves_with_every_step_of_a_linear_state_with_weight_one_half() -> None:
    layer = SimpleRNN(units=1, activation="linear")
    w = {"weight": np.ones((1, 1)), "recurrent_weight": np.full((1, 1), 0.5), "bias": np.zeros(1)}
    x = np.arange(1.0, 6.0).reshape(1, 5, 1)

    y, _ = layer.forward(w, a_step(), x)
    dx, _ = gradients(layer, w, x, np.ones((1, 1)))

    assert y[0, 0] == 1 / 16 + 2 / 8 + 3 / 4 + 4 / 2 + 5
    assert dx[0, :, 0].tolist() == [1 / 16, 1 / 8, 1 / 4, 1 / 2, 1]


def test_one_step_of_an_lstm_by_hand() -> None:
    layer = LSTM(units=1)
    w = {
        "weight": np.array([[0.1, 0.2, 0.3, 0.4]]),
        "recurrent_weight": np.array([[1.0, 2.0, 3.0, 4.0]]),
        "bias": np.array([0.5, 0.6, 0.7, 0.8]),
    }
    state = {"h": np.array([[0.25]]), "c": np.array([[0.5]])}
    y, saved = layer.forward(w, a_step(state=state, carry=True), np.array([[[2.0]]]))

    i, f, o = (1 / (1 + math.exp(-z)) for z in (0.95, 1.5, 2.6))
    c = f * 0.5 + i * math.tanh(2.05)
    assert saved["gates"][0, 0, :, 0] == pytest.approx([i, f, math.tanh(2.05), o], rel=1e-12)
    assert saved["c"][0, 0, 0] == pytest.approx(c, rel=1e-12)
    assert y[0, 0] == pytest.approx(o * math.tanh(c), rel=1e-12)
    assert state["c"][0, 0] == pytest.approx(c, rel=1e-12)


def test_one_step_of_a_gru_by_hand() -> None:
    layer = GRU(units=1)
    w = {
        "weight": np.array([[0.1, 0.2, 0.3]]),
        "recurrent_weight": np.array([[1.0, 2.0, 3.0]]),
        "bias": np.array([0.5, 0.6, 0.7]),
        "recurrent_bias": np.array([0.01, 0.02, 0.03]),
    }
    state = {"h": np.array([[0.25]])}
    y, saved = layer.forward(w, a_step(state=state, carry=True), np.array([[[2.0]]]))

    r, z = 1 / (1 + math.exp(-0.96)), 1 / (1 + math.exp(-1.52))
    n = math.tanh(0.2 * 3 + 0.7 + r * (0.75 + 0.03))
    assert saved["gates"][0, 0, :, 0] == pytest.approx([r, z, n], rel=1e-12)
    assert saved["recalled"][0, 0, 0] == pytest.approx(0.78, rel=1e-12)
    assert y[0, 0] == pytest.approx((1 - z) * n + z * 0.25, rel=1e-12)


@pytest.mark.parametrize("cls", CELLS)
@pytest.mark.parametrize("direction", ["forward", "backward", "both"])
def test_the_last_state_is_where_the_reading_of_the_sequence_ends(
    cls: type[Recurrent], direction: str
) -> None:
    whole = cls(units=2, direction=direction, return_sequences=True)
    last = cls(units=2, direction=direction)
    w, x = drawn(whole), sequences(4)
    every, _ = whole.forward(w, a_step(), x)
    y, saved = last.forward(w, a_step(), x)

    ends = {"forward": every[:, -1], "backward": every[:, 0]}
    ends["both"] = np.concatenate([every[:, -1, :2], every[:, 0, 2:]], axis=1)
    assert np.array_equal(y, ends[direction])
    assert saved["h"].shape == (2, 4, 2)


@pytest.mark.parametrize("cls", CELLS)
def test_both_directions_are_two_cells_of_which_one_reads_the_reversed_sequence(
    cls: type[Recurrent],
) -> None:
    both = cls(units=2, direction="both", return_sequences=True)
    one = cls(units=2, return_sequences=True)
    w, x = drawn(both), sequences(5)
    prefix = "backward_"
    ahead = {name: value for name, value in w.items() if not name.startswith(prefix)}
    back = {n.removeprefix(prefix): v for n, v in w.items() if n.startswith(prefix)}
    dy = np.random.default_rng(0).standard_normal((2, 5, 4))

    y, saved = both.forward(w, a_step(), x)
    first, _ = one.forward(ahead, a_step(), x)
    second, other = one.forward(back, a_step(), x[:, ::-1])
    np.testing.assert_allclose(y, np.concatenate([first, second[:, ::-1]], axis=2), rtol=1e-12)
    np.testing.assert_allclose(saved["backward_h"], other["h"][:, ::-1], rtol=1e-12)

    dx, dws = gradients(both, w, x, dy)
    dx_1, dws_1 = gradients(one, ahead, x, dy[..., :2])
    dx_2, dws_2 = gradients(one, back, x[:, ::-1], dy[:, ::-1, 2:])
    np.testing.assert_allclose(dx, dx_1 + dx_2[:, ::-1], rtol=1e-9, atol=1e-12)
    for name, dw in dws.items():
        alone = dws_2[name.removeprefix(prefix)] if name.startswith(prefix) else dws_1[name]
        np.testing.assert_allclose(dw, alone, rtol=1e-9, atol=1e-12)


@pytest.mark.parametrize("cls", CELLS)
def test_a_sequence_can_be_read_in_parts(cls: type[Recurrent]) -> None:
    layer = cls(units=2, return_sequences=True)
    w, x = drawn(layer), sequences(7)
    whole, _ = layer.forward(w, a_step(False), x)

    step = a_step(False, carry=True)
    parts = [layer.forward(w, step, part)[0] for part in np.split(x, [1, 4], axis=1)]
    np.testing.assert_allclose(np.concatenate(parts, axis=1), whole, rtol=1e-12)
    step.state.clear()
    again, _ = layer.forward(w, step, x)
    np.testing.assert_allclose(again, whole, rtol=1e-12)


def test_a_state_that_cannot_be_gone_on_from_is_refused_with_help() -> None:
    step = a_step(False, carry=True)
    layer = GRU(units=2)
    layer.forward(drawn(layer), step, sequences(3))
    with pytest.raises(UserError, match=r"kept the state of 2 sequences and got 5. Give as many"):
        layer.forward(drawn(layer), step, sequences(3, batch=5))
    both = GRU(units=2, direction="both")
    with pytest.raises(UserError, match=r"direction both; .* Set direction to forward"):
        both.forward(drawn(both), a_step(False, carry=True), sequences(3))


@pytest.mark.parametrize("cls", CELLS)
@pytest.mark.parametrize("k", [1, 3, 4])
def test_truncated_gradients_are_those_of_blocks_with_their_starting_states_held_fixed(
    cls: type[Recurrent], k: int
) -> None:
    layer, blocks = (cls(units=2, return_sequences=True, truncate=cut) for cut in (k, 0))
    w, x = drawn(layer), sequences(8)
    dy = np.random.default_rng(0).standard_normal((2, 8, 2))
    dx, dws = gradients(layer, w, x, dy)

    cuts = range(k, 8, k)
    step = a_step(carry=True)
    pieces = zip(np.split(x, cuts, axis=1), np.split(dy, cuts, axis=1), strict=True)
    alone = [gradients(blocks, w, part, dy_part, step) for part, dy_part in pieces]
    np.testing.assert_allclose(np.concatenate([d for d, _ in alone], axis=1), dx, rtol=1e-9)
    for name, dw in dws.items():
        np.testing.assert_allclose(sum(d[name] for _, d in alone), dw, rtol=1e-9, atol=1e-12)
    full, _ = gradients(blocks, w, x, dy)
    assert np.abs(full - dx).max() > 1e-3


@pytest.mark.parametrize("cls", CELLS)
@pytest.mark.parametrize("direction", ["forward", "backward", "both"])
@pytest.mark.parametrize("whole", [True, False])
@pytest.mark.parametrize("places", [[0, 1, 2], [3, 4, 5], [0, 3, 5]])
def test_padded_steps_are_as_if_they_were_not_there(
    cls: type[Recurrent], direction: str, whole: bool, places: list[int]
) -> None:
    layer = cls(units=2, direction=direction, return_sequences=whole, mask_zeros=True)
    w, x = drawn(layer), sequences(3)
    padded = np.zeros((2, 6, FEATURES))
    padded[:, places] = x

    y, _ = layer.forward(w, a_step(), x)
    over, _ = layer.forward(w, a_step(), padded)
    dy = np.random.default_rng(0).standard_normal(over.shape)
    dx, dws = gradients(layer, w, padded, dy)
    if whole:
        assert not np.delete(over, places, axis=1).any()
        over, dy = over[:, places], dy[:, places]
    np.testing.assert_allclose(over, y, rtol=1e-12)
    expected, expected_dws = gradients(layer, w, x, dy)
    np.testing.assert_allclose(dx[:, places], expected, rtol=1e-9)
    assert not np.delete(dx, places, axis=1).any()
    for name, dw in dws.items():
        np.testing.assert_allclose(dw, expected_dws[name], rtol=1e-9, atol=1e-12)


@pytest.mark.parametrize("cls", CELLS)
def test_dropout_takes_the_same_inputs_away_in_all_steps_of_a_sequence(
    cls: type[Recurrent],
) -> None:
    layer = cls(units=8, dropout=0.5, return_sequences=True)
    w, x = drawn(layer, 100), np.random.default_rng(0).standard_normal((4, 3, 100))
    dx, _ = gradients(layer, w, x, np.ones((4, 3, 8)))
    away = dx == 0
    assert (away == away[:, :1]).all()
    assert 120 < away[:, 0].sum() < 280
    assert len({tuple(row) for row in away[:, 0].tolist()}) == 4


def test_recurrent_dropout_hides_a_share_of_the_state_in_training_only() -> None:
    # Inputs of one and no gates: the second state is 1 where the first one is not seen, else 3.
    layer = SimpleRNN(units=400, activation="linear", recurrent_dropout=0.5, use_bias=False)
    w = {"weight": np.ones((1, 400)), "recurrent_weight": np.eye(400)}
    x = np.ones((1, 2, 1))
    y, _ = layer.forward(w, a_step(), x)
    assert set(y[0]) == {1.0, 3.0}
    assert 150 < (y == 1.0).sum() < 250
    quiet, _ = layer.forward(w, a_step(training=False), x)
    assert (quiet == 2.0).all()


def test_an_lstm_remembers_at_first_and_recurrent_weights_keep_lengths() -> None:
    for layer in (LSTM(units=5), GRU(units=5), SimpleRNN(units=5)):
        weight = layer.weights((2, 3))["recurrent_weight"]
        drawn_values = initial_values(weight, np.random.default_rng(0))
        for gate in range(layer.gates):
            block = drawn_values[:, 5 * gate : 5 * gate + 5]
            np.testing.assert_allclose(block @ block.T, np.eye(5), atol=1e-12)
    bias = initial_values(LSTM(units=2).weights((2, 3))["bias"], np.random.default_rng(0))
    assert bias.tolist() == [0, 0, 1, 1, 0, 0, 0, 0]


def test_embedding_looks_vectors_up_and_survives_any_number() -> None:
    layer = Embedding(vocabulary=3, units=2)
    w = {"weight": np.array([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])}
    tokens = np.array([[1, 2, 0.6, 1.0, -5, 99, math.nan]])
    y, _ = layer.forward(w, a_step(), tokens)
    assert y[0, :, 0].tolist() == [3, 5, 3, 3, 1, 5, 1]


def test_embedding_adds_up_what_comes_back_to_a_token_and_can_keep_padding_zero() -> None:
    tokens, dy = np.array([[1.0, 0.0, 1.0]]), np.array([[[1.0], [10.0], [100.0]]])
    w = {"weight": np.array([[7.0], [8.0]])}
    for mask_zero, outputs, dw in [(False, [8, 7, 8], [10, 101]), (True, [8, 0, 8], [0, 101])]:
        layer = Embedding(vocabulary=2, units=1, mask_zero=mask_zero)
        y, saved = layer.forward(w, a_step(), tokens)
        (dx,), dws = layer.backward(w, a_step(), saved, dy)
        assert y[0, :, 0].tolist() == outputs
        assert dws["weight"][:, 0].tolist() == dw
        assert not dx.any()


def test_repeat_gives_the_same_vector_at_every_step() -> None:
    y, _ = Repeat(times=3).forward({}, a_step(), np.array([[1.0, 2.0]]))
    assert y.tolist() == [[[1.0, 2.0]] * 3]
