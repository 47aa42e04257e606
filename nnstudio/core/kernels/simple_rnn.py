"""The cell of a SimpleRNN over whole sequences."""

from __future__ import annotations

import numpy as np

from nnstudio.core.kernels import activation
from nnstudio.core.kernels.activation import Scratch
from nnstudio.core.kernels.recurrent import Beside, Extent, Reader, alone, hold
from nnstudio.core.layer import Array

ACTIVATIONS = ("linear", *activation.JOINT)
"""Functions that the twin knows: those whose derivative the states tell."""


class SimpleReader(Reader):
    """The cell of a SimpleRNN, with one of `ACTIVATIONS`."""

    def __init__(
        self,
        extent: Extent,
        w: Array,
        g: Array,
        scratch: Scratch,
        beside: Beside = alone,
        name: str = "tanh",
    ) -> None:
        super().__init__(extent, w, g, scratch, beside)
        steps, batch, _, units = extent[:4]
        self._name = name
        self._sum = z = self._room("sum", batch, units)
        self._held = self._room("held", batch, units)
        self._steps = [
            (
                self._seen[t].dot,
                activation.forward(name, z, self.states[t], 0.0, -1, scratch),
                self._seen[t, :, :units],
                self.states[t],
                self._skipped(t),
            )
            for t in range(steps)
        ]
        if extent.training:
            self._d = d = self._room("d", 1, steps, batch, units)
            self._back_steps = [
                (d[0, t], d[0, t].dot, self._flows(t), self._skipped(t), self._arriving(t))
                for t in range(steps)
            ]

    def _go_through(self, block: slice) -> None:
        w, z = self._w, self._sum
        for product, calls, before, h, skipped in self._steps[block]:
            product(w, z)
            for call in calls:
                call()
            if skipped is not None:
                hold(h, before, skipped, z)

    def _fill_factors(self, block: slice) -> None:
        slopes = self._d[0, block]
        if self._name == "linear":
            slopes.fill(1)
        else:
            for call in activation.slope_at(self._name, self.states[block], slopes):
                call()
        if self.on is not None:
            np.multiply(slopes, self.on[block], slopes)

    def _go_back(self, block: slice) -> None:
        dh, held, back = self._d_state, self._held, self._back[0]
        multiply, add = np.multiply, np.add
        for d, product, flows, skipped, arriving in reversed(self._back_steps[block]):
            if skipped is not None:
                multiply(dh, skipped, held)
            multiply(dh, d, d)
            if flows:
                product(back, dh)
                if skipped is not None:
                    add(dh, held, dh)
            else:
                dh.fill(0)
            if arriving is not None:
                add(dh, arriving, dh)

    def _d_of_inputs(self, block: slice) -> Array:
        return self._d[:, block]
