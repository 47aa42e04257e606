"""The GRU cell over whole sequences."""

from __future__ import annotations

import numpy as np

from nnstudio.core.kernels.activation import Scratch
from nnstudio.core.kernels.calls import scalar
from nnstudio.core.kernels.recurrent import CLOSED, Beside, Extent, Reader, alone, of_gates, rows
from nnstudio.core.layer import Array


class GruReader(Reader):
    """A GRU cell whose reset gate acts after the product with the recurrent weights.

    The forward pass keeps the gates r, z, n, each ``(steps, batch, units)``. What leads back has
    five parts: to the candidate's sum over the state, to r, z and n, and directly to the state
    before; first they hold factors, then gradients.
    """

    gates = 3
    weight_order = ("recurrent_weight", "recurrent_bias", "weight", "bias")
    back_order = (2, 0, 1)

    def __init__(
        self, extent: Extent, w: Array, g: Array, scratch: Scratch, beside: Beside = alone
    ) -> None:
        super().__init__(extent, w, g, scratch, beside)
        steps, batch, _, units, bias = extent[:5]
        if bias:
            self._seen[:, :, -1] = 1
        self._of_state, self._of_inputs = slice(0, units + bias), slice(units + bias, None)
        self._scaled = self._room("scaled", 3, len(self._w), units)
        self._work = self._room("work", batch, units)
        self._push = self._room("push", self._blocks[0].stop, batch, 1)
        self._kept = kept = self._room("kept", 3, steps, batch, units)
        sums = self._room("sums", 3, steps, batch, units)
        self._recalled = sums[2]
        self._moved = moved = self._room("moved", steps, batch, units)
        self._steps = [
            (
                self._seen[t, :, self._of_state],
                sums[:, t],
                sums[:2, t],
                kept[:2, t],
                kept[0, t],
                sums[2, t],
                kept[2, t],
                self._seen[t, :, :units],
                moved[t],
                kept[1, t],
                self.states[t],
            )
            for t in range(steps)
        ]
        if not extent.training:
            return
        self._d = d = self._room("d", 5, steps, batch, units)
        self._back_steps = [
            (d[:, t], d[:3, t], d[4, t], self._flows(t), self._arriving(t)) for t in range(steps)
        ]

    def _prepare(self) -> None:
        """Halve the weights of the sigmoids."""
        gates = of_gates(self._w, 3)
        np.multiply(gates[:2], scalar(0.5), self._scaled[:2])
        np.copyto(self._scaled[2], gates[2])

    def _project(self, block: slice) -> None:
        inputs = self._seen[block, :, self._of_inputs]
        np.matmul(inputs, self._scaled[:, None, self._of_inputs], self._kept[:, block])
        if self.on is not None:
            # At a step that is skipped the update gate keeps the state.
            push = self._push[: block.stop - block.start]
            np.multiply(self._off[block], scalar(CLOSED), push)
            np.add(self._kept[1, block], push, self._kept[1, block])

    def _go_through(self, block: slice) -> None:
        w, work, half = self._scaled[:, self._of_state], self._work, scalar(0.5)
        matmul, tanh, multiply = np.matmul, np.tanh, np.multiply
        add, subtract = np.add, np.subtract
        for seen, sums, sums_r_z, r_z, r, recalled, n, before, moved, z, h in self._steps[block]:
            matmul(seen, w, sums)
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

    def _fill_factors(self, block: slice) -> None:
        to_recalled, to_r, to_z, to_n, direct = self._d[:, block]
        r, z, n = self._kept[:, block]
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

    def _go_back(self, block: slice) -> None:
        dh, shares, back = self._d_state, self._shares, self._back
        matmul, multiply, add, total = np.matmul, np.multiply, np.add, np.add.reduce
        for d, gates, direct, flows, arriving in reversed(self._back_steps[block]):
            multiply(dh, d, d)
            if flows:
                matmul(gates, back, shares)
                total(shares, 0, out=dh)
                add(dh, direct, dh)
            else:
                dh.fill(0)
            if arriving is not None:
                add(dh, arriving, dh)

    def _d_of_inputs(self, block: slice) -> Array:
        return self._d[1:4, block]

    def _state_product(self, operands: Array, block: slice, g: Array) -> None:
        gates, d = of_gates(g, 3), rows(self._d[:3, block])
        np.matmul(operands, d[0], gates[2])
        np.matmul(operands, d[1:], gates[:2])
