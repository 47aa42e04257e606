"""The dots of the canvas, at the crossings of its grid."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap, QTransform

_DOT = 2.0


def draw_dots(painter: QPainter, rect: QRectF, step: float, color: QColor) -> None:
    """Paint the crossings of a grid: one row into a picture, which is then copied down the rows."""
    world = painter.worldTransform()
    shown = world.mapRect(rect)
    ratio = painter.device().devicePixelRatioF()
    row = QPixmap(math.ceil(shown.width() * ratio), math.ceil(_DOT * ratio))
    row.setDevicePixelRatio(ratio)
    row.fill(Qt.GlobalColor.transparent)
    brush = QPainter(row)
    for x in _multiples(rect.left(), rect.right(), step):
        place = world.map(QPointF(x, 0)).x() - _DOT / 2 - shown.left()
        brush.fillRect(QRectF(round(place * ratio) / ratio, 0, _DOT, _DOT), color)
    brush.end()
    painter.setWorldTransform(QTransform())
    for y in _multiples(rect.top(), rect.bottom(), step):
        place = world.map(QPointF(0, y)).y() - _DOT / 2
        painter.drawPixmap(QPointF(shown.left(), round(place * ratio) / ratio), row)
    painter.setWorldTransform(world)


def _multiples(low: float, high: float, step: float) -> list[float]:
    return [index * step for index in range(math.ceil(low / step), math.floor(high / step) + 1)]
