"""What the tests of the data browser share: a browser on a screen, over a small project."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from nnstudio.app.browser.data_browser import DataBrowser
from nnstudio.app.session import Session
from nnstudio.app.style.appearance import choose_theme
from nnstudio.app.training import Training
from nnstudio.graph.project import Project

Browse = Callable[[Project], DataBrowser]


@pytest.fixture
def session(qapp: QApplication) -> Session:
    choose_theme(qapp, "light")
    return Session()


@pytest.fixture
def training(session: Session) -> Iterator[Training]:
    training = Training(session)
    yield training
    assert training.stop_and_wait(60_000)


@pytest.fixture
def browse(session: Session, training: Training, qtbot: QtBot) -> Browse:
    """Show the data of a project, and wait until it is read."""

    def show(project: Project) -> DataBrowser:
        session.open(project)
        browser = DataBrowser(session, training)
        # What a thread still works out must find somebody to hand it to.
        qtbot.addWidget(browser, before_close_func=lambda _: settle(qtbot, browser))
        browser.resize(1000, 640)
        with qtbot.waitExposed(browser):
            browser.show()
        settle(qtbot, browser)
        return browser

    return show


def settle(qtbot: QtBot, browser: DataBrowser) -> None:
    """Wait until nothing is still to come."""
    qtbot.waitUntil(lambda: not browser.busy(), timeout=30_000)
