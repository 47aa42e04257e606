"""A learning rate that grows at the beginning."""

from __future__ import annotations

from dataclasses import dataclass

from nnstudio.core.settings import param
from nnstudio.core.text import N_
from nnstudio.optimizers.schedules.base import Place, Schedule, warm_up


@dataclass(frozen=True)
class WarmUpSchedule(Schedule):
    """Lets the learning rate grow in a straight line, then stay.

    That is PyTorch's ``LinearLR`` stepped after each batch, with ``start_factor=1/n`` and
    ``total_iters=n-1``.
    """

    name = "warm_up"
    label = N_("Warm-up")
    summary = N_("Lets the learning rate grow over the first steps, then stay.")
    formula = r"\eta_s = \eta\, \min(1, s / n), \quad s = 1, 2, \dots"
    source = "Goyal et al. 2017"
    order = 4

    steps: int = param(
        100,
        low=1,
        high=1_000_000_000,
        label=N_("Steps"),
        help=N_("After how many steps the learning rate has grown to what is set."),
    )

    @property
    def by_step(self) -> bool:
        return True

    def factor(self, place: Place) -> float:
        return warm_up(place.step, self.steps)
