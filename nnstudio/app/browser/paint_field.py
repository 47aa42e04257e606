"""A plane to paint points on."""

from __future__ import annotations

import math

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from nnstudio.app.browser.ink import class_color
from nnstudio.app.plots.chart_frame import polygon
from nnstudio.app.plots.ticks import linear_ticks
from nnstudio.app.style.appearance import current_theme, theme_signals
from nnstudio.app.style.fonts import number_font
from nnstudio.core.layer import Array

POINT, BRUSH, ERASER = "point", "brush", "eraser"
_DOT = 7.0
_EDGE = (34, 8, 10, 22)
"""Left, top, right and bottom of the plane: numbers stand at the left and below."""
_KEY_STEP = 0.04


class PaintField(QWidget):
    """Shows points in the colours of their classes; strokes of the mouse or the keys change them."""

    stroke_ended = Signal()
    """The user has painted or erased something; `points` gives what is there now."""
    label_wanted = Signal(int)
    """A digit asks for this class."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._points: Array = np.zeros((0, 2))
        self._labels: Array = np.zeros(0, np.int64)
        self._reach = 1.1
        self._layer = QPixmap()
        self._last: QPointF | None = None
        self._mouse: QPointF | None = None
        self._cursor: tuple[float, float] | None = None
        self._changed = False
        self._rng = np.random.default_rng(0)
        self.tool, self.label, self.radius = POINT, 0, 0.12
        self.can_paint = True
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setCursor(Qt.CursorShape.CrossCursor)
        theme_signals.changed.connect(self._redraw)

    # ---- what is shown ----

    def set_points(self, points: Array, labels: Array) -> None:
        """Show points ``(n, 2)`` with the numbers of their classes ``(n,)``."""
        if self.painting():
            return  # the stroke that is going on will be told
        self._points, self._labels = points, labels
        most = float(np.abs(points).max(initial=1.0)) if len(points) else 1.0
        if not 0.7 * self._reach < most <= self._reach:
            self._reach = 1.1 * most
        self._redraw()

    def points(self) -> tuple[Array, Array]:
        """Return the points ``(n, 2)`` and the numbers of their classes ``(n,)``."""
        return self._points, self._labels

    def painting(self) -> bool:
        """Whether a stroke is going on."""
        return self._last is not None

    def place_of(self, x: float, y: float) -> QPointF:
        """Return where in the widget a point of the plane lies."""
        area = self._area()
        return QPointF(
            area.left() + (x / self._reach + 1) / 2 * area.width(),
            area.bottom() - (y / self._reach + 1) / 2 * area.height(),
        )

    def paint_at(self, x: float, y: float) -> None:
        """Use the present tool at a place of the plane."""
        if not self.can_paint:
            return
        if self.tool == ERASER:
            self._erase(x, y)
        elif self.tool == BRUSH:
            count = 6
            angle = self._rng.uniform(0, 2 * math.pi, count)
            far = self.radius * np.sqrt(self._rng.uniform(0, 1, count))
            self._add(np.stack([x + far * np.cos(angle), y + far * np.sin(angle)], axis=1))
        else:
            self._add(np.array([[x, y]]))

    # ---- Qt ----

    def sizeHint(self) -> QSize:
        return QSize(420, 420)

    def minimumSizeHint(self) -> QSize:
        return QSize(160, 140)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._redraw()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._layer.isNull() or self._layer.devicePixelRatio() != self.devicePixelRatioF():
            self._draw()
        theme, painter = current_theme(), QPainter(self)
        painter.drawPixmap(0, 0, self._layer)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        at = self._mouse
        if self._cursor is not None and self.hasFocus():
            at = self.place_of(*self._cursor)
            painter.setPen(QPen(QColor(theme.text), 1.5))
            painter.drawLine(at - QPointF(7, 0), at + QPointF(7, 0))
            painter.drawLine(at - QPointF(0, 7), at + QPointF(0, 7))
        if at is not None and self.tool != POINT and self.can_paint:
            around = self.radius / self._reach / 2 * self._area().width()
            painter.setPen(QPen(QColor(theme.muted), 1, Qt.PenStyle.DashLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(at, around, around)
        if self.hasFocus():
            painter.setPen(QPen(QColor(theme.accent), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.can_paint:
            self._cursor = None
            self._last = event.position()
            self._use(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._mouse = event.position()
        if self._last is not None:
            moved = event.position() - self._last
            if math.hypot(moved.x(), moved.y()) >= (10 if self.tool == POINT else 6):
                self._last = event.position()
                self._use(event.position())
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self._last is not None:
            self._last = None
            self._end()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._mouse = None
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self._cursor is None and event.reason() != Qt.FocusReason.MouseFocusReason:
            self._cursor = (0.0, 0.0)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        ways = {
            Qt.Key.Key_Left: (-1, 0),
            Qt.Key.Key_Right: (1, 0),
            Qt.Key.Key_Up: (0, 1),
            Qt.Key.Key_Down: (0, -1),
        }
        key, cursor = Qt.Key(event.key()), self._cursor or (0.0, 0.0)
        if key in ways:
            fine = 0.25 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1.0
            step = _KEY_STEP * self._reach * fine
            edge = self._reach
            x, y = cursor[0] + ways[key][0] * step, cursor[1] + ways[key][1] * step
            self._cursor = min(max(x, -edge), edge), min(max(y, -edge), edge)
            self.update()
        elif key == Qt.Key.Key_Space:
            self._cursor = cursor
            self.paint_at(*cursor)
            self._end()
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self.can_paint:
            self._erase(*cursor)
            self._end()
        elif event.text().isdigit() and event.text().isascii():
            self.label_wanted.emit(int(event.text()))
        else:
            super().keyPressEvent(event)

    # ---- within ----

    def _use(self, place: QPointF) -> None:
        area = self._area()
        x = ((place.x() - area.left()) / area.width() * 2 - 1) * self._reach
        y = (1 - (place.y() - area.top()) / area.height() * 2) * self._reach
        if area.contains(place):
            self.paint_at(x, y)

    def _end(self) -> None:
        if self._changed:
            self._changed = False
            self.stroke_ended.emit()

    def _add(self, points: Array) -> None:
        points = np.round(np.clip(points, -self._reach, self._reach), 4)
        labels = np.full(len(points), self.label)
        self._points = np.concatenate([self._points, points])
        self._labels = np.concatenate([self._labels, labels])
        self._changed = True
        if not self._layer.isNull():
            painter = QPainter(self._layer)
            self._paint_points(painter, points, labels)
            painter.end()
        self.update()

    def _erase(self, x: float, y: float) -> None:
        far = np.hypot(self._points[:, 0] - x, self._points[:, 1] - y)
        stay = far > max(self.radius, 0.03)
        if not stay.all():
            self._points, self._labels = self._points[stay], self._labels[stay]
            self._changed = True
            self._redraw()

    def _redraw(self) -> None:
        self._layer = QPixmap()
        self.update()

    def _draw(self) -> None:
        theme, scale, area = current_theme(), self.devicePixelRatioF(), self._area()
        self._layer = QPixmap(self.size() * scale)
        self._layer.setDevicePixelRatio(scale)
        self._layer.fill(QColor(theme.surface))
        painter = QPainter(self._layer)
        painter.fillRect(area, QColor(theme.entry))
        painter.setFont(number_font(0.82))
        for value, text in linear_ticks(-self._reach, self._reach, 6):
            x, y = (
                round(self.place_of(value, 0).x()) + 0.5,
                round(self.place_of(0, value).y()) + 0.5,
            )
            painter.setPen(QPen(QColor(theme.border_strong if value == 0 else theme.grid), 1))
            painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()))
            painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
            painter.setPen(QColor(theme.muted))
            text = text.replace("-", "−")
            below = QRectF(x - 24, area.bottom() + 3, 48, 16)
            painter.drawText(below, Qt.AlignmentFlag.AlignCenter, text)
            right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(QRectF(area.left() - 40, y - 8, 35, 16), right, text)
        painter.setPen(QPen(QColor(theme.border), 1))
        painter.drawRect(area)
        self._paint_points(painter, self._points, self._labels)
        painter.end()

    def _paint_points(self, painter: QPainter, points: Array, labels: Array) -> None:
        """Draw points; the classes also differ in size and outline, not in colour alone."""
        theme, area = current_theme(), self._area()
        places = np.empty((len(points), 2))
        places[:, 0] = area.left() + (points[:, 0] / self._reach + 1) / 2 * area.width()
        places[:, 1] = area.bottom() - (points[:, 1] / self._reach + 1) / 2 * area.height()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for label in np.unique(labels).tolist():
            spots = polygon(np.ascontiguousarray(places[labels == label]))
            hollow = label % 2 == 1
            round_cap = Qt.PenCapStyle.RoundCap
            layers = [(_DOT + 1.4, theme.entry), (_DOT, class_color(label))]
            if hollow:
                layers.append((_DOT - 3.6, theme.entry))
            for size, color in layers:
                painter.setPen(QPen(QColor(color), size, Qt.PenStyle.SolidLine, round_cap))
                painter.drawPoints(spots)

    def _area(self) -> QRectF:
        """Return the square in which the points lie."""
        left, top, right, bottom = _EDGE
        side = float(min(self.width() - left - right, self.height() - top - bottom))
        return QRectF(left + (self.width() - left - right - side) / 2, top, side, side)
