"""PyTorch's schedulers of the learning rate, by the names of our schedules."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from torch.optim import lr_scheduler as lr


def linear(optimizer: Any, steps: int) -> Any:
    return lr.LinearLR(optimizer, start_factor=1 / steps, total_iters=steps - 1)


def cosine(optimizer: Any, schedule: Any, rate: float, steps: int) -> Any:
    return lr.CosineAnnealingLR(optimizer, T_max=steps, eta_min=schedule.floor * rate)


def plateau(optimizer: Any, schedule: Any, rate: float, steps: int) -> Any:
    return lr.ReduceLROnPlateau(
        optimizer,
        factor=schedule.gamma,
        patience=schedule.patience,
        threshold=schedule.improvement,
        threshold_mode="rel",
        min_lr=schedule.floor * rate,
        eps=0,
    )


@dataclass(frozen=True)
class ScheduleEntry:
    """How PyTorch's scheduler is made of ours: ``(optimizer, schedule, rate, steps of the run)``.

    Parameters
    ----------
    by_step
        Whether it is stepped after each batch rather than after each epoch.
    watches
        Whether it is told the loss of each epoch.
    more
        Further settings to compare, besides the defaults.
    """

    build: Callable[[Any, Any, float, int], Any]
    by_step: bool = False
    watches: bool = False
    more: tuple[dict[str, Any], ...] = ()


SCHEDULES = {
    "constant": ScheduleEntry(lambda o, s, rate, steps: lr.ConstantLR(o, factor=1.0)),
    "step": ScheduleEntry(
        lambda o, s, rate, steps: lr.StepLR(o, s.epochs, s.gamma),
        more=({"epochs": 2, "gamma": 0.5}, {"epochs": 2, "warmup_steps": 5}),
    ),
    "exponential": ScheduleEntry(
        lambda o, s, rate, steps: lr.ExponentialLR(o, s.gamma),
        more=({"gamma": 0.7}, {"warmup_steps": 7}),
    ),
    "cosine": ScheduleEntry(
        cosine, by_step=True, more=({"floor": 0.2}, {"floor": 0.1, "warmup_steps": 3})
    ),
    "warm_up": ScheduleEntry(
        lambda o, s, rate, steps: linear(o, s.steps), by_step=True, more=({"steps": 5},)
    ),
    "reduce_on_plateau": ScheduleEntry(
        plateau,
        watches=True,
        more=(
            {"patience": 1, "gamma": 0.5},
            {"patience": 0, "gamma": 0.5, "floor": 0.2, "improvement": 0.2},
            {"patience": 2, "warmup_steps": 6},
        ),
    ),
}
