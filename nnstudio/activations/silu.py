"""The sigmoid linear unit, also called swish."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from nnstudio.activations.base import Activation
from nnstudio.core.layer import Array
from nnstudio.core.text import N_


@dataclass(frozen=True)
class SiLU(Activation):
    """z times its sigmoid."""

    name = "silu"
    label = N_("SiLU")
    summary = N_("z times its sigmoid: a smooth ReLU that dips below zero; also called swish.")
    formula = r"f(z) = z\,\sigma(z) = \frac{z}{1 + e^{-z}}"
    source = "Elfwing, Uchibe, Doya 2018; Ramachandran, Zoph, Le 2017"
    order = 110
    keywords = "swish smooth"
    lowest = -0.278465
    saturates_below = -3.93
    monotone = False

    def forward(self, z: Array) -> Array:
        return z * _sigmoid(z)

    def derivative(self, z: Array, y: Array) -> Array:
        share = _sigmoid(z)
        slope: Array = share + y * (1 - share)
        return slope


def _sigmoid(z: Array) -> Array:
    half = z.dtype.type(0.5)
    y: Array = np.tanh(z * half) * half + half
    return y
