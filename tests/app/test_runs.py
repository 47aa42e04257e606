"""Runs are kept when others begin, come back with undo, branch, and stay within their memory."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from nnstudio.app.runs import Runs
from nnstudio.app.session import Session
from nnstudio.app.training import Training
from nnstudio.core.errors import UserError
from nnstudio.core.text import Text
from nnstudio.engine.messages import Checkpoint
from nnstudio.engine.past_run import checkpoint_at
from nnstudio.files.project_file import load, save
from nnstudio.graph import edits
from tests.app.panels.drawings import moons


@pytest.fixture
def session(qapp: QApplication) -> Session:
    session = Session()
    session.open(edits.set_training(moons(), epochs=3, batch_size=10))
    return session


@pytest.fixture
def training(session: Session) -> Iterator[Training]:
    training = Training(session)
    yield training
    assert training.stop_and_wait(60_000)


@pytest.fixture
def run(qtbot: QtBot, training: Training) -> Callable[[Callable[[], object]], None]:
    """Return what does something that trains, and waits for the end of that."""

    def run(act: Callable[[], object]) -> None:
        with qtbot.waitSignal(training.finished):
            act()

    return run


Act = Callable[[Callable[[], object]], None]


def names(runs: Runs) -> list[str]:
    return [run.name for run in runs.all]


def unsaved(session: Session) -> bool:
    return session.dirty


def test_the_run_of_before_stays_when_another_begins(
    session: Session, training: Training, run: Act
) -> None:
    run(training.start)
    runs = session.runs
    assert not runs.all
    assert runs.present is not None
    assert runs.present.log is session.run_log
    log, end = session.run_log, session.checkpoint
    session.edit(Text("Seed"), edits.set_training(session.project, seed=4))
    run(training.start)
    (past,) = runs.all
    assert (past.id, past.name, past.shown, past.log) == ("run_1", "Run 1", True, log)
    assert past.checkpoint is end
    assert past.project.training.seed == 0
    assert runs.present.name == "Run 2"
    assert runs.present.color != past.color
    assert runs.shown == (past,)


def test_a_run_that_goes_on_stays_one(session: Session, training: Training, run: Act) -> None:
    run(training.start)
    run(training.continue_run)
    assert session.runs.all == ()
    assert session.run_log.epochs == 6


def test_undo_brings_the_run_of_before_back_and_redo_the_other(
    session: Session, training: Training, run: Act
) -> None:
    run(training.start)
    first = session.run_log
    run(training.start)
    second = session.run_log
    session.undo()
    assert session.run_log is first
    assert names(session.runs) == ["Run 2"]
    session.redo()
    assert session.run_log is second
    assert names(session.runs) == ["Run 1"]


def test_a_restored_run_is_whole_and_goes_on(
    session: Session, training: Training, run: Act
) -> None:
    run(training.start)
    project, end = session.project, session.checkpoint
    session.edit(Text("Seed"), edits.set_training(session.project, seed=4))
    run(training.start)
    session.restore(Text("Restore"), session.runs["run_1"])
    assert session.project == project
    assert session.checkpoint is end
    assert session.runs.present is session.runs["run_1"]
    run(training.continue_run)
    assert session.run_log.epochs == 6
    assert names(session.runs) == ["Run 2"]
    session.undo()
    session.undo()
    assert session.project.training.seed == 4
    assert session.runs.present is session.runs["run_2"]


def test_going_on_from_the_middle_leaves_the_run_as_it_was(
    session: Session, training: Training, run: Act
) -> None:
    run(training.start)
    middle, loss = session.checkpoint, session.run_log.loss.copy()
    run(training.continue_run)
    whole = session.run_log.loss.copy()
    session.undo()
    assert session.checkpoint is middle
    run(training.continue_run)
    (past,) = session.runs.all
    np.testing.assert_array_equal(past.log.loss, whole)
    np.testing.assert_array_equal(session.run_log.loss[: len(loss)], loss)
    np.testing.assert_array_equal(session.run_log.loss, whole)  # for it went on exactly
    assert session.runs.present is not None
    origin = session.runs.present.origin
    assert origin is not None
    assert (origin.name, origin.step, origin.exact) == ("Run 1", len(loss), True)


def test_a_branch_begins_at_a_moment_with_the_settings_of_now(
    session: Session, training: Training, run: Act
) -> None:
    run(training.start)
    present = session.runs.present
    assert present is not None
    moment = training.moments.timeline.at(8)
    assert moment is not None
    session.edit(Text("Seed"), edits.set_training(session.project, seed=4))
    run(lambda: training.branch(present, checkpoint_at(moment, present.log, session.checkpoint)))
    (past,) = session.runs.all
    assert past.log.steps == len(present.log.loss)
    log = session.run_log
    np.testing.assert_array_equal(log.loss[: moment.step], past.log.loss[: moment.step])
    assert log.steps == past.log.steps
    assert log.epochs == 3
    assert session.project.training.seed == 4
    assert session.runs.present is not None
    origin = session.runs.present.origin
    assert origin is not None
    assert (origin.run, origin.step, origin.exact) == (past.id, moment.step, False)
    steps = [m.step for m in training.moments.timeline.moments]
    assert steps == sorted(set(steps))
    assert steps[0] == 0
    assert steps[-1] == log.steps


def test_a_branch_while_training_ends_that_run_first(
    session: Session, training: Training, qtbot: QtBot, run: Act
) -> None:
    training.start(paused=True)
    training.step(9)
    qtbot.waitUntil(lambda: session.run_log.steps == 9)
    qtbot.waitUntil(lambda: len(training.moments.timeline.moments) == 10)
    present, moment = session.runs.present, training.moments.timeline.at(4)
    assert present is not None
    assert moment is not None
    run(lambda: training.branch(present, checkpoint_at(moment, present.log, None)))
    assert [past.log.steps for past in session.runs.all] == [9]
    assert session.run_log.epochs == 3


def test_weights_from_elsewhere_belong_to_no_run(
    session: Session, training: Training, run: Act
) -> None:
    run(training.start)
    assert session.checkpoint is not None
    session.adopt(Text("Load the weights of a file"), Checkpoint(session.checkpoint.weights))
    assert session.weights_run == ""
    assert not training.moments.timeline.moments
    run(training.continue_run)
    assert session.runs.present is not None
    assert session.runs.present.id == "run_2"
    assert session.runs.present.origin is None, "it did not begin in the first run"
    session.undo()
    session.undo()
    assert session.weights_run == "run_1"


def test_layers_that_changed_begin_a_record_anew(
    session: Session, training: Training, run: Act
) -> None:
    run(training.start)
    reached = session.run_log.steps
    project = edits.delete(session.project, ["dense_1"])
    session.edit(Text("Remove"), edits.connect(project, "input_1", "dense_2"))
    run(training.continue_run)
    assert names(session.runs) == ["Run 1"]
    assert session.runs.present is not None
    origin = session.runs.present.origin
    assert origin is not None
    assert (origin.step, origin.exact) == (reached, False)


def test_moments_after_an_undo_are_those_of_the_weights(
    session: Session, training: Training, run: Act
) -> None:
    run(training.start)
    run(training.continue_run)
    moments = training.moments
    last = moments.timeline.moments[-1].step
    moments.show_step(last)
    session.undo()
    assert session.checkpoint is not None
    assert moments.timeline.moments[-1].step == session.checkpoint.step < last
    assert moments.shown is None
    session.redo()
    assert moments.timeline.moments[-1].step == last
    session.undo()
    session.undo()
    assert moments.timeline.moments == ()


def test_what_the_user_notes_is_kept_in_the_file(
    session: Session, training: Training, run: Act, tmp_path: Path
) -> None:
    run(training.start)
    run(training.start)
    path = tmp_path / "a.nnstudio"
    save(path, session.to_save())
    session.saved(path)
    assert session.checkpoint is not None
    session.runs.change("run_1", name="slow", notes="too slow", color=5)
    session.runs.keep("run_2", "end of two", session.checkpoint)
    assert unsaved(session), "a file does not have it yet"
    save(path, session.to_save())
    session.saved(path)
    assert not unsaved(session)
    other = Session()
    other.open_saved(load(path), path)
    assert not other.dirty
    (past,) = other.runs.all
    assert (past.name, past.notes, past.color) == ("slow", "too slow", 5)
    assert other.runs.present is not None
    (kept,) = other.runs.present.kept
    assert kept.name == "end of two"
    assert kept.train_loss == pytest.approx(session.run_log.epoch_column("train_loss")[-1])
    other.restore(Text("Back"), past)
    assert other.run_log is past.log
    assert other.runs.all[0].name == "Run 2"


def test_removed_runs_can_be_brought_back(session: Session, training: Training, run: Act) -> None:
    for _ in range(3):
        run(training.start)
    runs = session.runs
    before = runs.all
    runs.remove(["run_1"])
    assert names(runs) == ["Run 2"]
    runs.bring_back()
    assert runs.all == before


def test_memory_is_bounded_and_what_is_given_up_is_said(
    session: Session, training: Training, run: Act, qtbot: QtBot
) -> None:
    run(training.start)
    run(training.start)
    runs = session.runs
    said: list[Text] = []
    runs.dropped.connect(said.append)
    end = runs.all[0].checkpoint
    assert isinstance(end, Checkpoint)
    runs.most_bytes = 2 * runs.bytes - 50
    run(training.start)
    assert [past.checkpoint is None for past in runs.all] == [True, False]
    assert "The weights of Run 1 were given up" in str(said[0])
    runs.change("run_1", notes="of use")
    runs.most_bytes = 100
    run(training.start)
    assert names(runs) == ["Run 1"], "what has notes stays"
    assert "Run 2, Run 3" in str(said[-1])
    with pytest.raises(UserError, match="may take"):
        runs.keep("run_4", "too much", end)


def test_a_project_opened_with_a_record_has_a_present_run(session: Session) -> None:
    other = Session()
    other.open(session.project)
    assert other.runs.present is None
    assert other.runs.all == ()
