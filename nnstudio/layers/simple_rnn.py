"""A state that is formed anew from input and last state."""

from __future__ import annotations

from dataclasses import dataclass

from nnstudio.activations import all_activations, make_activation
from nnstudio.core.layer import Array, Saved, param
from nnstudio.core.recurrent import Recurrent, State
from nnstudio.core.text import N_


@dataclass(frozen=True)
class SimpleRNN(Recurrent):
    """Reads a sequence step by step; its state is the activated sum of input and last state."""

    name = "SimpleRNN"
    label = N_("SimpleRNN")
    order = 10
    summary = N_("Reads a sequence; its state is the activated sum of input and last state.")
    formula = r"h_t = f(x_t W + h_{t-1} U + b)"
    source = "Elman 1990, Finding Structure in Time"
    keywords = "recurrent elman sequence memory time series vanilla"
    made = ("z",)
    examples = (
        ({"units": 3}, ((5, 2),)),
        ({"units": 4, "return_sequences": True, "activation": "relu"}, ((4, 3),)),
        ({"units": 2, "direction": "both", "use_bias": False}, ((3, 2),)),
        (
            {
                "units": 3,
                "activation": "leaky_relu",
                "negative_slope": 0.3,
                "direction": "backward",
            },
            ((4, 2),),
        ),
        ({"units": 3, "dropout": 0.3, "recurrent_dropout": 0.4}, ((4, 5),)),
        ({"units": 2, "mask_zeros": True, "activation": "linear"}, ((4, 2),)),
    )

    units: int = param(
        32, low=1, high=100_000, label=N_("Units"), help=N_("How many numbers the state has.")
    )
    activation: str = param(
        "tanh",
        choices=tuple(name for name, f in all_activations().items() if f.elementwise),
        label=N_("Activation"),
        help=N_("The function that is applied to each unit's sum."),
    )
    negative_slope: float = param(
        0.01,
        low=0.0,
        high=1.0,
        label=N_("Slope below zero"),
        help=N_("The slope of leaky ReLU for negative sums."),
        shown_if=("activation", ("leaky_relu",)),
    )

    def parameters_text(self) -> str:
        return f"{super().parameters_text()} · {self.activation}"

    def cell(self, p: Array, r: Array, before: State) -> tuple[State, tuple[Array, ...]]:
        z = (p + r)[:, 0]
        return (make_activation(self.activation, self.negative_slope).forward(z),), (z,)

    def cell_backward(
        self, made: Saved, before: State, d: State
    ) -> tuple[Array, Array, tuple[Array | float, ...]]:
        f = make_activation(self.activation, self.negative_slope)
        dz = f.backward(made["z"], made["h"], d[0])[:, None]
        return dz, dz, (0.0,)
