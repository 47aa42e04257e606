"""Predicted numbers against the true ones: on the diagonal they agree."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from nnstudio.app.plots.chart_frame import polygon
from nnstudio.app.plots.ticks import linear_ticks
from nnstudio.app.style.appearance import current_theme
from nnstudio.app.style.fonts import number_font, ui_font
from nnstudio.core.layer import Array

MOST = 5000
"""So many points are drawn; of more an even choice, the worst of all among them."""
NEAR = 12.0
_BOTTOM, _EDGE = 32, 8


class ScatterPlot(QWidget):
    """Draws a point for each prediction; its distance from the diagonal is the error.

    Arrow keys go from point to point, from the largest error down.
    """

    hovered = Signal(object)
    """The number of the point under the mouse, None: there is none."""
    chosen = Signal(object)
    """The number of the point that was clicked."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._true: Array = np.zeros(0)
        self._predicted: Array = np.zeros(0)
        self._drawn: Array = np.zeros(0, np.int64)
        self._order: Array = np.zeros(0, np.int64)
        self._range = (0.0, 1.0)
        self._marked: int | None = None
        self._hovered: int | None = None
        self._layer = QPixmap()
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(120, 80)

    def set_points(self, true: Array, predicted: Array) -> None:
        """Show predictions ``(n,)`` for true values ``(n,)``."""
        self._true, self._predicted = true, predicted
        finite = np.flatnonzero(np.isfinite(true) & np.isfinite(predicted))
        errors = np.abs(predicted - true)
        self._order = finite[np.argsort(-errors[finite], kind="stable")]
        some = finite[:: -(-len(finite) // MOST) or 1]
        self._drawn = np.union1d(some, self._order[: MOST // 10])
        values = np.concatenate([true[self._drawn], predicted[self._drawn]])
        low, high = (float(values.min()), float(values.max())) if values.size else (0.0, 1.0)
        edge = 0.04 * (high - low) or 0.5
        self._range = (low - edge, high + edge)
        self.repaint_all()

    def set_marked(self, number: int | None) -> None:
        """Mark the point that is looked at."""
        self._marked = number
        self.update()

    def repaint_all(self) -> None:
        """Draw anew, as after a change of theme."""
        self._layer = QPixmap()
        self.update()

    def points(self) -> tuple[Array, Array]:
        """Return the true and the predicted values."""
        return self._true, self._predicted

    def place_of(self, number: int) -> QPointF:
        """Return where a point lies in the widget."""
        x, y = self._places(np.array([number]))[0].tolist()
        return QPointF(x, y)

    # ---- Qt ----

    def sizeHint(self) -> QSize:
        return QSize(340, 260)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._layer = QPixmap()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self._near(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        self._hover(None)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        found = self._near(event.position())
        if event.button() == Qt.MouseButton.LeftButton and found is not None:
            self.chosen.emit(found)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        ways = {
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Up: -1,
        }
        key = Qt.Key(event.key())
        if key not in ways or not len(self._order):
            super().keyPressEvent(event)
            return
        here = np.flatnonzero(self._order == self._marked)
        place = int(here[0]) + ways[key] if here.size else 0
        self.chosen.emit(int(self._order[min(max(place, 0), len(self._order) - 1)]))

    def paintEvent(self, event: QPaintEvent) -> None:
        scale, theme = self.devicePixelRatioF(), current_theme()
        if self._layer.isNull() or self._layer.devicePixelRatio() != scale:
            self._draw_layer(scale)
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._layer)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for number, color in ((self._hovered, theme.text), (self._marked, theme.accent)):
            if number is not None and number < len(self._true):
                place = self.place_of(number)
                painter.setPen(QPen(QColor(color), 2))
                painter.drawEllipse(place, 6, 6)
                x, y = self._at(float(self._true[number]), float(self._true[number]))
                painter.setPen(QPen(QColor(color), 1))
                painter.drawLine(place, QPointF(x, y))
        if self.hasFocus():
            painter.setPen(QPen(QColor(theme.accent), 1, Qt.PenStyle.DotLine))
            painter.drawRect(self._area().adjusted(1, 1, -1, -1))

    # ---- drawing ----

    def _draw_layer(self, scale: float) -> None:
        theme, area = current_theme(), self._area()
        layer = QPixmap(self.size() * scale)
        layer.setDevicePixelRatio(scale)
        layer.fill(QColor(theme.surface))
        painter = QPainter(layer)
        painter.fillRect(area, QColor(theme.entry))
        low, high = self._range
        painter.setFont(number_font(0.78))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        for value, text in linear_ticks(low, high, max(int(area.height() // 44), 2)):
            y = self._at(low, value)[1]
            painter.setPen(QPen(QColor(theme.border), 1))
            painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
            painter.setPen(QColor(theme.muted))
            painter.drawText(QRectF(0, y - 8, area.left() - 5, 16), right, text)
        for value, text in linear_ticks(low, high, max(int(area.width() // 80), 2)):
            x = self._at(value, low)[0]
            painter.setPen(QPen(QColor(theme.border), 1))
            painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()))
            painter.setPen(QColor(theme.muted))
            box = QRectF(x - 40, area.bottom() + 2, 80, 13)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(theme.muted), 1.4, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(*self._at(low, low)), QPointF(*self._at(high, high)))
        color = QColor(theme.accent)
        color.setAlpha(220 if len(self._drawn) < 300 else 140)
        size = 5.0 if len(self._drawn) < 300 else 3.5
        painter.setPen(QPen(color, size, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawPoints(polygon(self._places(self._drawn)))
        painter.setPen(QColor(theme.muted))
        painter.setFont(ui_font(0.8))
        below = QRectF(area.left(), area.bottom() + 15, area.width(), 15)
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, self.tr("true"))
        inside = area.adjusted(6, 4, -4, -4)
        top = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
        painter.drawText(inside, top, self.tr("predicted ↑"))
        painter.end()
        self._layer = layer

    # ---- places ----

    def _area(self) -> QRectF:
        metrics = QFontMetrics(number_font(0.78))
        ticks = linear_ticks(*self._range, 6)
        left = max((metrics.horizontalAdvance(text) for _, text in ticks), default=20) + 10
        width, height = self.width() - left - _EDGE, self.height() - _BOTTOM - _EDGE
        return QRectF(left, _EDGE, max(width, 10), max(height, 10))

    def _at(self, true: float, predicted: float) -> tuple[float, float]:
        area, (low, high) = self._area(), self._range
        x = area.left() + (true - low) / (high - low) * area.width()
        return x, area.bottom() - (predicted - low) / (high - low) * area.height()

    def _places(self, numbers: Array) -> Array:
        area, (low, high) = self._area(), self._range
        found = np.empty((len(numbers), 2))
        found[:, 0] = area.left() + (self._true[numbers] - low) / (high - low) * area.width()
        found[:, 1] = (
            area.bottom() - (self._predicted[numbers] - low) / (high - low) * area.height()
        )
        return found

    def _near(self, place: QPointF) -> int | None:
        if not len(self._drawn):
            return None
        away = np.hypot(*(self._places(self._drawn) - (place.x(), place.y())).T)
        best = int(away.argmin())
        return int(self._drawn[best]) if away[best] <= NEAR else None

    def _hover(self, number: int | None) -> None:
        if number != self._hovered:
            self._hovered = number
            self.update()
            self.hovered.emit(number)
