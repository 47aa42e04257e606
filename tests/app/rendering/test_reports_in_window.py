"""Reports and plots from the menu: written beside the window, told of, and cancelled."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from nnstudio.app.commands.picture_commands import PictureCommands
from nnstudio.app.rendering.reports import Reports
from nnstudio.app.session import Session
from nnstudio.app.settings import Settings
from nnstudio.app.widgets.banner import Banner, Tone
from nnstudio.graph.project import Project
from nnstudio.graph.templates import template

PATIENCE_MS = 60_000
"""Another process of the program begins and ends meanwhile."""


class Window(QWidget):
    """A window with a banner, and the commands."""

    def __init__(self) -> None:
        super().__init__()
        self.session = Session(self)
        self.session.open(template("xor").project)
        self.banner = Banner(self)
        self.banner.resize(600, 40)
        settings = Settings()
        self.commands = PictureCommands(
            self.session, settings, self, lambda tone, text: None, self.banner
        ).slots()


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[Window]:
    window = Window()
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    yield window
    for reports in window.findChildren(Reports):
        reports.cancel()


def test_a_report_is_written_beside_the_window(
    window: Window, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    monkeypatch.setattr(
        QFileDialog,
        "getSaveFileName",
        lambda parent, title, start, kinds: (str(tmp_path / "mine"), kinds.split(";;")[1]),
    )

    window.commands["export_report"]()

    assert window.banner.text() == "Writing mine.pdf …"
    qtbot.waitUntil(lambda: window.banner.tone() is Tone.GOOD, timeout=PATIENCE_MS)
    assert (tmp_path / "mine.pdf").read_bytes().startswith(b"%PDF")
    (show,) = window.banner.buttons()
    QTest.mouseClick(show, Qt.MouseButton.LeftButton)
    assert opened == [QUrl.fromLocalFile(str(tmp_path / "mine.pdf"))]


def test_what_cannot_be_written_is_told(
    window: Window, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    window.session.open(Project("Empty"))
    monkeypatch.setattr(
        QFileDialog, "getSaveFileName", lambda *asked: (str(tmp_path / "x.html"), "")
    )

    window.commands["export_report"]()

    qtbot.waitUntil(lambda: window.banner.tone() is Tone.ERROR, timeout=PATIENCE_MS)
    assert window.banner.text() == (
        "x.html could not be written: The canvas is empty. Draw something first."
    )


def test_cancelling_ends_it(
    window: Window, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *asked: str(tmp_path))
    window.commands["export_plots"]()
    assert window.banner.text() == "Writing XOR plots …"

    (cancel,) = window.banner.buttons()
    QTest.mouseClick(cancel, Qt.MouseButton.LeftButton)

    assert not window.banner.isVisible()
    assert not list(tmp_path.iterdir())
