"""Gradient descent with momentum."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from nnstudio.core.layer import Array
from nnstudio.core.settings import param
from nnstudio.core.text import N_
from nnstudio.optimizers.base import Optimizer


@dataclass(frozen=True)
class Momentum(Optimizer):
    """Gradient descent that keeps part of its speed, like a ball rolling downhill.

    PyTorch's form: ``v = momentum * v + g; w = w - learning_rate * v``.
    """

    name = "momentum"
    label = N_("Momentum")
    summary = N_("Gradient descent that keeps part of its speed, like a ball rolling downhill.")
    formula = r"v \leftarrow \mu v + g, \quad w \leftarrow w - \eta\, v"
    source = "Polyak 1964"
    order = 1
    slots = ("velocity",)

    momentum: float = param(
        0.9,
        low=0.0,
        high=1.0,
        high_open=True,
        live=True,
        label=N_("Momentum"),
        help=N_("The share of the speed that is kept from step to step."),
    )

    def constants(self, learning_rate: float, step: int) -> tuple[float, ...]:
        return learning_rate, self.momentum

    def update(self, w: Array, g: Array, slots: Mapping[str, Array], step: int) -> None:
        v = slots["velocity"]
        v *= w.dtype.type(self.momentum)
        v += g
        w -= w.dtype.type(self.learning_rate) * v
