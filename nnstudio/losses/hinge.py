"""The hinge loss of the support vector machine."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from nnstudio.core.layer import Array
from nnstudio.core.text import N_
from nnstudio.losses.base import Loss


@dataclass(frozen=True)
class Hinge(Loss):
    """How far outputs are from being on the right side of zero by at least 1.

    Targets of 0 and 1 (also one-hot) are taken as -1 and +1; targets that are -1 and +1 already
    stay so. It is averaged over units, positions and batch, as in Keras. Outputs are best linear
    or tanh; at least 0 means yes.
    """

    name = "hinge"
    label = N_("Hinge")
    summary = N_("Wants outputs on the right side of zero, by at least 1; for linear or tanh.")
    formula = r"L = \frac{1}{B n} \sum_b \sum_i \max(0, 1 - s_{b,i}\, y_{b,i}), \quad s = \pm 1"
    source = "Cortes and Vapnik 1995"
    order = 3
    tasks = ("classification",)
    border = 0.0

    def value(self, y: Array, t: Array) -> float:
        return float(np.maximum(1 - _signs(y, t) * y, 0).mean())

    def backward(self, y: Array, t: Array) -> Array:
        s = _signs(y, t)
        return np.where(s * y < 1, -s, 0) * y.dtype.type(1.0 / y.size)


def _signs(y: Array, t: Array) -> Array:
    one = y.dtype.type(1)
    return np.where(t > 0, one, -one)
