"""A learning rate that falls along half a cosine."""

from __future__ import annotations

import math
from dataclasses import dataclass

from nnstudio.core.settings import param
from nnstudio.core.text import N_
from nnstudio.optimizers.schedules.base import Place, WarmedSchedule


@dataclass(frozen=True)
class CosineSchedule(WarmedSchedule):
    """Lets the learning rate fall along half a cosine over the planned run, step by step.

    That is PyTorch's ``CosineAnnealingLR`` stepped after each batch, with ``T_max`` the steps of
    the run. A run that goes on beyond its plan keeps the lowest rate.
    """

    name = "cosine"
    label = N_("Cosine")
    summary = N_("Lets the learning rate fall gently over the whole run, along half a cosine.")
    formula = (
        r"\eta_s = \eta \left(\phi + \frac{1 - \phi}{2} \left(1 + \cos\frac{\pi s}{S}\right)\right),"
        r" \quad s = 0, 1, \dots"
    )
    source = "Loshchilov and Hutter 2017"
    order = 3

    floor: float = param(
        0.0,
        low=0.0,
        high=1.0,
        label=N_("Lowest share"),
        help=N_("The share of the learning rate that is left at the end of the run."),
    )

    @property
    def by_step(self) -> bool:
        return True

    def curve(self, place: Place) -> float:
        done = min(1.0, (place.step - 1) / max(1, place.total_steps))
        return self.floor + (1 - self.floor) * (1 + math.cos(math.pi * done)) / 2
