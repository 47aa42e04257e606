"""The exponential linear unit."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from nnstudio.activations.base import Activation
from nnstudio.core.layer import Array
from nnstudio.core.text import N_


@dataclass(frozen=True)
class ELU(Activation):
    """z above zero, e^z - 1 below: smooth, and its mean is nearer to zero than ReLU's."""

    name = "elu"
    label = N_("ELU")
    summary = N_("Like ReLU above zero; below, it bends smoothly towards −1.")
    formula = r"f(z) = z \text{ if } z > 0 \text{ else } e^z - 1"
    source = "Clevert, Unterthiner, Hochreiter 2016 (with α = 1)"
    order = 70
    keywords = "exponential"
    lowest = -1.0
    saturates_below = -3.0

    def forward(self, z: Array) -> Array:
        return np.where(z > 0, z, np.expm1(np.minimum(z, z.dtype.type(0))))

    def derivative(self, z: Array, y: Array) -> Array:
        return np.exp(np.minimum(z, z.dtype.type(0)))
