"""Export Picture and Copy Picture with mouse and keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from nnstudio.app.rendering.diagram import Diagram
from nnstudio.app.rendering.picture_dialog import PictureDialog
from nnstudio.app.rendering.picture_options import PictureOptions
from nnstudio.app.rendering.pictures import Pictures
from nnstudio.app.session import Session
from nnstudio.app.settings import Settings
from nnstudio.graph.project import Project
from tests.app.canvas.hands import chain, make

LEFT = Qt.MouseButton.LeftButton


def network() -> Project:
    return chain(make("Input"), make("Flatten"), make("Dense", units=10))


@pytest.fixture
def dialog(qtbot: QtBot, tmp_path: Path) -> PictureDialog:
    found = PictureDialog(
        Diagram(network(), ("flatten_1",)), PictureOptions(), True, tmp_path / "n"
    )
    qtbot.addWidget(found)
    with qtbot.waitExposed(found):
        found.show()
    return found


@pytest.mark.parametrize("ending", ["svg", "pdf", "png"])
def test_it_writes_the_format_that_is_chosen(
    dialog: PictureDialog,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    ending: str,
) -> None:
    offered: list[str] = []

    def name(parent: QWidget, title: str, start: str, kinds: str) -> tuple[str, str]:
        offered.append(start)
        return str(tmp_path / "mine"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", name)
    dialog.format.setFocus()
    while dialog.format.currentData() != ending:
        QTest.keyClick(dialog.format, Qt.Key.Key_Down)

    with qtbot.waitSignal(dialog.written, timeout=20_000):
        QTest.mouseClick(dialog.save, LEFT)

    assert offered == [str(tmp_path / f"n.{ending}")]
    assert (tmp_path / f"mine.{ending}").stat().st_size > 1000
    assert not dialog.isVisible()


def test_a_place_that_cannot_be_written_is_told_and_the_dialog_stays(
    dialog: PictureDialog, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog.write(tmp_path / "gone" / "net.svg")

    qtbot.waitUntil(dialog.banner.isVisible, timeout=20_000)
    assert dialog.isVisible()
    assert dialog.save.isEnabled()


def test_the_preview_and_the_size_follow_the_choices(dialog: PictureDialog) -> None:
    size = dialog.size_text.text()
    before = dialog.preview.grab().toImage()

    QTest.mouseClick(dialog.legend, LEFT, pos=dialog.legend.rect().center() / 4)

    assert dialog.options.legend
    assert dialog.size_text.text() != size
    assert dialog.preview.grab().toImage() != before


@pytest.fixture
def pictures(qtbot: QtBot) -> Iterator[Pictures]:
    window = QWidget()
    qtbot.addWidget(window)
    session = Session(window)
    session.open(network())
    said: list[tuple[str, str]] = []
    yield Pictures(session, Settings(), window, lambda *message: said.append(message))
    QGuiApplication.clipboard().clear()


def test_copying_puts_pixels_and_svg_on_the_clipboard(pictures: Pictures) -> None:
    pictures.copy()

    found = QGuiApplication.clipboard().mimeData()
    assert found.hasImage()
    assert bytes(found.data("image/png").data()).startswith(b"\x89PNG")
    assert b"flatten_1" in bytes(found.data("image/svg+xml").data())
