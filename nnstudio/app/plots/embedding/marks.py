"""How points of different classes look: by colour and by shape."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from nnstudio.app.style.theme import Theme

SHAPES = 4
_ROUND, _SQUARE = Qt.PenCapStyle.RoundCap, Qt.PenCapStyle.SquareCap


def paint_marks(
    painter: QPainter, places: QPolygonF, number: int, color: str, theme: Theme, size: float = 6.4
) -> None:
    """Draw all points of a class at once: full or hollow circles or squares, in its colour."""
    shape = number % SHAPES
    cap = _SQUARE if shape % 2 else _ROUND
    across = size - 1.2 if shape % 2 else size
    ground = QColor(theme.entry)
    layers = [(ground, across + 1.6), (QColor(color), across)]
    if shape >= 2:
        layers.append((ground, across - 3.0))
    for tint, width in layers:
        painter.setPen(QPen(tint, width, Qt.PenStyle.SolidLine, cap))
        painter.drawPoints(places)


def paint_mark(painter: QPainter, place: QPointF, number: int, color: str, theme: Theme) -> None:
    """Draw one point of a class, as for a legend."""
    paint_marks(painter, QPolygonF([place]), number, color, theme, 7.4)
