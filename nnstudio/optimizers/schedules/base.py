"""What a schedule is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from nnstudio.core.settings import Settings, param
from nnstudio.core.text import N_


@dataclass(frozen=True)
class Place:
    """Where in a run a step is.

    Parameters
    ----------
    step
        The number of the step in the run, counted from 1.
    steps_per_epoch, total_steps
        How long an epoch and the planned run are.
    history
        What is watched, after each finished epoch.
    higher_is_better
        Whether what is watched should grow (an accuracy) rather than fall (a loss).
    """

    step: int
    steps_per_epoch: int
    total_steps: int
    history: Sequence[float] = ()
    higher_is_better: bool = False

    @property
    def epoch(self) -> int:
        """How many epochs are finished."""
        return (self.step - 1) // self.steps_per_epoch


@dataclass(frozen=True)
class Schedule(Settings):
    """What the learning rate is multiplied by at each place of a run.

    It keeps nothing: the place alone decides, so a run can go on from anywhere.
    """

    summary: ClassVar[str]
    formula: ClassVar[str]
    source: ClassVar[str] = ""
    order: ClassVar[int]

    @property
    def by_step(self) -> bool:
        """Whether the factor changes from step to step, not only from epoch to epoch."""
        return False

    def factor(self, place: Place) -> float:
        """Return what the learning rate is multiplied by."""
        raise NotImplementedError


@dataclass(frozen=True)
class WarmedSchedule(Schedule):
    """A schedule that can begin gently: its factors are multiplied by those of a warm-up.

    A subclass gives `curve`.
    """

    warmup_steps: int = param(
        0,
        low=0,
        high=1_000_000_000,
        advanced=True,
        label=N_("Warm-up steps"),
        help=N_("So many steps long the learning rate first grows in a straight line; 0: none."),
    )

    @property
    def by_step(self) -> bool:
        return self.warmup_steps > 0

    def factor(self, place: Place) -> float:
        return warm_up(place.step, self.warmup_steps) * self.curve(place)

    def curve(self, place: Place) -> float:
        """Return the factor without the warm-up."""
        raise NotImplementedError


def warm_up(step: int, steps: int) -> float:
    """Return the factor in a linear warm-up: 1/steps in the first step, 1 from the last on."""
    return min(1.0, step / steps) if steps else 1.0
