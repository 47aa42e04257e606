"""Short steps wait while the window has something to do, and never for good."""

from __future__ import annotations

import threading
from itertools import count

import pytest

from nnstudio.engine.right_of_way import RightOfWay
from tests.engine.networks import given, mlp
from tests.engine.test_trainer import assert_same_state, run, small


def test_nobody_waits_for_a_window_that_has_nothing_to_do() -> None:
    way = RightOfWay()
    assert way.let_pass() == 0.0
    way.claim()
    way.release()
    assert way.let_pass() == 0.0


def test_a_run_goes_on_once_the_window_is_done() -> None:
    way = RightOfWay(clock=iter([0.0, 0.001]).__next__)
    way.claim()
    releasing = threading.Timer(0.001, way.release)
    releasing.start()
    assert way.let_pass() == 0.001
    releasing.join()


def test_half_of_the_time_belongs_to_the_run() -> None:
    way = RightOfWay(clock=iter([0.0, 0.03, 0.031, 0.059, 0.061, 0.091]).__next__)
    way.claim()  # and never done
    waited = [way.let_pass() for _ in range(4)]
    assert waited == pytest.approx([0.03, 0.0, 0.0, 0.03]), "it computes as long as it waited"


def test_waiting_changes_no_number() -> None:
    project = small(mlp())
    data = given(project)
    way = RightOfWay(clock=count(0.0, 1e-6).__next__)
    way.claim()
    (beside, _), (alone, _) = run(project, data, way=way), run(project, data)
    assert_same_state(beside.checkpoint, alone.checkpoint)
