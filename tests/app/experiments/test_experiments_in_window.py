"""Experiments as a part of the whole window."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from nnstudio import api
from nnstudio.app.dock_body import DockBody
from nnstudio.app.experiments.experiments_view import ExperimentsView
from tests.app.user import User
from tests.experiments.experiments import xor


@pytest.fixture
def user(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> User:
    api.save(tmp_path / "xor.nnstudio", xor())
    made = User(qtbot, monkeypatch, tmp_path / "xor.nnstudio")
    made.wait(lambda: made.bench.session.path is not None)
    return made


def opened(user: User) -> ExperimentsView:
    user.bench.menus.actions["panel_experiments"].trigger()
    body = user.bench.docks["experiments"].widget()
    assert isinstance(body, DockBody)
    user.wait(lambda: body.made)
    view = body.inner
    assert isinstance(view, ExperimentsView)
    return view


def test_the_menu_opens_experiments_of_the_open_project(user: User, tmp_path: Path) -> None:
    view = opened(user)
    assert view.isVisible()
    assert view.folder == tmp_path / "xor.sweep"
    assert view.form.rows[0].setting.currentData() == "learning_rate"


def test_a_window_that_closes_ends_what_it_trains(user: User) -> None:
    view = opened(user)
    view.form.epochs.setValue(1_000_000)
    view.form.processes.setValue(1)
    run = view._run
    user.click(view.start_button)
    user.wait(lambda: run.table is not None and run.table.count("running") == 1)
    user.window.close()
    user.wait(lambda: not run.active)


def test_every_text_follows_the_language(user: User) -> None:
    view = opened(user)
    view.start_button.setText("?")
    view.form.add.setText("?")
    for widget in (view, view.form):
        QApplication.sendEvent(widget, QEvent(QEvent.Type.LanguageChange))
    assert view.start_button.text() == "Start"
    assert view.form.add.text() == "Vary Another Setting"
