"""Softmax: scores into probabilities."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from nnstudio.activations.base import Activation
from nnstudio.core.layer import Array
from nnstudio.core.text import N_


@dataclass(frozen=True)
class Softmax(Activation):
    """Turns the scores along the last axis into probabilities that add up to 1."""

    name = "softmax"
    label = N_("Softmax")
    summary = N_("Turns scores into probabilities that add up to 1.")
    formula = r"f(z)_i = \frac{e^{z_i}}{\sum_j e^{z_j}}"
    source = "Bridle 1990"
    order = 120
    keywords = "probabilities"
    lowest = 0.0
    highest = 1.0
    elementwise = False
    monotone = False

    def forward(self, z: Array) -> Array:
        e = np.exp(z - z.max(axis=-1, keepdims=True))
        y: Array = e / e.sum(axis=-1, keepdims=True)
        return y

    def derivative(self, z: Array, y: Array) -> Array:
        """Return the diagonal of the Jacobian, y(1 - y)."""
        return y * (1 - y)

    def backward(self, z: Array, y: Array, dy: Array) -> Array:
        dz: Array = y * (dy - (dy * y).sum(axis=-1, keepdims=True))
        return dz
