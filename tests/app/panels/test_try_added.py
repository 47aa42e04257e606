"""A drawing becomes a sample to learn from: added, counted, saved, removed, undone."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

import nnstudio
from nnstudio.app.panels.try_panel import TryPanel
from nnstudio.app.session import Session
from nnstudio.app.training import Training
from nnstudio.data.prepare import prepare
from tests.app.panels.drawings import Show, digits, moons, open_trained

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def panel(session: Session, training: Training, show: Show) -> TryPanel:
    panel = TryPanel(session, training)
    show(panel)
    return panel


def draw_seven(pad: QWidget) -> None:
    shares = ((0.3, 0.2), (0.5, 0.2), (0.7, 0.2), (0.6, 0.5), (0.45, 0.8))
    points = [QPoint(round(x * pad.width()), round(y * pad.height())) for x, y in shares]
    QTest.mousePress(pad, LEFT, pos=points[0])
    for point in points[1:]:
        QTest.mouseMove(pad, point)
    QTest.mouseRelease(pad, LEFT, pos=points[-1])


def add(panel: TryPanel, qtbot: QtBot, label: int) -> np.ndarray:
    draw_seven(panel.digits.pad)
    pixels = panel.digits.sample()
    assert pixels is not None
    panel.added.class_box.setFocus()
    QTest.keyClick(panel.added.class_box, Qt.Key.Key_Home)
    for _ in range(label):
        QTest.keyClick(panel.added.class_box, Qt.Key.Key_Down)
    before = panel.added.count()
    qtbot.mouseClick(panel.added.add_button, LEFT)
    qtbot.waitUntil(lambda: panel.added.count() == before + 1)
    return pixels


def test_a_blank_pad_adds_nothing(panel: TryPanel, session: Session) -> None:
    open_trained(session, digits())
    assert panel.added.isVisible()
    assert not panel.added.add_button.isEnabled()
    draw_seven(panel.digits.pad)
    assert panel.added.add_button.isEnabled()


def test_a_drawing_is_added_with_its_class_and_can_be_undone(
    panel: TryPanel, session: Session, qtbot: QtBot, tmp_path: Path
) -> None:
    open_trained(session, digits())
    pixels = add(panel, qtbot, 7)
    assert panel.digits.sample() is None  # the pad is ready for the next one
    assert panel.added.strip.isVisible()
    assert panel.added.strip.count() == 1
    data = prepare(session.project.data)
    last = data.sample("train", data.count("train") - 1)
    np.testing.assert_array_equal(last.raw, pixels)
    assert last.label == 7
    nnstudio.save(tmp_path / "drawn.nnstudio", session.project)
    assert nnstudio.open(tmp_path / "drawn.nnstudio").project.data.added == (
        session.project.data.added
    )
    session.undo()
    assert panel.added.count() == 0
    assert not panel.added.strip.isVisible()
    session.redo()
    assert panel.added.strip.count() == 1


def test_drawings_are_chosen_and_removed(panel: TryPanel, session: Session, qtbot: QtBot) -> None:
    open_trained(session, digits())
    for label in (7, 1, 4):
        add(panel, qtbot, label)
    strip = panel.added.strip
    assert [drawing.label for drawing in session.project.data.added] == [7, 1, 4]
    assert strip.current() == 2
    QTest.mouseClick(strip, LEFT, pos=strip.place_of(1).center().toPoint())
    assert strip.current() == 1
    qtbot.mouseClick(panel.added.remove_button, LEFT)
    qtbot.waitUntil(lambda: panel.added.count() == 2)
    assert [drawing.label for drawing in session.project.data.added] == [7, 4]
    strip.setFocus()
    QTest.keyClick(strip, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: panel.added.count() == 1)
    qtbot.mouseClick(panel.added.clear_button, LEFT)
    qtbot.waitUntil(lambda: panel.added.count() == 0)


def test_training_on_learns_what_was_drawn(
    panel: TryPanel, session: Session, training: Training, qtbot: QtBot
) -> None:
    open_trained(session, digits())
    add(panel, qtbot, 7)
    training.start()
    qtbot.waitUntil(lambda: training.active)
    assert session.running is not None
    assert len(session.running.data.added) == 1
    training.stop()
    qtbot.waitUntil(lambda: not training.active)


def test_points_cannot_be_added(panel: TryPanel, session: Session) -> None:
    open_trained(session, moons())
    assert not panel.added.isVisible()
