"""Every setting acts at once and is kept; the keyboard reaches all of them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from nnstudio.app.settings import Settings
from nnstudio.app.settings_dialog.dialog import SettingsDialog
from nnstudio.app.style.appearance import apply_font_size, current_theme
from nnstudio.app.style.fonts import FONT_PIXELS, ui_font
from tests.app.user import LEFT, User

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def user(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> User:
    user = User(qtbot, monkeypatch)
    user.window.activateWindow()
    user.wait(user.window.isActiveWindow)
    return user


def opened(user: User) -> SettingsDialog:
    user.press(Qt.Key.Key_Comma)
    dialog = user.bench.window_commands.settings_dialog
    assert dialog is not None
    user.wait(dialog.isVisible)
    return dialog


def test_language_and_theme_switch_at_once(user: User) -> None:
    dialog = opened(user)
    assert not dialog.isModal()
    user.choose(dialog.look.theme, "Dark")
    assert current_theme().is_dark
    assert user.bench.menus.theme_actions["dark"].isChecked()
    user.choose(dialog.look.language, "简体中文")
    user.wait(
        lambda: dialog.windowTitle() != "" and user.bench.docks["palette"].windowTitle() == "层"
    )
    assert Settings().language == "zh_CN"
    QTest.mouseClick(dialog.reset, LEFT)
    user.wait(lambda: user.bench.docks["palette"].windowTitle() == "Layers")
    assert Settings().theme == "system"


def test_the_size_of_letters_acts_on_the_whole_window(user: User) -> None:
    dialog = opened(user)
    panel = user.bench.views.training_panel.main_button
    before, own = panel.font().pointSizeF(), ui_font().pointSizeF()
    try:
        dialog.look.letters.setFocus()
        QTest.keyClick(dialog.look.letters, Qt.Key.Key_End)
        assert Settings().font_pixels == 20
        assert ui_font().pointSizeF() == pytest.approx(own * 20 / FONT_PIXELS)
        assert panel.font().pointSizeF() == pytest.approx(before * 20 / FONT_PIXELS)
        QTest.mouseClick(dialog.reset, LEFT)
        assert panel.font().pointSizeF() == pytest.approx(before)
    finally:
        apply_font_size(FONT_PIXELS)


def test_threads_and_copies(user: User) -> None:
    dialog = opened(user)
    dialog.open_page(dialog.training)
    user.choose(dialog.training.threads, "1")
    assert user.bench.training.threads == 1
    dialog.open_page(dialog.saving)
    user.click(dialog.saving.wanted, dialog.saving.wanted.rect().center() * 0.2)
    assert not Settings().autosave
    assert not dialog.saving.seconds.isEnabled()
    QTest.mouseClick(dialog.reset, LEFT)
    assert Settings().autosave
    user.type_number(dialog.saving.seconds, "30")
    assert Settings().autosave_seconds == 30


def test_keys_are_changed_by_pressing_them_and_conflicts_are_said(user: User) -> None:
    dialog = opened(user)
    dialog.open_page(dialog.keys)
    page, actions = dialog.keys, user.bench.menus.actions
    QTest.keyClicks(page.search, "zoom in")
    assert page.chosen() == "zoom_in"
    QTest.keyClick(page.keys, Qt.Key.Key_U, CONTROL)
    assert page.conflict.text() == ""
    user.click(page.instead)
    assert actions["zoom_in"].shortcuts() == [QKeySequence("Ctrl+U")]
    QTest.keyClick(page.keys, Qt.Key.Key_D, CONTROL)
    assert "Duplicate" in page.conflict.text()
    user.click(page.besides)
    assert actions["zoom_in"].shortcuts() == [QKeySequence("Ctrl+U"), QKeySequence("Ctrl+D")]
    assert actions["duplicate"].shortcuts() == []
    user.click(page.reset_one)
    assert QKeySequence("Ctrl++") in actions["zoom_in"].shortcuts()
    user.click(page.none)
    assert actions["zoom_in"].shortcuts() == []
    user.click(dialog.reset)
    assert actions["duplicate"].shortcuts() == [QKeySequence("Ctrl+D")]
    assert Settings().shortcuts == {}


def test_commands_are_found_by_their_keys_and_tab_leaves_the_field_for_keys(user: User) -> None:
    dialog = opened(user)
    dialog.open_page(dialog.keys)
    page = dialog.keys
    QTest.keyClicks(page.search, "ctrl+shift+z")
    assert page.chosen() == "redo"
    dialog.activateWindow()
    user.wait(dialog.isActiveWindow)
    page.keys.setFocus()
    QTest.keyClick(page.keys, Qt.Key.Key_Tab)
    assert page.keys.keySequence().isEmpty()
    assert not page.keys.hasFocus()


def test_escape_closes_and_the_window_goes_on(user: User) -> None:
    dialog = opened(user)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert opened(user) is dialog
