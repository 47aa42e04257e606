"""Half the squared difference, as in hand calculations."""

from __future__ import annotations

from dataclasses import dataclass

from nnstudio.core.layer import Array
from nnstudio.core.text import N_
from nnstudio.losses.base import Loss


@dataclass(frozen=True)
class HalfSquaredError(Loss):
    """Half the squared difference, summed over the units, averaged over batch and positions.

    The half makes the derivative simply ``y - t`` (Rumelhart, Hinton and Williams 1986).
    """

    name = "half_squared_error"
    label = N_("Half squared error")
    summary = N_("Half the squared difference, summed over outputs; its derivative is just y − t.")
    formula = r"L = \frac{1}{B} \sum_b \frac{1}{2} \sum_i (y_{b,i} - t_{b,i})^2"
    source = "Rumelhart, Hinton, Williams 1986"
    order = 6
    tasks = ("regression", "classification")

    def value(self, y: Array, t: Array) -> float:
        d = y - t
        return float((d * d).sum() / (2 * self.counted(y)))

    def backward(self, y: Array, t: Array) -> Array:
        return (y - t) * y.dtype.type(1.0 / self.counted(y))
