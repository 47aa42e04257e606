"""Clipping is seen, and its threshold is dragged with the mouse and moved by keys."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from nnstudio.app.plots.clipping.clipping_view import ClippingView, lengths
from nnstudio.core.text import Text
from nnstudio.engine.messages import StepBlock
from nnstudio.engine.run_log import RunLog
from nnstudio.graph import edits
from nnstudio.graph.templates import template
from nnstudio.optimizers.clipping import Clipping
from tests.app.plots.made_up import Drawn, Parts

BEFORE = np.array([8.0, 4.0, 2.0, 0.5])


@pytest.fixture
def view(qtbot: QtBot, parts: Parts, drawn: Drawn) -> ClippingView:
    session = parts[0]
    project = template("spiral-mlp").project
    clipping = Clipping("global_norm", 1.0)
    session.open(replace(project, training=replace(project.training, clipping=clipping)))
    log = RunLog(("dense_1", "dense_2"))
    session.begin_run(log)
    share = np.minimum(BEFORE, 1.0)[:, np.newaxis]
    loss = np.ones(4, np.float32)
    norms = np.array([[0.6, 0.8]]) * share
    log.extend(StepBlock(1, loss, loss, np.arange(1, 5), norms, unclipped=BEFORE))
    view = ClippingView(*parts)
    qtbot.addWidget(view)
    view.resize(520, 320)
    with qtbot.waitExposed(view):
        view.show()
    drawn()
    return view


def test_the_lengths_are_capped_at_the_threshold(view: ClippingView, parts: Parts) -> None:
    before, after = lengths(parts[0].run_log)
    np.testing.assert_allclose(before, BEFORE)
    np.testing.assert_allclose(after, [1.0, 1.0, 1.0, 0.5])
    np.testing.assert_allclose(view.chart.line("before").y, np.log10(BEFORE))
    assert "75 %" in view.readout.text()
    table = view.table()
    assert table is not None
    assert [row[0] for row in table[1]] == [1, 2, 3, 4]


def test_the_line_is_dragged_and_the_drag_is_undone_at_once(
    view: ClippingView, parts: Parts, drawn: Drawn
) -> None:
    session, chart = parts[0], view.chart
    place = chart.line_place()
    assert place is not None
    at = QPoint(200, round(place))
    QTest.mousePress(chart, Qt.MouseButton.LeftButton, pos=at)
    for up in (10, 20, 30):
        QTest.mouseMove(chart, at - QPoint(0, up))
    QTest.mouseRelease(chart, Qt.MouseButton.LeftButton, pos=at - QPoint(0, 30))
    dragged = session.project.training.clipping.threshold
    assert dragged > 1.0
    drawn()
    session.undo()
    assert session.project.training.clipping.threshold == 1.0


def test_keys_move_the_threshold(view: ClippingView, parts: Parts) -> None:
    view.chart.setFocus()
    QTest.keyClick(view.chart, Qt.Key.Key_Down)
    assert parts[0].project.training.clipping.threshold == pytest.approx(0.891)


def test_where_nothing_is_clipped_one_press_begins_it(
    view: ClippingView, parts: Parts, drawn: Drawn
) -> None:
    session = parts[0]
    assert not view.clip_button.isVisible()
    session.open(template("xor").project)
    log = RunLog(("dense_1",))
    session.begin_run(log)
    loss = np.ones(2, np.float32)
    log.extend(StepBlock(1, loss, loss, np.arange(1, 3), np.ones((2, 1))))
    drawn()
    assert view.readout.text() == "not clipped"
    QTest.mouseClick(view.clip_button, Qt.MouseButton.LeftButton)
    assert session.project.training.clipping.mode == "global_norm"


def test_a_threshold_that_is_dragged_while_a_network_trains_caps_the_gradient_and_is_marked(
    qtbot: QtBot, view: ClippingView, parts: Parts, drawn: Drawn
) -> None:
    session, training, _ = parts
    project = session.project
    session.open(replace(project, training=replace(project.training, epochs=100_000)))
    training.start()
    qtbot.waitUntil(lambda: len(session.run_log.probe_steps) > 2)
    drawn()
    place = view.chart.line_place()
    assert place is not None
    at = QPoint(200, round(place))
    QTest.mousePress(view.chart, Qt.MouseButton.LeftButton, pos=at)
    QTest.mouseMove(view.chart, at + QPoint(0, 60))
    QTest.mouseRelease(view.chart, Qt.MouseButton.LeftButton, pos=at + QPoint(0, 60))
    threshold = session.project.training.clipping.threshold
    assert threshold < 1.0
    qtbot.waitUntil(lambda: bool(session.run_log.marks))
    mark = session.run_log.marks[-1]
    assert (mark.target, mark.setting, mark.value) == ("clipping", "threshold", threshold)
    qtbot.waitUntil(lambda: session.run_log.probe_steps[-1] > mark.step)
    log = session.run_log
    after = lengths(log)[1][log.probe_steps >= mark.step]
    assert after.max() <= threshold * (1 + 1e-5)
    drawn()
    assert any(f"{threshold:g}" in text for _, text in view.chart.marks())


def test_a_threshold_of_parts_is_no_line_of_the_whole(
    view: ClippingView, parts: Parts, drawn: Drawn
) -> None:
    session = parts[0]
    session.edit(Text("Other"), edits.set_clipping(session.project, Clipping("norm", 0.5)))
    drawn()
    assert view.chart.line_place() is None
    assert "each weight's gradient at most 0.5 long" in view.readout.text()
