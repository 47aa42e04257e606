"""Frames and notes in the whole window: by their keys, saved with what is being written."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from nnstudio.app.canvas.remark_editor import RemarkEditor
from nnstudio.files import project_file
from nnstudio.graph.project import Remark
from tests.app.user import CONTROL, User

SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def user(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> User:
    user = User(qtbot, monkeypatch)
    user.bench.documents.new_from_template("xor")
    user.wait(user.bench.canvas.isVisible)
    user.bench.canvas.setFocus()
    return user


def editor(user: User) -> RemarkEditor:
    viewport = user.bench.canvas.viewport()
    user.wait(lambda: any(e.isVisible() for e in viewport.findChildren(RemarkEditor)))
    return next(e for e in viewport.findChildren(RemarkEditor) if e.isVisible())


def remarks(user: User) -> tuple[Remark, ...]:
    return user.bench.session.project.graph.remarks


def test_a_note_that_is_being_written_is_saved(user: User, tmp_path: Path) -> None:
    user.name_file(tmp_path / "noted.nnstudio")
    user.press(Qt.Key.Key_N, CONTROL | SHIFT)
    QTest.keyClicks(editor(user), "Remember **this**")
    QTest.keyClick(editor(user), Qt.Key.Key_S, CONTROL)
    user.wait(lambda: not user.bench.session.dirty)
    assert [r.text for r in remarks(user)] == ["Remember **this**"]
    saved = project_file.load(tmp_path / "noted.nnstudio").project
    assert saved.graph.remarks == remarks(user)


def test_a_frame_around_the_selection_is_named_and_shown_in_the_inspector(user: User) -> None:
    node = user.bench.session.project.graph.nodes[1]
    user.click_node(node.id)
    user.press(Qt.Key.Key_F, CONTROL | SHIFT)
    QTest.keyClicks(editor(user), "Hidden")
    QTest.keyClick(editor(user), Qt.Key.Key_Return)
    frame = remarks(user)[0]
    assert (frame.kind, frame.text) == ("frame", "Hidden")
    assert frame.x < node.x
    page = user.bench.views.inspector.remark_page
    assert page.isVisible()
    assert page.title.text() == "Hidden"
    user.press(Qt.Key.Key_Z, CONTROL)
    assert remarks(user) == (), "the frame and its name are one step"


def test_a_tool_button_counts_as_a_click_elsewhere(user: User) -> None:
    user.press(Qt.Key.Key_N, CONTROL | SHIFT)
    QTest.keyClicks(editor(user), "Kept")
    undo = user.bench.menus.toolbar.widgetForAction(user.bench.menus.actions["undo"])
    assert undo is not None
    handle = user.window.windowHandle()
    at = undo.mapTo(user.window, undo.rect().center())
    QTest.mousePress(handle, Qt.MouseButton.LeftButton, pos=at)
    assert [r.text for r in remarks(user)] == ["Kept"]
    QTest.mouseRelease(handle, Qt.MouseButton.LeftButton, pos=at)
    assert remarks(user) == ()
