"""What Adam and its kin share."""

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
class AdaptiveMoments(Optimizer):
    """Steps by running means of the gradient and of its square, without bias at the start.

    What is kept are the means divided by (1 - β): that saves two multiplications of each weight
    and, after the same correction, is the same number.
    """

    slots = ("gradients", "squares")
    counts_steps = True

    learning_rate: float = param(
        0.001,
        low=0.0,
        high=1000.0,
        live=True,
        label=N_("Learning rate"),
        help=N_("About how far each weight moves in a step. It can be changed while training."),
    )
    beta1: float = param(
        0.9,
        low=0.0,
        high=1.0,
        high_open=True,
        advanced=True,
        label="β₁",
        help=N_("Memory of the mean gradient."),
    )
    beta2: float = param(
        0.999,
        low=0.0,
        high=1.0,
        high_open=True,
        advanced=True,
        label="β₂",
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
        """Return the rate and the ε that belong to the kept arrays, β₁ and β₂."""
        spread = math.sqrt((1 - self.beta2**step) / (1 - self.beta2))
        rate = learning_rate * (1 - self.beta1) / (1 - self.beta1**step) * spread
        return rate, self.epsilon * spread, self.beta1, self.beta2

    def update(self, w: Array, g: Array, slots: Mapping[str, Array], step: int) -> None:
        f = w.dtype.type
        m, v = slots["gradients"], slots["squares"]
        rate, epsilon, beta1, beta2 = self.constants(self.learning_rate, step)[:4]
        m *= f(beta1)
        m += g
        v *= f(beta2)
        v += g * g
        w -= m / (np.sqrt(v) + f(epsilon)) * f(rate)
