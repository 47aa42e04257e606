"""Networks that read step by step and write on by themselves."""

from __future__ import annotations

import numpy as np
import pytest

from nnstudio.core.errors import UserError
from nnstudio.core.layer import Layer
from nnstudio.engine.generation import Reader, choose, write, writing
from nnstudio.engine.model import Model
from nnstudio.engine.plan import make_plan
from nnstudio.engine.weights import initial_weights
from nnstudio.graph.analysis import analyze
from nnstudio.graph.signature import Signature
from nnstudio.layers.dense import Dense
from nnstudio.layers.embedding import Embedding
from nnstudio.layers.flatten import Flatten
from nnstudio.layers.gru import GRU
from nnstudio.layers.lstm import LSTM
from nnstudio.layers.multi_head_attention import MultiHeadAttention
from nnstudio.layers.simple_rnn import SimpleRNN
from tests.engine.networks import chain

LETTERS = tuple("abcde")


def letters(*layers: Layer, steps: int = 6) -> Model:
    """Return a network that reads letters and names the next one."""
    project = chain(
        Signature((steps,), classes=LETTERS, raw_shape=(steps,)),
        "categorical_crossentropy",
        Embedding(vocabulary=5, units=4, initializer="normal", sigma=1.0),
        *layers,
        Dense(units=5, activation="softmax", initializer="normal", sigma=1.0),
    )
    plan = make_plan(analyze(project))
    return Model(plan, initial_weights(plan, 3))


RECURRENT = [
    pytest.param((LSTM(units=7, return_sequences=True), GRU(units=4)), id="stacked"),
    pytest.param((SimpleRNN(units=6),), id="simple"),
]


@pytest.mark.parametrize("layers", RECURRENT)
def test_reading_step_by_step_is_reading_at_once(layers: tuple[Layer, ...]) -> None:
    model = letters(*layers)
    x = np.array([[0, 4, 2, 2, 1, 3]], np.float32)
    whole = model.predict(x)
    reader = Reader(model)
    for _ in range(2):
        for start, stop in ((0, 1), (1, 4), (4, 6)):
            done = reader.read(x[:, start:stop])
        np.testing.assert_allclose(done.outputs["dense_1"], whole, rtol=1e-5)
        reader.reset()


@pytest.mark.parametrize("layers", RECURRENT)
def test_writing_takes_its_own_answers_as_questions(layers: tuple[Layer, ...]) -> None:
    model = letters(*layers)
    written = write(model, np.array([1, 0]), 4, temperature=0)
    text = [1, 0]
    for token, chances in zip(written.tokens, written.probabilities, strict=True):
        answer = model.forward(np.array([text], np.float32)).outputs["dense_1"][0]
        np.testing.assert_allclose(chances, answer, rtol=1e-4)
        assert token == answer.argmax()
        text.append(int(token))


@pytest.mark.parametrize(
    ("layers", "named"),
    [
        ((MultiHeadAttention(heads=2), SimpleRNN(units=4)), "multiheadattention_1"),
        ((Flatten(),), "dense_1"),
        ((SimpleRNN(units=4, direction="both"),), "simplernn_1"),
    ],
    ids=["attention", "flat", "backwards"],
)
def test_what_looks_at_several_steps_is_named_and_writes_from_the_last_ones(
    layers: tuple[Layer, ...], named: str
) -> None:
    model = letters(*layers)
    with pytest.raises(UserError, match=f"{named} looks at several steps at once"):
        Reader(model)
    written = write(model, np.array([1, 2, 3, 4, 0, 1, 2, 3]), 1, temperature=0)
    window = model.predict(np.array([[3, 4, 0, 1, 2, 3]], np.float32))[0]
    np.testing.assert_allclose(written.probabilities[0], window, rtol=1e-5)


def test_the_seed_decides_what_is_written_and_temperature_how_boldly() -> None:
    model = letters(SimpleRNN(units=6))
    one, again, other = (write(model, np.array([0]), 40, seed=seed).tokens for seed in (1, 1, 2))
    assert one.tolist() == again.tolist()
    assert one.tolist() != other.tolist()
    chances, rng = np.array([0.7, 0.2, 0.1]), np.random.default_rng(0)
    shares = {
        heat: np.bincount([choose(chances, heat, rng) for _ in range(4000)], minlength=3) / 4000
        for heat in (0.5, 1.0, 100.0)
    }
    np.testing.assert_allclose(shares[1.0], chances, atol=0.03)
    np.testing.assert_allclose(shares[0.5], chances**2 / (chances**2).sum(), atol=0.03)
    np.testing.assert_allclose(shares[100.0], 1 / 3, atol=0.03)
    assert choose(chances, 0.0, rng) == 0


def test_a_network_of_another_kind_and_an_empty_start_are_refused() -> None:
    project = chain(
        Signature((2,), classes=("a", "b"), raw_shape=(2,)),
        "binary_crossentropy",
        Dense(units=1, activation="sigmoid"),
    )
    plan = make_plan(analyze(project))
    with pytest.raises(UserError, match="a probability for each token"):
        write(Model(plan, initial_weights(plan, 0)), np.array([1]), 1)
    with pytest.raises(UserError, match="at least one token"):
        write(letters(SimpleRNN(units=3)), np.array([]), 1)


def test_a_text_grows_token_by_token_with_the_temperature_of_the_moment() -> None:
    model = letters(GRU(units=4))
    start = np.array([1, 2])
    whole = write(model, start, 6, temperature=0.0)
    heat = [0.0]
    made = writing(model, start, lambda: heat[0])
    tokens = [next(made)[0] for _ in range(6)]
    assert tokens == whole.tokens.tolist()

    heat[0] = 50.0
    further = {next(made)[0] for _ in range(60)}
    assert further == set(range(5))
