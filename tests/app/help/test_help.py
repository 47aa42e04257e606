"""Help: about, licences and attributions, facts for a report, and the log."""

from __future__ import annotations

import logging
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QUrl, qDebug, qWarning
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from nnstudio import __version__
from nnstudio.app import log
from nnstudio.app.help.about_dialog import AboutDialog
from nnstudio.app.help.attributions_dialog import AttributionsDialog
from nnstudio.app.help.diagnostics import diagnostics, private_free
from nnstudio.app.settings import Settings, log_folder
from nnstudio.data.bundled import BUNDLED
from nnstudio.data.bundled_catalog import card
from tests.app.user import LEFT, User


@pytest.fixture
def user(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> User:
    return User(qtbot, monkeypatch)


@pytest.fixture
def open_log() -> Iterator[None]:
    log.open_log()
    yield
    log.close_log()


def dialog_of(user: User, kind: type[QDialog]) -> QDialog:
    user.wait(lambda: bool(user.window.findChildren(kind)))
    return user.window.findChildren(kind)[-1]


def test_about_says_the_version_and_leads_to_the_licences(user: User) -> None:
    user.bench.menus.actions["about"].trigger()
    about = dialog_of(user, AboutDialog)
    assert isinstance(about, AboutDialog)
    assert not about.isModal()
    user.click(about.licences)
    licences = dialog_of(user, AttributionsDialog)
    assert isinstance(licences, AttributionsDialog)
    names = [work.name for work in licences.works]
    assert names[0] == f"NNStudio {__version__}"
    assert any(name.startswith("numpy ") for name in names)
    assert {"Lucide", "Inter"} <= set(names)
    texts = " ".join(work.text for work in licences.works)
    wanted = [card(name).info.attribution for name in BUNDLED]
    assert wanted
    assert all(text in texts for text in wanted)
    assert all(work.text.strip() for work in licences.works)


def test_licences_are_searched_and_copied(user: User) -> None:
    user.bench.menus.actions["licences"].trigger()
    licences = dialog_of(user, AttributionsDialog)
    assert isinstance(licences, AttributionsDialog)
    QTest.keyClicks(licences.search, "lucide")
    shown = [r for r in range(licences.list.count()) if not licences.list.item(r).isHidden()]
    assert 0 < len(shown) < licences.list.count()
    assert "Lucide" in licences.text.toPlainText()
    QTest.keyClicks(licences.search, " no such work")
    assert licences.text.toPlainText() == "Nothing found"
    user.click(licences.copy_all)
    assert "NumPy" in QGuiApplication.clipboard().text()


def test_diagnostics_are_copied_and_it_is_said(user: User) -> None:
    user.bench.menus.actions["copy_diagnostics"].trigger()
    text = QGuiApplication.clipboard().text()
    assert text.startswith(f"NNStudio {__version__}")
    assert "offscreen" in text
    assert "clipboard" in user.bench.banner.text()


def test_no_folder_of_a_person_gets_into_diagnostics(
    qapp: object, open_log: None, tmp_path: Path
) -> None:
    secret = tmp_path / "Erika Mustermann" / "net.nnstudio"
    log.logger.warning("%s cannot be read", secret)
    for handler in log.logger.handlers:
        handler.flush()
    text = diagnostics(Settings())
    assert "cannot be read" in text
    assert str(tmp_path) not in text
    assert str(Path.home() / "x") not in text
    assert private_free(f"at {Path.home()}/a/b.py") == "at ~…/b.py"


def test_the_log_notes_the_start_warnings_and_files_by_name(
    user: User, open_log: None, tmp_path: Path
) -> None:
    user.bench.documents.new_from_template("xor")
    user.bench.documents.save_to(tmp_path / "mine.nnstudio")
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        logging.captureWarnings(True)
        warnings.warn("something odd", UserWarning, stacklevel=1)
    text = "\n".join(log.last_lines(100))
    assert f"NNStudio {__version__} starts" in text
    assert "mine.nnstudio" in text
    assert str(tmp_path) not in text.split("something odd")[0].split("py:")[0]


@pytest.mark.qt_log_ignore("a paper jam")
def test_the_log_notes_what_qt_says_and_who_heard_it_before_still_does(
    open_log: None, qtlog: Any
) -> None:
    for _ in range(3):
        qWarning("a paper jam")
    qWarning("a paper jam, again")
    qDebug("a detail")
    lines = [line for line in log.last_lines(100) if "WARNING" in line]
    assert [line.partition("WARNING ")[2] for line in lines] == [
        "Qt default: a paper jam",
        "Qt default: a paper jam, again",
    ]
    assert len(qtlog.records) == 5
    log.close_log()
    qWarning("a paper jam that nobody notes")
    assert "nobody notes" not in log.log_file().read_text("utf-8")
    assert len(qtlog.records) == 6


def test_a_log_that_cannot_be_written_stops_nothing(qapp: object) -> None:
    log_folder().write_text("a file where the folder should be")
    log.open_log()
    log.logger.warning("nobody reads this")
    assert log.last_lines(5) == []


def test_the_folder_of_the_log_is_opened_or_named(
    user: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[QUrl] = []

    def refuse(url: QUrl) -> bool:
        opened.append(url)
        return False

    monkeypatch.setattr(QDesktopServices, "openUrl", refuse)
    user.bench.menus.actions["log_folder"].trigger()
    assert opened[0].toLocalFile() == str(log_folder())
    assert str(log_folder()) in user.bench.banner.text()
    QTest.mouseClick(user.bench.banner.close_button(), LEFT)
