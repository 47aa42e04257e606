"""The window's machinery that every live view needs."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from nnstudio.app.refresh import RefreshScheduler
from nnstudio.app.session import Session
from nnstudio.app.style.appearance import choose_theme
from nnstudio.app.training import Training
from tests.app.plots.made_up import Drawn, Parts


@pytest.fixture
def parts(qapp: QApplication) -> Iterator[Parts]:
    """Session, training and scheduler; a run that still goes on is ended afterwards."""
    choose_theme(qapp, "light")
    session = Session()
    training = Training(session)
    scheduler = RefreshScheduler()
    training.advanced.connect(scheduler.news)
    yield session, training, scheduler
    assert training.stop_and_wait(60_000)
    for thing in (scheduler, training, session):
        thing.deleteLater()


@pytest.fixture
def drawn(qtbot: QtBot, parts: Parts) -> Drawn:
    """Say that there is news, and wait until every visible view has shown it."""

    def draw() -> None:
        parts[2].news()
        qtbot.waitUntil(lambda: not parts[2].busy)

    return draw
