"""What a recurrent layer does with one sample, step by step, and what comes back through time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from nnstudio.core.errors import UserError
from nnstudio.core.layer import Array, Saved
from nnstudio.core.recurrent import Recurrent, State
from nnstudio.core.text import N_, Text
from nnstudio.engine.model import Model
from nnstudio.engine.plan import Plan, PlannedNode
from nnstudio.engine.study import Pieces, Study

GATES: Mapping[str, tuple[str, ...]] = {"LSTM": ("i", "f", "g", "o"), "GRU": ("r", "z", "n")}
"""What the gates of a layer are called, in the order in which its definition keeps them."""
MOST_NUMBERS = 256
"""Jacobians of a state of more numbers would take too long to watch while a network trains."""
ROUNDS = 24
"""So many rounds of power iteration find a spectral norm, where it is not found exactly."""
EXACT = 48
DOUBLE = 64
"""States of up to so many numbers are computed with in double precision."""


@dataclass(frozen=True, eq=False)
class Reading:
    """One cell's way through a sample, in the order of the sequence whatever its direction.

    Parameters
    ----------
    prefix
        ``"backward_"`` for the second cell of the direction both, else empty.
    turned
        Whether the cell reads from the end.
    h
        The state after each step ``(steps, units)``.
    parts
        The gates by name, and an LSTM's cell ``c``, each ``(steps, units)``.
    on
        Whether a step counts ``(steps,)``; one that is skipped as padding leaves the state.
    pull
        ‖dL/dh_t‖ of the real loss of this sample, over all later steps ``(steps,)``.
    kept
        The same where nothing flows from one window to the one before ``(steps,)``.
    factors
        ‖∂s_t/∂s_{t-1}‖, the spectral norm of each step's Jacobian ``(steps,)``; s is h, with an
        LSTM h and c side by side. NaN where the state is too large.
    products
        ‖∂s_T/∂s_t‖, the spectral norm of the product of the Jacobians after step t ``(steps,)``.
    """

    prefix: str
    turned: bool
    h: Array
    parts: Mapping[str, Array]
    on: Array
    pull: Array
    kept: Array
    factors: Array
    products: Array

    @property
    def order(self) -> Array:
        """The steps in the order in which the cell reads them."""
        steps = np.arange(len(self.h))
        return steps[::-1] if self.turned else steps


@dataclass(frozen=True, eq=False)
class Recurrence:
    """What a recurrent layer does with one sample.

    Parameters
    ----------
    x
        What arrives at the layer ``(steps, features)``.
    readings
        One for each cell.
    loss
        The training loss of the sample.
    window
        The window of `Reading.kept`; 0: none.
    """

    node: str
    x: Array
    readings: tuple[Reading, ...]
    loss: float
    window: int


@dataclass(frozen=True, eq=False)
class RecurrenceStudy(Study[Recurrence]):
    """What the recurrent layer ``node`` does with one prepared sample.

    Parameters
    ----------
    x, t
        The sample ``(1, *input_shape)`` and its targets ``(1, numbers)``.
    window
        After how many steps the way back is cut; 0: as the layer has it.
    jacobians
        Whether the Jacobians are wanted, too, which take most of the time.
    """

    node: str
    x: Array
    t: Array
    window: int = 0
    jacobians: bool = True

    def fits(self, plan: Plan) -> bool:
        known = any(n.id == self.node and isinstance(n.layer, Recurrent) for n in plan.nodes)
        return known and self.x.shape[1:] == plan.input_shape and self.t.shape[1] == plan.targets

    def pieces(self, model: Model) -> Pieces[Recurrence]:
        node = model.plan.node(self.node)
        layer = node.layer
        if not isinstance(layer, Recurrent):
            raise UserError(Text(N_("{node} does not read a sequence step by step."), node=node.id))
        done = model.forward(self.x)
        yield
        _, flowing = model.backward(done, self.t)
        yield
        saved = done.saved[self.node]
        dy = flowing.get(self.node)
        dy = np.zeros_like(done.outputs[self.node]) if dy is None else dy
        window = self.window or layer.truncate
        readings = []
        for number, (prefix, turned) in enumerate(layer.readings):
            cell = _Cell(layer, node, model, saved, prefix, turned)
            own = dy[0, ..., number * layer.units : (number + 1) * layer.units]
            arriving = cell.arriving(own)
            pull = cell.pull(arriving, layer.truncate)
            kept = cell.pull(arriving, window) if window != layer.truncate else pull
            yield
            steps = len(arriving)
            factors, products = np.full(steps, np.nan), np.full(steps, np.nan)
            if self.jacobians and cell.size <= MOST_NUMBERS:
                factors, products = yield from cell.jacobian_norms()
            back = slice(None, None, -1 if turned else 1)
            readings.append(
                Reading(
                    prefix,
                    turned,
                    saved[f"{prefix}h"][0],
                    _parts(layer, saved, prefix),
                    saved["on"][0],
                    pull[back],
                    kept[back],
                    factors[back],
                    products[back],
                )
            )
        loss = model.loss(done, self.t)
        return Recurrence(self.node, saved["x"][0], tuple(readings), loss, window)


def spectral_norm(matrix: Array) -> float:
    """Return the largest singular value; not a number where the matrix is none."""
    largest = float(np.abs(matrix).max()) if matrix.size else 0.0
    if not np.isfinite(largest) or largest == 0.0:
        return largest
    scaled = matrix / largest  # squares of what explodes would be infinite
    if len(scaled) <= EXACT:
        return largest * float(np.linalg.norm(scaled, 2))
    # Power iteration on AᵀA: from the longest row, whose direction is in it for certain.
    v = scaled[np.square(scaled).sum(axis=1).argmax()]
    size = 0.0
    for _ in range(ROUNDS):
        v = v / np.linalg.norm(v)
        u = scaled @ v
        size = float(np.linalg.norm(u))
        if size == 0.0:
            break
        v = u @ scaled
    return largest * size


class _Cell:
    """One direction of a layer, its steps in the order in which it reads them."""

    def __init__(
        self,
        layer: Recurrent,
        node: PlannedNode,
        model: Model,
        saved: Saved,
        prefix: str,
        turned: bool,
    ) -> None:
        self._layer = layer
        self._turned = turned
        self.size = layer.units * len(layer.memory)
        kind = np.float64 if self.size <= DOUBLE else np.float32
        self._on = self._in_order(saved["on"][0])
        names = (*layer.memory, *layer.made)
        self._made = {name: self._in_order(saved[prefix + name][0]).astype(kind) for name in names}
        start = {name: saved[f"{prefix}{name}_start"].astype(kind) for name in layer.memory}
        self._before = {
            name: np.concatenate([start[name], self._made[name][:-1]]) for name in layer.memory
        }
        self._back = model.weights[node.holder, f"{prefix}recurrent_weight"].T.astype(kind)

    def arriving(self, dy: Array) -> Array:
        """Return what arrives at each step's output from outside ``(steps, units)``."""
        found = np.zeros_like(self._made["h"])
        if self._layer.return_sequences:
            found[...] = np.where(self._on[:, None], self._in_order(dy), 0.0)
        else:
            found[-1] = dy
        return found

    def pull(self, arriving: Array, window: int) -> Array:
        """Return ‖dL/dh_t‖ after each step, all later steps counted up to the window's end."""
        sizes = np.zeros(len(arriving))
        d: State = tuple(
            np.zeros((1, self._layer.units), self._back.dtype) for _ in self._layer.memory
        )
        for t in reversed(range(len(arriving))):
            d = (d[0] + arriving[t], *d[1:])
            sizes[t] = np.linalg.norm(d[0])
            # Blocks are counted along the sequence, as the layer counts them.
            cut = window and t % window == 0
            d = tuple(np.zeros_like(value) for value in d) if cut else self._step_back(t, d)
        return sizes

    def jacobian_norms(self) -> Pieces[tuple[Array, Array]]:
        """Return the norms of each step's Jacobian and of the product of all behind it."""
        steps = len(self._on)
        factors, products = np.zeros(steps), np.zeros(steps)
        units = self._layer.units
        product = np.eye(self.size, dtype=self._back.dtype)
        seeds = tuple(product[:, i * units : (i + 1) * units] for i in range(self.size // units))
        for t in reversed(range(steps)):
            products[t] = spectral_norm(product)
            yield
            jacobian = np.concatenate(self._step_back(t, seeds), axis=1)
            factors[t] = spectral_norm(jacobian)
            yield
            product = product @ jacobian
            yield
        return factors, products

    def _step_back(self, t: int, d: State) -> State:
        """Lead rows of gradients ``(rows, units)`` of the state after a step to the one before."""
        if not self._on[t]:
            return d
        rows = len(d[0])
        made = {name: _rows(value[t], rows) for name, value in self._made.items()}
        before = tuple(_rows(value[t], rows) for value in self._before.values())
        _, dr, direct = self._layer.cell_backward(made, before, d)
        seen = dr.reshape(rows, -1) @ self._back
        first, *others = direct
        return (first + seen, *(np.asarray(other) for other in others))

    def _in_order(self, steps: Array) -> Array:
        return steps[::-1] if self._turned else steps


def _rows(value: Array, rows: int) -> Array:
    return np.broadcast_to(value, (rows, *value.shape))


def _parts(layer: Recurrent, saved: Saved, prefix: str) -> dict[str, Array]:
    names = GATES.get(layer.name, ())
    parts = {name: saved[f"{prefix}gates"][0, :, k] for k, name in enumerate(names)}
    parts |= {name: saved[prefix + name][0] for name in layer.memory[1:]}
    return parts
