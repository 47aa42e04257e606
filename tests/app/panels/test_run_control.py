"""Speed, steps, seed and resets, with the mouse and the keyboard, and batches changed live."""

from __future__ import annotations

import time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from nnstudio.app.panels.training_panel import TrainingPanel
from nnstudio.app.run_speed import SPEEDS
from nnstudio.app.session import Session
from nnstudio.app.training import Training
from nnstudio.core.text import Text
from nnstudio.engine.messages import Mark
from nnstudio.graph import edits
from nnstudio.graph.templates import template
from tests.app.panels.drawings import Show

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def panel(session: Session, training: Training, show: Show) -> TrainingPanel:
    session.open(template("spiral-mlp").project)
    panel = TrainingPanel(session, training)
    show(panel)
    return panel


def test_the_slider_goes_from_slow_motion_to_full_speed(
    qtbot: QtBot, panel: TrainingPanel, training: Training
) -> None:
    row = panel.speed
    assert row.words.text() == "Full speed"
    assert not row.faster.isEnabled()
    QTest.keyClick(row.slider, Qt.Key.Key_Left)
    assert row.words.text() == "3,000 steps per second"
    QTest.keyClick(row.slider, Qt.Key.Key_Home)
    assert row.words.text() == "Slow motion: 5 s for each phase of a step"
    assert training.speed.chosen.slow
    qtbot.mouseClick(row.faster, LEFT)
    assert row.words.text() == "Slow motion: 3 s for each phase of a step"
    training.speed.switch()
    assert row.words.text() == "3,000 steps per second"
    training.speed.switch()
    assert row.slider.value() == 1


def test_a_new_speed_acts_at_once_in_the_middle_of_a_wait(
    qtbot: QtBot, panel: TrainingPanel, session: Session, training: Training
) -> None:
    QTest.keyClick(panel.speed.slider, Qt.Key.Key_Home)
    qtbot.mouseClick(panel.main_button, LEFT)
    with qtbot.waitSignal(training.phase_shown):
        pass
    began = time.perf_counter()
    QTest.keyClick(panel.speed.slider, Qt.Key.Key_End)
    qtbot.waitUntil(lambda: session.run_log.steps > 0)
    assert time.perf_counter() - began < 20.0, "it would have waited for 25 s"
    assert training.speed.place == len(SPEEDS) - 1


def test_one_epoch_is_done_and_the_run_waits(
    qtbot: QtBot, panel: TrainingPanel, session: Session, training: Training
) -> None:
    qtbot.mouseClick(panel.step_button, LEFT)
    qtbot.waitUntil(lambda: session.run_log.steps == 1)
    for epoch in (1, 2):
        qtbot.mouseClick(panel.epoch_button, LEFT)
        assert training.state == "running"
        qtbot.waitUntil(lambda: training.state == "paused")
        assert session.run_log.epochs == epoch


def test_the_weights_are_reset_and_nothing_starts(
    qtbot: QtBot, panel: TrainingPanel, session: Session, training: Training
) -> None:
    assert not panel.seed.reset_button.isEnabled()
    session.edit(Text("short"), edits.set_training(session.project, epochs=1))
    with qtbot.waitSignal(training.finished):
        qtbot.mouseClick(panel.main_button, LEFT)
    first = session.run_log.loss.tobytes()
    qtbot.mouseClick(panel.seed.reset_button, LEFT)
    assert session.weights is None
    assert not training.active
    assert panel.main_button.text() == "Train"
    assert str(session.undo_label) == "Reset to the starting weights"
    with qtbot.waitSignal(training.finished):
        qtbot.mouseClick(panel.main_button, LEFT)
    assert session.run_log.loss.tobytes() == first, "the same seed, the same run"

    qtbot.mouseClick(panel.seed.new_button, LEFT)
    seed = session.project.training.seed
    assert seed != 0
    assert panel.seed.box.text() == str(seed)
    assert session.weights is None
    with qtbot.waitSignal(training.finished):
        qtbot.mouseClick(panel.main_button, LEFT)
    assert session.run_log.loss.tobytes() != first
    session.undo()
    session.undo()
    assert session.project.training.seed == 0
    assert session.weights is not None


def test_the_figures_are_those_of_the_weights_that_there_are(
    qtbot: QtBot, panel: TrainingPanel, session: Session, training: Training
) -> None:
    said: list[str] = []
    panel.progressed.connect(lambda text, _: said.append(text))
    qtbot.mouseClick(panel.step_button, LEFT)
    qtbot.waitUntil(lambda: session.run_log.steps == 1)
    with qtbot.waitSignal(training.finished):
        qtbot.mouseClick(panel.stop_button, LEFT)
    log = session.run_log
    qtbot.mouseClick(panel.seed.reset_button, LEFT)
    assert session.run_log.steps == 0
    assert [run.log for run in session.runs.all] == [log]
    assert said[-1] == "Ready to train"
    session.undo()
    assert session.run_log is log
    assert session.runs.all == ()
    assert said[-1] == "Trained for one step"
    session.undo()
    assert session.run_log.steps == 0
    assert said[-1] == "Ready to train"
    session.redo()
    assert session.run_log is log


def test_a_run_is_stopped_by_a_reset(
    qtbot: QtBot, panel: TrainingPanel, session: Session, training: Training
) -> None:
    QTest.keyClick(panel.speed.slider, Qt.Key.Key_Home)
    qtbot.mouseClick(panel.main_button, LEFT)
    with qtbot.waitSignal(training.phase_shown):
        pass
    qtbot.mouseClick(panel.seed.reset_button, LEFT)
    qtbot.waitUntil(lambda: not training.active)
    assert session.weights is None
    assert training.state == "idle"


def test_a_seed_can_be_typed(qtbot: QtBot, panel: TrainingPanel, session: Session) -> None:
    panel.seed.box.selectAll()
    QTest.keyClicks(panel.seed.box, "77")
    QTest.keyClick(panel.seed.box, Qt.Key.Key_Return)
    assert session.project.training.seed == 77
    panel.seed.box.selectAll()
    QTest.keyClicks(panel.seed.box, "-3")
    QTest.keyClick(panel.seed.box, Qt.Key.Key_Return)
    assert session.project.training.seed == 77
    assert panel.seed.box.text() == "77"


@pytest.mark.parametrize(
    ("changed", "size"), [({"batch_size": 25}, 25.0), ({"batch_mode": "single"}, 1.0)]
)
def test_batches_of_another_size_are_taken_at_once_and_marked(
    qtbot: QtBot,
    panel: TrainingPanel,
    session: Session,
    training: Training,
    changed: dict[str, object],
    size: float,
) -> None:
    qtbot.mouseClick(panel.step_button, LEFT)
    qtbot.waitUntil(lambda: session.run_log.steps == 1)
    session.edit(Text("other batches"), edits.set_training(session.project, **changed))
    assert not training.differs
    qtbot.mouseClick(panel.step_button, LEFT)
    qtbot.waitUntil(lambda: session.run_log.steps == 2)
    assert session.run_log.marks == [Mark(2, "training", "batch_size", size)]
