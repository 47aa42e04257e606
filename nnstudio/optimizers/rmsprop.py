"""RMSProp."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from nnstudio.core.layer import Array
from nnstudio.core.settings import param
from nnstudio.core.text import N_
from nnstudio.optimizers.base import Optimizer


@dataclass(frozen=True)
class RMSProp(Optimizer):
    """A step of its own size for each weight, from the running mean of its squared gradients.

    PyTorch's form: ε stands outside of the root, and the memory is 0.99 unless changed; Keras
    puts ε into the root and has 0.9. What is kept is the mean divided by (1 - ρ), which saves a
    multiplication of each weight and gives the same step.
    """

    name = "rmsprop"
    label = N_("RMSProp")
    summary = N_("Divides each step by the size that the weight's gradients had lately.")
    formula = (
        r"v \leftarrow \rho v + (1 - \rho) g^2, \quad"
        r" w \leftarrow w - \eta\, g / (\sqrt{v} + \epsilon)"
    )
    source = "Tieleman and Hinton 2012"
    order = 4
    slots = ("squares",)

    memory: float = param(
        0.99,
        low=0.0,
        high=1.0,
        high_open=True,
        label="ρ",
        help=N_("Memory of the squared gradient."),
    )
    epsilon: float = param(
        1e-8,
        low=0.0,
        high=1.0,
        low_open=True,
        advanced=True,
        label="ε",
        help=N_("Keeps the division from blowing up."),
    )

    def constants(self, learning_rate: float, step: int) -> tuple[float, ...]:
        """Return the rate and the ε that belong to the kept array, and ρ."""
        spread = 1 / math.sqrt(1 - self.memory)
        return learning_rate * spread, self.epsilon * spread, self.memory

    def update(self, w: Array, g: Array, slots: Mapping[str, Array], step: int) -> None:
        v, f = slots["squares"], w.dtype.type
        rate, epsilon, memory = self.constants(self.learning_rate, step)
        v *= f(memory)
        v += g * g
        w -= g / (np.sqrt(v) + f(epsilon)) * f(rate)
