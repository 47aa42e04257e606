"""Training in the window: what a thread is given, and that going on is as if never stopped."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from nnstudio.app.live_settings import differs
from nnstudio.app.planned_end import PlannedEnd
from nnstudio.app.session import Session
from nnstudio.app.training import Training
from nnstudio.core.text import Text
from nnstudio.engine.messages import Refused
from nnstudio.files.project_file import SavedProject, load, save
from nnstudio.graph import edits
from nnstudio.graph.project import Project
from nnstudio.graph.training_plan import TrainingPlan
from nnstudio.losses.huber import Huber
from nnstudio.optimizers.clipping import Clipping
from nnstudio.optimizers.schedules.cosine import CosineSchedule
from tests.app.panels.drawings import chain, make, moons

Open = Callable[[Project], tuple[Session, Training]]


@pytest.fixture
def begin(qapp: QApplication) -> Iterator[Open]:
    """Return what opens a project in a session of its own."""
    made: list[Training] = []

    def begin(project: Project) -> tuple[Session, Training]:
        session = Session()
        session.open(project)
        made.append(Training(session))
        return session, made[-1]

    yield begin
    for training in made:
        assert training.stop_and_wait(60_000)


def learning() -> Project:
    """Return a project with everything that has to be kept: chance, schedule, moments."""
    project = chain(
        moons().data,
        make("Input"),
        make("Dense", units=8, activation="tanh"),
        make("Dropout", rate=0.3),
        make("Dense", units=2, activation="softmax"),
    )
    project = edits.set_schedule(project, CosineSchedule(warmup_steps=4))
    return edits.set_training(project, epochs=3, batch_size=7, patience=2)


def finish(qtbot: QtBot, training: Training, act: Callable[[], object]) -> None:
    with qtbot.waitSignal(training.finished):
        act()


def test_a_run_that_was_stopped_saved_and_opened_goes_on_as_if_it_never_had_been(
    qtbot: QtBot, begin: Open, tmp_path: Path
) -> None:
    whole, unbroken = begin(learning())
    finish(qtbot, unbroken, unbroken.start)

    session, training = begin(learning())
    training.start(paused=True)
    training.step(11)  # in the middle of the second epoch
    qtbot.waitUntil(lambda: session.run_log.steps == 11)
    finish(qtbot, training, training.stop)
    assert session.checkpoint is not None
    assert (session.checkpoint.epoch, session.checkpoint.batch) == (1, 4)
    assert training.next_end == 3
    save(
        tmp_path / "a.nnstudio", SavedProject(session.project, session.checkpoint, session.run_log)
    )
    found = load(tmp_path / "a.nnstudio")

    again, going_on = begin(found.project)
    again.open(found.project, found.checkpoint, found.run_log)
    assert going_on.next_end == 3
    finish(qtbot, going_on, going_on.press)

    assert again.checkpoint is not None
    assert whole.checkpoint is not None
    assert again.checkpoint.epoch == 3
    assert whole.weights is not None
    assert again.weights is not None
    for key, value in whole.weights.items():
        assert np.array_equal(value, again.weights[key]), key
    for name in ("loss", "norms"):
        assert np.array_equal(getattr(whole.run_log, name), getattr(again.run_log, name)), name
    for name in ("train_loss", "val_loss", "learning_rate"):
        assert np.array_equal(whole.run_log.epoch_column(name), again.run_log.epoch_column(name))
    assert whole.run_log.metric_names == again.run_log.metric_names != ()
    assert whole.checkpoint.history == again.checkpoint.history


@pytest.mark.parametrize(
    ("planned", "done", "epochs", "end"),
    [
        (PlannedEnd(), 0, 10, 10),
        (PlannedEnd(), 4, 10, 10),
        (PlannedEnd(), 10, 10, 20),
        (PlannedEnd(10, 10), 10, 3, 13),
        (PlannedEnd(13, 3), 12, 3, 13),
        (PlannedEnd(10, 10), 4, 20, 20),
        (PlannedEnd(20, 10), 20, 10, 30),
        (PlannedEnd(10, 10), 12, 10, 20),
    ],
)
def test_a_run_goes_on_to_where_it_was_planned_to_end(
    planned: PlannedEnd, done: int, epochs: int, end: int
) -> None:
    assert planned.next(done, epochs) == end


def test_another_project_knows_nothing_of_the_end_that_was_planned(
    qtbot: QtBot, begin: Open
) -> None:
    session, training = begin(learning())
    finish(qtbot, training, training.start)
    assert training.next_end == 6
    session.open(learning())
    assert training.next_end == 3
    assert training.reason is None


def test_why_a_run_ended_is_known_until_the_next_one(qtbot: QtBot, begin: Open) -> None:
    project = edits.set_training(learning(), max_steps=5)
    session, training = begin(project)
    finish(qtbot, training, training.start)
    assert str(training.reason) == "Training ended after 5 steps, as set."
    session.edit(Text("no limit"), edits.set_training(session.project, max_steps=0))
    finish(qtbot, training, training.press)
    assert training.reason is None
    assert session.checkpoint is not None
    assert session.checkpoint.epoch == 3


def test_a_threshold_reaches_the_running_network(qtbot: QtBot, begin: Open) -> None:
    project = edits.set_clipping(learning(), Clipping("global_norm", 1.0))
    session, training = begin(project)
    training.start(paused=True)
    training.step(1)
    qtbot.waitUntil(lambda: session.run_log.steps == 1)
    tighter = replace(session.project.training.clipping, threshold=0.01)
    session.edit(Text("tighter"), edits.set_clipping(session.project, tighter))
    assert not training.differs
    training.step(1)
    qtbot.waitUntil(lambda: session.run_log.steps == 2)
    (mark,) = session.run_log.marks
    assert (mark.target, mark.setting, mark.value, mark.step) == ("clipping", "threshold", 0.01, 2)


def test_what_a_run_refuses_is_told(qtbot: QtBot, begin: Open) -> None:
    project, output = edits.add_node(learning(), make("Output"), 960.0, 0.0)
    project = edits.connect(project, "dense_2", output)
    project, aside = edits.add_node(project, make("Dropout"), 960.0, 200.0)
    project = edits.connect(project, "dense_1", aside)  # nothing comes after it: it is left out
    session, training = begin(project)
    told: list[Refused] = []
    training.refused.connect(told.append)
    training.start(paused=True)
    session.edit(Text("more"), edits.set_values(session.project, aside, rate=0.1))
    qtbot.waitUntil(lambda: bool(told))
    assert f"rate of {aside} cannot be changed" in str(told[0].reason)


@pytest.mark.parametrize("threads", [0, 1])
def test_a_run_uses_as_many_threads_as_were_chosen(
    qtbot: QtBot, begin: Open, threads: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("nnstudio.app.threads.available_threads", lambda: 2)
    heavy = chain(
        moons().data,
        make("Input"),
        make("Dense", units=2000, activation="relu"),
        make("Dense", units=2000, activation="relu"),
        make("Dense", units=2, activation="softmax"),
    )
    _, training = begin(edits.set_training(heavy, batch_size=16))
    training.threads = threads
    training.start(paused=True)
    qtbot.waitUntil(lambda: training.threads_used > 0)
    assert training.threads_used == (threads or 2)


@pytest.mark.parametrize(
    ("changed", "other"),
    [
        (TrainingPlan(epochs=99), False),
        (TrainingPlan(clipping=Clipping(threshold=5.0)), False),
        (TrainingPlan(clipping=Clipping("norm")), True),
        (TrainingPlan(schedule=CosineSchedule()), True),
        (TrainingPlan(batch_mode="full"), False),
        (TrainingPlan(batch_size=3), False),
        (TrainingPlan(patience=3), True),
        (TrainingPlan(restore_best=True), True),
        (TrainingPlan(loss=Huber()), True),
        (TrainingPlan(seed=3), True),
    ],
)
def test_what_a_run_takes_over_does_not_make_it_another(changed: TrainingPlan, other: bool) -> None:
    before = replace(moons(), training=TrainingPlan())
    assert differs(before, replace(before, training=changed)) is other


def test_a_batch_size_that_is_not_used_does_not_make_it_another() -> None:
    full = edits.set_training(moons(), batch_mode="full")
    assert not differs(full, edits.set_training(full, batch_size=3))


def test_sharing_weights_makes_it_another() -> None:
    project = moons()
    project, node_id = edits.add_node(project, make("Dense", units=4, activation="tanh"), 0.0, 0.0)
    assert differs(project, edits.share(project, node_id, "dense_1"))
