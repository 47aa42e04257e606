"""The training panel says where a run is, and how it ended."""

from __future__ import annotations

import math

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from nnstudio.app.panels.parts.run_figures import run_figures
from nnstudio.app.panels.training_panel import TrainingPanel
from nnstudio.app.session import Session
from nnstudio.app.settings import Settings as UserSettings
from nnstudio.app.training import Training
from nnstudio.app.widgets.number_label import NumberLabel
from nnstudio.core.text import Text
from nnstudio.engine.messages import EpochRow, StepBlock
from nnstudio.engine.run_log import RunLog
from nnstudio.graph import edits
from nnstudio.graph.templates import template
from nnstudio.losses.mean_squared_error import MeanSquaredError
from nnstudio.optimizers.sgd import SGD
from tests.app.panels.drawings import Show


@pytest.fixture
def panel(session: Session, training: Training, show: Show) -> TrainingPanel:
    session.open(template("spiral-mlp").project)
    panel = TrainingPanel(session, training)
    show(panel)
    return panel


def said(panel: TrainingPanel) -> list[str]:
    return [label.text() for label in panel.findChildren(QLabel)]


def test_a_run_that_the_user_stops_says_where(
    qtbot: QtBot, panel: TrainingPanel, session: Session, training: Training
) -> None:
    session.edit(Text("epochs"), edits.set_training(session.project, epochs=7))
    qtbot.mouseClick(panel.step_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: session.run_log.steps == 1)
    qtbot.waitUntil(lambda: any(text.endswith("paused") for text in said(panel)))
    qtbot.mouseClick(panel.stop_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not training.active)

    assert training.progress is not None
    batches = training.progress.batches
    assert f"Stopped in epoch 1 of 7 · batch 1 of {batches}" in said(panel)
    assert not any(text.startswith("Epoch 1") for text in said(panel))


def test_a_run_that_breaks_down_says_so_in_words(
    qtbot: QtBot, panel: TrainingPanel, session: Session, training: Training
) -> None:
    project = edits.set_loss(session.project, MeanSquaredError())
    project = edits.set_values(project, project.graph.nodes[-1].id, activation="linear")
    project = edits.set_optimizer(project, SGD(learning_rate=1000.0))
    session.edit(Text("far too fast"), project)
    told: list[str] = []
    panel.progressed.connect(lambda text, share: told.append(text))

    with qtbot.waitSignal(training.failed):
        qtbot.mouseClick(panel.main_button, Qt.MouseButton.LeftButton)
    assert told[-1].startswith("Stopped in epoch 1 of ")
    loss = next(n for n in panel.findChildren(NumberLabel) if "Training loss" in n.accessibleName())
    assert loss.text() == "not finite"


def test_a_run_that_ends_says_finished(
    qtbot: QtBot, panel: TrainingPanel, session: Session, training: Training
) -> None:
    session.edit(Text("epochs"), edits.set_training(session.project, epochs=1))
    with qtbot.waitSignal(training.finished):
        qtbot.mouseClick(panel.main_button, Qt.MouseButton.LeftButton)

    assert any(text.startswith("Finished: one epoch, ") for text in said(panel))


def test_why_a_run_ended_is_said(
    qtbot: QtBot, panel: TrainingPanel, session: Session, training: Training
) -> None:
    session.edit(Text("steps"), edits.set_training(session.project, max_steps=3))
    assert not panel.report.reason.isVisible()
    with qtbot.waitSignal(training.finished):
        qtbot.mouseClick(panel.main_button, Qt.MouseButton.LeftButton)
    assert panel.report.reason.text() == "Training ended after 3 steps, as set."
    assert panel.report.reason.isVisible()
    assert f"Ended in epoch 1 of {session.project.training.epochs}" in said(panel)
    assert panel.main_button.text() == f"Continue to epoch {session.project.training.epochs}"


def test_the_best_epoch_is_named_and_its_weights_can_be_used(
    qtbot: QtBot, panel: TrainingPanel, session: Session, training: Training
) -> None:
    plan = {"epochs": 4, "watch": "train_loss"}
    project = edits.set_optimizer(session.project, SGD(learning_rate=30.0))  # jumps about
    session.edit(Text("wild"), edits.set_training(project, **plan))
    with qtbot.waitSignal(training.finished):
        qtbot.mouseClick(panel.main_button, Qt.MouseButton.LeftButton)
    losses = session.run_log.epoch_column("train_loss")
    best = int(losses.argmin()) + 1
    assert best < 4
    assert panel.report.best.text().startswith(
        f"Best: epoch {best} · Training loss {losses.min():.4f}"
    )
    last = session.weights
    qtbot.mouseClick(panel.report.best_button, Qt.MouseButton.LeftButton)
    assert session.checkpoint is not None
    assert session.checkpoint.best is not None
    assert session.weights is session.checkpoint.best.weights
    assert str(session.undo_label) == f"Use the weights of epoch {best}"
    assert not panel.report.best_button.isVisible()
    session.undo()
    assert session.weights is last
    assert panel.report.best_button.isVisible()


def test_metrics_are_unfolded_and_stay_so(
    qtbot: QtBot, session: Session, training: Training, show: Show
) -> None:
    session.open(template("spiral-mlp").project)
    panel = TrainingPanel(session, training, UserSettings())
    show(panel)
    assert not panel.report.metrics_part.isVisible()
    session.edit(Text("epochs"), edits.set_training(session.project, epochs=1))
    with qtbot.waitSignal(training.finished):
        qtbot.mouseClick(panel.main_button, Qt.MouseButton.LeftButton)
    names = [name for name, _ in panel.report.metrics.facts()]
    assert names == ["Accuracy", "Precision", "Recall", "F1", "Perplexity"]
    assert not panel.report.metrics.isVisible()
    qtbot.mouseClick(panel.report.metrics_part.header(), Qt.MouseButton.LeftButton)
    assert panel.report.metrics.isVisible()
    show(another := TrainingPanel(session, training, UserSettings()))
    assert another.report.metrics_part.is_expanded()


@pytest.mark.parametrize("bad", [math.nan, math.inf])
def test_figures_without_a_number_are_told_in_words(bad: float) -> None:
    log = RunLog()
    assert run_figures(log, None).train_loss == "–"
    losses = np.array([1.0, 2.0, bad], np.float32)
    row = EpochRow(1, 2, 1.5, math.inf, math.nan, math.nan, 0.1)
    log.extend(StepBlock(1, losses, losses, np.empty(0), np.empty((0, 1)), (), (row,)))
    figures = run_figures(log, None)

    assert figures.train_loss == figures.val_loss == "not finite"
    assert figures.train_accuracy == figures.val_accuracy == "–"


def test_figures_change_no_more_often_than_they_can_be_read(
    qtbot: QtBot, panel: TrainingPanel, training: Training
) -> None:
    qtbot.mouseClick(panel.step_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: any(text.endswith("paused") for text in said(panel)))
    shown: list[str] = []
    panel.progressed.connect(lambda text, share: shown.append(text))
    for _ in range(20):
        training.advanced.emit()
    assert not shown
    qtbot.waitUntil(lambda: len(shown) == 1)
