"""Keys are data: the table gives them, the user changes them, and everything follows."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from nnstudio.app.commands.actions import COMMANDS, MENUS
from nnstudio.app.commands.shortcuts import Shortcuts
from nnstudio.app.settings import Settings
from tests.app.user import User

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def user(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> User:
    return User(qtbot, monkeypatch)


def key(text: str) -> QKeySequence:
    return QKeySequence(text)


def test_no_two_commands_want_the_same_key(qapp: object) -> None:
    shortcuts = Shortcuts()
    keys = Counter(k.toString() for c in COMMANDS for k in shortcuts.default_keys(c.id))
    assert [k for k, count in keys.items() if count > 1] == []
    assert all(keys), "a key that Qt does not know"


def test_every_command_has_a_menu_and_an_id_of_its_own() -> None:
    menus = {name for name, _ in MENUS}
    assert {c.menu.removeprefix("|") for c in COMMANDS} <= menus
    assert all(name.rpartition("/")[0] in {"", *menus} for name in menus)
    assert len({c.id for c in COMMANDS}) == len(COMMANDS)


def test_changed_keys_survive_a_restart_and_can_be_reset(qapp: object) -> None:
    shortcuts = Shortcuts(Settings())
    shortcuts.choose("duplicate", [key("Ctrl+J"), key("Ctrl+Shift+,")])
    again = Shortcuts(Settings())
    assert again.keys("duplicate") == (key("Ctrl+J"), key("Ctrl+Shift+,"))
    assert again.is_changed("duplicate")
    again.reset("duplicate")
    assert Shortcuts(Settings()).keys("duplicate") == (key("Ctrl+D"),)
    again.choose("copy", [])
    assert Shortcuts(Settings()).keys("copy") == ()
    assert Shortcuts(Settings()).text("copy") == ""
    again.reset_all()
    assert not Shortcuts(Settings()).is_changed("copy")


def test_a_key_has_one_command(qapp: object) -> None:
    shortcuts = Shortcuts(Settings())
    assert shortcuts.holder(key("Ctrl+D")) == "duplicate"
    shortcuts.choose("copy", [key("Ctrl+D")])
    assert shortcuts.holder(key("Ctrl+D")) == "copy"
    assert shortcuts.keys("duplicate") == ()
    shortcuts.reset("duplicate")
    assert shortcuts.keys("copy") == ()


def test_damaged_or_unknown_entries_cost_nothing(qapp: object, fresh_settings: Path) -> None:
    text = "[shortcuts]\ncopy=@@nonsense\ngone=Ctrl+J\n"
    (fresh_settings / "settings.ini").write_text(text)
    shortcuts = Shortcuts(Settings())
    assert shortcuts.keys("copy") == (key("Ctrl+C"),)
    assert shortcuts.holder(key("Ctrl+J")) is None


def test_menus_tips_and_the_window_follow_at_once(user: User) -> None:
    user.bench.documents.new_empty()
    zoom_in = user.bench.menus.actions["zoom_in"]
    user.bench.shortcuts.choose("zoom_in", [key("Ctrl+U")])
    assert zoom_in.shortcut() == key("Ctrl+U")
    assert zoom_in.toolTip() == "Zoom In (Ctrl+U)"
    zoom = user.bench.canvas.zoom
    QTest.keyClick(user.bench.palette, Qt.Key.Key_U, CONTROL)
    assert user.bench.canvas.zoom > zoom
    user.bench.shortcuts.choose("step", [key("F9")])
    assert user.bench.views.training_panel.step_button.toolTip() == "Step one batch (F9)"
