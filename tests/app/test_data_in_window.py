"""Data is chosen, dropped and imported in the whole window."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from nnstudio.app.data_dialogs.choose_dialog import ChooseDialog
from nnstudio.app.data_dialogs.import_dialog import ImportDialog
from tests.app.user import User

SHIFT_CONTROL = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def user(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> User:
    return User(qtbot, monkeypatch)


@pytest.fixture
def flowers(tmp_path: Path) -> Path:
    path = tmp_path / "flowers.csv"
    rows = [f"{n % 7},{n % 5},{'abc'[n % 3]}" for n in range(60)]
    path.write_text("\n".join(["length,width,kind", *rows]) + "\n", encoding="utf-8")
    return path


def open_template(user: User, slug: str) -> None:
    user.click(user.bench.start_page.cards[slug])
    user.wait(user.bench.canvas.isVisible)


def dialog(user: User, kind: type[QDialog]) -> QDialog:
    user.wait(lambda: any(d.isVisible() for d in user.window.findChildren(kind)))
    return next(d for d in user.window.findChildren(kind) if d.isVisible())


def drop(target: QWidget, path: Path) -> bool:
    """Drop a file; return whether it was taken."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    place, action = target.rect().center(), Qt.DropAction.CopyAction
    held = (Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    enter = QDragEnterEvent(place, action, mime, *held)
    QApplication.sendEvent(target, enter)
    if enter.isAccepted():
        QApplication.sendEvent(target, QDropEvent(QPointF(place), action, mime, *held))
    return enter.isAccepted()


def blocked(user: User) -> bool:
    """Return whether something forbids training."""
    return not user.bench.session.analysis.ready


def test_a_dropped_table_becomes_the_data_and_the_network_is_mended(
    user: User, flowers: Path
) -> None:
    open_template(user, "spiral-mlp")
    session = user.bench.session
    before = session.project
    assert drop(user.window, flowers)
    shown = dialog(user, ImportDialog)
    assert isinstance(shown, ImportDialog)
    user.wait(lambda: dict(shown.page.facts.facts()).get("Samples") == "60")
    user.click(shown.use_button)
    user.wait(lambda: session.project.data.source.dataset == "table")
    assert session.project.data.signature.classes == ("a", "b", "c")
    assert blocked(user)  # its last layer has not three units
    user.wait(user.bench.banner.isVisible)
    assert "2 numbers" in user.bench.banner.text()
    user.click(user.bench.banner.buttons()[0])
    assert not blocked(user)
    assert not user.bench.banner.isVisible()
    user.show_dock("data")
    assert user.bench.views.data_panel.choice.name() == "flowers.csv"
    session.undo()  # the mending
    session.undo()  # the data
    assert session.project is before


def test_a_folder_dropped_on_the_start_page_is_looked_at(user: User, tmp_path: Path) -> None:
    folder = tmp_path / "things"
    folder.mkdir()
    assert drop(user.window, folder)
    shown = dialog(user, ImportDialog)
    assert isinstance(shown, ImportDialog)
    user.wait(shown.banner.isVisible)  # there is nothing in it
    QTest.keyClick(shown, Qt.Key.Key_Escape)
    assert not shown.isVisible()


def test_text_that_is_dragged_is_no_file(user: User) -> None:
    mime = QMimeData()
    mime.setText("hello")
    place, action = user.window.rect().center(), Qt.DropAction.CopyAction
    held = (Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    enter = QDragEnterEvent(place, action, mime, *held)
    QApplication.sendEvent(user.window, enter)
    assert not enter.isAccepted()


def test_data_is_chosen_by_shortcut_from_the_menu_and_from_the_panel(user: User) -> None:
    open_template(user, "xor")
    user.press(Qt.Key.Key_D, SHIFT_CONTROL)
    shown = dialog(user, ChooseDialog)
    assert isinstance(shown, ChooseDialog)
    QTest.keyClicks(shown.search, "circles")
    QTest.keyClick(shown.search, Qt.Key.Key_Return)
    user.wait(lambda: user.bench.session.project.data.source.dataset == "circles")
    user.bench.menus.actions["choose_data"].trigger()
    shown = dialog(user, ChooseDialog)
    QTest.keyClick(shown, Qt.Key.Key_Escape)
    user.show_dock("data")
    user.bench.views.data_panel.choice.setFocus()
    QTest.keyClick(user.bench.views.data_panel.choice, Qt.Key.Key_M)
    shown = dialog(user, ChooseDialog)
    assert isinstance(shown, ChooseDialog)
    user.wait(shown.search.hasFocus)
    QTest.keyClicks(shown.search, "oons")
    assert shown.search.text() == "moons"
    QTest.keyClick(shown.search, Qt.Key.Key_Return)
    user.wait(lambda: user.bench.session.project.data.source.dataset == "moons")


def test_a_file_is_imported_from_the_menu(user: User, flowers: Path) -> None:
    open_template(user, "xor")
    user.monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(flowers), ""))
    user.press(Qt.Key.Key_I, SHIFT_CONTROL)
    shown = dialog(user, ImportDialog)
    assert isinstance(shown, ImportDialog)
    user.wait(lambda: dict(shown.page.facts.facts()).get("Samples") == "60")
    QTest.keyClick(shown.use_button, Qt.Key.Key_Return)
    user.wait(lambda: user.bench.session.project.data.counts == (60, 0))
