"""The same learning rate from beginning to end."""

from __future__ import annotations

from dataclasses import dataclass

from nnstudio.core.text import N_
from nnstudio.optimizers.schedules.base import Place, Schedule


@dataclass(frozen=True)
class ConstantSchedule(Schedule):
    """The learning rate stays as it is set."""

    name = "constant"
    label = N_("Constant")
    summary = N_("The learning rate stays as it is set.")
    formula = r"\eta_s = \eta"
    order = 0

    def factor(self, place: Place) -> float:
        return 1.0
