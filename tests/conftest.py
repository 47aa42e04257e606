"""What every test may rely on: no screen needed, fresh settings, nothing left behind."""

from __future__ import annotations

import gc
import itertools
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from PySide6.QtCore import QObject
    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

# Before Qt is imported by anyone; the tests marked xcb are started with another platform.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# How long an example takes tells of the machine and its other work, not of the program.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

_SEARCH_SECONDS = 4.0
_searched = [0.0]
_QT_FIXTURES = {"qapp", "qtbot"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    on_screen = os.environ["QT_QPA_PLATFORM"] == "xcb"
    for item in items:
        if _QT_FIXTURES & set(getattr(item, "fixturenames", ())):
            item.add_marker("gui")
        if item.get_closest_marker("xcb") and not on_screen:
            item.add_marker(pytest.mark.skip(reason="needs an X server"))


def pytest_collection_finish() -> None:
    # What the modules made while they were imported stays: the search for what a test left behind
    # need not look at it again and again.
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def settings_folders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Yield a new folder each time; pytest's own way looks through all of them for the next name."""
    return _numbered(tmp_path_factory.mktemp("settings"))


def _numbered(parent: Path) -> Iterator[Path]:
    for number in itertools.count():
        folder = parent / str(number)
        folder.mkdir()
        yield folder


@pytest.fixture(autouse=True)
def fresh_settings(settings_folders: Iterator[Path], monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep the settings of each test to itself, and out of the developer's own."""
    folder = next(settings_folders)
    monkeypatch.setenv("NNSTUDIO_SETTINGS", str(folder))
    return folder


def pytest_sessionfinish() -> None:
    """Empty the clipboard: it outlives Python, and what Python put there does not."""
    gui = sys.modules.get("PySide6.QtGui")
    if gui is not None and gui.QGuiApplication.instance() is not None:
        gui.QGuiApplication.clipboard().clear()


def pytest_runtest_logfinish() -> None:
    """Search for garbage here, at times, once a test with a window has switched that off."""
    if not gc.isenabled() and time.monotonic() - _searched[-1] > _SEARCH_SECONDS:
        gc.collect()
        gc.freeze()  # what lives on between two tests is there to stay, as after the collection
        _searched[:] = [time.monotonic()]


@pytest.fixture(scope="session")
def qapp_args() -> list[str]:
    return ["nnstudio"]


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> QtBot:
    """Wait as long as a slow and busy machine may need, whatever limit a test names."""
    from tests.patient_bot import PatientBot

    return PatientBot(request)


@pytest.fixture(autouse=True)
def nothing_left_behind(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test that leaves a window, a running timer or a running thread."""
    if not _QT_FIXTURES & set(request.fixturenames):
        yield
        return
    # As in the program: what belongs to a window must not be freed by a thread beside it.
    gc.disable()
    before = {id(thing) for thing in _alive()}
    yield
    _finish_deletions()
    left = [thing for thing in _alive() if id(thing) not in before]
    if left:
        gc.collect()  # widgets in a reference cycle go only now, and are no leak
        left = [thing for thing in _alive() if id(thing) not in before]
    if left:
        described = "\n".join(f"  {_describe(thing)}" for thing in left)
        pytest.fail(f"This test leaves behind:\n{described}")


def _alive() -> list[QObject]:
    from PySide6.QtCore import QThread, QTimer
    from PySide6.QtWidgets import QApplication
    from shiboken6 import isValid

    found: list[QObject] = [
        widget for widget in QApplication.topLevelWidgets() if not _belongs_to_qt(widget)
    ]
    # What has a Python face; timers inside Qt's own widgets have none and are Qt's business. The
    # search goes through all objects there are, twice a test: it is no loop in Python.
    timers, threads = _kinds(QTimer), _kinds(QThread)
    objects = gc.get_objects()
    for thing in itertools.compress(
        objects, map((timers | threads).__contains__, map(type, objects))
    ):
        if isValid(thing) and (thing.isActive() if type(thing) in timers else thing.isRunning()):
            found.append(thing)
    return found


def _kinds(kind: type[QObject]) -> set[type[QObject]]:
    """Return a class and all that are derived from it."""
    return {kind}.union(*map(_kinds, kind.__subclasses__()))


def _belongs_to_qt(widget: QObject) -> bool:
    """Tooltips and the like, which Qt makes once and keeps."""
    return widget.metaObject().className() in ("QTipLabel", "QDesktopScreenWidget")


def _finish_deletions() -> None:
    from PySide6.QtCore import QCoreApplication, QEvent

    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    QCoreApplication.processEvents()


def _describe(thing: QObject) -> str:
    return f"{type(thing).__name__} {thing.objectName()!r}".rstrip()
