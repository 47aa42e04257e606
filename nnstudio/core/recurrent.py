"""Layers that read a sequence step by step and remember."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from nnstudio.core.chance import dropout_kept
from nnstudio.core.errors import UserError
from nnstudio.core.layer import Array, Saved, Step, Weight, Weights, param
from nnstudio.core.shapes import Shape, require_rank
from nnstudio.core.starting_weights import StartingWeights
from nnstudio.core.text import N_, Text

State = tuple[Array, ...]
"""What a cell remembers, each ``(batch, units)``; the output comes first."""


@dataclass(frozen=True)
class Recurrent(StartingWeights):
    """A layer that applies one cell to each step of a sequence, together with its last state.

    ``(batch, steps, features) -> (batch, steps, units)``, or the last state ``(batch, units)``.
    A subclass gives the cell. All saved intermediates have a place for each step, in the order
    of the sequence whatever the direction: ``h (batch, steps, units)`` after the step, and so on.
    """

    category = "recurrent"
    gates: ClassVar[int] = 1
    """How many sums of inputs and state each unit forms."""
    memory: ClassVar[tuple[str, ...]] = ("h",)
    """The names of what the cell remembers."""
    made: ClassVar[tuple[str, ...]] = ("gates",)
    """The names of the intermediates of a step besides `memory`."""

    units: int = param(
        32, low=1, high=100_000, label=N_("Units"), help=N_("How many numbers the state has.")
    )
    return_sequences: bool = param(
        False,
        label=N_("Whole sequence"),
        help=N_("Hand on the state after every step; otherwise only the last one."),
    )
    direction: str = param(
        "forward",
        choices=("forward", "backward", "both"),
        label=N_("Direction"),
        help=N_(
            "From which end the sequence is read; both: by two cells with weights of their own, "
            "whose outputs are put side by side."
        ),
    )
    use_bias: bool = param(
        True, label=N_("Bias"), help=N_("Add a learned number to each unit's sums.")
    )
    truncate: int = param(
        0,
        low=0,
        high=1_000_000,
        advanced=True,
        label=N_("Truncate after steps"),
        help=N_(
            "Gradients flow back within blocks of so many steps and not from one block to the "
            "one before; 0: through the whole sequence."
        ),
    )
    mask_zeros: bool = param(
        False,
        advanced=True,
        label=N_("Skip padding"),
        help=N_("A step whose numbers are all zero leaves the state as it is, and gives zeros."),
    )
    dropout: float = param(
        0.0,
        low=0.0,
        high=1.0,
        high_open=True,
        live=True,
        advanced=True,
        label=N_("Dropout"),
        help=N_("The share of inputs that stay away in a training step, the same in all steps."),
    )
    recurrent_dropout: float = param(
        0.0,
        low=0.0,
        high=1.0,
        high_open=True,
        live=True,
        advanced=True,
        label=N_("Recurrent dropout"),
        help=N_(
            "The share of the state that the sums do not see in a training step, the same in all "
            "steps of a sequence (Gal and Ghahramani 2016)."
        ),
    )

    # ---- what a subclass gives ----

    def cell(self, p: Array, r: Array, before: State) -> tuple[State, tuple[Array, ...]]:
        """Return the state after a step, and what `made` names.

        ``p`` and ``r`` are the sums over the inputs and over the state with their biases, each
        ``(batch, gates, units)``; ``before`` is the state before the step.
        """
        raise NotImplementedError

    def cell_backward(
        self, made: Saved, before: State, d: State
    ) -> tuple[Array, Array, tuple[Array | float, ...]]:
        """Return the gradients with respect to ``p``, to ``r`` and, directly, to ``before``.

        ``made`` is what `made` and `memory` name, after the step; ``d`` holds the gradients with
        respect to the state after the step.
        """
        raise NotImplementedError

    def cell_weights(self, features: int) -> dict[str, Weight]:
        """Return the weights of one direction; those of the gates lie side by side."""
        n = self.units
        found = {
            "weight": self.starting((features, self.gates * n), features, n),
            "recurrent_weight": Weight((n, self.gates * n), "orthogonal", n, n, decays=True),
        }
        return found | ({"bias": Weight((self.gates * n,))} if self.use_bias else {})

    # ---- what the layer is ----

    def output_shape(self, *shapes: Shape) -> Shape:
        fix = N_("Embedding makes sequences of tokens, Repeat makes one of a vector.")
        require_rank(self.label, shapes[0], 2, "(steps, features)", fix)
        units = self.units * len(self.readings)
        return (shapes[0][0], units) if self.return_sequences else (units,)

    def weights(self, *shapes: Shape) -> dict[str, Weight]:
        own = self.cell_weights(shapes[0][1])
        return {
            prefix + name: weight for prefix, _ in self.readings for name, weight in own.items()
        }

    def multiply_adds(self, *shapes: Shape) -> int:
        steps, features = shapes[0]
        per_step = (features + self.units) * self.gates * self.units
        return steps * per_step * len(self.readings)

    def parameters_text(self) -> str:
        return f"{self.units}" + ("" if self.direction == "forward" else f" · {self.direction}")

    @property
    def readings(self) -> tuple[tuple[str, bool], ...]:
        """For each cell the prefix of its names, and whether it reads from the end."""
        if self.direction == "both":
            return ("", False), ("backward_", True)
        return (("", self.direction == "backward"),)

    def forward(self, w: Weights, step: Step, *xs: Array) -> tuple[Array, Saved]:
        x = xs[0]
        # (batch, steps): whether a step counts
        on = (x != 0).any(axis=2) if self.mask_zeros else np.ones(x.shape[:2], np.bool_)
        saved: dict[str, Array] = {"x": x, "on": on}
        outputs = []
        for prefix, turned in self.readings:
            cell_weights = _of(prefix, w)
            found = self._read(cell_weights, step, _turn(x, turned), _turn(on, turned))
            for name in (*self.memory, *self.made):
                found[name] = _turn(found[name], turned)
            saved |= {prefix + name: value for name, value in found.items()}
            if self.return_sequences:
                outputs.append(np.where(on[:, :, None], found["h"], x.dtype.type(0)))
            else:
                outputs.append(found["h"][:, 0 if turned else -1])
        return np.concatenate(outputs, axis=-1), saved

    def backward(
        self, w: Weights, step: Step, saved: Saved, dy: Array
    ) -> tuple[tuple[Array, ...], dict[str, Array]]:
        x, on = saved["x"], saved["on"]
        dx = np.zeros_like(x)
        dws: dict[str, Array] = {}
        for number, (prefix, turned) in enumerate(self.readings):
            own = dy[..., number * self.units : (number + 1) * self.units]
            dh = np.zeros((*x.shape[:2], self.units), x.dtype)
            if self.return_sequences:
                dh[...] = np.where(on[:, :, None], own, x.dtype.type(0))
            else:
                dh[:, 0 if turned else -1] = own
            found = _of(prefix, saved) | {"x": _turn(x, turned), "on": _turn(on, turned)}
            for name in (*self.memory, *self.made):
                found[name] = _turn(found[name], turned)
            share, cell_dws = self._read_backward(_of(prefix, w), found, _turn(dh, turned))
            dx += _turn(share, turned)
            dws |= {prefix + name: dw for name, dw in cell_dws.items()}
        return (dx,), dws

    def _read(self, w: Weights, step: Step, x: Array, on: Array) -> dict[str, Array]:
        """Apply the cell to all steps, in the order in which they are given."""
        batch, steps, features = x.shape
        shape = (batch, self.gates, self.units)
        x_mask = _mask(step, self.dropout, (batch, 1, features), x)
        h_mask = _mask(step, self.recurrent_dropout, (batch, self.units), x)
        p = ((x * x_mask).reshape(-1, features) @ w["weight"]).reshape(batch, steps, -1)
        if self.use_bias:
            p = p + w["bias"]
        start = state = self._start(step, batch, x)
        made: dict[str, list[Array]] = {name: [] for name in (*self.memory, *self.made)}
        for t in range(steps):
            r = (state[0] * h_mask) @ w["recurrent_weight"]
            if "recurrent_bias" in w:
                r = r + w["recurrent_bias"]
            after, others = self.cell(p[:, t].reshape(shape), r.reshape(shape), state)
            counts = on[:, t, None]
            state = tuple(np.where(counts, new, old) for new, old in zip(after, state, strict=True))
            for name, value in zip(made, (*state, *others), strict=True):
                made[name].append(value)
        if step.carry:
            step.state.update(zip(self.memory, state, strict=True))
        found = {name: np.stack(values, axis=1) for name, values in made.items()}
        found |= {f"{name}_start": s for name, s in zip(self.memory, start, strict=True)}
        return found | {"x_mask": x_mask, "h_mask": h_mask}

    def _read_backward(self, w: Weights, saved: Saved, dh: Array) -> tuple[Array, dict[str, Array]]:
        x, on, h_mask = saved["x"] * saved["x_mask"], saved["on"], saved["h_mask"]
        batch, steps, features = x.shape
        wide = self.gates * self.units
        before = [
            np.concatenate([saved[f"{name}_start"][:, None], saved[name][:, :-1]], axis=1)
            for name in self.memory
        ]
        dp, dr = (np.empty((batch, steps, self.gates, self.units), x.dtype) for _ in range(2))
        zero = x.dtype.type(0)
        d: State = tuple(np.zeros_like(dh[:, 0]) for _ in self.memory)
        for t in reversed(range(steps)):
            d = (d[0] + dh[:, t], *d[1:])
            counts = on[:, t, None]
            past = tuple(
                np.where(counts, zero, value) for value in d
            )  # over a step that is skipped
            made = {name: saved[name][:, t] for name in (*self.memory, *self.made)}
            dp[:, t], dr[:, t], direct = self.cell_backward(
                made,
                tuple(value[:, t] for value in before),
                tuple(np.where(counts, value, zero) for value in d),
            )
            seen = (dr[:, t].reshape(batch, wide) @ w["recurrent_weight"].T) * h_mask
            d = tuple(a + b for a, b in zip(past, direct, strict=True))
            d = (d[0] + seen, *d[1:])
            if self.truncate and t % self.truncate == 0:
                d = tuple(np.zeros_like(value) for value in d)
        dp_rows, dr_rows = dp.reshape(-1, wide), dr.reshape(-1, wide)
        dws = {
            "weight": x.reshape(-1, features).T @ dp_rows,
            "recurrent_weight": (before[0] * h_mask[:, None]).reshape(-1, self.units).T @ dr_rows,
        }
        if self.use_bias:
            dws["bias"] = dp_rows.sum(axis=0)
        if "recurrent_bias" in w:
            dws["recurrent_bias"] = dr_rows.sum(axis=0)
        dx = (dp_rows @ w["weight"].T).reshape(x.shape) * saved["x_mask"]
        return dx, dws

    def _start(self, step: Step, batch: int, x: Array) -> State:
        """Return zeros, or with ``carry`` the state that the pass before left."""
        zeros = tuple(np.zeros((batch, self.units), x.dtype) for _ in self.memory)
        if not step.carry:
            return zeros
        if self.direction != "forward":
            text = N_(
                "{layer} reads with the direction {got}; going on from its last state needs the "
                "direction forward. Set direction to forward."
            )
            raise UserError(Text(text, layer=Text(self.label), got=self.direction))
        known = [step.state[name] for name in self.memory if name in step.state]
        if known and len(known[0]) != batch:
            text = N_(
                "{layer} kept the state of {expected} sequences and got {got}. Give as many, or "
                "start from an empty state."
            )
            raise UserError(Text(text, layer=Text(self.label), expected=len(known[0]), got=batch))
        return tuple(np.asarray(value, x.dtype) for value in known) or zeros


def _of(prefix: str, named: Saved) -> dict[str, Array]:
    """Return what has the prefix in its name, without it."""
    return {name[len(prefix) :]: value for name, value in named.items() if name.startswith(prefix)}


def _turn(steps: Array, turned: bool) -> Array:
    """Return ``(batch, steps, ...)`` from the end if ``turned``."""
    return steps[:, ::-1] if turned else steps


def _mask(step: Step, rate: float, shape: Shape, like: Array) -> Array:
    """Return 0 for what stays away in this training step and 1 / (1 - rate) for the rest."""
    if not step.training or rate == 0.0:
        return np.ones((1,) * len(shape), like.dtype)
    kept = dropout_kept(step.rng, int(np.prod(shape)), rate).reshape(shape)
    return kept.astype(like.dtype) * like.dtype.type(1.0 / (1.0 - rate))
