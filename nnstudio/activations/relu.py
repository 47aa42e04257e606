"""The rectified linear unit."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from nnstudio.activations.base import Activation
from nnstudio.core.layer import Array
from nnstudio.core.text import N_


@dataclass(frozen=True)
class ReLU(Activation):
    """Cuts negative values to zero (Nair and Hinton 2010); the derivative at 0 is taken as 0."""

    name = "relu"
    label = N_("ReLU")
    summary = N_("Lets positive values through and cuts negative ones to zero.")
    formula = r"f(z) = \max(0, z)"
    source = "Nair and Hinton 2010"
    order = 50
    keywords = "rectified"
    lowest = 0.0
    saturates_below = 0.0

    def forward(self, z: Array) -> Array:
        return np.maximum(z, z.dtype.type(0))

    def derivative(self, z: Array, y: Array) -> Array:
        return (z > 0).astype(z.dtype)
