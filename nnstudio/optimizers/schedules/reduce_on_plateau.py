"""A learning rate that falls when nothing gets better any more."""

from __future__ import annotations

import math
from dataclasses import dataclass

from nnstudio.core.settings import param
from nnstudio.core.text import N_
from nnstudio.optimizers.schedules.base import Place, WarmedSchedule


@dataclass(frozen=True)
class ReduceOnPlateau(WarmedSchedule):
    """Multiplies the learning rate when what is watched has not improved for some epochs.

    The rule of PyTorch's ``ReduceLROnPlateau`` with a relative threshold and no cooldown: it acts
    after the first epoch that is one more than the patience, then counts anew.
    """

    name = "reduce_on_plateau"
    label = N_("Reduce on plateau")
    summary = N_("Multiplies the learning rate when nothing has improved for some epochs.")
    formula = r"\eta \leftarrow \gamma\, \eta \quad \mathrm{when\ stuck}"
    source = "Krizhevsky, Sutskever, Hinton 2012, section 5"
    order = 5

    gamma: float = param(
        0.1,
        low=0.0,
        high=1.0,
        label=N_("Factor"),
        help=N_("What the learning rate is multiplied by each time."),
    )
    patience: int = param(
        10,
        low=0,
        high=1_000_000,
        label=N_("Patience"),
        help=N_("How many epochs in a row may pass without an improvement."),
        unit=N_("epochs"),
    )
    improvement: float = param(
        1e-4,
        low=0.0,
        high=1.0,
        high_open=True,
        label=N_("Least improvement"),
        help=N_("By which share of the best value so far an epoch must beat it to count."),
    )
    floor: float = param(
        0.0,
        low=0.0,
        high=1.0,
        label=N_("Lowest share"),
        help=N_("The learning rate never falls below this share of what is set."),
    )

    def curve(self, place: Place) -> float:
        factor, waited = 1.0, 0
        best = -math.inf if place.higher_is_better else math.inf
        for value in place.history:
            if self._beats(value, best, place.higher_is_better):
                best, waited = value, 0
                continue
            waited += 1
            if waited > self.patience:
                factor, waited = max(factor * self.gamma, self.floor), 0
        return factor

    def _beats(self, value: float, best: float, higher: bool) -> bool:
        if higher:
            return value > best * (1 + self.improvement)
        return value < best * (1 - self.improvement)
