"""The pace of a run: many light steps at once, heavy ones singly, and figures for people."""

from __future__ import annotations

import math

import pytest

from nnstudio.engine.pace import RUN_SECONDS, Pace


def paced(seconds_per_step: float, rounds: int) -> list[int]:
    """Return how many steps were done at once in each round."""
    pace, done = Pace(), []
    for _ in range(rounds):
        steps = pace.steps_at_once
        done.append(steps)
        pace.learn(steps, 10 * steps, steps * seconds_per_step)
    return done


@pytest.mark.parametrize("seconds", [RUN_SECONDS, 0.1])
def test_heavy_steps_are_done_singly(seconds: float) -> None:
    assert paced(seconds, 5) == [1, 1, 1, 1, 1]


def test_light_steps_are_done_in_growing_numbers_for_as_long_as_a_look_may_wait() -> None:
    done = paced(RUN_SECONDS / 100, 12)

    assert done[:7] == [1, 2, 4, 8, 16, 32, 64]
    assert done[-1] in (99, 100)
    assert max(done) <= 100


def test_steps_that_get_heavier_are_soon_done_singly() -> None:
    pace = Pace()
    for _ in range(12):
        pace.learn(pace.steps_at_once, 1, pace.steps_at_once * RUN_SECONDS / 100)
    pace.learn(pace.steps_at_once, 1, pace.steps_at_once * RUN_SECONDS)

    assert pace.steps_at_once == 1


def test_speed_and_time_left_follow_from_what_was_done() -> None:
    pace = Pace()
    assert math.isnan(pace.seconds_left(0.0, 3.0))
    for _ in range(10):
        pace.learn(1, 50, 0.5)

    assert pace.seconds == pytest.approx(5.0)
    assert pace.samples_per_second == pytest.approx(100.0)
    assert pace.seconds_left(done=2.0, rest=4.0) == pytest.approx(10.0)
