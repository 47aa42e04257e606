"""Recurrent cells over whole sequences: one loop of few calls, and all else outside of it.

Everything lies as ``(steps, batch, features)``. The steps are computed in blocks. While the loop
goes through one block, a second thread may do what does not depend on it: the products of the
next block's inputs, the factors for the way back, and the gradients of the weights for the block
before. (To give each thread half of the batch instead gains nothing: the calls of the loop are so
short that the threads mostly wait for the interpreter.)

Sigmoids are computed by tanh, of products whose weights are halved once per pass. What gradients
of the states are multiplied by on the way back does not depend on them: it is computed for many
steps at a time, and in the loop only these multiplications and a product remain.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from typing import NamedTuple, TypeAlias

import numpy as np

from nnstudio.core.kernels.activation import Scratch
from nnstudio.core.kernels.calls import Call, scalar
from nnstudio.core.layer import Array

BLOCK_NUMBERS = 1 << 16
"""States of a block of steps: few enough to stay in a cache, worth a hand-over to a thread."""
CLOSED = 1e4
"""Added to the sum of a gate it opens or closes it for good: its sigmoid is exactly 1 or 0."""

Beside: TypeAlias = Callable[[Sequence[Call]], AbstractContextManager[None]]
"""``with beside(calls): ...`` has the calls done until the end of the block."""


@contextmanager
def alone(calls: Sequence[Call]) -> Iterator[None]:
    """Do the calls first: the `Beside` of a single thread."""
    for call in calls:
        call()
    yield


class Extent(NamedTuple):
    """How much one cell reads, and what of it is wanted.

    ``bias`` says whether there are biases, ``truncate`` after how many steps gradients end (0:
    never), ``whole`` whether gradients arrive at every state or at the last one only,
    ``inputs_wanted`` whether they go on to the inputs, ``masked`` whether steps may be skipped.
    """

    steps: int
    batch: int
    features: int
    units: int
    bias: bool
    truncate: int
    whole: bool
    inputs_wanted: bool
    training: bool
    masked: bool = False


class Reader:
    """One cell that reads sequences in one direction.

    Parameters
    ----------
    w, g
        Its part of the flat weights and of the flat gradients, in the order of `weight_order`.
    scratch
        Where its buffers come from; they are zero at first.
    beside
        Who computes what does not depend on the loop.

    Attributes
    ----------
    inputs, states
        Where inputs are put and states are found, ``(steps, batch, features)`` and
        ``(steps, batch, units)``.
    on
        ``(steps, batch, 1)`` where 1 is put for a step that counts and 0 for one that is skipped;
        None where all count.
    d_states
        Where their gradients are put: ``(steps, batch, units)``, or ``(batch, units)`` of the last.
    d_inputs
        Where the inputs' gradients are found, if they are wanted.
    """

    gates = 1
    weight_order: tuple[str, ...] = ("recurrent_weight", "bias", "weight")
    """How the weights lie one below the other, as the parts of a step's operand side by side."""
    back_order: tuple[int, ...] = (0,)
    """The gates in the order in which the gradients of their sums over the state lie."""

    def __init__(
        self, extent: Extent, w: Array, g: Array, scratch: Scratch, beside: Beside = alone
    ) -> None:
        steps, batch, features, units, bias = extent[:5]
        self._extent, self._scratch, self._beside = extent, scratch, beside
        self._w, self._g = (flat.reshape(-1, self.gates * units) for flat in (w, g))
        self._seen = self._room("seen", steps + 1, batch, len(self._w))
        self._of_state, self._of_inputs = slice(0, units), slice(units, None)
        if bias:
            self._seen[:, :, units] = 1
        self._input_rows = slice(units + bias, units + bias + features)
        self.inputs = self._seen[:steps, :, self._input_rows]
        self.states = self._seen[1:, :, :units]
        self.on = self._room("on", steps, batch, 1) if extent.masked else None
        self._off = self._room("off", steps, batch, 1)
        length = max(1, BLOCK_NUMBERS // (batch * units))
        self._blocks = [slice(k, min(k + length, steps)) for k in range(0, steps, length)]
        if not extent.training:
            return
        self._d_state = self._room("d_state", batch, units)
        self.d_states = self._d_state
        if extent.whole:
            self.d_states = self._room("d_states", steps, batch, units)
        self.d_inputs = self._room("d_inputs", *self.inputs.shape)
        # The blocks may differ in length, and all share the buffer.
        longest = batch * min(length, steps) if extent.inputs_wanted else 0
        self._input_shares = self._room("input_shares", self.gates * longest, features)
        self._back = self._room("back", self.gates, units, units)
        self._shares = self._room("shares", self.gates, batch, units)
        self._share = self._room("share", *self._g.shape)

    def forward(self) -> None:
        """Compute the states for the inputs."""
        self._prepare()
        if self.on is not None:
            np.subtract(scalar(1), self.on, self._off)
        blocks, training = self._blocks, self._extent.training
        self._project(blocks[0])
        behind: list[Call] = [self._prepare_back] if training else []
        for k, block in enumerate(blocks):
            ahead = [partial(self._project, b) for b in blocks[k + 1 : k + 2]]
            with self._beside([*ahead, *behind]):
                self._go_through(block)
            behind = [partial(self._fill_factors, block)] if training else []
        for call in behind:
            call()

    def backward(self) -> None:
        """Compute the gradients of the weights for those of the states."""
        if self._extent.whole:
            np.copyto(self._d_state, self.d_states[-1])
        # By how many multiply-adds this thread is ahead, of those of a step and a unit.
        lead = loop = self._extent.units
        of_inputs = (len(self._w) - loop) * (2 if self._extent.inputs_wanted else 1)
        theirs: list[Call] = []
        for block in reversed(self._blocks):
            mine: list[Call] = []
            if theirs and lead <= 0:
                mine = [theirs.pop()]
            if theirs:
                lead += of_inputs if mine else -of_inputs
            with self._beside(theirs):
                self._go_back(block)
                for call in mine:
                    call()
            theirs = self._products(block)
        last = theirs.pop()
        with self._beside(theirs):
            last()

    # ---- what a cell gives ----

    def _prepare(self) -> None:
        """Lay out the weights as the loop needs them."""

    def _prepare_back(self) -> None:
        """Lay out the weights as the way back needs them."""
        weights = self._w[: self._extent.units]
        turned = of_gates(weights, self.gates).transpose(0, 2, 1)  # (gates, columns, rows)
        for place, gate in enumerate(self.back_order):
            np.copyto(self._back[place], turned[gate])

    def _project(self, block: slice) -> None:
        """Compute the products of the inputs of some steps, if they are not part of the loop."""

    def _go_through(self, block: slice) -> None:
        """Compute the states of some steps."""
        raise NotImplementedError

    def _fill_factors(self, block: slice) -> None:
        """Compute what the gradients of some steps will be multiplied by."""
        raise NotImplementedError

    def _go_back(self, block: slice) -> None:
        """Multiply the factors of some steps by the gradients."""
        raise NotImplementedError

    def _d_of_inputs(self, block: slice) -> Array:
        """Return the gradients of the sums over the inputs, ``(gates, steps, batch, units)``."""
        raise NotImplementedError

    def _state_product(self, operands: Array, block: slice, g: Array) -> None:
        """Compute the gradients of the weights that act on the state."""
        np.matmul(operands, rows(self._d_of_inputs(block)), of_gates(g, self.gates))

    # ---- what all cells share ----

    def _products(self, block: slice) -> list[Call]:
        """Return two calls that share the gradients of the weights, and of the inputs."""
        steps, batch, wide = self._seen[block].shape
        operands = self._seen[block].reshape(steps * batch, wide).T
        last = block.stop == self._extent.steps
        g = self._g if last else self._share

        def of_state() -> None:
            self._state_product(operands[self._of_state], block, g[self._of_state])
            if not last:
                np.add(self._g[self._of_state], g[self._of_state], self._g[self._of_state])

        def of_inputs() -> None:
            d = rows(self._d_of_inputs(block))
            np.matmul(operands[self._of_inputs], d, of_gates(g[self._of_inputs], self.gates))
            if not last:
                np.add(self._g[self._of_inputs], g[self._of_inputs], self._g[self._of_inputs])
            if self._extent.inputs_wanted:
                self._input_gradients(block, d)

        return [of_state, of_inputs]

    def _input_gradients(self, block: slice, d: Array) -> None:
        target = self.d_inputs[block].reshape(-1, self._extent.features)
        shares = self._input_shares[: self.gates * len(target)].reshape(self.gates, *target.shape)
        weights = of_gates(self._w[self._input_rows], self.gates)
        np.matmul(d, weights.transpose(0, 2, 1), shares)
        np.add.reduce(shares, 0, out=target)

    def _room(self, name: str, *shape: int) -> Array:
        return self._scratch(name, shape, np.float32)

    def _flows(self, t: int) -> bool:
        """Return whether gradients flow from step ``t`` to the one before."""
        cut = self._extent.truncate
        return t > 0 and not (cut and t % cut == 0)

    def _skipped(self, t: int) -> Array | None:
        """Return 1 for sequences whose step ``t`` is skipped, else 0; None where all steps count."""
        return None if self.on is None else self._off[t]

    def _arriving(self, t: int) -> Array | None:
        """Return the gradients that arrive from outside at the state before step ``t``."""
        return self.d_states[t - 1] if self._extent.whole and t > 0 else None


def hold(h: Array, before: Array, skipped: Array, work: Array) -> None:
    """Put the state before the step in place of the one after it, where the step is skipped."""
    np.subtract(before, h, work)
    np.multiply(work, skipped, work)
    np.add(h, work, h)


def rows(gradients: Array) -> Array:
    """Return ``(gates, steps, batch, units)`` with steps and batch as one axis."""
    gates, steps, batch, units = gradients.shape
    return gradients.reshape(gates, steps * batch, units)


def of_gates(weights: Array, gates: int) -> Array:
    """Return rows of weights ``(rows, gates * units)`` as ``(gates, rows, units)``."""
    return weights.reshape(len(weights), gates, -1).transpose(1, 0, 2)
