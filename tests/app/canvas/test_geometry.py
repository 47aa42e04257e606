"""The way of a wire."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath, QPainterPathStroker

from nnstudio.app.canvas.geometry import level_room, wire_middle, wire_path


def touches(path: QPainterPath, rect: QRectF) -> bool:
    """Return whether the line runs through a rectangle: paths themselves count as filled."""
    return QPainterPathStroker().createStroke(path).intersects(rect)


@pytest.mark.parametrize("drop", [-300.0, 40.0, 300.0])
def test_a_long_wire_stays_level_past_other_nodes_and_swings_at_its_end(drop: float) -> None:
    path = wire_path(QPointF(0, 0), QPointF(552, drop))
    points = [path.pointAtPercent(share / 200) for share in range(201)]

    assert all(point.y() == 0 for point in points if point.x() < 552 - 48)
    assert points[-1] == QPointF(552, drop)
    heights = [point.y() * (1 if drop > 0 else -1) for point in points]
    assert heights == sorted(heights)
    label = wire_middle(path)
    assert (label.x(), label.y()) == (252, 0)


def test_a_wire_past_one_node_stays_clear_of_it_where_columns_are_narrow() -> None:
    start, end = QPointF(168, 36), QPointF(400, 204)  # columns of 200, rows of 120
    passed = QRectF(200, 120, 168, 72)

    assert not touches(wire_path(start, end), passed)
    assert level_room(start, end) > 200


def test_a_short_wire_swings_over_all_its_way() -> None:
    path = wire_path(QPointF(0, 0), QPointF(72, 100))
    assert path.pointAtPercent(0.25).y() > 0
    assert wire_middle(path).x() == pytest.approx(36, abs=0.5)


def test_a_level_wire_is_straight() -> None:
    assert wire_path(QPointF(0, 5), QPointF(900, 5)).elementCount() == 2


def test_a_wire_that_runs_back_has_room_for_a_label_in_its_level_part() -> None:
    start, end = QPointF(900, 0), QPointF(0, 140)
    middle, room = wire_middle(wire_path(start, end)), level_room(start, end)

    assert middle.x() == 450
    for share in (-0.5, 0.0, 0.5):  # the label lies on the wire over all its length
        at = QRectF(449 + share * room, middle.y() - 1, 2, 2)
        assert touches(wire_path(start, end), at)
    assert level_room(end, start) == 900


def test_a_wire_that_runs_back_leaves_the_room_below_the_upper_row_to_its_pictures() -> None:
    path = wire_path(QPointF(968, 36), QPointF(0, 236))
    level = [path.pointAtPercent(share / 200) for share in range(201)]
    below = [point.y() for point in level if 0 < point.x() < 968]

    card, picture = 72, 76 + 14 + 2 * 4
    assert min(below) > card + picture
    assert max(below) < 200
