"""A smooth ReLU."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from nnstudio.activations.base import Activation
from nnstudio.core.layer import Array
from nnstudio.core.text import N_


@dataclass(frozen=True)
class Softplus(Activation):
    """ln(1 + e^z), computed so that it never overflows. Its derivative is the sigmoid.

    PyTorch's goes over into a straight line at z = 20, this one does not; they differ by 2e-9.
    """

    name = "softplus"
    label = N_("Softplus")
    summary = N_("A smooth ReLU that is never quite zero; its derivative is the sigmoid.")
    formula = r"f(z) = \ln(1 + e^z)"
    source = "Dugas et al. 2001; Glorot, Bordes, Bengio 2011"
    order = 90
    keywords = "smooth"
    lowest = 0.0
    saturates_below = -2.95

    def forward(self, z: Array) -> Array:
        y: Array = np.logaddexp(z, z.dtype.type(0))
        return y

    def derivative(self, z: Array, y: Array) -> Array:
        # The sigmoid of z, said by y; also where e^z would overflow.
        slope: Array = -np.expm1(-y)
        return slope
