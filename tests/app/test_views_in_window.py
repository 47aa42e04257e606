"""Every live view of the table opens in the real window and is what the table says."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTabBar
from pytestqt.qtbot import QtBot

from nnstudio.app.commands.actions import COMMANDS
from nnstudio.app.view_table import FIRST_VIEWS, VIEWS
from nnstudio.engine.messages import Watch
from tests.app.user import User


@pytest.fixture
def user(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> User:
    return User(qtbot, monkeypatch)


def test_every_view_opens_by_its_command_and_closes(user: User) -> None:
    bench = user.bench
    bench.documents.new_from_template("digits-cnn")
    commands = {command.id for command in COMMANDS}
    offered = bench.menus.views_button.menu().actions()
    for row in VIEWS:
        assert row.name not in bench.views.plots, "it is made when somebody looks"
        assert f"panel_{row.name}" in commands
        assert bench.menus.actions[f"panel_{row.name}"] in offered
        dock = bench.docks[row.name]
        assert dock.isHidden()
        bench.menus.actions[f"panel_{row.name}"].trigger()
        view = bench.views.plots[row.name]
        user.wait(view.isVisible)
        assert row.title == view.TITLE
        assert dock.windowTitle() == view.title()
        least = view.minimumSizeHint()
        assert least.width() <= 480, row.name
        assert least.height() <= 280, row.name
        bench.menus.actions[f"panel_{row.name}"].trigger()
        assert dock.isHidden()
        assert not view.isVisible()


def test_a_view_that_is_looked_at_first_gets_room_and_the_twin_a_large_window(user: User) -> None:
    bench = user.bench
    bench.documents.new_from_template("spiral-mlp")
    user.window.resize(1366, 768)
    user.wait(lambda: 300 < bench.docks["loss"].width() < 480)
    bench.menus.actions["panel_updates"].trigger()
    user.wait(lambda: bench.docks["updates"].width() >= 510)
    assert abs(bench.docks["loss"].width() - bench.docks["gradients"].width()) < 8
    bars = [bar for bar in user.window.findChildren(QTabBar) if bar.parent() is user.window]
    assert bars
    assert all(bar.elideMode() == Qt.TextElideMode.ElideNone for bar in bars if bar.isVisible())

    bench.menus.actions["panel_twin"].trigger()
    twin = bench.docks["twin"]
    user.wait(twin.isVisible)
    assert twin.isFloating()
    assert twin.width() >= min(900, twin.screen().availableGeometry().width())
    bench.menus.actions["panel_twin"].trigger()


def test_a_view_that_is_closed_asks_a_running_network_nothing(
    user: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    bench = user.bench
    bench.documents.new_from_template("names-gru")
    training, asked, ever = bench.training, set[str](), set[str]()
    watch, unwatch = training.watch, training.unwatch

    def listen(question: Watch) -> None:
        asked.add(question.key)
        ever.add(question.key.partition("/")[0])
        watch(question)

    def forget(key: str) -> None:
        asked.discard(key)
        unwatch(key)

    monkeypatch.setattr(training, "watch", listen)
    monkeypatch.setattr(training, "unwatch", forget)
    bench.life.show_thumbnails(False)
    for row in FIRST_VIEWS:
        bench.docks[row.name].hide()
    training.start(paused=True)
    for row in VIEWS:  # each in a window of its own, for of tabs only the front one is seen
        bench.docks.open(row.name)
        bench.docks.set_large(row.name, True)
    user.wait(lambda: len(ever) > 4)
    for row in VIEWS:
        bench.docks[row.name].hide()
    user.wait(lambda: not asked)
    training.stop()
    user.wait(lambda: training.state == "idle")
