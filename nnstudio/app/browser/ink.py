"""Colours and marks that the pages of the browser share."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from nnstudio.app.style.appearance import current_theme


def class_color(number: int) -> str:
    """Return the colour of a class, the same in every view."""
    series = current_theme().series
    return series[number % len(series)]


def paint_verdict(painter: QPainter, place: QRectF, right: bool) -> None:
    """Draw a tick or a cross: told apart by its form as well as by its colour."""
    theme = current_theme()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(theme.surface), 1))
    painter.setBrush(QColor(theme.good if right else theme.bad))
    if right:
        painter.drawEllipse(place)
    else:
        painter.drawRoundedRect(place, 2.5, 2.5)
    ink = QPen(QColor(theme.surface), max(place.width() / 8, 1.4))
    ink.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(ink)
    x, y, w, h = place.left(), place.top(), place.width(), place.height()
    if right:
        painter.drawPolyline(
            [
                QPointF(x + 0.27 * w, y + 0.54 * h),
                QPointF(x + 0.44 * w, y + 0.7 * h),
                QPointF(x + 0.74 * w, y + 0.34 * h),
            ]
        )
    else:
        painter.drawLine(QPointF(x + 0.3 * w, y + 0.3 * h), QPointF(x + 0.7 * w, y + 0.7 * h))
        painter.drawLine(QPointF(x + 0.7 * w, y + 0.3 * h), QPointF(x + 0.3 * w, y + 0.7 * h))
    painter.restore()
