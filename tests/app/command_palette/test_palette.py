"""Everything the window can do is found by a few letters and run from the keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from nnstudio.app.canvas.renaming import NameEditor
from nnstudio.app.command_palette.palette import CommandPalette
from nnstudio.app.commands.actions import COMMANDS
from nnstudio.app.settings import Settings
from nnstudio.app.translate import install_translators
from tests.app.user import LEFT, User

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def user(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> User:
    return User(qtbot, monkeypatch)


def opened(user: User) -> CommandPalette:
    user.window.activateWindow()  # without a window manager nobody else does
    user.wait(user.window.isActiveWindow)
    user.press(Qt.Key.Key_P, CONTROL | SHIFT)
    palette = user.bench.window_commands.palette
    assert palette is not None
    user.wait(palette.isVisible)
    user.wait(palette.search.hasFocus)
    return palette


def titles(palette: CommandPalette) -> list[str]:
    return [found.entry.title for found in palette.found.rows]


def test_every_command_is_offered(user: User) -> None:
    palette = opened(user)
    offered = {found.entry.id for found in palette.found.rows}
    assert {f"command/{command.id}" for command in COMMANDS} <= offered
    assert {"Dark", "简体中文", "New: Digits CNN"} <= set(titles(palette))


def test_typing_finds_and_enter_runs(user: User) -> None:
    palette = opened(user)
    QTest.keyClicks(palette.search, "digits cnn")
    assert titles(palette)[0] == "New: Digits CNN"
    QTest.keyClick(palette.search, Qt.Key.Key_Return)
    assert not palette.isVisible()
    assert user.bench.session.project.name == "Digits CNN"
    assert opened(user).found.rows[0].recent, "what was chosen last comes first"
    assert titles(palette)[0] == "New: Digits CNN"
    assert Settings().recent_commands == ("template/digits-cnn",)


def test_nodes_are_found_by_a_sign_in_front(user: User) -> None:
    user.bench.documents.new_from_template("digits-cnn")
    palette = opened(user)
    QTest.keyClicks(palette.search, "@")
    assert len(titles(palette)) == len(user.bench.session.project.graph.nodes)
    QTest.keyClicks(palette.search, "dense_2")
    QTest.keyClick(palette.search, Qt.Key.Key_Return)
    assert user.bench.session.selection == ("dense_2",)
    assert user.bench.canvas.hasFocus()


def test_arrows_choose_and_escape_gives_the_keyboard_back(user: User) -> None:
    user.bench.documents.new_from_template("xor")
    user.window.activateWindow()
    user.wait(user.window.isActiveWindow)
    user.bench.canvas.setFocus()
    palette = opened(user)
    QTest.keyClick(palette.search, Qt.Key.Key_Up)
    assert palette.list.currentIndex().row() == len(palette.found.rows) - 1
    QTest.keyClick(palette.search, Qt.Key.Key_Down)
    QTest.keyClick(palette.search, Qt.Key.Key_PageDown)
    assert palette.list.currentIndex().row() == 10
    QTest.keyClick(palette.search, Qt.Key.Key_Escape)
    assert not palette.isVisible()
    assert user.bench.canvas.hasFocus()


def test_rows_scrolled_below_a_mouse_at_rest_do_not_count(user: User) -> None:
    palette = opened(user)
    at = palette.list.visualRect(palette.found.index(2, 0)).center()
    QTest.mouseMove(palette.list.viewport(), at)
    assert palette.list.currentIndex().row() == 2
    for _ in range(3):
        QTest.keyClick(palette.search, Qt.Key.Key_Up)
    assert palette.list.currentIndex().row() == len(palette.found.rows) - 1


def test_escape_leaves_a_name_alone_that_was_being_written(user: User) -> None:
    user.bench.documents.new_from_template("xor")
    user.window.activateWindow()
    user.wait(user.window.isActiveWindow)
    user.bench.session.select((user.bench.session.project.graph.nodes[1].id,))
    user.bench.canvas.setFocus()
    QTest.keyClick(user.bench.canvas, Qt.Key.Key_F2)
    (editor,) = user.bench.canvas.findChildren(NameEditor)
    user.wait(editor.hasFocus)
    palette = opened(user)
    user.wait(lambda: not isValid(editor))
    QTest.keyClick(palette.search, Qt.Key.Key_Escape)
    assert not palette.isVisible()


def test_what_cannot_be_used_now_says_so_and_stays(user: User) -> None:
    palette = opened(user)
    QTest.keyClicks(palette.search, "undo")
    assert not palette.found.rows[0].entry.enabled
    QTest.keyClick(palette.search, Qt.Key.Key_Return)
    assert palette.isVisible()
    QTest.keyClicks(palette.search, " no such thing")
    assert not palette.list.isVisible()


def test_a_click_runs_and_a_click_elsewhere_closes(user: User) -> None:
    palette = opened(user)
    QTest.keyClicks(palette.search, "spiral")
    at = palette.list.visualRect(palette.found.index(0, 0)).center()
    QTest.mouseClick(palette.list.viewport(), LEFT, pos=at)
    assert "piral" in user.bench.session.project.name
    opened(user)
    QTest.mouseClick(user.bench.canvas.viewport(), LEFT, pos=QPoint(5, 5))
    user.bench.canvas.setFocus()
    assert not palette.isVisible()


def test_commands_are_found_in_chinese_and_by_their_english_names(user: User) -> None:
    app = QApplication.instance()
    assert app is not None
    install_translators(app, "zh_CN")
    try:
        palette = opened(user)
        for query in ("undo", "撤销"):
            palette.search.setText(query)
            assert palette.found.rows[0].entry.id == "command/undo"
        palette.search.setText("打开")
        assert palette.found.rows[0].entry.title == "打开"  # without the letter for the menu
    finally:
        install_translators(app, "en")
