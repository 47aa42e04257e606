"""The living drawing in the window: its switches, its keys, and the way to the gradient plot."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from nnstudio.app.canvas.living_canvas import LivingCanvas
from nnstudio.app.settings import Settings
from tests.app.user import User

CONTROL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def user(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> User:
    user = User(qtbot, monkeypatch)
    user.bench.documents.new_from_template("digits-mlp")
    user.wait(lambda: any(item.thumbnail for item in living(user).items.values()))
    return user


def living(user: User) -> LivingCanvas:
    canvas = user.bench.life.canvas
    assert canvas is not None
    return canvas


def pictures(user: User) -> int:
    return sum(i.thumbnail is not None and i.isVisible() for i in living(user).items.values())


def bars(user: User) -> int:
    return sum(i.ribbon is not None and i.isVisible() for i in living(user).items.values())


def test_pictures_and_ribbon_are_switched_by_keys_and_remembered(user: User) -> None:
    user.bench.training.start()
    user.wait(lambda: bars(user) == 3 and pictures(user) == 7)

    user.press(Qt.Key.Key_T)
    user.wait(lambda: pictures(user) == 0)
    assert bars(user) == 3
    assert not Settings().thumbnails
    assert not user.bench.menus.actions["thumbnails"].isChecked()
    user.press(Qt.Key.Key_R, CONTROL_SHIFT)
    user.wait(lambda: bars(user) == 0)
    assert not Settings().ribbon
    user.press(Qt.Key.Key_T)
    user.press(Qt.Key.Key_R, CONTROL_SHIFT)
    user.wait(lambda: bars(user) == 3 and pictures(user) == 7)
    assert (Settings().thumbnails, Settings().ribbon) == (True, True)


def test_the_keys_choose_another_sample(user: User) -> None:
    bar = living(user).bar
    assert bar.isVisible()
    user.press(Qt.Key.Key_Period, Qt.KeyboardModifier.AltModifier)
    user.wait(lambda: living(user).pictures.samples.index == 1)
    user.press(Qt.Key.Key_Comma, Qt.KeyboardModifier.AltModifier)
    user.wait(lambda: living(user).pictures.samples.index == 0)


def test_a_click_on_a_gradient_shows_its_plot(user: User) -> None:
    user.bench.training.start()
    user.wait(lambda: bars(user) == 3)
    user.bench.training.pause()
    dock = user.bench.docks["gradients"]
    dock.hide()
    item = next(i for i in living(user).items.values() if i.ribbon is not None)

    canvas = user.bench.canvas
    canvas.ensureVisible(item)
    at: QPoint = canvas.mapFromScene(item.card.pos() + item.ribbon_rect().center())
    QTest.mouseClick(canvas.viewport(), Qt.MouseButton.LeftButton, pos=at)
    user.wait(dock.isVisible)
    assert user.bench.session.selection == (item.node_id,)


def test_the_words_are_those_of_the_language(user: User) -> None:
    bar = living(user).bar
    english = bar.toolTip()
    user.bench.menus.language_actions["zh_CN"].trigger()
    try:
        assert bar.toolTip()
    finally:
        user.bench.menus.language_actions["en"].trigger()
    assert bar.toolTip() == english
