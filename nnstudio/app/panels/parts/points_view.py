"""Points in the plane, coloured by class; one place in it can be chosen."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from nnstudio.app.style.appearance import current_theme, theme_signals
from nnstudio.app.style.fonts import number_font
from nnstudio.core.layer import Array

MOST_POINTS = 3000
_STEP = 0.02
_SQUEEZED = 1.5
"""A view that reaches no further shows even points that lie close together."""


def class_color(number: int) -> str:
    """Return the colour of a class, the same in every view of points."""
    series = current_theme().series
    return series[number % len(series)]


class PointsView(QWidget):
    """Draws points; a click or drag chooses a place where that is wanted, arrow keys move it.

    Parameters
    ----------
    choosing
        Whether a place can be chosen.
    """

    chosen = Signal(float, float)
    """The user chose this place, in the units of the points."""

    def __init__(self, choosing: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._points: Array = np.zeros((0, 2), np.float32)
        self._labels: Array = np.zeros(0, np.int64)
        self._names = ("x1", "x2")
        self._low, self._span = _bounds(self._points)
        self._choosing = choosing
        self._place: tuple[float, float] | None = None
        self._layer: QImage | None = None
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        if choosing:
            self.setCursor(Qt.CursorShape.CrossCursor)
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        theme_signals.changed.connect(self._redraw)

    def set_points(self, points: Array, labels: Array, names: tuple[str, ...]) -> None:
        """Show points ``(n, 2)`` with their classes ``(n,)`` and the names of the two axes."""
        whole = np.isfinite(points).all(axis=1)
        self._points, self._labels = points[whole][:MOST_POINTS], labels[whole][:MOST_POINTS]
        self._low, self._span = _bounds(self._points)
        self._names = (names[0], names[1]) if len(names) == 2 else ("x1", "x2")
        self._redraw()

    def count(self) -> int:
        """Return how many points are drawn."""
        return len(self._points)

    def set_place(self, place: tuple[float, float] | None) -> None:
        """Mark a place."""
        self._place = place
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(240, 240)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, 120)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return min(width, 240)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._choose(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._choose(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {
            Qt.Key.Key_Left: (-1, 0),
            Qt.Key.Key_Right: (1, 0),
            Qt.Key.Key_Up: (0, 1),
            Qt.Key.Key_Down: (0, -1),
        }
        step = steps.get(Qt.Key(event.key()))
        if step is None or self._place is None or not self._choosing:
            super().keyPressEvent(event)
            return
        across, up = (self._span * _STEP).tolist()
        self.chosen.emit(self._place[0] + step[0] * across, self._place[1] + step[1] * up)

    def paintEvent(self, event: QPaintEvent) -> None:
        scale = self.devicePixelRatioF()
        if self._layer is None or self._layer.size() != self.size() * scale:
            self._layer = self._draw(scale)
        painter = QPainter(self)
        painter.drawImage(QPointF(0, 0), self._layer)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._place is not None:
            theme = current_theme()
            at = self._spot(*self._place)
            area = self._area()
            painter.setPen(QPen(QColor(theme.muted), 1, Qt.PenStyle.DotLine))
            painter.drawLine(QPointF(area.left(), at.y()), QPointF(area.right(), at.y()))
            painter.drawLine(QPointF(at.x(), area.top()), QPointF(at.x(), area.bottom()))
            painter.setPen(QPen(QColor(theme.entry), 3))
            painter.setBrush(QColor(theme.text))
            painter.drawEllipse(at, 6.5, 6.5)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(current_theme().accent), 1.5))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)

    def _choose(self, event: QMouseEvent) -> None:
        if not self._choosing or not event.buttons() & Qt.MouseButton.LeftButton:
            return
        area = self._area()
        x = (event.position().x() - area.left()) / area.width()
        y = (area.bottom() - event.position().y()) / area.height()
        place = self._low + np.clip([x, y], 0.0, 1.0) * self._span
        self.chosen.emit(float(place[0]), float(place[1]))

    def _redraw(self) -> None:
        self._layer = None
        self.update()

    def _draw(self, scale: float) -> QImage:
        theme = current_theme()
        image = QImage(self.size() * scale, QImage.Format.Format_ARGB32_Premultiplied)
        image.setDevicePixelRatio(scale)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(theme.border), 1))
        painter.setBrush(QColor(theme.entry))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        area, zero = self._area(), self._spot(0.0, 0.0)
        if area.top() <= zero.y() <= area.bottom():
            painter.drawLine(QPointF(area.left(), zero.y()), QPointF(area.right(), zero.y()))
        if area.left() <= zero.x() <= area.right():
            painter.drawLine(QPointF(zero.x(), area.top()), QPointF(zero.x(), area.bottom()))
        size = 2.6 if len(self._points) < 800 and area.width() > 160 else 1.7
        if len(self._points) < 20:
            size = 5.0
        painter.setPen(Qt.PenStyle.NoPen)
        for number in np.unique(self._labels).tolist():
            color = QColor(class_color(number))
            color.setAlphaF(0.8)
            painter.setBrush(color)
            for x, y in self._points[self._labels == number].tolist():
                painter.drawEllipse(self._spot(x, y), size, size)
        painter.setFont(number_font(0.85))
        painter.setPen(QColor(theme.muted))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom
        painter.drawText(area.adjusted(0, 0, -2, -1), right, self._names[0])
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
        painter.drawText(area.adjusted(2, 1, 0, 0), left, self._names[1])
        painter.end()
        return image

    def _area(self) -> QRectF:
        """Return the square in which the points lie: circles stay round."""
        side = min(self.width(), self.height()) - 12
        return QRectF((self.width() - side) / 2, (self.height() - side) / 2, side, side)

    def _spot(self, x: float, y: float) -> QPointF:
        area = self._area()
        return QPointF(
            area.left() + (x - self._low[0]) / self._span[0] * area.width(),
            area.bottom() - (y - self._low[1]) / self._span[1] * area.height(),
        )


def _bounds(points: Array) -> tuple[Array, Array]:
    """Return the lower left corner of the view, and how wide and high it is.

    Zero is in the middle and circles are round, unless that would squeeze the points together.
    """
    reach = max(float(np.abs(points).max(initial=1.0)), 1.0) * 1.08
    if len(points):
        low, high = points.min(axis=0).astype(float), points.max(axis=0).astype(float)
        if ((high - low) < 0.4 * reach).any() and reach > _SQUEEZED:
            span = np.where(high > low, high - low, 1.0) * 1.12
            return (low + high - span) / 2, span
    return np.full(2, -reach), np.full(2, 2 * reach)
