"""The panels can be shown, hidden and put back, with keys; the window fills the screen."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.app.user import User

ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def user(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> User:
    user = User(qtbot, monkeypatch)
    user.bench.documents.new_from_template("xor")
    user.window.activateWindow()
    user.wait(user.window.isActiveWindow)
    return user


def test_a_key_brings_a_panel_to_the_front_and_then_hides_it(user: User) -> None:
    dock, panel = user.bench.docks["training"], user.bench.views.training_panel
    assert not panel.isVisible()
    user.press(Qt.Key.Key_3, ALT)
    user.wait(panel.isVisible)
    assert user.bench.menus.actions["panel_training"].isChecked()
    user.press(Qt.Key.Key_3, ALT)
    user.wait(dock.isHidden)
    assert not user.bench.menus.actions["panel_training"].isChecked()
    user.press(Qt.Key.Key_3, ALT)
    user.wait(panel.isVisible)


def test_the_history_is_hidden_until_it_is_wanted(user: User) -> None:
    assert user.bench.docks["history"].isHidden()
    user.press(Qt.Key.Key_H)
    user.wait(user.bench.views.history.isVisible)


def test_the_layout_can_be_reset(user: User) -> None:
    docks = user.bench.docks
    docks["loss"].toggleViewAction().trigger()
    user.window.addDockWidget(Qt.DockWidgetArea.LeftDockWidgetArea, docks["inspector"])
    user.bench.menus.actions["reset_layout"].trigger()
    user.wait(docks["loss"].isVisible)
    area = user.window.dockWidgetArea(docks["inspector"])
    assert area == Qt.DockWidgetArea.RightDockWidgetArea
    assert docks["history"].isHidden()


def test_the_layout_reset_on_the_start_page_shows_no_plots(user: User) -> None:
    user.press(Qt.Key.Key_N)
    user.bench.menus.actions["reset_layout"].trigger()
    assert user.bench.docks["loss"].isHidden()
    user.bench.documents.new_from_template("xor")
    user.wait(user.bench.docks["loss"].isVisible)


def test_the_window_fills_the_screen_and_comes_back(user: User) -> None:
    user.press(Qt.Key.Key_F11, Qt.KeyboardModifier.NoModifier)
    user.wait(user.window.isFullScreen)
    assert user.bench.menus.actions["full_screen"].isChecked()
    user.press(Qt.Key.Key_F11, Qt.KeyboardModifier.NoModifier)
    user.wait(lambda: not user.window.isFullScreen())


def test_docks_are_as_large_as_they_were_at_the_next_start(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def start(known: list[tuple[int, int]] | None) -> list[tuple[int, int]]:
        user = User(qtbot, monkeypatch)
        user.window.resize(1366, 768)
        bench = user.bench
        bench.documents.new_from_template("xor")
        docks = [bench.docks[name] for name in ("loss", "gradients", "inspector")]

        def sizes() -> list[tuple[int, int]]:
            return [(dock.width(), dock.height()) for dock in docks]

        # Once they are laid out, the plots share the width below the drawing.
        user.wait(
            lambda: sizes() == known if known else sizes()[0][0] < 450 and sizes()[0][1] < 350
        )
        bench.session.saved(Path("xor.nnstudio"))
        found = sizes()
        user.window.close()
        return found

    first = start(None)
    for _ in range(2):
        start(first)
