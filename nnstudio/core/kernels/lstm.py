"""The LSTM cell over whole sequences."""

from __future__ import annotations

import numpy as np

from nnstudio.core.kernels.activation import Scratch
from nnstudio.core.kernels.calls import scalar
from nnstudio.core.kernels.recurrent import Extent, Reader, of_gates, rows
from nnstudio.core.layer import Array


class LstmReader(Reader):
    """An LSTM cell.

    What the forward pass keeps has six parts ``(steps, batch, units)``: the gates o, i, f, g, the
    cell before the step, and tanh of the cell after it. In this order the sigmoids lie together,
    and (i, f) times (g, c) is one call.
    """

    gates = 4
    back_order = (0, 1, 2, 3)

    def __init__(
        self, extent: Extent, w: Array, g: Array, scratch: Scratch, training: bool
    ) -> None:
        super().__init__(extent, w, g, scratch, training)
        steps, batch, _, units = extent[:4]
        self._scaled = self._room("scaled", 4, len(self._w), units)
        kept = self._room("kept", 5, steps + 1, batch, units)
        shown = self._room("shown", steps, batch, units)
        self._pair = self._room("pair", 2, batch, units)
        self._steps = [
            (
                self._seen[t],
                kept[:4, t],
                kept[:3, t],
                kept[1:3, t],
                kept[3:, t],
                kept[4, t + 1],
                shown[t],
                kept[0, t],
                self.states[t],
            )
            for t in range(steps)
        ]
        if not training:
            return
        # What leads to the cell before, to i, f, g and o, and from the state to the cell.
        self._d = self._room("d", 6, steps, batch, units)
        self._factors = self._room("factors", 6, self._blocks[-1].stop, batch, units)
        self._kept, self._shown = kept, shown
        nothing = self._room("nothing", batch, units)
        self._chains = [
            [
                (
                    self._factors[4:, t - block.start],
                    self._d[4:, t],
                    self._d[5, t],
                    self._d[0, t + 1] if t + 1 < steps and self._flows(t + 1) else nothing,
                    self._factors[:4, t - block.start],
                    self._d[:4, t],
                    self._d[1:5, t],
                    self._flows(t),
                    self._arriving(t),
                )
                for t in reversed(range(block.start, block.stop))
            ]
            for block in self._blocks
        ]

    def forward(self) -> None:
        self._scale_weights()
        w, pair, half = self._scaled, self._pair, scalar(0.5)
        first, second = pair
        matmul, tanh, multiply, add = np.matmul, np.tanh, np.multiply, np.add
        for seen, gates, sigmoids, i_f, g_c, c, shown, o, h in self._steps:
            matmul(seen, w, gates)
            tanh(gates, gates)
            multiply(sigmoids, half, sigmoids)
            add(sigmoids, half, sigmoids)
            multiply(i_f, g_c, pair)
            add(first, second, c)
            tanh(c, shown)
            multiply(o, shown, h)

    def backward(self) -> None:
        self._begin_backward()
        dh, shares, back = self._d_state, self._shares, self._back
        dc = self._pair[0]
        matmul, multiply, add, total = np.matmul, np.multiply, np.add, np.add.reduce
        for block, chain in zip(self._blocks, self._chains, strict=True):
            self._fill_factors(block)
            for to_o_c, o_c, from_h, from_c, factors, d, gates, flows, arriving in chain:
                multiply(dh, to_o_c, o_c)
                add(from_h, from_c, dc)
                multiply(dc, factors, d)
                if flows:
                    matmul(gates, back, shares)
                    total(shares, 0, None, dh)
                else:
                    dh.fill(0)
                if arriving is not None:
                    add(dh, arriving, dh)
        np.matmul(self._operands().T, rows(self._d_inputs), of_gates(self._g, 4))

    @property
    def _d_inputs(self) -> Array:
        return self._d[1:5]

    def _scale_weights(self) -> None:
        """Halve the weights of the sigmoids, and lay the gates out as o, i, f, g."""
        gates, half = of_gates(self._w, 4), scalar(0.5)
        np.multiply(gates[3], half, self._scaled[0])
        np.multiply(gates[:2], half, self._scaled[1:3])
        np.copyto(self._scaled[3], gates[2])

    def _fill_factors(self, block: slice) -> None:
        """Compute what gradients are multiplied by at some steps, before any is known."""
        factors = self._factors[:, : block.stop - block.start]
        o, i, f, g, _ = (part[block] for part in self._kept)
        shown, one = self._shown[block], scalar(1)
        np.copyto(factors[0], f)
        i_f = self._kept[1:3, block]
        np.multiply(i_f, i_f, factors[1:3])
        np.subtract(i_f, factors[1:3], factors[1:3])
        np.multiply(factors[1:3], self._kept[3:, block], factors[1:3])
        np.multiply(g, g, factors[3])
        np.subtract(one, factors[3], factors[3])
        np.multiply(factors[3], i, factors[3])
        np.multiply(o, o, factors[4])
        np.subtract(o, factors[4], factors[4])
        np.multiply(factors[4], shown, factors[4])
        np.multiply(shown, shown, factors[5])
        np.subtract(one, factors[5], factors[5])
        np.multiply(factors[5], o, factors[5])
