"""One number against another: samples of a function."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from nnstudio.app.style.appearance import current_theme, theme_signals
from nnstudio.app.style.fonts import number_font
from nnstudio.core.layer import Array

HEIGHT = 150


class CurveView(QWidget):
    """Draws samples as dots, with what is known across and what is to be told upwards."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._points: Array = np.zeros((0, 2))
        self._names = ("x", "y")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        theme_signals.changed.connect(self.update)

    def set_points(self, points: Array, names: tuple[str, str]) -> None:
        """Show points ``(n, 2)`` and the names of the two axes."""
        self._points = points[np.isfinite(points).all(axis=1)]
        self._names = names
        self.update()

    def count(self) -> int:
        """Return how many points are drawn."""
        return len(self._points)

    def sizeHint(self) -> QSize:
        return QSize(240, HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter = current_theme(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(theme.border), 1))
        painter.setBrush(QColor(theme.entry))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        if not len(self._points):
            return
        area = QRectF(self.rect()).adjusted(10, 10, -10, -22)
        low, high = self._points.min(axis=0), self._points.max(axis=0)
        places = (self._points - low) / np.where(high > low, high - low, 1.0)
        if low[1] < 0 < high[1]:
            zero = area.bottom() + low[1] / (high[1] - low[1]) * area.height()
            painter.drawLine(QPointF(area.left(), zero), QPointF(area.right(), zero))
        color = QColor(theme.accent)
        color.setAlphaF(0.7)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color)
        for x, y in places.tolist():
            at = QPointF(area.left() + x * area.width(), area.bottom() - y * area.height())
            painter.drawEllipse(at, 1.8, 1.8)
        painter.setFont(number_font(0.82))
        painter.setPen(QColor(theme.muted))
        below = QRectF(10, self.height() - 18, self.width() - 20, 16)
        painter.drawText(below, Qt.AlignmentFlag.AlignLeft, f"{low[0]:.3g}")
        painter.drawText(below, Qt.AlignmentFlag.AlignHCenter, self._names[0])
        painter.drawText(below, Qt.AlignmentFlag.AlignRight, f"{high[0]:.3g}")
        painter.drawText(area.adjusted(0, -6, 0, 0), Qt.AlignmentFlag.AlignLeft, self._names[1])
