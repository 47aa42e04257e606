"""What the tests of the data dialogs share: a session, the dialogs, and files to look at."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from nnstudio.app.data_dialogs.opening import DataDialogs
from nnstudio.app.session import Session
from nnstudio.app.settings import Settings
from nnstudio.app.style.appearance import choose_theme
from nnstudio.app.widgets.banner import Banner
from tests.app.data_dialogs.slow_reader import SlowReader, add_reader
from tests.app.panels.drawings import moons

Dialogs = Callable[[], QDialog]


@pytest.fixture(autouse=True)
def _looks(qapp: QApplication) -> None:
    choose_theme(qapp, "light")


@pytest.fixture
def session(qapp: QApplication) -> Session:
    session = Session()
    session.open(moons())
    return session


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    window.resize(1000, 700)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    return window


@pytest.fixture
def banner(window: QWidget) -> Banner:
    return Banner(window)


@pytest.fixture
def dialogs(session: Session, window: QWidget, banner: Banner) -> DataDialogs:
    return DataDialogs(session, Settings(), window, banner)


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Iterator[SlowReader]:
    """A reader that goes on only when it is told to."""
    reader = SlowReader()
    add_reader(monkeypatch, reader)
    yield reader
    reader.let_go.set()


@pytest.fixture
def flowers(tmp_path: Path) -> Path:
    """A table with a column of each type, and two rows that lack something."""
    path = tmp_path / "flowers.csv"
    rows = ["length,width,colour,kind"]
    for n in range(60):
        length = "" if n in (3, 7) else f"{1 + n % 7}.5"
        rows.append(f"{length},{2 + n % 5},{('red', 'blue', 'white')[n % 3]},{'ab'[n % 2]}")
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return path
