"""The hyperbolic tangent."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from nnstudio.activations.base import Activation
from nnstudio.core.layer import Array
from nnstudio.core.text import N_


@dataclass(frozen=True)
class Tanh(Activation):
    """Squeezes z into -1 ... 1, centred on zero."""

    name = "tanh"
    label = N_("Tanh")
    summary = N_("Squeezes any number into −1 … 1, centred on zero; its derivative is at most 1.")
    formula = r"\tanh(z) = \frac{e^z - e^{-z}}{e^z + e^{-z}}"
    source = "LeCun et al. 1998, Efficient BackProp"
    order = 40
    keywords = "hyperbolic tangent"
    lowest = -1.0
    highest = 1.0
    saturates_below = -2.18
    saturates_above = 2.18

    def forward(self, z: Array) -> Array:
        y: Array = np.tanh(z)
        return y

    def derivative(self, z: Array, y: Array) -> Array:
        return 1 - y * y
