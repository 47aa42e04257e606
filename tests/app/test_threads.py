"""The user chooses how many threads training uses; left alone, the window stays alive."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from nnstudio.app.settings import Settings
from nnstudio.app.thread_label import ThreadLabel
from nnstudio.app.threads import automatic_threads, thread_choices
from tests.app.user import User


@pytest.mark.parametrize(
    ("cores", "automatic", "choices"),
    [(1, 1, (0, 1)), (2, 2, (0, 1, 2)), (3, 2, (0, 1, 2, 3)), (8, 7, (0, 1, 2, 3, 4, 6, 8))],
)
def test_one_core_is_left_to_the_window_where_there_are_enough(
    cores: int, automatic: int, choices: tuple[int, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("nnstudio.app.threads.available_threads", lambda: cores)
    assert automatic_threads() == automatic
    assert thread_choices() == choices


@pytest.mark.parametrize("stored", ["", "many", "-3", "1.5", "99999", "²"])
def test_a_damaged_setting_means_automatic(stored: str, fresh_settings: Path) -> None:
    text = f"[training]\nthreads={stored}\n"
    (fresh_settings / "settings.ini").write_text(text, encoding="utf-8")
    assert Settings().threads == 0


def test_the_choice_reaches_training_and_is_remembered(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("nnstudio.app.threads.available_threads", lambda: 4)
    user = User(qtbot, monkeypatch)
    label = user.window.statusBar().findChild(ThreadLabel)
    assert label is not None
    assert label.text() == "Threads: 3"
    actions = user.bench.menus.thread_actions
    assert [action.text() for action in actions.values()] == ["Automatic (3)", "1", "2", "3", "4"]
    assert actions["0"].isChecked()
    actions["1"].trigger()
    assert user.bench.training.threads == 1
    assert label.text() == "Threads: 1"
    assert Settings().threads == 1


def test_the_status_bar_says_when_numba_helps(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    user = User(qtbot, monkeypatch)
    training, label = user.bench.training, user.window.statusBar().findChild(ThreadLabel)
    assert label is not None
    with monkeypatch.context() as during_a_run:
        during_a_run.setattr(type(training), "active", True)
        for fast in (True, False):
            training.fast = fast
            training.advanced.emit()
            assert label.text().endswith("numba") is fast
            assert ("numba" in label.toolTip()) is fast
