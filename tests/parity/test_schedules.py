"""Every schedule gives the learning rates of PyTorch's scheduler, step by step."""

from __future__ import annotations

import pytest
import torch

from nnstudio.optimizers.schedules import Place, Schedule, all_schedules
from tests.parity.schedules import SCHEDULES, linear

RATE, EPOCHS, STEPS = 0.2, 12, 4
LOSSES = (1.0, 0.8, 0.79, 0.81, 0.9, 0.7, 0.71, 0.72, 0.73, 0.74, 0.1, 0.1)
"""What an epoch ends with: better, slightly better, worse for a while."""
CASES = [
    pytest.param(cls(**settings), id=f"{name}-{number}")
    for name, cls in all_schedules().items()
    for number, settings in enumerate(({}, *(SCHEDULES[name].more if name in SCHEDULES else ())))
]


def test_no_schedule_is_left_out() -> None:
    assert sorted(all_schedules()) == sorted(SCHEDULES)


@pytest.mark.parametrize("schedule", CASES)
def test_the_rates_are_those_of_pytorch(schedule: Schedule) -> None:
    entry = SCHEDULES[schedule.name]
    optimizer, warming = (torch.optim.SGD([torch.zeros(1)], lr=RATE) for _ in range(2))
    scheduler = entry.build(optimizer, schedule, RATE, EPOCHS * STEPS)
    warm_up = linear(warming, getattr(schedule, "warmup_steps", 0) or 1)
    for step in range(1, EPOCHS * STEPS + 1):
        epoch = (step - 1) // STEPS
        place = Place(step, STEPS, EPOCHS * STEPS, LOSSES[:epoch])
        warmth = warming.param_groups[0]["lr"] / RATE
        expected = optimizer.param_groups[0]["lr"] * warmth
        assert RATE * schedule.factor(place) == pytest.approx(expected, rel=1e-10, abs=1e-15)
        optimizer.step()
        warming.step()
        warm_up.step()
        if entry.by_step:
            scheduler.step()
        elif step % STEPS == 0:
            scheduler.step(*([LOSSES[epoch]] if entry.watches else []))
