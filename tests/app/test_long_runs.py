"""Long training keeps the computer awake and tells of its end; short training does neither."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from nnstudio.app.awake import Awake
from nnstudio.app.long_runs import LongRuns
from nnstudio.app.long_work import LONG_SECONDS
from nnstudio.app.session import Session
from nnstudio.app.settings import Settings
from nnstudio.app.training import Training
from nnstudio.core.text import Text
from nnstudio.engine.messages import Failed
from nnstudio.graph import edits
from nnstudio.graph.templates import template


@dataclass
class Held:
    active: bool = True


class System:
    """A system that can be asked to stay awake, and a clock."""

    def __init__(self) -> None:
        self.asked, self.left = threading.Event(), threading.Event()
        self.active, self.now = True, 1000.0
        self.told: list[tuple[str, str]] = []

    @contextmanager
    def ask(self) -> Iterator[Held]:
        self.asked.set()
        yield Held(self.active)
        self.left.set()

    def clock(self) -> float:
        return self.now

    def tell(self, title: str, text: str) -> None:
        self.told.append((title, text))


@pytest.fixture
def system() -> System:
    return System()


@pytest.fixture
def training(qtbot: QtBot) -> Iterator[Training]:
    session = Session()
    found = Training(session)
    session.open(template("spiral-mlp").project)
    session.edit(Text("short"), edits.set_training(session.project, epochs=1))
    yield found
    found.stop_and_wait(60_000)


@pytest.fixture
def runs(qtbot: QtBot, training: Training, system: System) -> LongRuns:
    window = QWidget()
    qtbot.addWidget(window)
    return LongRuns(
        training, Settings(), window, Awake(system.ask), tell=system.tell, clock=system.clock
    )


def run(qtbot: QtBot, training: Training, system: System, seconds: float) -> None:
    """Train for an epoch that takes so long by the system's clock."""
    training.start(paused=True)
    training.resume()
    system.now += seconds
    with qtbot.waitSignal(training.finished):
        pass


def test_the_end_of_long_training_is_told(
    qtbot: QtBot, runs: LongRuns, training: Training, system: System
) -> None:
    run(qtbot, training, system, LONG_SECONDS - 1)
    assert system.told == []
    training.reset()
    run(qtbot, training, system, LONG_SECONDS + 1)
    assert system.told == [("Training has ended", "Epoch 1 of 1 is done.")]
    training.failed.emit(Failed(Text("out of reach")))
    assert len(system.told) == 1, "nothing ran"


def test_nobody_is_told_who_does_not_want_it(
    qtbot: QtBot, runs: LongRuns, training: Training, system: System
) -> None:
    Settings().tell_end = False
    run(qtbot, training, system, LONG_SECONDS + 1)
    assert system.told == []


def test_pauses_do_not_count(
    qtbot: QtBot, runs: LongRuns, training: Training, system: System
) -> None:
    training.start(paused=True)
    system.now += 1000.0
    training.resume()
    system.now += 1.0
    with qtbot.waitSignal(training.finished):
        pass
    assert system.told == []


def test_a_run_that_goes_on_has_not_ended(
    qtbot: QtBot, runs: LongRuns, training: Training, system: System
) -> None:
    training.start(paused=True)
    training.resume()
    system.now += LONG_SECONDS + 1
    training.pause()
    training.failed.emit(Failed(Text("The drawing cannot be applied.")))
    assert system.told == []
    training.resume()
    with qtbot.waitSignal(training.finished):
        pass
    assert len(system.told) == 1


def test_the_computer_is_kept_awake_until_the_run_rests(
    qtbot: QtBot, runs: LongRuns, training: Training, system: System
) -> None:
    runs._work.patience.setInterval(0)
    training.speed.choose(0)
    training.start()
    qtbot.waitUntil(system.asked.is_set)
    qtbot.waitUntil(lambda: runs.awake.holds)
    training.pause()
    qtbot.waitUntil(lambda: not runs.awake.holds)
    qtbot.waitUntil(system.left.is_set)


def test_whoever_lets_the_computer_sleep_has_it_so(
    qtbot: QtBot, runs: LongRuns, training: Training, system: System
) -> None:
    Settings().keep_awake = False
    runs._work.patience.setInterval(0)
    training.speed.choose(0)
    training.start()
    qtbot.waitUntil(lambda: not runs._work.patience.isActive())
    assert not runs.awake.holds


@pytest.mark.parametrize("broken", [False, True])
def test_a_system_that_cannot_be_asked_is_noted(
    qtbot: QtBot, system: System, caplog: pytest.LogCaptureFixture, broken: bool
) -> None:
    def fail() -> AbstractContextManager[Held]:
        raise OSError("no such service")

    system.active = False
    awake = Awake(fail if broken else system.ask)
    with caplog.at_level(logging.INFO, "nnstudio.app.awake"):
        awake.hold()
        qtbot.waitUntil(lambda: "cannot be kept awake" in caplog.text)
    awake.release()
