"""Gestures that end where the canvas does not hear of it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget
from pytestqt.qtbot import QtBot

from nnstudio.graph.project import Project
from tests.app.canvas.hands import Hand, chain, make, open_at_full_size

NOTHING = Qt.MouseButton.NoButton


def network() -> Project:
    return chain(make("Input"), make("Flatten"), make("Dense"), make("Dense", units=10))


def hold(hand: Hand) -> QPoint:
    """Drag a node and keep hold of it; return where the pointer is."""
    open_at_full_size(hand, network())
    start = hand.middle("dense_1")
    hand.press(start)
    hand.move(start + QPoint(0, 100))
    assert hand.shown_place("dense_1") == (480, 100)
    return start + QPoint(0, 100)


def is_put_back(hand: Hand) -> bool:
    shown = hand.shown_place("dense_1") == hand.place("dense_1") == (480, 0)
    return shown and not hand.view.gesture_runs() and not hand.view.canvas.overlays


def test_a_pointer_that_comes_back_without_its_button_holds_nothing(hand: Hand) -> None:
    end = hold(hand)
    viewport = hand.view.viewport()
    place = QPointF(viewport.mapToGlobal(end))
    keys = Qt.KeyboardModifier.NoModifier
    move = QMouseEvent(QEvent.Type.MouseMove, QPointF(end), place, NOTHING, NOTHING, keys)
    QApplication.sendEvent(viewport, move)

    assert is_put_back(hand)
    hand.release(end)
    assert hand.session.undo_label is None


def test_another_window_that_comes_forward_ends_the_drag(hand: Hand, qtbot: QtBot) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    window.setCentralWidget(hand.view)
    window.resize(1400, 600)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    end = hold(hand)
    other = QWidget()
    qtbot.addWidget(other)
    with qtbot.waitActive(other):
        other.show()
        other.activateWindow()

    assert is_put_back(hand)
    hand.release(end)
    assert hand.session.undo_label is None
    window.takeCentralWidget()


def test_a_canvas_that_is_hidden_ends_the_drag(hand: Hand) -> None:
    end = hold(hand)
    hand.view.hide()

    assert is_put_back(hand)
    hand.release(end)
    assert hand.session.undo_label is None
