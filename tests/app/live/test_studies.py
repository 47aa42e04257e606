"""What views ask of the network: now, at a moment of the past, and over a whole run."""

from __future__ import annotations

import gc
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import cycle
from threading import Event
from weakref import ref

import numpy as np
import pytest
from PySide6.QtCore import QCoreApplication, QTimer
from pytestqt.qtbot import QtBot

from nnstudio.app.live.live_study import LiveStudy
from nnstudio.app.live.moment_studies import SHARE, MomentStudies, rest_after
from nnstudio.app.live.probe_samples import ProbeSamples
from nnstudio.app.session import Session
from nnstudio.app.training import Training
from nnstudio.engine.model import Model
from nnstudio.engine.study import LayerOutputs, OutputsStudy, Pieces, Study
from nnstudio.graph.templates import template

X = np.array([[0.0, 1.0]], np.float32)


class Biggest(Study[float]):
    """The largest weight of the network."""

    def pieces(self, model: Model) -> Pieces[float]:
        yield
        return max(float(np.abs(w).max()) for w in model.weights.values())


class Slow(Study[float]):
    """A study that takes a few milliseconds."""

    def pieces(self, model: Model) -> Pieces[float]:
        end = time.perf_counter() + 0.005
        while time.perf_counter() < end:
            yield
        return 0.0


@pytest.fixture
def trained(qtbot: QtBot) -> Iterator[tuple[Session, Training]]:
    session = Session()
    training = Training(session)
    session.open(template("xor").project)
    training.start()
    qtbot.waitUntil(lambda: training.state == "idle", timeout=20_000)
    yield session, training
    training.stop_and_wait(60_000)


def test_a_view_looks_back_and_comes_back(qtbot: QtBot, trained: tuple[Session, Training]) -> None:
    session, training = trained
    live: LiveStudy[LayerOutputs] = LiveStudy("test", session, training)
    live.ask(OutputsStudy(X, ("dense_1",)))
    live.set_shown(True)
    qtbot.waitUntil(lambda: live.latest is not None)
    assert live.latest is not None
    newest = live.latest
    assert newest.step == session.run_log.steps
    step = training.moments.timeline.moments[1].step
    training.moments.show_step(step)
    qtbot.waitUntil(lambda: live.latest is not newest)
    assert live.latest.step == step
    before = live.latest.result.by_node["dense_1"]
    assert not np.array_equal(before, newest.result.by_node["dense_1"])
    training.moments.show_newest()
    qtbot.waitUntil(lambda: live.latest is not None and live.latest.step == newest.step)
    np.testing.assert_array_equal(
        live.latest.result.by_node["dense_1"], newest.result.by_node["dense_1"]
    )


def test_a_study_of_all_moments_follows_the_run(
    qtbot: QtBot, trained: tuple[Session, Training]
) -> None:
    session, training = trained
    studies: MomentStudies[float] = MomentStudies(session, training)
    studies.ask(Biggest())
    QCoreApplication.processEvents()
    assert studies.results == [], "nobody looks"
    studies.set_shown(True)
    moments = training.moments.timeline.moments
    assert len(moments) > 50
    qtbot.waitUntil(lambda: len(studies.results) == len(moments), timeout=20_000)
    assert [step for step, _ in studies.results] == [moment.step for moment in moments]
    assert [value for _, value in studies.results] == [
        max(float(np.abs(w).max()) for w in moment.weights.values()) for moment in moments
    ]


@pytest.mark.parametrize(("state", "rests"), [("running", True), ("paused", False)])
def test_a_run_that_pauses_leaves_its_time_to_the_moments(
    qtbot: QtBot, trained: tuple[Session, Training], state: str, rests: bool
) -> None:
    session, training = trained
    studies: MomentStudies[float] = MomentStudies(session, training)
    studies.ask(Slow())
    training.state = state
    studies.set_shown(True)
    qtbot.waitUntil(lambda: len(studies.results) >= 1)
    timer = studies.findChild(QTimer)
    assert timer is not None
    assert (timer.interval() > 0) == rests
    studies.set_shown(False)
    training.state = "idle"


def test_weights_of_a_run_that_is_gone_are_not_kept_for_a_hidden_view(
    qtbot: QtBot, trained: tuple[Session, Training]
) -> None:
    session, training = trained
    studies: MomentStudies[float] = MomentStudies(session, training)
    studies.ask(Biggest())
    studies.set_shown(True)
    count = len(training.moments.timeline.moments)
    qtbot.waitUntil(lambda: len(studies.results) == count, timeout=20_000)
    studies.set_shown(False)
    of_before = [ref(moment) for moment in training.moments.timeline.moments]
    session.open(template("xor").project)
    gc.collect()
    assert [moment for moment in of_before if moment() is not None] == []


def test_probe_samples_are_spread_over_the_split(qtbot: QtBot) -> None:
    session = Session()
    session.open(template("iris").project)
    samples = ProbeSamples(32, "validation")
    with qtbot.waitSignal(samples.changed, timeout=20_000):
        samples.follow(session.analysis)
    probe = samples.probe
    assert probe is not None
    assert (
        len(probe.x) == len(probe.t) == len(probe.labels) == min(32, probe.data.count("validation"))
    )
    assert set(probe.labels.tolist()) == {0, 1, 2}
    np.testing.assert_array_equal(probe.t.argmax(axis=1), probe.labels)
    np.testing.assert_array_equal(probe.x, probe.data.x_val[probe.places])


@dataclass(frozen=True, eq=False)
class Endless(Study[float]):
    """A study that only ends when nobody wants its answer any more."""

    begun: Event = field(default_factory=Event)
    ended: Event = field(default_factory=Event)

    def pieces(self, model: Model) -> Pieces[float]:
        self.begun.set()
        try:
            while True:
                yield
        finally:
            self.ended.set()


def test_what_nobody_wants_any_more_is_given_up(
    qtbot: QtBot, trained: tuple[Session, Training]
) -> None:
    live: LiveStudy[float] = LiveStudy("test", *trained)
    live.set_shown(True)
    first, second = Endless(), Endless()
    live.ask(first)
    qtbot.waitUntil(first.begun.is_set)
    live.ask(second)
    qtbot.waitUntil(lambda: first.ended.is_set() and second.begun.is_set())
    live.set_shown(False)
    qtbot.waitUntil(second.ended.is_set)
    studies: MomentStudies[float] = MomentStudies(*trained)
    studies.set_shown(True)
    third = Endless()
    studies.ask(third)
    qtbot.waitUntil(third.begun.is_set)
    studies.ask(Biggest())
    qtbot.waitUntil(third.ended.is_set)
    qtbot.waitUntil(lambda: len(studies.results) > 3)
    studies.ask(None)


def test_scrubbing_shows_something_on_its_way(
    qtbot: QtBot, trained: tuple[Session, Training]
) -> None:
    session, training = trained
    live: LiveStudy[LayerOutputs] = LiveStudy("test", session, training)
    live.ask(OutputsStudy(X, ("dense_1",)))
    live.set_shown(True)
    seen: set[int] = set()
    live.arrived.connect(lambda: seen.add(live.latest.step if live.latest else 0))
    steps = [moment.step for moment in training.moments.timeline.moments][-40:]
    scrubbed = cycle(steps)

    def scrub_on() -> bool:
        training.moments.show_step(next(scrubbed))
        return len(seen) > 2

    qtbot.waitUntil(scrub_on, timeout=20_000)
    training.moments.show_step(steps[-1])
    qtbot.waitUntil(lambda: live.latest is not None and live.latest.step == steps[-1])
    training.moments.show_newest()
    live.deleteLater()


@pytest.mark.parametrize("views", [1, 2, 7])
def test_all_views_together_spend_a_tenth_of_the_time_on_moments(views: int) -> None:
    assert views * 0.02 / (0.02 + rest_after(0.02, views)) == pytest.approx(SHARE)
