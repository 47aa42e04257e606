"""A memory cell with gates that say what is written, kept and shown."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass

import numpy as np

from nnstudio.activations.sigmoid import Sigmoid
from nnstudio.core.layer import Array, Saved, Weight, param
from nnstudio.core.recurrent import Recurrent, State
from nnstudio.core.text import N_


@dataclass(frozen=True)
class LSTM(Recurrent):
    """Reads a sequence with a memory that gates protect, so that it can remember for long.

    The gates lie in the order i, f, g, o (input, forget, candidate, output), as in PyTorch; Keras
    has the same order and calls the candidate c. The saved ``gates`` are
    ``(batch, steps, 4, units)`` and the cell ``c`` is ``(batch, steps, units)``.
    """

    name = "LSTM"
    label = N_("LSTM")
    order = 20
    summary = N_("Reads a sequence with a memory that gates protect: it can remember for long.")
    formula = (
        r"i, f, o = \sigma(x_t W + h_{t-1} U + b), \quad g = \tanh(x_t W + h_{t-1} U + b), \quad "
        r"c_t = f \odot c_{t-1} + i \odot g, \quad h_t = o \odot \tanh(c_t)"
    )
    source = "Hochreiter and Schmidhuber 1997; Gers, Schmidhuber and Cummins 2000 (forget gate)"
    keywords = "recurrent long short-term memory sequence time series gate"
    gates = 4
    memory = ("h", "c")
    examples = (
        ({"units": 3}, ((5, 2),)),
        ({"units": 2, "return_sequences": True, "forget_bias": 0.0}, ((4, 3),)),
        ({"units": 2, "direction": "both", "use_bias": False}, ((3, 2),)),
        ({"units": 2, "direction": "backward", "return_sequences": True}, ((3, 2),)),
        ({"units": 3, "dropout": 0.3, "recurrent_dropout": 0.4}, ((4, 5),)),
        ({"units": 2, "mask_zeros": True}, ((4, 2),)),
    )

    forget_bias: float = param(
        1.0,
        low=-100.0,
        high=100.0,
        advanced=True,
        label=N_("Forget bias"),
        help=N_("Where the forget gates' biases start: 1 lets the cell remember from the start."),
    )

    def cell_weights(self, features: int) -> dict[str, Weight]:
        found = super().cell_weights(features)
        if self.use_bias:
            start = (0.0, self.forget_bias, 0.0, 0.0)
            found["bias"] = dataclasses.replace(found["bias"], initializer="constant", values=start)
        return found

    def cell(self, p: Array, r: Array, before: State) -> tuple[State, tuple[Array, ...]]:
        z = p + r
        gates = Sigmoid().forward(z)
        gates[:, 2] = np.tanh(z[:, 2])
        i, f, g, o = (gates[:, k] for k in range(4))
        c = f * before[1] + i * g
        return (o * np.tanh(c), c), (gates,)

    def cell_backward(
        self, made: Saved, before: State, d: State
    ) -> tuple[Array, Array, tuple[Array | float, ...]]:
        i, f, g, o = (made["gates"][:, k] for k in range(4))
        dh, dc = d
        shown = np.tanh(made["c"])
        dc = dc + dh * o * (1 - shown * shown)
        dz = np.stack(
            [
                dc * g * i * (1 - i),
                dc * before[1] * f * (1 - f),
                dc * i * (1 - g * g),
                dh * shown * o * (1 - o),
            ],
            axis=1,
        )
        return dz, dz, (0.0, dc * f)
