"""Bringing layers from the palette onto the canvas."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QDrag, QDragEnterEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QGraphicsPathItem, QHBoxLayout, QLabel, QWidget
from pytestqt.qtbot import QtBot

from nnstudio.app.canvas.view import CanvasView
from nnstudio.app.mime import LAYER_MIME, layer_from_mime, layer_mime_data
from nnstudio.app.session import Session
from nnstudio.core.errors import UserError
from nnstudio.graph import edits
from nnstudio.graph.project import Project, Wire
from tests.app.canvas.hands import Hand, chain, digits, make, open_at_full_size


def test_a_dropped_layer_lies_where_it_was_dropped_on_the_grid(hand: Hand) -> None:
    hand.session.open(Project(data=digits()))
    hand.drop(make("Conv2D", filters=12), hand.on(103, 51))

    (node,) = hand.project.graph.nodes
    assert node.layer == make("Conv2D", filters=12)
    assert (node.x, node.y) == (20, 20)  # its middle is at (104, 56)
    assert hand.session.selection == (node.id,)
    assert hand.view.window().focusWidget() is hand.view


def test_a_drop_is_one_step_of_undo(hand: Hand) -> None:
    hand.drop(make("Dense"), hand.on(0, 0))
    hand.session.undo()

    assert not hand.project.graph.nodes
    assert not hand.view.canvas.nodes


def test_while_it_hovers_a_ghost_shows_where_the_layer_will_lie(hand: Hand) -> None:
    hand.hold_over(make("Dense"), hand.on(103, 51))

    (ghost,) = hand.view.canvas.overlays
    assert ghost.pos() == QPointF(20, 20)
    assert not hand.project.graph.nodes

    hand.leave()
    assert not hand.view.canvas.overlays
    assert not hand.view.canvas.nodes


def test_dropped_on_a_wire_it_is_put_into_the_wire_and_makes_room(hand: Hand) -> None:
    open_at_full_size(hand, chain(make("Input"), make("Flatten"), make("Dense")))
    hand.drop(make("Dropout"), hand.on(204, 36))

    assert hand.wires() == {
        Wire("input_1", "dropout_1"),
        Wire("dropout_1", "flatten_1"),
        Wire("flatten_1", "dense_1"),
    }
    assert hand.place("dropout_1") == (240, 0)
    assert hand.place("flatten_1") == (480, 0)
    assert hand.place("dense_1") == (720, 0)

    hand.session.undo()
    assert hand.place("flatten_1") == hand.shown_place("flatten_1") == (240, 0)
    assert hand.wires() == {Wire("input_1", "flatten_1"), Wire("flatten_1", "dense_1")}


def test_a_wire_stands_out_while_a_layer_hovers_over_it(hand: Hand) -> None:
    open_at_full_size(hand, chain(make("Input"), make("Dense")))
    wire = hand.view.canvas.wires[Wire("input_1", "dense_1")]
    usual = wire.pen().widthF()
    hand.hold_over(make("Dropout"), hand.on(204, 36))

    assert wire.pen().widthF() > usual
    hand.leave()
    assert wire.pen().widthF() == usual


def test_an_input_has_nothing_to_insert(hand: Hand) -> None:
    open_at_full_size(hand, chain(make("Input"), make("Dense")))
    hand.drop(make("Input"), hand.on(204, 36))

    assert len(hand.project.graph.nodes) == 3
    assert hand.wires() == {Wire("input_1", "dense_1")}


@pytest.mark.parametrize(
    "data",
    [b"", b"nonsense", b"[]", b'{"type": "NoSuchLayer"}', b'{"type": "Dense", "settings": 3}',
     b'{"type": "Dense", "settings": {"units": -1}}', b'{"settings": {}}', b"[" * 20_000],
)  # fmt: skip
def test_what_is_no_layer_is_refused_with_a_reason(hand: Hand, data: bytes) -> None:
    mime = QMimeData()
    mime.setData(LAYER_MIME, data)
    event = QDragEnterEvent(
        QPoint(50, 50),
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(hand.view.viewport(), event)

    assert not event.isAccepted()
    assert len(hand.messages) == 1
    assert not hand.view.canvas.overlays


def test_other_things_are_left_to_the_window(hand: Hand) -> None:
    mime = QMimeData()
    mime.setText("a file, perhaps")
    event = QDragEnterEvent(
        QPoint(50, 50),
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(hand.view.viewport(), event)

    assert not event.isAccepted()
    assert not hand.messages


def test_a_layer_survives_the_journey() -> None:
    layer = make("Conv2D", filters=5, kernel_size=(5, 3), padding="valid")
    assert layer_from_mime(layer_mime_data(layer)) == layer

    mime = QMimeData()
    mime.setData(LAYER_MIME, b'{"type": "Dense"}')
    assert layer_from_mime(mime) == make("Dense")
    with pytest.raises(UserError):
        layer_from_mime(QMimeData())


class Source(QLabel):
    """Something that can be dragged, as the palette's entries are."""

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        drag = QDrag(self)
        drag.setMimeData(layer_mime_data(make("Dense", units=7)))
        drag.exec(Qt.DropAction.CopyAction)


@pytest.mark.xcb
def test_a_real_drag_ends_on_the_canvas(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    view = CanvasView(Session())
    source = Source("Dense")
    row = QHBoxLayout(window)
    row.addWidget(source)
    row.addWidget(view, 1)
    window.resize(900, 500)
    with qtbot.waitExposed(window):
        window.show()
    handle = window.windowHandle()
    start = source.mapTo(window, source.rect().center())
    end = view.mapTo(window, view.rect().center())
    # The drag runs an event loop of its own; the hand goes on inside it.
    QTimer.singleShot(60, lambda: QTest.mouseMove(handle, (start + end) / 2))
    QTimer.singleShot(90, lambda: QTest.mouseMove(handle, end))
    QTimer.singleShot(120, lambda: QTest.mouseRelease(handle, Qt.MouseButton.LeftButton, pos=end))
    QTest.mousePress(handle, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(handle, start + QPoint(15, 0))
    QTest.mouseMove(handle, start + QPoint(30, 0))

    qtbot.waitUntil(lambda: len(view.session.project.graph.nodes) == 1)
    assert view.session.project.graph.nodes[0].layer == make("Dense", units=7)


def test_dropped_near_a_free_port_it_is_connected_in_one_step(hand: Hand) -> None:
    open_at_full_size(hand, chain(make("Input")))
    hand.hold_over(make("Flatten"), hand.on(290, 50))  # its input lies 38 right of the output
    ghost, line = hand.view.canvas.overlays
    assert ghost.pos() == QPointF(200, 0), "level with its source"
    assert isinstance(line, QGraphicsPathItem)
    assert line.path().pointAtPercent(0) == QPointF(168, 36)

    hand.let_go(hand.on(290, 50))
    assert hand.wires() == {Wire("input_1", "flatten_1")}
    assert hand.place("flatten_1") == (200, 0)
    assert not hand.view.canvas.overlays
    hand.session.undo()
    assert set(hand.project.graph.by_id) == {"input_1"}


def test_between_two_loose_ends_it_joins_them(hand: Hand) -> None:
    project, _ = edits.add_node(chain(make("Input")), make("Dense"), 440.0, 0.0)
    open_at_full_size(hand, project)
    hand.drop(make("Flatten"), hand.on(304, 40))
    assert hand.wires() == {Wire("input_1", "flatten_1"), Wire("flatten_1", "dense_1")}


def test_a_source_is_connected_to_a_free_input_and_to_no_taken_one(hand: Hand) -> None:
    project, _ = edits.add_node(chain(make("Input"), make("Flatten")), make("Dense"), 240.0, 200.0)
    open_at_full_size(hand, project)
    hand.drop(make("Input"), hand.on(120, 240))
    assert Wire("input_2", "dense_1") in hand.wires()
    hand.drop(make("Input"), hand.on(100, 130))
    assert len(hand.wires()) == 2


def test_an_output_that_feeds_something_gets_no_wire_unasked(hand: Hand) -> None:
    open_at_full_size(hand, chain(make("Input"), make("Flatten")))
    hand.drop(make("Dense"), hand.on(290, 96))
    assert hand.wires() == {Wire("input_1", "flatten_1")}


def test_dropped_on_the_middle_of_a_node_it_takes_its_place(hand: Hand) -> None:
    project = chain(make("Input"), make("Flatten"), make("Dense", units=7), make("Dense"))
    open_at_full_size(hand, project)
    hand.hold_over(make("Dropout"), hand.middle("dense_1"))
    assert hand.bubble() == "Replace dense_1"
    hand.leave()
    assert not hand.view.canvas.overlays
    assert hand.project is project

    hand.drop(make("Dropout"), hand.middle("dense_1"))
    assert Wire("flatten_1", "dropout_1") in hand.wires()
    assert Wire("dropout_1", "dense_2") in hand.wires()
    assert hand.place("dropout_1") == (480, 0)
    assert str(hand.session.undo_label) == "Replace dense_1 by Dropout"
    hand.session.undo()
    assert hand.project == project


def test_away_from_the_node_again_nothing_is_replaced(hand: Hand) -> None:
    open_at_full_size(hand, chain(make("Input"), make("Flatten")))
    hand.hold_over(make("Dropout"), hand.middle("flatten_1"))
    hand.drop(make("Dropout"), hand.on(300, 300))
    assert set(hand.project.graph.by_id) == {"input_1", "flatten_1", "dropout_1"}
