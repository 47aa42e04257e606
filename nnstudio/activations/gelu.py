"""The Gaussian error linear unit."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from nnstudio.activations.base import Activation
from nnstudio.core.erf import erf
from nnstudio.core.layer import Array
from nnstudio.core.text import N_

_FAR = 40.0
"""Beyond this the density of the normal distribution is zero in any float type."""


@dataclass(frozen=True)
class GELU(Activation):
    """z times the share of the standard normal distribution that lies below z.

    This is the exact form, PyTorch's and Keras' default, not the approximation by tanh.
    """

    name = "gelu"
    label = N_("GELU")
    summary = N_("A smooth ReLU that dips slightly below zero; the usual choice in transformers.")
    formula = r"f(z) = z\,\Phi(z) = \frac{z}{2} (1 + \mathrm{erf}(\frac{z}{\sqrt{2}}))"
    source = "Hendrycks and Gimpel 2016"
    order = 100
    keywords = "gaussian smooth transformer"
    lowest = -0.169972
    saturates_below = -2.28
    monotone = False

    def forward(self, z: Array) -> Array:
        return z * _share_below(z)

    def derivative(self, z: Array, y: Array) -> Array:
        near = np.clip(z, z.dtype.type(-_FAR), z.dtype.type(_FAR))
        density = np.exp(near * near * z.dtype.type(-0.5)) * z.dtype.type(1 / math.sqrt(math.tau))
        slope: Array = _share_below(z) + near * density
        return slope


def _share_below(z: Array) -> Array:
    half = z.dtype.type(0.5)
    share: Array = half + half * erf(z * z.dtype.type(math.sqrt(0.5)))
    return share
