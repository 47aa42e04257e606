"""Every schedule against values worked out by hand, at any place of a run alone."""

from __future__ import annotations

import math

import pytest

from nnstudio.optimizers.schedules import Place, Schedule, all_schedules
from nnstudio.optimizers.schedules.constant import ConstantSchedule
from nnstudio.optimizers.schedules.cosine import CosineSchedule
from nnstudio.optimizers.schedules.exponential import ExponentialSchedule
from nnstudio.optimizers.schedules.reduce_on_plateau import ReduceOnPlateau
from nnstudio.optimizers.schedules.step import StepSchedule
from nnstudio.optimizers.schedules.warm_up import WarmUpSchedule

SCHEDULES = [pytest.param(cls(), id=name) for name, cls in all_schedules().items()]
WARMED = [
    pytest.param(cls(), id=name)
    for name, cls in all_schedules().items()
    if "warmup_steps" in cls.params()
]


def at(step: int, *history: float, higher: bool = False) -> Place:
    """Return a place in a run of 12 steps, 3 to an epoch."""
    return Place(step, 3, 12, history, higher)


def factors(schedule: Schedule, steps: int = 12) -> list[float]:
    return [schedule.factor(at(step)) for step in range(1, steps + 1)]


def test_the_schedules_of_the_house_are_found() -> None:
    names = ["constant", "step", "exponential", "cosine", "warm_up", "reduce_on_plateau"]
    assert list(all_schedules()) == names


@pytest.mark.parametrize("schedule", SCHEDULES)
def test_it_is_described(schedule: Schedule) -> None:
    assert schedule.label
    assert schedule.summary.endswith(".")
    assert schedule.formula


@pytest.mark.parametrize("schedule", SCHEDULES)
def test_factors_lie_between_0_and_1(schedule: Schedule) -> None:
    histories = ((), (1.0,) * 40, (math.nan,) * 40, (-3.0, -2.0))
    for step in (1, 2, 11, 12, 13, 10_000):
        for history in histories:
            assert 0 <= schedule.factor(at(step, *history)) <= 1


@pytest.mark.parametrize("schedule", SCHEDULES)
def test_within_an_epoch_it_changes_only_where_it_says_so(schedule: Schedule) -> None:
    changes = len({schedule.factor(at(step)) for step in (4, 5, 6)}) > 1
    assert changes == schedule.by_step


def test_constant() -> None:
    assert factors(ConstantSchedule()) == [1.0] * 12


def test_step_after_every_second_epoch() -> None:
    assert factors(StepSchedule(epochs=2, gamma=0.5)) == [1.0] * 6 + [0.5] * 6


def test_exponential_after_every_epoch() -> None:
    expected = [1.0] * 3 + [0.5] * 3 + [0.25] * 3 + [0.125] * 3
    assert factors(ExponentialSchedule(gamma=0.5)) == expected


def test_cosine_from_1_to_its_floor() -> None:
    falling = factors(CosineSchedule(floor=0.2))
    # After a third of the run the cosine is at 60 degrees, after half of it at 90.
    assert falling[0] == 1.0
    assert falling[4] == pytest.approx(0.2 + 0.8 * 0.75)
    assert falling[6] == pytest.approx(0.6)
    assert falling == sorted(falling, reverse=True)
    for later in (13, 20, 24, 1000):
        assert CosineSchedule(floor=0.2).factor(at(later)) == pytest.approx(0.2)


def test_warm_up_grows_in_a_line() -> None:
    assert factors(WarmUpSchedule(steps=4), 6) == [0.25, 0.5, 0.75, 1.0, 1.0, 1.0]


@pytest.mark.parametrize("schedule", WARMED)
def test_others_can_be_warmed_up_too(schedule: Schedule) -> None:
    warmed = schedule.with_values(warmup_steps=4)
    assert warmed.by_step
    for step, share in ((1, 0.25), (3, 0.75), (4, 1.0), (9, 1.0)):
        assert warmed.factor(at(step)) == pytest.approx(share * schedule.factor(at(step)))


def test_a_plateau_is_left_after_one_epoch_more_than_the_patience() -> None:
    schedule = ReduceOnPlateau(gamma=0.5, patience=2, improvement=0.01)
    # The last value beats 1.0, but not by a hundredth.
    losses = (1.0, 1.1, 1.2, 0.995)
    assert schedule.factor(at(10, *losses[:3])) == 1.0
    assert schedule.factor(at(13, *losses)) == 0.5
    # Then it counts anew: three more epochs without an improvement.
    assert schedule.factor(at(19, *losses, 1.0, 1.0)) == 0.5
    assert schedule.factor(at(22, *losses, 1.0, 1.0, 1.0)) == 0.25
    # An epoch that is better begins the wait anew too.
    assert schedule.factor(at(22, *losses, 1.0, 0.9, 1.0, 1.0)) == 0.5


def test_a_plateau_of_what_should_grow() -> None:
    schedule = ReduceOnPlateau(gamma=0.5, patience=0, improvement=0.0)
    assert schedule.factor(at(7, 0.5, 0.6, higher=True)) == 1.0
    assert schedule.factor(at(10, 0.5, 0.6, 0.55, higher=True)) == 0.5
    assert schedule.factor(at(7, 0.5, 0.6)) == 0.5


def test_a_plateau_stops_at_its_floor() -> None:
    schedule = ReduceOnPlateau(gamma=0.1, patience=0, floor=0.05)
    assert schedule.factor(at(30, *[1.0] * 9)) == 0.05
