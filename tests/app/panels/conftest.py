"""What the tests of the panels share: a session with a project, and panels on a screen."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from nnstudio.app.session import Session
from nnstudio.app.style.appearance import choose_theme
from nnstudio.app.training import Training
from tests.app.panels.drawings import Show, digits


@pytest.fixture(autouse=True)
def _looks(qapp: QApplication) -> None:
    choose_theme(qapp, "light")


@pytest.fixture
def session(qapp: QApplication) -> Session:
    session = Session()
    session.open(digits())
    return session


@pytest.fixture
def training(session: Session) -> Iterator[Training]:
    training = Training(session)
    yield training
    assert training.stop_and_wait(60_000)


@pytest.fixture
def show(qtbot: QtBot) -> Show:
    def show(widget: QWidget) -> None:
        widget.resize(280, 700)
        qtbot.addWidget(widget)
        with qtbot.waitExposed(widget):
            widget.show()

    return show
