"""Adam."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from nnstudio.core.layer import Array, param
from nnstudio.core.text import N_
from nnstudio.optimizers.base import Optimizer


@dataclass(frozen=True)
class Adam(Optimizer):
    """A step of its own size for each weight, from running means of gradient and square."""

    name = "adam"
    label = N_("Adam")
    summary = N_("Gives every weight a step size of its own; a good first choice.")
    formula = (
        r"m \leftarrow \beta_1 m + (1 - \beta_1) g, \quad v \leftarrow \beta_2 v + (1 - \beta_2) g^2,"
        r" \quad w \leftarrow w - \eta\, \hat{m} / (\sqrt{\hat{v}} + \epsilon)"
    )
    source = "Kingma and Ba 2015"
    order = 2
    slots = ("mean", "square")

    learning_rate: float = param(
        0.001,
        low=0.0,
        high=1000.0,
        live=True,
        label=N_("Learning rate"),
        help=N_("About how far each weight moves in a step. It can be changed while training."),
    )
    beta1: float = param(
        0.9, low=0.0, high=1.0, high_open=True, label="β₁", help=N_("Memory of the mean gradient.")
    )
    beta2: float = param(
        0.999,
        low=0.0,
        high=1.0,
        high_open=True,
        label="β₂",
        help=N_("Memory of the squared gradient."),
    )
    epsilon: float = param(
        1e-8,
        low=0.0,
        high=1.0,
        low_open=True,
        label="ε",
        help=N_("Keeps the division from blowing up."),
    )

    def update(self, w: Array, g: Array, slots: Mapping[str, Array], step: int) -> None:
        f = w.dtype.type
        m, v = slots["mean"], slots["square"]
        m *= f(self.beta1)
        m += f(1 - self.beta1) * g
        v *= f(self.beta2)
        v += f(1 - self.beta2) * g * g
        rate = f(self.learning_rate / (1 - self.beta1**step))
        w -= rate * m / (np.sqrt(v) / f(math.sqrt(1 - self.beta2**step)) + f(self.epsilon))
