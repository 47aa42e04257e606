"""The GRU cell over whole sequences."""

from __future__ import annotations

import numpy as np

from nnstudio.core.kernels.activation import Scratch
from nnstudio.core.kernels.calls import scalar
from nnstudio.core.kernels.recurrent import Extent, Reader, of_gates, rows
from nnstudio.core.layer import Array


class GruReader(Reader):
    """A GRU cell whose reset gate acts after the product with the recurrent weights.

    The candidate keeps its sum over the state apart from its sum over the inputs, so the latter
    are computed before the loop, for all steps at once.
    """

    gates = 3
    back_order = (2, 0, 1)
    weight_order = ("recurrent_weight", "recurrent_bias", "weight", "bias")

    def __init__(
        self, extent: Extent, w: Array, g: Array, scratch: Scratch, training: bool
    ) -> None:
        super().__init__(extent, w, g, scratch, training)
        steps, batch, _, units, bias = extent[:5]
        if bias:
            self._seen[:, :, -1] = 1
        self._of_state = units + bias
        self._scaled = self._room("scaled", 3, len(self._w), units)
        recalled = self._room("recalled", 3, steps, batch, units)
        kept = self._room("kept", 3, steps, batch, units)
        moved = self._room("moved", steps, batch, units)
        self._work = self._room("work", batch, units)
        self._kept, self._recalled, self._moved = kept, recalled[2], moved
        self._steps = [
            (
                self._seen[t, :, : self._of_state],
                recalled[:, t],
                recalled[:2, t],
                kept[:2, t],
                kept[0, t],
                recalled[2, t],
                kept[2, t],
                self._seen[t, :, :units],
                moved[t],
                kept[1, t],
                self.states[t],
            )
            for t in range(steps)
        ]
        if not training:
            return
        # What leads to the recalled candidate, to r, z and n, and directly to the state before.
        self._d = self._room("d", 5, steps, batch, units)
        self._factors = self._room("factors", 5, self._blocks[-1].stop, batch, units)
        self._chains = [
            [
                (
                    self._factors[:, t - block.start],
                    self._d[:, t],
                    self._d[:3, t],
                    self._d[4, t],
                    self._flows(t),
                    self._arriving(t),
                )
                for t in reversed(range(block.start, block.stop))
            ]
            for block in self._blocks
        ]

    def forward(self) -> None:
        self._scale_weights()
        of_state, half, work = self._scaled[:, : self._of_state], scalar(0.5), self._work
        matmul, tanh, multiply = np.matmul, np.tanh, np.multiply
        add, subtract = np.add, np.subtract
        of_inputs = self._scaled[:, None, self._of_state :]
        matmul(self._seen[:-1, :, self._of_state :], of_inputs, self._kept)
        for seen, sums, sums_r_z, r_z, r, recalled, n, before, moved, z, h in self._steps:
            matmul(seen, of_state, sums)
            add(r_z, sums_r_z, r_z)
            tanh(r_z, r_z)
            multiply(r_z, half, r_z)
            add(r_z, half, r_z)
            multiply(r, recalled, work)
            add(n, work, n)
            tanh(n, n)
            subtract(before, n, moved)
            multiply(z, moved, work)
            add(n, work, h)

    def backward(self) -> None:
        self._begin_backward()
        dh, shares, back = self._d_state, self._shares, self._back
        matmul, multiply, add, total = np.matmul, np.multiply, np.add, np.add.reduce
        for block, chain in zip(self._blocks, self._chains, strict=True):
            self._fill_factors(block)
            for factors, d, gates, direct, flows, arriving in chain:
                multiply(dh, factors, d)
                if flows:
                    matmul(gates, back, shares)
                    total(shares, 0, None, dh)
                    add(dh, direct, dh)
                else:
                    dh.fill(0)
                if arriving is not None:
                    add(dh, arriving, dh)
        operands, d = self._operands(), rows(self._d)
        of_state, of_inputs = (
            of_gates(part, 3) for part in (self._g[: self._of_state], self._g[self._of_state :])
        )
        matmul(operands[:, : self._of_state].T, d[0], of_state[2])
        matmul(operands[:, : self._of_state].T, d[1:3], of_state[:2])
        matmul(operands[:, self._of_state :].T, d[1:4], of_inputs)

    @property
    def _d_inputs(self) -> Array:
        return self._d[1:4]

    def _scale_weights(self) -> None:
        """Halve the weights of the sigmoids."""
        gates = of_gates(self._w, 3)
        np.multiply(gates[:2], scalar(0.5), self._scaled[:2])
        np.copyto(self._scaled[2], gates[2])

    def _fill_factors(self, block: slice) -> None:
        """Compute what gradients are multiplied by at some steps, before any is known."""
        to_recalled, to_r, to_z, to_n, direct = self._factors[:, : block.stop - block.start]
        r, z, n = (part[block] for part in self._kept)
        one = scalar(1)
        np.subtract(one, z, direct)
        np.multiply(n, n, to_n)
        np.subtract(one, to_n, to_n)
        np.multiply(to_n, direct, to_n)
        np.multiply(to_n, r, to_recalled)
        np.multiply(z, direct, to_z)
        np.multiply(to_z, self._moved[block], to_z)
        np.subtract(one, r, to_r)
        np.multiply(to_r, to_recalled, to_r)
        np.multiply(to_r, self._recalled[block], to_r)
        np.copyto(direct, z)
