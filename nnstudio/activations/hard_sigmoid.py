"""The sigmoid in straight lines."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from nnstudio.activations.base import Activation
from nnstudio.core.layer import Array
from nnstudio.core.text import N_


@dataclass(frozen=True)
class HardSigmoid(Activation):
    """A sigmoid of three straight pieces: 0 up to -3, 1 from 3 on, z/6 + 1/2 between.

    This is the convention of PyTorch and Keras 3; Keras 2 had z/5 + 1/2. At the kinks themselves
    the derivative is taken as 0.
    """

    name = "hard_sigmoid"
    label = N_("Hard sigmoid")
    summary = N_(
        "A sigmoid of three straight pieces, quick to compute; it is flat below −3 and above 3."
    )
    formula = r"f(z) = \min(1, \max(0, \frac{z}{6} + \frac{1}{2}))"
    source = "Courbariaux, Bengio, David 2015; Howard et al. 2019"
    order = 30
    keywords = "piecewise"
    lowest = 0.0
    highest = 1.0
    saturates_below = -3.0
    saturates_above = 3.0

    def forward(self, z: Array) -> Array:
        number = z.dtype.type
        return np.clip(z * number(1 / 6) + number(0.5), number(0), number(1))

    def derivative(self, z: Array, y: Array) -> Array:
        return ((y > 0) & (y < 1)) * z.dtype.type(1 / 6)
