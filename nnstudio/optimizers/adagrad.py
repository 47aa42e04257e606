"""AdaGrad."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from nnstudio.core.layer import Array
from nnstudio.core.settings import param
from nnstudio.core.text import N_
from nnstudio.optimizers.base import Optimizer


@dataclass(frozen=True)
class AdaGrad(Optimizer):
    """A step of its own size for each weight, smaller the more its gradients have added up to.

    PyTorch's form: the sum starts at zero and ε stands outside of the root.
    """

    name = "adagrad"
    label = N_("AdaGrad")
    summary = N_("Gives weights that have moved little larger steps; all steps shrink with time.")
    formula = r"s \leftarrow s + g^2, \quad w \leftarrow w - \eta\, g / (\sqrt{s} + \epsilon)"
    source = "Duchi, Hazan, Singer 2011"
    order = 3
    slots = ("squares",)

    epsilon: float = param(
        1e-10,
        low=0.0,
        high=1.0,
        low_open=True,
        advanced=True,
        label="ε",
        help=N_("Keeps the division from blowing up."),
    )

    def constants(self, learning_rate: float, step: int) -> tuple[float, ...]:
        return learning_rate, self.epsilon

    def update(self, w: Array, g: Array, slots: Mapping[str, Array], step: int) -> None:
        s, f = slots["squares"], w.dtype.type
        s += g * g
        w -= g / (np.sqrt(s) + f(self.epsilon)) * f(self.learning_rate)
