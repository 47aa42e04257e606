"""Two runs side by side: neither runs away, and neither learns anything else than alone."""

from __future__ import annotations

import threading
from dataclasses import replace

import numpy as np

from nnstudio.data.prepare import prepare
from nnstudio.engine.lockstep import Lockstep, Side
from nnstudio.engine.messages import OutMessage, Pause, Resume, StepBlock
from nnstudio.engine.plan import Plan, make_training_plan
from nnstudio.engine.trainer import Inbox, train
from nnstudio.graph import edits
from nnstudio.graph.analysis import analyze
from nnstudio.graph.project import Project
from nnstudio.graph.templates import template


class Beside:
    """One of the two runs, in a thread of its own."""

    def __init__(self, project: Project, pair: Side | None) -> None:
        self.project = project
        self.inbox = Inbox()
        self.losses: list[float] = []
        self._pair = pair
        self.thread = threading.Thread(target=self._run)

    def _run(self) -> None:
        plan: Plan = make_training_plan(analyze(self.project))
        data = prepare(self.project.data, plan.wanted)
        training = self.project.training
        train(plan, training, data, self.inbox, self._hear, threads=1, pair=self._pair)
        if self._pair is not None:
            self._pair.leave()

    def _hear(self, message: OutMessage) -> None:
        if isinstance(message, StepBlock):
            self.losses += message.loss.tolist()


def spiral(epochs: int) -> Project:
    project = template("spiral-mlp").project
    return replace(project, training=replace(project.training, epochs=epochs))


def test_neither_goes_on_while_the_other_is_behind() -> None:
    one, two = Lockstep().sides()
    assert one.wait()
    one.at(0.5)
    assert not one.wait(), "the other has not begun"
    assert two.wait()
    two.at(0.5)
    assert one.wait()
    one.at(0.9)
    two.leave()
    assert one.wait()


def test_a_run_waits_for_one_that_pauses_and_learns_the_same_as_alone() -> None:
    first, second = spiral(30), edits.set_values(spiral(30), "dense_1", activation="sigmoid")
    sides = Lockstep().sides()
    pair = [Beside(project, side) for project, side in zip((first, second), sides, strict=True)]
    pair[1].inbox.put(Pause())
    for run in pair:
        run.thread.start()
    pair[0].thread.join(0.5)
    assert pair[0].thread.is_alive()
    assert len(pair[0].losses) < 200, "it waits"
    pair[1].inbox.put(Resume())
    for run in pair:
        run.thread.join(60)
        assert not run.thread.is_alive()
    alone = [Beside(first, None), Beside(second, None)]
    for run in alone:
        run.thread.start()
        run.thread.join(60)
    for run, lonely in zip(pair, alone, strict=True):
        np.testing.assert_array_equal(run.losses, lonely.losses)
    assert pair[0].losses[0] != pair[1].losses[0]
