"""Dragging nodes: straight wires, lines, equal room, the grid; keys that free; edges that scroll."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from nnstudio.app.canvas.guides import GuideItem, Guides
from nnstudio.bench.graphs import residual_drawing
from nnstudio.graph import edits
from nnstudio.graph.project import Project
from tests.app.canvas.hands import Hand, chain, make, open_at_full_size

SEEN = QRectF(-5000, -5000, 10_000, 10_000)
LEFT = Qt.MouseButton.LeftButton


def guides(hand: Hand) -> GuideItem | None:
    found = [item for item in hand.view.canvas.overlays if isinstance(item, GuideItem)]
    return found[0] if found else None


def drag_with(hand: Hand, start: QPoint, end: QPoint, keys: Qt.KeyboardModifier) -> None:
    """Press without a key, then hold some while dragging."""
    hand.press(start)
    for at in ((start + end) / 2, end):
        event = QMouseEvent(
            QMouseEvent.Type.MouseMove,
            QPointF(at),
            QPointF(hand.view.viewport().mapToGlobal(at)),
            Qt.MouseButton.NoButton,
            LEFT,
            keys,
        )
        QApplication.sendEvent(hand.view.viewport(), event)
    hand.release(end, keys)


def merged() -> Project:
    """Return a drawing with a wire that arrives at the first of two ports."""
    project = chain(make("Input"), make("Add"), make("Dense"))
    return edits.move(project, {"input_1": (0, 200)})


def test_a_wire_comes_level_though_the_grid_has_no_such_place(hand: Hand) -> None:
    open_at_full_size(hand, merged())
    start = hand.middle("input_1")
    hand.press(start)
    hand.move(start - QPoint(0, 100))
    hand.move(start - QPoint(0, 209))
    lines = guides(hand)
    assert lines is not None
    assert lines.shown.lines, "a line says why it stopped"
    hand.release(start - QPoint(0, 209))

    assert hand.place("input_1") == (0, -12)
    assert hand.port("input_1").y() == hand.port("add_1", 0).y()
    assert guides(hand) is None


@pytest.mark.parametrize(
    "keys", [Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier]
)
def test_keys_free_from_all_that_catches(hand: Hand, keys: Qt.KeyboardModifier) -> None:
    open_at_full_size(hand, merged())
    start = hand.middle("input_1")
    drag_with(hand, start, start + QPoint(3, -209), keys)

    assert hand.place("input_1") == (3, -9)


def test_where_nothing_is_near_the_grid_catches(hand: Hand) -> None:
    open_at_full_size(hand, merged())
    start = hand.middle("input_1")
    hand.drag(start, start + QPoint(33, 72))

    assert hand.place("input_1") == (40, 280)


def test_esc_puts_back_and_takes_the_lines_away(hand: Hand) -> None:
    open_at_full_size(hand, merged())
    start = hand.middle("input_1")
    hand.press(start)
    hand.move(start - QPoint(0, 209))
    assert guides(hand) is not None
    hand.key(Qt.Key.Key_Escape)

    assert guides(hand) is None
    assert hand.shown_place("input_1") == hand.place("input_1") == (0, 200)
    hand.release(start)


def test_several_nodes_keep_their_distances(hand: Hand) -> None:
    open_at_full_size(hand, merged())
    hand.click(hand.middle("add_1"))
    hand.click(hand.middle("dense_1"), Qt.KeyboardModifier.ShiftModifier)
    start = hand.middle("dense_1")
    hand.drag(start, start + QPoint(0, 214))

    assert hand.place("add_1") == (240, 212), "its wire comes level"
    assert hand.place("dense_1") == (480, 212)


def test_left_edges_middles_and_right_edges_catch() -> None:
    other = QRectF(0, 0, 100, 50)
    held = QRectF(400, 400, 60, 30)
    found = Guides(held, [other])
    for x in (0, 20, 40):
        snapped = found.snap(QPointF(x - 400 + 4, -200), 1.0, SEEN)
        assert snapped.shift.x() == x - 400
        assert snapped.lines


def test_what_is_out_of_sight_catches_nothing() -> None:
    found = Guides(QRectF(400, 400, 60, 30), [QRectF(3, 0, 100, 50)])
    way = QPointF(-398, 0)

    assert found.snap(way, 1.0, SEEN).shift.x() == -397
    assert found.snap(way, 1.0, QRectF(0, 300, 600, 600)).shift.x() == -400


def test_from_near_by_it_catches_only_what_is_near() -> None:
    found = Guides(QRectF(400, 400, 60, 30), [QRectF(3, 0, 100, 50)])
    way = QPointF(-391.5, 0)

    assert found.snap(way, 1.0, SEEN).shift.x() == -397
    assert found.snap(way, 4.0, SEEN).shift.x() == -400


@pytest.mark.parametrize(
    ("others", "wished", "expected"),
    [
        ([(0, 100), (500, 100)], 247, 250),
        ([(0, 100), (133, 100)], 268, 266),
        ([(533, 100), (400, 100)], 262, 267),
    ],
    ids=["between", "after", "before"],
)
def test_equal_room_catches(
    others: list[tuple[float, float]], wished: float, expected: float
) -> None:
    rects = [QRectF(x, 0, width, 50) for x, width in others]
    found = Guides(QRectF(0, 4, 100, 60), rects)
    snapped = found.snap(QPointF(wished, 0), 1.0, SEEN)

    assert snapped.shift.x() == expected
    assert len({round(line.length(), 6) for line in snapped.gaps}) == 1
    assert len(snapped.gaps) == 2


def test_columns_have_equal_room_too() -> None:
    rects = [QRectF(7, y, 100, 50) for y in (0, 200)]
    snapped = Guides(QRectF(0, 500, 90, 40), rects).snap(QPointF(0, -398), 1.0, SEEN)

    assert snapped.shift.y() == 105 - 500


def test_at_the_edge_the_view_goes_on(hand: Hand, qtbot: QtBot) -> None:
    open_at_full_size(hand, merged())
    before = hand.view.visible_rect().left()
    start = hand.middle("input_1")
    edge = QPoint(3, start.y())
    hand.press(start)
    hand.move(edge)
    qtbot.waitUntil(lambda: hand.view.visible_rect().left() < before - 60)
    under = hand.view.mapToScene(edge).x()
    middle = hand.shown_place("input_1")[0] + 84
    assert abs(middle - under) < 40, "what is held stays under the pointer"
    hand.release(edge)
    seen = hand.view.visible_rect()
    hand.view.grab()

    assert hand.view.visible_rect() == seen
    assert hand.place("input_1")[0] < -60


def test_alt_and_an_arrow_move_by_one(hand: Hand) -> None:
    open_at_full_size(hand, merged())
    hand.click(hand.middle("input_1"))
    hand.key(Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    hand.key(Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert hand.place("input_1") == (1, 199)

    hand.session.undo()
    assert hand.place("input_1") == (0, 200)


def test_a_thousand_nodes_are_dragged_without_waiting(hand: Hand) -> None:
    project = residual_drawing(1000)
    nodes = tuple(
        replace(node, x=240.0 * (i % 40), y=100.0 * (i // 40))
        for i, node in enumerate(project.graph.nodes)
    )
    project = replace(project, graph=replace(project.graph, nodes=nodes))
    open_at_full_size(hand, project)
    hand.view.centerOn(2400, 1200)
    node_id = nodes[12 * 40 + 10].id
    start = hand.middle(node_id)
    hand.press(start)
    hand.move(start + QPoint(10, 10))
    times = []
    for step in range(30):
        begun = time.perf_counter()
        hand.move(start + QPoint(3 * step, 2 * step))
        times.append(time.perf_counter() - begun)
    hand.release(start)

    assert sorted(times)[5] < 0.1, "2 ms where nothing else runs"
