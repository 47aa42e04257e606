"""Two gates instead of a memory cell."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from nnstudio.activations.sigmoid import Sigmoid
from nnstudio.core.layer import Array, Saved, Weight
from nnstudio.core.recurrent import Recurrent, State
from nnstudio.core.text import N_


@dataclass(frozen=True)
class GRU(Recurrent):
    """Reads a sequence with two gates: one lets the past be forgotten, one keeps the state.

    The gates lie in the order r, z, n (reset, update, candidate), as in PyTorch; Keras begins
    with z. The reset gate acts after the product with the recurrent weights (PyTorch, and Keras
    with ``reset_after``), so these have biases of their own. The saved ``gates`` are
    ``(batch, steps, 3, units)``; ``recalled (batch, steps, units)`` is what the reset gate scales.
    """

    name = "GRU"
    label = N_("GRU")
    order = 30
    summary = N_("Reads a sequence with two gates; smaller and faster than LSTM, often as good.")
    formula = (
        r"r, z = \sigma(x_t W + b + h_{t-1} U + c), \quad "
        r"n = \tanh(x_t W + b + r \odot (h_{t-1} U + c)), \quad "
        r"h_t = (1 - z) \odot n + z \odot h_{t-1}"
    )
    source = "Cho et al. 2014; the reset gate after the product as in cuDNN"
    keywords = "recurrent gated unit sequence memory time series gate"
    gates = 3
    made = ("gates", "recalled")
    examples = (
        ({"units": 3}, ((5, 2),)),
        ({"units": 2, "return_sequences": True}, ((4, 3),)),
        ({"units": 2, "direction": "both", "use_bias": False}, ((3, 2),)),
        ({"units": 2, "direction": "backward", "return_sequences": True}, ((3, 2),)),
        ({"units": 3, "dropout": 0.3, "recurrent_dropout": 0.4}, ((4, 5),)),
        ({"units": 2, "mask_zeros": True}, ((4, 2),)),
    )

    def cell_weights(self, features: int) -> dict[str, Weight]:
        found = super().cell_weights(features)
        return found | ({"recurrent_bias": Weight((3 * self.units,))} if self.use_bias else {})

    def cell(self, p: Array, r: Array, before: State) -> tuple[State, tuple[Array, ...]]:
        gates = np.empty_like(p)
        gates[:, :2] = Sigmoid().forward(p[:, :2] + r[:, :2])
        reset, update = gates[:, 0], gates[:, 1]
        gates[:, 2] = candidate = np.tanh(p[:, 2] + reset * r[:, 2])
        h = candidate + update * (before[0] - candidate)
        return (h,), (gates, r[:, 2])

    def cell_backward(
        self, made: Saved, before: State, d: State
    ) -> tuple[Array, Array, tuple[Array | float, ...]]:
        reset, update, candidate = (made["gates"][:, k] for k in range(3))
        dh = d[0]
        dn = dh * (1 - update) * (1 - candidate * candidate)
        dz = dh * (before[0] - candidate) * update * (1 - update)
        dr = dn * made["recalled"] * reset * (1 - reset)
        return (
            np.stack([dr, dz, dn], axis=1),
            np.stack([dr, dz, dn * reset], axis=1),
            (dh * update,),
        )
