"""Where things are on the canvas: the size of nodes, their ports, the grid, the way of a wire."""

from __future__ import annotations

import math
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath

from nnstudio.graph.canvas_sizes import COLUMN as COLUMN
from nnstudio.graph.canvas_sizes import GRID as GRID
from nnstudio.graph.canvas_sizes import NODE_HEIGHT as NODE_HEIGHT
from nnstudio.graph.canvas_sizes import NODE_WIDTH as NODE_WIDTH
from nnstudio.graph.canvas_sizes import node_height as node_height

ROW = 100.0
PORT_RADIUS = 5.0
_TURN = 28.0
"""How far a wire that runs back leaves its ports before it turns."""
_ABOVE = 20.0
"""How far above a row of cards a wire runs back to it."""
_ROUNDING = 14.0
_BEND = 48.0
"""Over how much of its way a wire that passes other nodes swings to another height."""


_LEVEL_PARTS = {5: (0, 1), 18: (8, 9)}
"""Between which elements a way is level, by how many there are: one that is level and then swings (a
start, a line, a curve's three points), and one that runs back round four corners."""


@dataclass(frozen=True)
class Port:
    """The place where a wire leaves a node or arrives at it."""

    node_id: str
    is_output: bool
    index: int = 0


def node_rect(inputs: int) -> QRectF:
    """Return the outline of a node in its own coordinates."""
    return QRectF(0, 0, NODE_WIDTH, node_height(inputs))


def input_point(inputs: int, index: int) -> QPointF:
    """Return the centre of an input port in the node's coordinates."""
    return QPointF(0, node_height(inputs) * (index + 1) / (inputs + 1))


def output_point(inputs: int) -> QPointF:
    """Return the centre of the output port in the node's coordinates."""
    return QPointF(NODE_WIDTH, node_height(inputs) / 2)


def content_left(inputs: int) -> float:
    """Return where icon and words begin: further right where ports have labels."""
    return 24.0 if inputs > 1 else 16.0


def snap(value: float) -> float:
    """Return the nearest line of the grid."""
    return round(value / GRID) * GRID


def snapped(point: QPointF) -> QPointF:
    """Return the nearest crossing of the grid."""
    return QPointF(snap(point.x()), snap(point.y()))


def wire_path(start: QPointF, end: QPointF) -> QPainterPath:
    """Return the way of a wire from an output to an input.

    It is straight where both are level and swings from one height to the other where it runs on:
    a long one at its end, so that it does not cross the nodes that it passes. Where it has to run
    back it does so level, between the rows.
    """
    dx, dy = end.x() - start.x(), end.y() - start.y()
    if dx < 0:
        return _way_back(start, end)
    path = QPainterPath(start)
    if abs(dy) < 0.5:
        path.lineTo(end)
        return path
    if dx > NODE_WIDTH + GRID:  # a card may lie between the two
        start = QPointF(end.x() - _BEND, start.y())
        path.lineTo(start)
        dx = _BEND
    reach = max(dx / 2, 36.0)
    path.cubicTo(start + QPointF(reach, 0), end - QPointF(reach, 0), end)
    return path


def wire_middle(path: QPainterPath) -> QPointF:
    """Return where a wire's label stands: halfway, or amid the level part of a long wire."""
    ends = _LEVEL_PARTS.get(path.elementCount())
    if ends is None:
        return path.pointAtPercent(0.5)
    one, other = (path.elementAt(index) for index in ends)
    return QPointF((one.x + other.x) / 2, other.y)


def level_room(start: QPointF, end: QPointF) -> float:
    """Return how much room a wire leaves for a label: also between the rows, where it runs back."""
    dx = end.x() - start.x()
    return dx if dx >= 0 else max(-dx + 2 * (_TURN - _ROUNDING), 0.0)


def _way_back(start: QPointF, end: QPointF) -> QPainterPath:
    right, left = start.x() + _TURN, end.x() - _TURN
    lower = max(start.y(), end.y())
    apart = abs(end.y() - start.y()) > NODE_HEIGHT
    if apart:  # near the lower row, for the cards of the upper one carry pictures below
        middle = max((start.y() + end.y()) / 2, lower - NODE_HEIGHT / 2 - _ABOVE)
    else:
        middle = lower + 0.75 * NODE_HEIGHT
    corners = [
        QPointF(right, start.y()),
        QPointF(right, middle),
        QPointF(left, middle),
        QPointF(left, end.y()),
    ]
    path = QPainterPath(start)
    for index, corner in enumerate(corners):
        before = corners[index - 1] if index else start
        after = corners[index + 1] if index + 1 < len(corners) else end
        path.lineTo(_towards(corner, before))
        path.quadTo(corner, _towards(corner, after))
    path.lineTo(end)
    return path


def _towards(corner: QPointF, other: QPointF) -> QPointF:
    """Return where a rounded corner begins on the way to another point."""
    way = other - corner
    length = max(math.hypot(way.x(), way.y()), 1e-6)
    return corner + way * (min(_ROUNDING, length / 2) / length)
