"""Names that look like markup, or like keys of a menu, are shown as they were written."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from nnstudio.app.canvas.quick_add_popup import QuickAddPopup
from nnstudio.core.text import Text
from nnstudio.graph import edits
from tests.app.canvas.hands import chain, make
from tests.app.user import User

NAME = "<b>R&D</b>"


@pytest.fixture
def user(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> User:
    user = User(qtbot, monkeypatch)
    project = chain(make("Input"), make("Flatten"), make("Dense", units=10))
    user.bench.session.open(replace(edits.set_title(project, "dense_1", NAME), name=NAME))
    return user


def told(within: QWidget) -> list[QLabel]:
    """Return the labels in which the name is seen."""
    labels = [label for label in within.findChildren(QLabel) if label.isVisible()]
    return [label for label in labels if NAME in label.text()]


def as_written(within: QWidget) -> bool:
    """Return whether the name is seen, and nowhere as markup."""
    labels = told(within)
    return bool(labels) and all(label.textFormat() == Qt.TextFormat.PlainText for label in labels)


def test_the_pages_beside_the_canvas_show_a_name_as_written(user: User) -> None:
    assert as_written(user.bench.views.inspector), "the name of the project"


def test_a_message_shows_a_name_as_written(user: User) -> None:
    user.bench.say("good", f"“{NAME}” is in the palette.")
    assert as_written(user.bench.banner)


def test_the_pop_up_shows_a_name_as_written(user: User) -> None:
    user.bench.session.select(["dense_1"])
    user.bench.canvas.quick_add.replace()
    popup = user.window.findChild(QuickAddPopup)
    assert popup is not None
    assert as_written(popup)
    QTest.keyClick(popup.search, Qt.Key.Key_Escape)


def test_the_question_before_closing_shows_a_name_as_written(user: User) -> None:
    session = user.bench.session
    session.edit(Text("Move"), edits.move(session.project, {"dense_1": (0.0, 400.0)}))
    seen: list[bool] = []

    def look(dialog: QWidget) -> None:
        assert isinstance(dialog, QMessageBox)
        plain = dialog.textFormat() == Qt.TextFormat.PlainText
        seen.append(NAME in dialog.text() and plain)
        QTest.mouseClick(
            dialog.button(QMessageBox.StandardButton.Cancel), Qt.MouseButton.LeftButton
        )

    user.in_dialog(look)
    assert not user.bench.documents.may_close()
    assert seen == [True]


def test_the_menu_shows_an_ampersand_of_a_name(user: User) -> None:
    session = user.bench.session
    label = Text("Move {node}", node=NAME)
    session.edit(label, edits.move(session.project, {"dense_1": (0.0, 400.0)}))
    QApplication.processEvents()
    assert "R&&D" in user.bench.menus.actions["undo"].text()
