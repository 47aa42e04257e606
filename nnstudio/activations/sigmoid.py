"""The logistic sigmoid."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from nnstudio.activations.base import Activation
from nnstudio.core.layer import Array
from nnstudio.core.text import N_


@dataclass(frozen=True)
class Sigmoid(Activation):
    """Squeezes z into 0 ... 1. Its derivative y(1 - y) is never more than 1/4."""

    name = "sigmoid"
    label = N_("Sigmoid")
    summary = N_("Squeezes any number into 0 … 1. Its derivative is never more than 0.25.")
    formula = r"\sigma(z) = \frac{1}{1 + e^{-z}}"
    source = "Rumelhart, Hinton, Williams 1986"
    order = 20
    keywords = "logistic"
    lowest = 0.0
    highest = 1.0
    saturates_below = -4.36
    saturates_above = 4.36

    def forward(self, z: Array) -> Array:
        # tanh never overflows, so neither does this form of the logistic function.
        half = z.dtype.type(0.5)
        y: Array = np.tanh(z * half) * half + half
        return y

    def derivative(self, z: Array, y: Array) -> Array:
        return y * (1 - y)
