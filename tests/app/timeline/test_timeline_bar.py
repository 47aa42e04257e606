"""The timeline leads back with mouse and keys, plays, says where one is, and comes back to now."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from nnstudio.app.session import Session
from nnstudio.app.style.appearance import choose_theme
from nnstudio.app.timeline.timeline_bar import TimelineBar
from nnstudio.app.training import Training
from nnstudio.core.text import Text
from nnstudio.engine.messages import Mark
from nnstudio.graph import edits
from tests.app.panels.drawings import moons

LEFT = Qt.MouseButton.LeftButton
Key = Qt.Key


@pytest.fixture
def session(qapp: QApplication) -> Session:
    choose_theme(qapp, "light")
    session = Session()
    session.open(edits.set_training(moons(), epochs=4, batch_size=10))
    return session


@pytest.fixture
def training(session: Session) -> Iterator[Training]:
    training = Training(session)
    yield training
    assert training.stop_and_wait(60_000)


@pytest.fixture
def bar(session: Session, training: Training, qtbot: QtBot) -> TimelineBar:
    """A bar after a run of four epochs."""
    bar = TimelineBar(session, training)
    bar.resize(800, 32)
    qtbot.addWidget(bar)
    assert bar.isHidden(), "there is nothing to look back on"
    with qtbot.waitSignal(training.finished):
        training.start()
    qtbot.waitUntil(bar.isVisible)
    return bar


def shown(training: Training) -> int | None:
    moment = training.moments.shown
    return None if moment is None else moment.step


def at(bar: TimelineBar, step: int) -> QPoint:
    return QPoint(round(bar.track.x_of(step)), bar.track.height() // 2 + 2)


def test_the_mouse_leads_back_and_forth(bar: TimelineBar, training: Training) -> None:
    steps = [moment.step for moment in training.moments.timeline.moments]
    assert bar.readout.text() == f"Now: step {steps[-1]} · epoch 4.0"
    assert bar.now.isHidden()
    QTest.mousePress(bar.track, LEFT, pos=at(bar, 3))
    assert shown(training) == 3
    QTest.mouseMove(bar.track, at(bar, 7))
    assert shown(training) == 7
    QTest.mouseRelease(bar.track, LEFT, pos=at(bar, 7))
    assert bar.readout.text().startswith("Looking back: step 7 · epoch ")
    QTest.mouseMove(bar.track, at(bar, 2))
    assert shown(training) == 7, "no button is down"
    QTest.mouseClick(bar.now, LEFT)
    assert shown(training) is None
    QTest.mouseClick(bar.track, LEFT, pos=at(bar, 5))
    QTest.mouseClick(bar.track, LEFT, pos=at(bar, steps[-1]))
    assert shown(training) is None, "the end of the rail is now"


def test_keys_lead_back_and_forth(bar: TimelineBar, training: Training) -> None:
    last = training.moments.timeline.moments[-1].step
    bar.track.setFocus()
    QTest.keyClick(bar.track, Key.Key_Left)
    assert shown(training) == last - 1
    QTest.keyClick(bar.track, Key.Key_Home)
    assert shown(training) == 0
    QTest.keyClick(bar.track, Key.Key_Right)
    assert shown(training) == 1
    QTest.keyClick(bar.track, Key.Key_End)
    assert shown(training) is None
    QTest.keyClick(bar.track, Key.Key_Left)
    QTest.keyClick(bar.track, Key.Key_Escape)
    assert shown(training) is None


def test_the_past_looks_like_the_past(bar: TimelineBar, training: Training) -> None:
    now = bar.grab().toImage().pixelColor(2, 16)
    training.moments.show_step(2)
    past = bar.grab().toImage().pixelColor(2, 16)
    assert past != now
    assert bar.now.isVisible()
    assert "Looking back" in bar.track.accessibleDescription()


def test_a_run_is_played_from_its_beginning_to_now(
    bar: TimelineBar, training: Training, qtbot: QtBot
) -> None:
    seen: list[int | None] = []
    training.moments.moved.connect(lambda: seen.append(shown(training)))
    QTest.mouseClick(bar.play, LEFT)
    assert seen == [0]
    qtbot.waitUntil(lambda: len(seen) > 2)
    QTest.mouseClick(bar.play, LEFT)
    assert not bar.playing
    assert shown(training) == seen[-1] != 0
    training.moments.show_step(training.moments.timeline.moments[-3].step)
    QTest.mouseClick(bar.play, LEFT)
    qtbot.waitUntil(lambda: not bar.playing)
    assert shown(training) is None
    steps = [step for step in seen if step is not None]
    assert seen[:3] == [0, 1, 2]
    assert steps[-1] == training.moments.timeline.moments[-2].step


def test_named_checkpoints_and_changed_settings_are_flagged(
    bar: TimelineBar, session: Session, training: Training
) -> None:
    training.moments.show_step(9)
    place = bar.place()
    assert place is not None
    assert place.step == 9
    assert (place.epoch, place.optimizer) == (1, {})
    session.runs.keep("run_1", "before it dips", place)
    tip = bar.track.tip_at(bar.track.x_of(9) + 2)
    assert tip.splitlines()[0] == "before it dips"
    assert "moments are kept" in tip
    assert "of 128 MB" in tip
    QTest.mouseClick(bar.now, LEFT)
    QTest.mouseClick(bar.track, LEFT, pos=at(bar, 9) + QPoint(4, 0))
    assert shown(training) == 9, "a click beside a flag means the flag"


def test_changed_settings_are_called_as_in_forms(bar: TimelineBar, session: Session) -> None:
    marks = (Mark(9, "training", "batch_size", 5.0), Mark(20, "optimizer", "learning_rate", 0.1))
    session.run_log.marks.extend(marks)
    bar.refresh()
    tips = [bar.track.tip_at(bar.track.x_of(mark.step)).splitlines()[0] for mark in marks]
    assert tips == ["Batch size → 5 from step 9 on", "Learning rate → 0.1 from step 20 on"]


def test_an_undo_past_the_run_takes_the_bar_away(
    bar: TimelineBar, session: Session, training: Training
) -> None:
    training.moments.show_step(3)
    session.undo()
    assert bar.isHidden()
    assert shown(training) is None
    session.redo()
    assert bar.isVisible()


def test_a_branch_begins_where_one_looks(
    bar: TimelineBar, session: Session, training: Training, qtbot: QtBot
) -> None:
    session.edit(Text("Seed"), edits.set_training(session.project, seed=3))
    training.moments.show_step(8)
    with qtbot.waitSignal(training.finished):
        QTest.mouseClick(bar.branch, LEFT)
    assert session.runs.present is not None
    assert session.runs.present.origin is not None
    assert session.runs.present.origin.step == 8
    assert [run.name for run in session.runs.all] == ["Run 1"]
    assert session.run_log.epochs == 4


def test_moments_stay_through_a_stop_and_going_on(
    bar: TimelineBar, training: Training, qtbot: QtBot
) -> None:
    before = [moment.step for moment in training.moments.timeline.moments]
    with qtbot.waitSignal(training.finished):
        training.continue_run()
    after = [moment.step for moment in training.moments.timeline.moments]
    assert after[: len(before)] == before
    assert after[-1] == 2 * before[-1]
