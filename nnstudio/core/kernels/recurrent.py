"""Recurrent cells over whole sequences: one loop of few calls, and big passes outside of it.

Everything lies as ``(steps, batch, features)``. Each step's operand holds the last state, ones for
the biases and the inputs side by side, so that one product gives a gate and, after the backward
loop, one product over all steps gives its gradient. Sigmoids are computed by tanh, of products
whose weights are halved once per pass. Going back, what the gradients of the states are
multiplied by does not depend on them: it is computed for many steps at a time (`BLOCK_NUMBERS`),
and in the loop only these multiplications and a product remain.
"""

from __future__ import annotations

from functools import partial
from typing import NamedTuple

import numpy as np

from nnstudio.core.kernels import activation
from nnstudio.core.kernels.activation import Scratch
from nnstudio.core.kernels.calls import Call
from nnstudio.core.layer import Array

BLOCK_NUMBERS = 1 << 14
"""States whose coefficients are computed at a time, so that they are still in a cache."""
ACTIVATIONS = ("linear", *activation.JOINT)
"""Functions that a simple cell's twin knows: those whose derivative the states tell."""


class Extent(NamedTuple):
    """How much one cell reads.

    ``bias`` says whether there are biases, ``truncate`` after how many steps gradients end (0:
    never), ``whole`` whether gradients arrive at every state or at the last one only.
    """

    steps: int
    batch: int
    features: int
    units: int
    bias: bool
    truncate: int
    whole: bool


class Reader:
    """One cell that reads sequences in one direction.

    Parameters
    ----------
    w, g
        Its part of the flat weights and of the flat gradients, in the order of `weight_order`.
    scratch
        Where its buffers come from; they are zero at first.
    training
        Whether there is a backward pass.

    Attributes
    ----------
    inputs, states
        Where inputs are put and states are found, ``(steps, batch, features)`` and
        ``(steps, batch, units)``.
    d_states
        Where their gradients are put: ``(steps, batch, units)``, or ``(batch, units)`` of the last.
    """

    gates = 1
    back_order: tuple[int, ...] = (0,)
    """The gates in the order in which their gradients lie."""
    weight_order: tuple[str, ...] = ("recurrent_weight", "bias", "weight")
    """How the weights lie one below the other, as the parts of a step's operand side by side."""

    def __init__(
        self, extent: Extent, w: Array, g: Array, scratch: Scratch, training: bool
    ) -> None:
        steps, batch, features, units, bias, _, whole = extent
        self._extent, self._scratch = extent, scratch
        self._w, self._g = (flat.reshape(-1, self.gates * units) for flat in (w, g))
        self._seen = self._room("seen", steps + 1, batch, len(self._w))
        if bias:
            self._seen[:, :, units] = 1
        first = units + bias
        self._input_rows = slice(first, first + features)
        self.inputs = self._seen[:steps, :, self._input_rows]
        self.states = self._seen[1:, :, :units]
        if not training:
            return
        self._d_state = self._room("d_state", batch, units)
        self.d_states = self._room("d_states", steps, batch, units) if whole else self._d_state
        self._back = self._room("back", self.gates, units, units)
        self._shares = self._room("shares", self.gates, batch, units)
        length = max(1, BLOCK_NUMBERS // (batch * units))
        self._blocks = [slice(k, min(k + length, steps)) for k in range(0, steps, length)][::-1]

    def forward(self) -> None:
        """Compute the states for the inputs."""
        raise NotImplementedError

    def backward(self) -> None:
        """Compute the gradients of the weights for those of the states."""
        raise NotImplementedError

    def input_gradients(self) -> Array:
        """Compute and return dL/dinputs ``(steps, batch, features)``, after `backward`."""
        steps, batch, features = self.inputs.shape
        shares = self._room("input_shares", self.gates, steps * batch, features)
        total = self._room("d_inputs", steps, batch, features)
        weights = of_gates(self._w[self._input_rows], self.gates)
        np.matmul(rows(self._d_inputs), weights.transpose(0, 2, 1), shares)
        np.add.reduce(shares, 0, None, total.reshape(steps * batch, features))
        return total

    @property
    def _d_inputs(self) -> Array:
        """The gradients of the gates' sums over the inputs, ``(gates, steps, batch, units)``."""
        raise NotImplementedError

    def _room(self, name: str, *shape: int) -> Array:
        return self._scratch(name, shape, np.float32)

    def _operands(self) -> Array:
        """Return the operands of all steps, one below the other."""
        return self._seen[:-1].reshape(-1, self._seen.shape[2])

    def _begin_backward(self) -> None:
        recurrent = of_gates(self._w[: self._extent.units], self.gates).transpose(0, 2, 1)
        for place, gate in enumerate(self.back_order):
            np.copyto(self._back[place], recurrent[gate])
        if self._extent.whole:
            np.copyto(self._d_state, self.d_states[-1])

    def _flows(self, t: int) -> bool:
        """Return whether gradients flow from step ``t`` to the one before."""
        cut = self._extent.truncate
        return t > 0 and not (cut and t % cut == 0)

    def _arriving(self, t: int) -> Array | None:
        """Return the gradients that arrive from outside at the state before step ``t``."""
        return self.d_states[t - 1] if self._extent.whole and t > 0 else None


class SimpleReader(Reader):
    """The cell of a SimpleRNN, with one of `ACTIVATIONS`."""

    def __init__(
        self,
        extent: Extent,
        w: Array,
        g: Array,
        scratch: Scratch,
        training: bool,
        name: str = "tanh",
    ) -> None:
        super().__init__(extent, w, g, scratch, training)
        steps, batch, _, units = extent[:4]
        z = self._room("z", batch, units)
        self._sum = z
        self._steps = [
            (self._seen[t].dot, activation.forward(name, z, self.states[t], 0.0, -1, scratch))
            for t in range(steps)
        ]
        if not training:
            return
        self._d = self._room("d", 1, steps, batch, units)
        self._chains: list[tuple[list[Call], list[tuple[Array, Array, bool, Array | None]]]] = []
        for block in self._blocks:
            slopes = self._room("slopes", *self.states.shape)[: block.stop - block.start]
            calls: list[Call] = [partial(slopes.fill, 1)]
            if name != "linear":
                calls = activation.slope_at(name, self.states[block], slopes)
            chain = [
                (slopes[t - block.start], self._d[0, t], self._flows(t), self._arriving(t))
                for t in reversed(range(block.start, block.stop))
            ]
            self._chains.append((calls, chain))

    def forward(self) -> None:
        w, z = self._w, self._sum
        for product, calls in self._steps:
            product(w, z)
            for call in calls:
                call()

    def backward(self) -> None:
        self._begin_backward()
        dh, back = self._d_state, self._back[0]
        multiply, add = np.multiply, np.add
        for calls, chain in self._chains:
            for call in calls:
                call()
            for slopes, d, flows, arriving in chain:
                multiply(dh, slopes, d)
                if flows:
                    d.dot(back, dh)
                else:
                    dh.fill(0)
                if arriving is not None:
                    add(dh, arriving, dh)
        np.dot(self._operands().T, rows(self._d)[0], self._g)

    @property
    def _d_inputs(self) -> Array:
        return self._d


def rows(gradients: Array) -> Array:
    """Return ``(gates, steps, batch, units)`` with steps and batch as one axis."""
    gates, steps, batch, units = gradients.shape
    return gradients.reshape(gates, steps * batch, units)


def of_gates(weights: Array, gates: int) -> Array:
    """Return rows of weights ``(rows, gates * units)`` as ``(gates, rows, units)``."""
    return weights.reshape(len(weights), gates, -1).transpose(1, 0, 2)
