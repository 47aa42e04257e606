"""Garbage is freed in the window's thread, however much the threads beside it make."""

from __future__ import annotations

import gc
import subprocess
import sys
import threading
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from nnstudio.app.collector import Collector
from nnstudio.app.turns import frequent_turns


class Ring(QObject):
    """Something of the window that only holds itself."""

    def __init__(self, freed: list[str]) -> None:
        super().__init__()
        self.itself = self
        weakref.finalize(self, lambda: freed.append(threading.current_thread().name))


@pytest.fixture
def collector(qapp: object) -> Iterator[Collector]:
    gc.enable()  # as Python begins
    yield Collector()
    gc.unfreeze()
    gc.collect()
    gc.freeze()


def make_garbage() -> None:
    for _ in range(2_000):
        ring: list[object] = []
        ring.append(ring)


def test_rings_are_freed_in_the_windows_thread(collector: Collector, qtbot: QtBot) -> None:
    freed: list[str] = []
    collector.start()
    Ring(freed)
    beside = threading.Thread(target=make_garbage, name="beside")
    beside.start()
    beside.join()
    assert freed == []
    qtbot.waitUntil(lambda: freed == [threading.main_thread().name])


def test_what_has_become_old_is_freed_too(collector: Collector) -> None:
    freed: list[str] = []
    ring = Ring(freed)
    for _ in range(2):
        gc.collect(1)
    del ring
    for _ in range(200):
        if freed:
            break
        make_garbage()
        collector.look()
    assert freed


def test_nobody_searches_while_a_file_is_read(collector: Collector) -> None:
    freed: list[str] = []
    Ring(freed)
    make_garbage()
    with frequent_turns():
        collector.look()
        assert freed == []
    collector.look()
    assert freed


PROGRAM = """
import gc
from PySide6.QtCore import QTimer
from nnstudio.app import main

class Window(main.MainWindow):
    def __init__(self, *arguments):
        super().__init__(*arguments)
        self.completed.connect(lambda: QTimer.singleShot(0, self.end))

    def end(self):
        print(gc.isenabled(), gc.get_freeze_count() > 10_000)
        self.close()

main.MainWindow = Window
raise SystemExit(main.run_app())
"""


def test_in_the_program_nothing_else_searches() -> None:
    run = subprocess.run(
        [sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=False, timeout=60
    )
    assert (run.stdout, run.returncode) == ("False True\n", 0), run.stderr
