"""Momentum that looks ahead."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from nnstudio.core.layer import Array
from nnstudio.core.settings import param
from nnstudio.core.text import N_
from nnstudio.optimizers.base import Optimizer


@dataclass(frozen=True)
class Nesterov(Optimizer):
    """Momentum that steps as if the present gradient were still there in the next step.

    PyTorch's form: ``v = momentum * v + g; w = w - learning_rate * (g + momentum * v)``.
    """

    name = "nesterov"
    label = N_("Nesterov momentum")
    summary = N_("Momentum that looks a step ahead, so that it brakes earlier.")
    formula = r"v \leftarrow \mu v + g, \quad w \leftarrow w - \eta\, (g + \mu v)"
    source = "Nesterov 1983; Sutskever et al. 2013"
    order = 2
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
        v, share = slots["velocity"], w.dtype.type(self.momentum)
        v *= share
        v += g
        w -= w.dtype.type(self.learning_rate) * (v * share + g)
