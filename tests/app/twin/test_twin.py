"""Two networks side by side: both begin alike, learn in step, and one can take the other's place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from nnstudio.app.plots.loss_plot import LossPlot
from nnstudio.app.refresh import RefreshScheduler
from nnstudio.app.session import Session
from nnstudio.app.settings import Settings
from nnstudio.app.training import Training
from nnstudio.app.twin.twin_dialog import TwinDialog
from nnstudio.app.twin.twin_run import TwinRun
from nnstudio.app.twin.twin_view import TwinView
from nnstudio.core.text import Text
from nnstudio.graph import edits
from nnstudio.graph.templates import template


class Pair:
    """A network, its twin, and the view of both."""

    def __init__(self, qtbot: QtBot) -> None:
        self.qtbot = qtbot
        self.session = Session()
        self.training = Training(self.session)
        project = template("spiral-mlp").project
        self.session.open(replace(project, training=replace(project.training, epochs=20)))
        self.window = QWidget()
        qtbot.addWidget(self.window)
        scheduler = RefreshScheduler(self.window)
        self.training.advanced.connect(scheduler.news)
        self.twin = TwinRun(self.session, self.training)
        self.view = TwinView(self.twin, self.session, self.training, scheduler, self.ask)
        self.dialog: TwinDialog | None = None
        qtbot.addWidget(self.view)
        self.view.resize(900, 560)
        with qtbot.waitExposed(self.view):
            self.view.show()

    def ask(self) -> None:
        self.dialog = TwinDialog(self.twin, Settings())
        self.qtbot.addWidget(self.dialog)
        self.dialog.show()

    def make(self, activation: str = "sigmoid") -> None:
        """Make the twin with the mouse, and let one layer of it be different."""
        QTest.mouseClick(self.view.empty.button(), Qt.MouseButton.LeftButton)
        project = self.twin.session.project
        changed = edits.set_values(project, "dense_1", activation=activation)
        self.twin.session.edit(Text("Change"), changed)

    def wait(self, *states: str) -> None:
        both = (self.training, self.twin.training)
        self.qtbot.waitUntil(lambda: all(t.state in states for t in both), timeout=30_000)

    def rest(self) -> None:
        """Wait until both runs say themselves that they do nothing, and neither is behind."""
        both = (self.training, self.twin.training)
        self.qtbot.waitUntil(lambda: all(rests(t) for t in both) and self.steps[0] == self.steps[1])

    @property
    def steps(self) -> tuple[int, int]:
        return self.session.run_log.steps, self.twin.session.run_log.steps


def rests(training: Training) -> bool:
    return training.progress is not None and training.progress.phase == "paused"


@pytest.fixture
def pair(qtbot: QtBot) -> Iterator[Pair]:
    made = Pair(qtbot)
    yield made
    made.twin.end()
    made.training.stop_and_wait(60_000)


def test_both_learn_the_same_from_the_same_beginning(pair: Pair) -> None:
    QTest.mouseClick(pair.view.empty.button(), Qt.MouseButton.LeftButton)
    assert pair.twin.differences == ()
    pair.training.start()
    pair.wait("running", "idle")
    pair.wait("idle")
    first, second = pair.session.run_log, pair.twin.session.run_log
    np.testing.assert_array_equal(first.loss, second.loss)
    assert first.epochs == second.epochs == 20


def test_only_the_declared_difference_counts(pair: Pair) -> None:
    pair.make()
    [difference] = pair.twin.differences
    assert str(difference.text).endswith("→ sigmoid")
    assert "dense_1" in pair.view.difference.text()
    pair.training.start()
    pair.wait("idle")
    first, second = pair.session.run_log, pair.twin.session.run_log
    assert first.steps == second.steps
    assert first.loss[0] != second.loss[0]
    start = pair.training.moments.timeline.at(0)
    other = pair.twin.training.moments.timeline.at(0)
    assert start is not None
    assert other is not None
    for key, value in start.weights.items():
        np.testing.assert_array_equal(value, other.weights[key])


def test_they_pause_and_step_together_at_the_same_step(pair: Pair) -> None:
    pair.make()
    project = pair.session.project
    longer = replace(project, training=replace(project.training, epochs=100_000))
    pair.session.edit(Text("Longer"), longer)
    pair.training.start()
    pair.qtbot.waitUntil(lambda: min(pair.steps) > 50, timeout=20_000)
    pair.training.pause()
    pair.rest()
    before = pair.steps[0]
    pair.training.step(3)
    pair.qtbot.waitUntil(lambda: pair.steps == (before + 3, before + 3), timeout=10_000)
    pair.training.stop()
    pair.wait("idle")


def test_the_better_one_takes_the_place_of_the_first_and_undo_brings_it_back(pair: Pair) -> None:
    before = pair.session.project
    pair.make()
    pair.training.start()
    pair.wait("idle")
    own = pair.session.weights
    QTest.mouseClick(pair.view.take_button, Qt.MouseButton.LeftButton)
    assert pair.session.project == pair.twin.session.project
    assert pair.session.weights is pair.twin.session.weights
    pair.session.undo()  # at once
    assert pair.session.project == before
    assert pair.session.weights is own
    pair.session.redo()
    steps = pair.steps
    assert steps[0] == steps[1]
    (first,) = pair.session.runs.all
    second = pair.session.runs.present
    assert second is not None
    assert (first.name, second.name) == ("Run 1", "Twin B")
    np.testing.assert_array_equal(second.log.loss, pair.twin.session.run_log.loss)
    pair.training.continue_run()  # each in its own record
    pair.wait("idle")
    assert first.log.steps == steps[0]
    assert pair.steps == (2 * steps[0], 2 * steps[0])


def test_the_views_of_both_are_chosen_together(pair: Pair) -> None:
    pair.make()
    pair.view.box.setCurrentIndex(pair.view.box.findData("gradients"))
    pair.view.box.activated.emit(pair.view.box.currentIndex())
    one, two = pair.view.views["gradients"]
    assert type(one) is type(two)
    assert one.isVisible()
    assert two.isVisible()
    assert not pair.view.views["loss"][0].isVisible()
    QTest.mouseClick(pair.view.end_button, Qt.MouseButton.LeftButton)
    assert not pair.twin.active
    assert pair.view.empty.isVisible()


def test_the_dialog_changes_b_alone(pair: Pair) -> None:
    pair.make()
    assert pair.dialog is not None
    project = pair.session.project
    dialog = pair.dialog
    names = [dialog.list.item(row).text() for row in range(dialog.list.count())]
    dialog.list.setCurrentRow(names.index("dense_2"))
    assert dialog.stack.currentWidget() is dialog.inspector
    dialog.list.setCurrentRow(0)
    editor = dialog.training.optimizer.form.field("learning_rate").editor
    QTest.keySequence(editor, QKeySequence.StandardKey.SelectAll)
    QTest.keyClicks(editor, "0.25")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert pair.twin.session.project.training.optimizer.learning_rate == 0.25
    assert pair.session.project is project
    assert "0.25" in dialog.difference.text()


def test_its_curves_lie_over_the_others_and_its_run_is_kept(pair: Pair) -> None:
    pair.make()
    pair.training.start()
    pair.wait("idle")
    runs = pair.session.runs
    assert [run.log for run in runs.shown] == [pair.twin.session.run_log]
    assert not runs.all
    log, project = pair.twin.session.run_log, pair.twin.session.project
    [saved] = pair.session.to_save().runs
    assert saved.project == project, "also where nobody ended it"
    np.testing.assert_array_equal(saved.log.loss, log.loss)
    pair.twin.end()
    [kept] = runs.all
    np.testing.assert_array_equal(kept.log.loss, log.loss)
    assert kept.project == project
    assert runs.beside is None


def endless(pair: Pair) -> None:
    """Let the network learn for longer than any test lasts."""
    project = pair.session.project
    longer = replace(project, training=replace(project.training, epochs=100_000))
    pair.session.edit(Text("Longer"), longer)


def test_one_epoch_is_one_epoch_of_both(pair: Pair) -> None:
    endless(pair)
    pair.make()
    for done in (1, 2):
        pair.training.step_epoch()
        pair.wait("paused")
        assert pair.session.run_log.epochs == pair.twin.session.run_log.epochs == done


def test_a_twin_that_has_ended_does_not_begin_again_with_each_step(pair: Pair) -> None:
    endless(pair)
    pair.make()
    pair.training.start()
    pair.qtbot.waitUntil(lambda: min(pair.steps) > 5, timeout=20_000)
    pair.twin.training.stop()
    pair.qtbot.waitUntil(lambda: pair.twin.training.state == "idle", timeout=20_000)
    ended = pair.steps[1]
    pair.training.pause()
    pair.qtbot.waitUntil(lambda: rests(pair.training))
    before = pair.steps[0]
    pair.training.step(3)
    pair.qtbot.waitUntil(lambda: pair.steps[0] >= before + 3, timeout=10_000)
    pair.training.resume()
    assert pair.twin.training.state == "idle"
    assert pair.steps[1] == ended


def test_its_curve_lies_at_the_same_epochs(pair: Pair) -> None:
    pair.make()
    pair.session.edit(
        Text("Longer"),
        replace(
            pair.session.project, training=replace(pair.session.project.training, epochs=100_000)
        ),
    )
    pair.training.step(3)
    pair.qtbot.waitUntil(lambda: pair.steps == (3, 3), timeout=20_000)
    own, other = pair.view.views["loss"]
    assert isinstance(own, LossPlot)
    assert abs(own.width() - other.width()) <= 2
    pair.qtbot.waitUntil(lambda: len(own.chart("loss").names()) > 1, timeout=10_000)
    right = own.chart("loss").x_bounds()[1]
    beside = [own.chart("loss").line(name) for name in own.chart("loss").names()]
    pair.qtbot.waitUntil(lambda: own.chart("loss").x_bounds()[1] < 3.0)
    assert right < 3.0
    assert max(float(line.x[-1]) for line in beside if len(line.x)) < 1.0, "of 7 steps an epoch"
