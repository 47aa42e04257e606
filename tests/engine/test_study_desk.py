"""Studies are answered in turn and leave a run most of its time."""

from __future__ import annotations

import gc
from dataclasses import dataclass, field

import numpy as np
import pytest

from nnstudio.engine import study_desk
from nnstudio.engine.messages import Watch, Watched
from nnstudio.engine.model import Model
from nnstudio.engine.plan import make_plan
from nnstudio.engine.program import Program
from nnstudio.engine.study import Pieces, Study
from nnstudio.engine.study_desk import LEAST_SHARE, SHARE, StudyDesk
from nnstudio.engine.weights import initial_weights
from nnstudio.graph.analysis import analyze
from nnstudio.graph.templates import template
from nnstudio.optimizers.sgd import SGD


@dataclass(eq=False)
class Clock:
    """A clock that only moves when it is told to."""

    now: float = 100.0

    def __call__(self) -> float:
        return self.now


@dataclass(frozen=True, eq=False)
class Slow(Study[int]):
    """A study of some pieces that take so many seconds each."""

    clock: Clock
    pieces_left: int
    seconds: float = 0.01
    done: list[int] = field(default_factory=list)

    def pieces(self, model: Model) -> Pieces[int]:
        for _ in range(self.pieces_left):
            self.clock.now += self.seconds
            self.done.append(1)
            yield
        return self.pieces_left


def desk() -> tuple[StudyDesk, Clock, list[Watched], Program]:
    plan = make_plan(analyze(template("xor").project))
    x, t = np.zeros((4, 2), np.float32), np.zeros((4, 1), np.float32)
    program = Program(plan, SGD(), x, t, 4, weights=initial_weights(plan, 0), threads=1)
    clock, told = Clock(), list[Watched]()
    return StudyDesk(plan, program, told.append, clock), clock, told, program


def step(program: Program) -> None:
    program.run(np.arange(4).reshape(1, 4), np.empty(1, np.float32), np.empty(1, np.float32))


def test_a_run_keeps_most_of_its_time_however_much_is_watched() -> None:
    studies, clock, told, program = desk()
    watched = [Slow(clock, 3) for _ in range(12)]
    for number, study in enumerate(watched):
        studies.add(Watch(f"{number:02}", study))
    began = clock.now
    for _ in range(4_000):
        clock.now += 0.005
        step(program)
        studies.serve()
    spent = 0.01 * sum(len(study.done) for study in watched)
    assert studies.share == LEAST_SHARE
    assert 0.8 * LEAST_SHARE < spent / (clock.now - began) <= 1.05 * LEAST_SHARE
    counts = [sum(w.key == f"{number:02}" for w in told) for number in range(12)]
    assert min(counts) > 0
    assert max(counts) - min(counts) <= 1, "everybody in turn"
    assert told[0].result == 3
    program.close()


def test_the_same_weights_are_not_looked_at_twice() -> None:
    studies, clock, told, program = desk()
    studies.add(Watch("a", Slow(clock, 1)))
    while studies.catch_up():
        pass
    assert [w.step for w in told] == [0]
    assert not studies.catch_up()
    step(program)
    while studies.catch_up():
        pass
    assert [w.step for w in told] == [0, 1]
    studies.remove("a")
    step(program)
    assert not studies.catch_up()
    program.close()


def test_what_takes_long_lets_nobody_wait_who_wants_little() -> None:
    studies, clock, told, program = desk()
    studies.add(Watch("long", Slow(clock, 300)))
    studies.add(Watch("short", Slow(clock, 2)))
    began = clock.now
    while not any(answer.key == "long" for answer in told):
        clock.now += 0.005
        step(program)
        studies.serve()
    spent = 300 * 0.01 / SHARE
    assert clock.now - began < 2.1 * spent, "it has half of the time"
    assert len(told) > 50
    assert {answer.result for answer in told} == {300, 2}
    program.close()


def test_many_answers_hold_no_more_copies_of_the_weights_than_there_is_room_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    studies, clock, told, program = desk()
    monkeypatch.setattr(study_desk, "MOST_BYTES", 2 * 33 * 4)
    for number in range(5):
        studies.add(Watch(str(number), Slow(clock, 10)))
    most = 0
    for turn in range(1_200):
        clock.now += 0.005
        step(program)
        studies.serve()
        alive = {id(o) for o in gc.get_objects() if isinstance(o, Model)} if not turn % 100 else ()
        most = max(most, len(alive))
    assert most <= 3, "two, and the one of now"
    assert {answer.key for answer in told} == set("01234")
    program.close()


def test_between_two_steps_that_take_long_there_is_more_than_one_piece() -> None:
    studies, clock, told, program = desk()
    studies.add(Watch("a", Slow(clock, 20, seconds=0.001)))
    for _ in range(6):
        clock.now += 0.05
        step(program)
        studies.serve()
    assert [answer.result for answer in told] == [20]
    program.close()
