"""A network that gives back pictures can be looked at and tried like one that names classes."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from nnstudio.app.panels.try_panel import TryPanel
from nnstudio.app.plots.feature_maps import FeatureMaps
from nnstudio.app.refresh import RefreshScheduler
from nnstudio.app.session import Session
from nnstudio.app.style.appearance import choose_theme
from nnstudio.app.training import Training
from nnstudio.data.prepare import make_plan
from nnstudio.graph import edits
from nnstudio.graph.project import Project
from nnstudio.graph.signature import Signature
from nnstudio.losses.mean_squared_error import MeanSquaredError
from tests.app.panels.drawings import chain, make, open_trained
from tests.made_up_data import made_up

Parts = tuple[Session, Training, RefreshScheduler]


@pytest.fixture
def parts(qapp: QApplication) -> Iterator[Parts]:
    choose_theme(qapp, "light")
    session = Session()
    training = Training(session)
    scheduler = RefreshScheduler()
    yield session, training, scheduler
    assert training.stop_and_wait(60_000)
    for thing in (scheduler, training, session):
        thing.deleteLater()


@pytest.fixture
def project(monkeypatch: pytest.MonkeyPatch) -> Project:
    """Return an autoencoder of small pictures."""
    x = np.random.default_rng(0).integers(0, 255, (9, 8, 8)).astype(np.uint8)
    signature = Signature((8, 8, 1), "regression", raw_shape=(8, 8), target_shape=(8, 8, 1))
    made_up(monkeypatch, "shades", "image", signature, x, x.reshape(9, 64), (0.0, 255.0))
    conv = make("Conv2D", filters=2, padding="same")
    project = chain(
        make_plan("shades"), make("Input"), conv, make("Conv2D", filters=1, padding="same")
    )
    return edits.set_loss(project, MeanSquaredError())


def test_feature_maps_are_shown_without_classes(
    parts: Parts, project: Project, qtbot: QtBot
) -> None:
    parts[0].open(project)
    view = FeatureMaps(*parts)
    qtbot.addWidget(view)
    view.resize(700, 500)
    with qtbot.waitExposed(view):
        view.show()
    qtbot.waitUntil(lambda: view.maps("conv2d_2") is not None)
    assert view.card.bars.rows() == ()


def test_a_drawing_is_answered_with_a_picture(parts: Parts, project: Project, qtbot: QtBot) -> None:
    session, training, _ = parts
    panel = TryPanel(session, training)
    qtbot.addWidget(panel)
    panel.resize(300, 700)
    with qtbot.waitExposed(panel):
        panel.show()
    open_trained(session, project)
    pad = panel.digits.pad
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QTest.mousePress(pad, left, none, QPoint(30, 30))
    QTest.mouseMove(pad, QPoint(90, 90))
    QTest.mouseRelease(pad, left, none, QPoint(90, 90))
    qtbot.waitUntil(lambda: panel.answer.text() == "Output: 8 × 8 × 1 numbers")
    qtbot.mouseClick(panel.evaluation.button, left)
    qtbot.waitUntil(lambda: panel.evaluation.result() is not None)
    assert "R²" in dict(panel.evaluation.reports[0].facts.facts())
    assert not panel.evaluation.table.isVisible()
