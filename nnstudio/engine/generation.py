"""Sequences that a network writes by itself: each step's answer is the next step's question."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice

import numpy as np

from nnstudio.core.errors import ShapeError, UserError
from nnstudio.core.layer import Array, Step
from nnstudio.core.shapes import Shape
from nnstudio.core.text import N_, Text
from nnstudio.engine.model import Model, Pass
from nnstudio.engine.plan import Plan
from nnstudio.engine.weights import stream

TRIAL_STEPS = 4


class Reader:
    """A network that reads a sequence step by step and remembers what it has read.

    Recurrent layers go on from the state of the step before, so a step costs the same however
    long the sequence is.

    Raises
    ------
    UserError
        A layer looks at several steps at once, such as attention or a convolution; the text names
        it.
    """

    def __init__(self, model: Model) -> None:
        self._model = model
        self.reset()
        node = _looks_at_several_steps(model)
        if node:
            text = N_(
                "{node} looks at several steps at once, so the network cannot read step by step. "
                "Let it read the last steps together instead."
            )
            raise UserError(Text(text, node=node))

    def reset(self) -> None:
        """Forget everything that was read."""
        self._steps = _carrying(self._model)

    def read(self, x: Array) -> Pass:
        """Read further steps ``(batch, steps, ...)``, prepared, and return what all layers compute."""
        return self._model.forward(x, self._steps)


@dataclass(frozen=True)
class Written:
    """What a network wrote.

    Parameters
    ----------
    tokens
        ``(count,)`` the numbers of the tokens it chose.
    probabilities
        ``(count, tokens)`` what it gave to each token before choosing, at temperature 1.
    """

    tokens: Array
    probabilities: Array


def write(
    model: Model, start: Array, count: int, *, temperature: float = 1.0, seed: int = 0
) -> Written:
    """Let a network that names the next token go on from a beginning.

    It reads step by step where its layers can, and otherwise the last steps together, as many as
    it was trained with.

    Parameters
    ----------
    start
        ``(steps,)`` the numbers of at least one token.
    temperature
        0 always takes the most probable token; 1 draws by the probabilities; more is bolder.

    Raises
    ------
    UserError
        The start is empty, or the network does not end in one probability for each token.
    """
    chosen = np.empty(count, np.int64)
    chances = np.empty((count, model.plan.outputs[0].shape[-1]))
    made = writing(model, start, lambda: temperature, seed)
    for i, (token, chance) in enumerate(islice(made, count)):
        chosen[i], chances[i] = token, chance
    return Written(chosen, chances)


def writing(
    model: Model, start: Array, temperature: Callable[[], float], seed: int = 0
) -> Iterator[tuple[int, Array]]:
    """Return what `write` writes token by token, without an end, each with all probabilities.

    ``temperature`` is asked anew for each token.

    Raises
    ------
    UserError
        As for `write`.
    """
    plan = model.plan
    first = plan.outputs[0]
    if len(plan.input_shape) != 1 or first.task != "classification" or first.shape[-1] < 2:
        text = N_(
            "The network reads {got} and gives {gives}; writing needs one that reads token numbers "
            "and gives a probability for each token."
        )
        got, gives = (str(shape) for shape in (plan.input_shape, first.shape))
        raise UserError(Text(text, got=got, gives=gives))
    if not len(start):
        raise UserError(Text(N_("There is nothing to go on from. Give at least one token.")))
    several = bool(_looks_at_several_steps(model))
    ask: _Stepwise | _Window = _Window(model, start) if several else _Stepwise(model, start)
    return _on_and_on(ask, temperature, stream(seed, "writing"))


def _on_and_on(
    ask: _Stepwise | _Window, temperature: Callable[[], float], rng: np.random.Generator
) -> Iterator[tuple[int, Array]]:
    token: int | None = None
    while True:
        chances = ask.next(token)
        token = choose(chances, temperature(), rng)
        yield token, chances


def choose(probabilities: Array, temperature: float, rng: np.random.Generator) -> int:
    """Return the number of a token drawn by its probability, sharpened or flattened.

    Probabilities are raised to the power of 1 / temperature; 0 takes the largest.
    """
    if temperature <= 0:
        return int(probabilities.argmax())
    tiny = np.finfo(np.float64).tiny
    logs = np.log(np.maximum(probabilities.astype(np.float64), tiny)) / temperature
    shares = np.exp(logs - logs.max())
    edges = np.cumsum(shares)
    return int(
        np.searchsorted(edges, rng.random() * edges[-1], side="right").clip(0, len(edges) - 1)
    )


class _Stepwise:
    """Asks a network that remembers."""

    def __init__(self, model: Model, start: Array) -> None:
        self._reader, self._output = Reader(model), model.plan.output
        self._waiting = np.asarray(start, np.float32)

    def next(self, token: int | None) -> Array:
        x = self._waiting if token is None else np.array([token], np.float32)
        y = self._reader.read(x[np.newaxis]).outputs[self._output][0]
        return y if y.ndim == 1 else y[-1]


class _Window:
    """Asks a network with the last steps, filled up with token 0 in front."""

    def __init__(self, model: Model, start: Array) -> None:
        self._model, self._read = model, [int(token) for token in start]

    def next(self, token: int | None) -> Array:
        if token is not None:
            self._read.append(int(token))
        size = self._model.plan.input_shape[0]
        last = self._read[-size:]
        x = np.array([[0] * (size - len(last)) + last], np.float32)
        y = self._model.forward(x).outputs[self._model.plan.output][0]
        return y if y.ndim == 1 else y[-1]


def _carrying(model: Model) -> dict[str, Step]:
    return {n.id: Step(False, stream(0, n.id), carry=True) for n in model.plan.nodes}


def _looks_at_several_steps(model: Model) -> str:
    """Return the first layer that cannot read step by step, or would give other numbers; or ""."""
    plan = model.plan
    shape = plan.input_shape
    for steps in (1, TRIAL_STEPS):
        node_id = _misfit(plan, (steps, *shape[1:]))
        if node_id:
            return node_id
    # Token numbers are small and whole; other features may be anything.
    size = (1, TRIAL_STEPS, *shape[1:])
    x = np.arange(np.prod(size), dtype=np.float32).reshape(size) % 3 - (len(shape) > 1)
    carrying = _carrying(model)
    try:
        for step in range(TRIAL_STEPS):
            last = model.forward(x[:, step : step + 1], carrying)
    except UserError:  # a layer that reads backwards says so
        return next(
            n.id for n in plan.nodes if getattr(n.layer, "direction", "forward") != "forward"
        )
    whole = model.forward(x)
    for node in plan.nodes:
        ours, theirs = last.outputs[node.id], whole.outputs[node.id]
        if ours.shape != theirs.shape:
            theirs = theirs[:, -1:]
        if not np.allclose(ours, theirs, rtol=1e-4, atol=1e-6):
            return node.id
    return ""


def _misfit(plan: Plan, shape: Shape) -> str:
    """Return the first layer that cannot take a sequence of another length, or ""."""
    shapes: dict[str, Shape] = {}
    for node in plan.nodes:
        arriving = tuple(shapes[source] for source in node.sources) or (shape,)
        try:
            shapes[node.id] = node.layer.output_shape(*arriving)
        except ShapeError:
            return node.id
        needed = {name: weight.shape for name, weight in node.layer.weights(*arriving).items()}
        if any(needed[name] != weight.shape for name, weight in node.weights):
            return node.id
    return ""
