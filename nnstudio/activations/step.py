"""The step of the first perceptrons."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from nnstudio.activations.base import Activation
from nnstudio.core.layer import Array
from nnstudio.core.text import N_


@dataclass(frozen=True)
class StepFunction(Activation):
    """1 for z >= 0, else 0 (Rosenblatt 1958). Its derivative is zero, so nothing before it learns."""

    name = "step"
    label = N_("Step")
    summary = N_(
        "Fires or does not. Its derivative is zero everywhere, so no layer before it can learn."
    )
    formula = r"f(z) = 1 \text{ if } z \geq 0 \text{ else } 0"
    source = "Rosenblatt 1958"
    order = 10
    keywords = "heaviside threshold perceptron"
    lowest = 0.0
    highest = 1.0

    def forward(self, z: Array) -> Array:
        return (z >= 0).astype(z.dtype)

    def derivative(self, z: Array, y: Array) -> Array:
        return np.zeros_like(z)
