"""The LSTM cell over whole sequences."""

from __future__ import annotations

import numpy as np

from nnstudio.core.kernels.activation import Scratch
from nnstudio.core.kernels.calls import scalar
from nnstudio.core.kernels.recurrent import (
    CLOSED,
    Beside,
    Extent,
    Reader,
    alone,
    hold,
    of_gates,
)
from nnstudio.core.layer import Array


class LstmReader(Reader):
    """An LSTM cell.

    What the forward pass keeps has five parts ``(steps, batch, units)``: the gates o, i, f, g and
    the cell before the step. In this order the sigmoids lie together, and (i, f) times (g, c) is
    one call. What leads back has six: to the cell before, to the sums of i, f, g and o, and from
    the state to the cell; first they hold factors, then gradients.
    """

    gates = 4
    back_order = (0, 1, 2, 3)

    def __init__(
        self, extent: Extent, w: Array, g: Array, scratch: Scratch, beside: Beside = alone
    ) -> None:
        super().__init__(extent, w, g, scratch, beside)
        steps, batch, _, units = extent[:4]
        self._scaled = self._room("scaled", 4, len(self._w), units)
        self._sums = self._room("sums", 4, batch, units)
        self._pair = self._room("pair", 2, batch, units)
        self._push = self._room("push", self._blocks[0].stop, batch, 1)
        self._kept = kept = self._room("kept", 5, steps + 1, batch, units)
        self._shown = shown = self._room("shown", steps, batch, units)
        self._steps = [
            (
                self._seen[t, :, :units],
                kept[:4, t],
                kept[:3, t],
                kept[1:3, t],
                kept[3:, t],
                kept[4, t + 1],
                shown[t],
                kept[0, t],
                self.states[t],
                self._skipped(t),
            )
            for t in range(steps)
        ]
        if not extent.training:
            return
        self._d = d = self._room("d", 6, steps, batch, units)
        nothing = self._room("nothing", batch, units)
        self._back_steps = [
            (
                d[4:, t],
                d[5, t],
                d[0, t + 1] if t + 1 < steps and self._flows(t + 1) else nothing,
                d[:4, t],
                d[1:5, t],
                self._flows(t),
                self._skipped(t),
                self._arriving(t),
            )
            for t in range(steps)
        ]

    def _prepare(self) -> None:
        """Halve the weights of the sigmoids, and lay the gates out as o, i, f, g."""
        gates, half = of_gates(self._w, 4), scalar(0.5)
        np.multiply(gates[3], half, self._scaled[0])
        np.multiply(gates[:2], half, self._scaled[1:3])
        np.copyto(self._scaled[3], gates[2])

    def _project(self, block: slice) -> None:
        inputs = self._seen[block, :, self._of_inputs]
        np.matmul(inputs, self._scaled[:, None, self._of_inputs], self._kept[:4, block])
        if self.on is not None:
            # A step that is skipped writes nothing into the cell and forgets nothing.
            push = self._push[: block.stop - block.start]
            np.multiply(self._off[block], scalar(CLOSED), push)
            np.subtract(self._kept[1, block], push, self._kept[1, block])
            np.add(self._kept[2, block], push, self._kept[2, block])

    def _go_through(self, block: slice) -> None:
        w, sums = self._scaled[:, self._of_state], self._sums
        pair, half = self._pair, scalar(0.5)
        first, second = pair
        matmul, tanh, multiply, add = np.matmul, np.tanh, np.multiply, np.add
        for before, gates, sigmoids, i_f, g_c, c, shown, o, h, skipped in self._steps[block]:
            matmul(before, w, sums)
            add(gates, sums, gates)
            tanh(gates, gates)
            multiply(sigmoids, half, sigmoids)
            add(sigmoids, half, sigmoids)
            multiply(i_f, g_c, pair)
            add(first, second, c)
            tanh(c, shown)
            multiply(o, shown, h)
            if skipped is not None:
                hold(h, before, skipped, first)

    def _fill_factors(self, block: slice) -> None:
        o, i, f, g, _ = (part[block] for part in self._kept)
        i_f, g_c = self._kept[1:3, block], self._kept[3:, block]
        shown, one = self._shown[block], scalar(1)
        to_c, _, _, to_g, to_o, from_h = self._d[:, block]
        to_i_f = self._d[1:3, block]
        np.copyto(to_c, f)
        np.multiply(i_f, i_f, to_i_f)
        np.subtract(i_f, to_i_f, to_i_f)
        np.multiply(to_i_f, g_c, to_i_f)
        np.multiply(g, g, to_g)
        np.subtract(one, to_g, to_g)
        np.multiply(to_g, i, to_g)
        np.multiply(o, o, to_o)
        np.subtract(o, to_o, to_o)
        np.multiply(to_o, shown, to_o)
        np.multiply(shown, shown, from_h)
        np.subtract(one, from_h, from_h)
        np.multiply(from_h, o, from_h)
        if self.on is not None:
            np.multiply(self._d[4:, block], self.on[block], self._d[4:, block])

    def _go_back(self, block: slice) -> None:
        dh, shares, back, dc = self._d_state, self._shares, self._back, self._pair[0]
        held = self._pair[1]
        matmul, multiply, add, total = np.matmul, np.multiply, np.add, np.add.reduce
        steps = reversed(self._back_steps[block])
        for o_c, from_h, from_c, d, gates, flows, skipped, arriving in steps:
            if skipped is not None:
                multiply(dh, skipped, held)
            multiply(dh, o_c, o_c)
            add(from_h, from_c, dc)
            multiply(dc, d, d)
            if flows:
                matmul(gates, back, shares)
                total(shares, 0, out=dh)
                if skipped is not None:
                    add(dh, held, dh)
            else:
                dh.fill(0)
            if arriving is not None:
                add(dh, arriving, dh)

    def _d_of_inputs(self, block: slice) -> Array:
        return self._d[1:5, block]
