"""The scaled exponential linear unit."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from nnstudio.activations.base import Activation
from nnstudio.core.layer import Array
from nnstudio.core.text import N_

SCALE = 1.0507009873554804934193349852946
ALPHA = 1.6732632423543772848170429916717
"""The constants for which activations tend to mean 0 and variance 1 (Klambauer et al. 2017)."""


@dataclass(frozen=True)
class SELU(Activation):
    """ELU with two constants that keep mean and variance of deep networks of Dense layers.

    At 0 the derivative is taken as that from below, as in PyTorch.
    """

    name = "selu"
    label = N_("SELU")
    summary = N_(
        "ELU scaled so that deep stacks of Dense layers keep mean 0 and variance 1 by themselves."
    )
    formula = r"f(z) = \lambda z \text{ if } z > 0 \text{ else } \lambda \alpha (e^z - 1)"
    source = "Klambauer et al. 2017 (λ ≈ 1.0507, α ≈ 1.6733)"
    order = 80
    keywords = "exponential self-normalising"
    lowest = -SCALE * ALPHA
    saturates_below = -3.0

    def forward(self, z: Array) -> Array:
        scale, below = z.dtype.type(SCALE), z.dtype.type(SCALE * ALPHA)
        return np.where(z > 0, scale * z, below * np.expm1(np.minimum(z, z.dtype.type(0))))

    def derivative(self, z: Array, y: Array) -> Array:
        scale, below = z.dtype.type(SCALE), z.dtype.type(SCALE * ALPHA)
        return np.where(z > 0, scale, below * np.exp(np.minimum(z, z.dtype.type(0))))
