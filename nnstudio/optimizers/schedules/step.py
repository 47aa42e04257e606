"""A learning rate that falls in steps."""

from __future__ import annotations

from dataclasses import dataclass

from nnstudio.core.settings import param
from nnstudio.core.text import N_
from nnstudio.optimizers.schedules.base import Place, WarmedSchedule


@dataclass(frozen=True)
class StepSchedule(WarmedSchedule):
    """Multiplies the learning rate after every so many epochs (PyTorch's ``StepLR``)."""

    name = "step"
    label = N_("Step decay")
    summary = N_("Multiplies the learning rate after every so many epochs.")
    formula = r"\eta_e = \eta\, \gamma^{\lfloor e / n \rfloor}, \quad e = 0, 1, \dots"
    source = "He et al. 2016, section 4.2"
    order = 1

    epochs: int = param(
        10,
        low=1,
        high=1_000_000,
        label=N_("Every … epochs"),
        help=N_("After how many epochs the learning rate is multiplied each time."),
    )
    gamma: float = param(
        0.1,
        low=0.0,
        high=1.0,
        label=N_("Factor"),
        help=N_("What the learning rate is multiplied by each time."),
    )

    def curve(self, place: Place) -> float:
        return self.gamma ** (place.epoch // self.epochs)
