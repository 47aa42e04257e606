"""The rectified linear unit that leaks."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from nnstudio.activations.base import Activation
from nnstudio.core.layer import Array
from nnstudio.core.settings import param
from nnstudio.core.text import N_


@dataclass(frozen=True)
class LeakyReLU(Activation):
    """ReLU with a small slope below zero (Maas et al. 2013), so that no unit dies."""

    name = "leaky_relu"
    label = N_("Leaky ReLU")
    summary = N_("Like ReLU, with a small slope below zero, so that no unit can die.")
    formula = r"f(z) = z \text{ if } z > 0 \text{ else } \alpha z"
    source = "Maas et al. 2013"
    order = 60
    keywords = "rectified"

    negative_slope: float = param(0.01, low=0.0, high=1.0, label=N_("Slope below zero"))

    def forward(self, z: Array) -> Array:
        return np.where(z > 0, z, z * z.dtype.type(self.negative_slope))

    def derivative(self, z: Array, y: Array) -> Array:
        return np.where(z > 0, z.dtype.type(1), z.dtype.type(self.negative_slope))
