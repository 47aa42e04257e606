"""The identity: no activation."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from nnstudio.activations.base import Activation
from nnstudio.core.layer import Array
from nnstudio.core.text import N_


@dataclass(frozen=True)
class Linear(Activation):
    """Passes z on unchanged. A stack of linear layers is one linear layer."""

    name = "linear"
    label = N_("Linear")
    summary = N_("Passes the sum on unchanged; a stack of linear layers is still one linear layer.")
    formula = r"f(z) = z"
    source = "Goodfellow, Bengio, Courville: Deep Learning (2016), section 6.2.2.1"
    order = 0
    keywords = "identity none"

    def forward(self, z: Array) -> Array:
        return z

    def derivative(self, z: Array, y: Array) -> Array:
        return np.ones_like(z)

    def backward(self, z: Array, y: Array, dy: Array) -> Array:
        return dy
