"""The cells of the map of units: each state has a colour, a sign and a word."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen, QPolygonF

from nnstudio.app.style.colors import mix
from nnstudio.app.style.theme import Theme
from nnstudio.core.layer import Array
from nnstudio.core.text import N_
from nnstudio.explain.unit_health import STATES

SHADES = 6
"""A healthy unit has so many shades: the stronger, the more its outputs vary."""
WORDS = {
    "healthy": N_("healthy"),
    "dead": N_("dead"),
    "saturated": N_("saturated"),
    "duplicate": N_("duplicate"),
    "weak": N_("weak"),
    "strong": N_("strong"),
}
COLORS = {
    "healthy": "good",
    "dead": "bad",
    "saturated": "warning",
    "duplicate": "info",
    "weak": "muted",
    "strong": "good",
}


def paint_sign(painter: QPainter, cell: QRectF, state: str, color: QColor) -> None:
    """Draw the sign of a state into a cell."""
    middle, r = cell.center(), cell.width() * 0.24
    painter.setPen(QPen(color, max(cell.width() * 0.11, 1.2)))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    x, y = middle.x(), middle.y()
    if state == "dead":
        painter.drawLine(QPointF(x - r, y - r), QPointF(x + r, y + r))
        painter.drawLine(QPointF(x - r, y + r), QPointF(x + r, y - r))
    elif state == "duplicate":
        painter.drawLine(QPointF(x - r, y - r / 2), QPointF(x + r, y - r / 2))
        painter.drawLine(QPointF(x - r, y + r / 2), QPointF(x + r, y + r / 2))
    elif state == "saturated":
        painter.fillRect(QRectF(x - r, y - r, 2 * r, 2 * r), color)
    elif state in ("weak", "strong"):
        tip = r if state == "weak" else -r
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color)
        corners = [QPointF(x - r, y - tip / 2), QPointF(x + r, y - tip / 2), QPointF(x, y + tip)]
        painter.drawPolygon(QPolygonF(corners))


def cell_colors(theme: Theme, state: str, shade: int = SHADES - 1) -> tuple[QColor, QColor]:
    """Return the ground and the sign's colour of a state."""
    color = getattr(theme, COLORS[state])
    if state == "healthy":
        return QColor(mix(theme.entry, color, 0.10 + 0.42 * shade / (SHADES - 1))), QColor(color)
    return QColor(mix(theme.entry, color, 0.10 if state == "weak" else 0.26)), QColor(color)


@lru_cache(maxsize=16)
def stamps(theme: Theme, size: int) -> Array:
    """Return pictures of all cells ``(states, shades, size, size)`` as 0xffRRGGBB."""
    found = np.empty((len(STATES), SHADES, size, size), np.uint32)
    for number, state in enumerate(STATES):
        for shade in range(SHADES):
            picture = QImage(size, size, QImage.Format.Format_RGB32)
            picture.fill(QColor(theme.surface))
            painter = QPainter(picture)
            ground, sign = cell_colors(theme, state, shade)
            inside = QRectF(0, 0, size - 1, size - 1)
            painter.fillRect(inside, ground)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            paint_sign(painter, inside, state, sign)
            painter.end()
            pixels = np.frombuffer(picture.constBits(), np.uint32)
            found[number, shade] = pixels.reshape(size, picture.bytesPerLine() // 4)[:, :size]
    return found
