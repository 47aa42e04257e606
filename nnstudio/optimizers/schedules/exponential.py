"""A learning rate that falls by the same share in every epoch."""

from __future__ import annotations

from dataclasses import dataclass

from nnstudio.core.settings import param
from nnstudio.core.text import N_
from nnstudio.optimizers.schedules.base import Place, WarmedSchedule


@dataclass(frozen=True)
class ExponentialSchedule(WarmedSchedule):
    """Multiplies the learning rate after every epoch (PyTorch's ``ExponentialLR``)."""

    name = "exponential"
    label = N_("Exponential")
    summary = N_("Multiplies the learning rate by the same factor after every epoch.")
    formula = r"\eta_e = \eta\, \gamma^e, \quad e = 0, 1, \dots"
    source = "Senior, Heigold, Ranzato, Yang 2013"
    order = 2

    gamma: float = param(
        0.95,
        low=0.0,
        high=1.0,
        label=N_("Factor"),
        help=N_("What the learning rate is multiplied by after each epoch."),
    )

    def curve(self, place: Place) -> float:
        return self.gamma**place.epoch
