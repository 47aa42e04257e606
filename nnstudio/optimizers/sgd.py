"""Gradient descent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from nnstudio.core.layer import Array
from nnstudio.core.settings import param
from nnstudio.core.text import N_
from nnstudio.optimizers.base import Optimizer


@dataclass(frozen=True)
class SGD(Optimizer):
    """Plain (stochastic) gradient descent."""

    name = "sgd"
    label = N_("Gradient descent (SGD)")
    summary = N_("Takes a step straight down the slope of the present batch.")
    formula = r"w \leftarrow w - \eta\, g"
    source = "Robbins and Monro 1951"
    order = 0

    learning_rate: float = param(
        0.1,
        low=0.0,
        high=1000.0,
        live=True,
        label=N_("Learning rate"),
        help=N_("How far each step goes down the slope. It can be changed while training."),
    )

    def update(self, w: Array, g: Array, slots: Mapping[str, Array], step: int) -> None:
        w -= w.dtype.type(self.learning_rate) * g
