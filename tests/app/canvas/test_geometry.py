"""The way of a wire."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPointF

from nnstudio.app.canvas.geometry import wire_middle, wire_path


@pytest.mark.parametrize("drop", [-300.0, 40.0, 300.0])
def test_a_long_wire_stays_level_past_other_nodes_and_swings_at_its_end(drop: float) -> None:
    path = wire_path(QPointF(0, 0), QPointF(552, drop))
    points = [path.pointAtPercent(share / 200) for share in range(201)]

    assert all(point.y() == 0 for point in points if point.x() < 552 - 96)
    assert points[-1] == QPointF(552, drop)
    heights = [point.y() * (1 if drop > 0 else -1) for point in points]
    assert heights == sorted(heights)
    label = wire_middle(path)
    assert (label.x(), label.y()) == (228, 0)


def test_a_short_wire_swings_over_all_its_way() -> None:
    path = wire_path(QPointF(0, 0), QPointF(72, 100))
    assert path.pointAtPercent(0.25).y() > 0
    assert wire_middle(path).x() == pytest.approx(36, abs=0.5)


def test_a_level_wire_is_straight() -> None:
    assert wire_path(QPointF(0, 5), QPointF(900, 5)).elementCount() == 2
