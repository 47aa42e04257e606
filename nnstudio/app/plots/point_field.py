"""A plane of colours with points on it, that can be moved, zoomed, read and painted on."""

from __future__ import annotations

import math
from typing import ClassVar

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFontMetricsF,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from nnstudio.app.live.plane import Box
from nnstudio.app.plots.point_marks import Cover, Plane, Points, paint_cover, paint_points
from nnstudio.app.plots.ticks import Ticks, linear_ticks
from nnstudio.app.plots.view_file import draws_lines
from nnstudio.app.style.appearance import current_theme
from nnstudio.app.style.fonts import number_font, ui_font

NAME, BOTTOM, EDGE = 20, 34, 8
"""The room of the name at the left, of numbers and name below, and beside the plane."""
PIXELS_PER_TICK = 40
STROKE_PIXELS = 6
"""How far the mouse moves before a stroke goes on."""
_ZOOM = 1.2


class PointField(QWidget):
    """Shows a part of the plane; what covers it is drawn at once, the points only when new.

    The wheel zooms, dragging moves the plane, a double click goes back. With a brush, dragging
    paints instead. ``+``, ``-``, ``0`` and the arrow keys do the same; with a brush the arrows
    move a cross, and Space paints there.
    """

    pointed = Signal(object)
    """The place ``(x, y)`` under the mouse, None when it left."""
    moved = Signal(object)
    """The user looks at another `Box`; None: back to all of it."""
    stroked = Signal(float, float)
    """The user paints at a place."""
    stroke_ended = Signal()

    _WAYS: ClassVar[dict[int, tuple[int, int]]] = {
        Qt.Key.Key_Left.value: (-1, 0),
        Qt.Key.Key_Right.value: (1, 0),
        Qt.Key.Key_Up.value: (0, 1),
        Qt.Key.Key_Down.value: (0, -1),
    }

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._box: Box = (-1.0, 1.0, -1.0, 1.0)
        self._names = ("x1", "x2")
        self._square = True
        self._cover = Cover()
        self._points: tuple[Points, ...] = ()
        self._layer = QPixmap()
        self._left = 0.0
        self._brush: float | None = None
        self._dragged: QPointF | None = None
        self._stroke = False
        self._mouse: QPointF | None = None
        self._cursor: tuple[float, float] | None = None
        # It paints all of itself, so nothing below has to be painted first.
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def set_plane(
        self, box: Box, names: tuple[str, str], points: tuple[Points, ...], square: bool = True
    ) -> None:
        """Show another part of the plane with other points.

        Parameters
        ----------
        square
            Whether both axes are equally long; else the plane fills the widget.
        """
        self._box, self._names, self._points, self._square = box, names, points, square
        self.repaint_all()

    def set_cover(self, cover: Cover) -> None:
        """Show other colours and lines."""
        self._cover = cover
        self.update()

    def set_brush(self, radius: float | None) -> None:
        """Paint with the mouse, around so much of the plane (0: a single point); None: move it."""
        self._brush = radius
        self._cursor = None
        self.update()

    def cover(self) -> Cover:
        """Return the colours and lines."""
        return self._cover

    def field(self) -> QImage:
        """Return the picture of colours."""
        return self._cover.image

    def points(self) -> tuple[Points, ...]:
        """Return the points."""
        return self._points

    def box(self) -> Box:
        """Return the part of the plane that is shown."""
        return self._box

    def repaint_all(self) -> None:
        """Draw anew, as after a change of theme."""
        self._layer, self._left = QPixmap(), 0.0
        self.update()

    def place_of(self, x: float, y: float) -> QPointF:
        """Return where in the widget a point of the plane lies."""
        return self._plane().place(x, y)

    def zoom(self, factor: float) -> None:
        """Look at so many times as much (or less) of the plane, about its middle."""
        self.moved.emit(self._plane().zoomed(factor, self._area().center()))

    # ---- Qt ----

    def sizeHint(self) -> QSize:
        return QSize(300, 300)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, 120)

    def resizeEvent(self, event: QEvent) -> None:
        self._layer, self._left = QPixmap(), 0.0

    def paintEvent(self, event: QPaintEvent) -> None:
        scale, theme, plane = self.devicePixelRatioF(), current_theme(), self._plane()
        painter = QPainter(self)
        painter.fillRect(event.rect(), QColor(theme.surface))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(plane.area, QColor(theme.entry))
        painter.setClipRect(plane.area)
        paint_cover(painter, plane, self._cover, theme, scale)
        painter.setClipping(False)
        if draws_lines(painter):
            self._paint_layer(painter)
        else:
            if self._layer.isNull() or self._layer.devicePixelRatio() != scale:
                self._draw_layer(scale)
            painter.drawPixmap(0, 0, self._layer)
        self._paint_brush(painter)
        if self.hasFocus():
            painter.setPen(QPen(QColor(theme.accent), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(plane.area)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        left = event.button() == Qt.MouseButton.LeftButton
        if left and self._brush is not None:
            self._cursor, self._stroke = None, True
            self._dragged = event.position()
            self._paint_at(event.position())
        elif left or event.button() == Qt.MouseButton.MiddleButton:
            self._dragged = event.position()
            self.setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        place, plane = event.position(), self._plane()
        self._mouse = place
        if self._dragged is not None:
            by = place - self._dragged
            if not self._stroke:
                self._dragged = place
                self.moved.emit(plane.moved(by))
            elif math.hypot(by.x(), by.y()) >= STROKE_PIXELS:
                self._dragged = place
                self._paint_at(place)
        self.pointed.emit(plane.point(place) if plane.area.contains(place) else None)
        if self._brush is not None:
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._dragged = None
        self.setCursor(Qt.CursorShape.CrossCursor)
        if self._stroke:
            self._stroke = False
            self.stroke_ended.emit()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self._brush is None:
            self.moved.emit(None)
        else:
            self.mousePressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        factor = _ZOOM ** (-event.angleDelta().y() / 120)
        self.moved.emit(self._plane().zoomed(factor, event.position()))
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, plane = event.key(), self._plane()
        way = self._WAYS.get(key)
        if way is not None and self._brush is not None:
            x, y = self._cursor or plane.point(plane.area.center())
            left, right, bottom, top = self._box
            x, y = x + way[0] * (right - left) / 40, y + way[1] * (top - bottom) / 40
            self._cursor = min(max(x, left), right), min(max(y, bottom), top)
            self.pointed.emit(self._cursor)
            self.update()
        elif way is not None:
            area = plane.area
            by = QPointF(-way[0] * area.width() / 10, way[1] * area.height() / 10)
            self.moved.emit(plane.moved(by))
        elif key == Qt.Key.Key_Space and self._brush is not None:
            self._paint_at(plane.place(*self._cursor) if self._cursor else plane.area.center())
            self.stroke_ended.emit()
        elif event.text() in ("+", "-"):
            self.zoom(1 / _ZOOM if event.text() == "+" else _ZOOM)
        elif event.text() == "0":
            self.moved.emit(None)
        else:
            super().keyPressEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._mouse = None
        self.pointed.emit(None)
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    # ---- within ----

    def _paint_at(self, place: QPointF) -> None:
        plane = self._plane()
        if plane.area.contains(place):
            self.stroked.emit(*plane.point(place))

    def _plane(self) -> Plane:
        return Plane(self._area(), self._box)

    def _area(self) -> QRectF:
        """Return the room beside the numbers; the largest square where axes are measured alike."""
        room = QRectF(self.rect()).adjusted(0, EDGE, -EDGE, -BOTTOM)
        if not self._left:
            self._left = NAME + self._numbers_width(room.height())
        room.setLeft(int(self._left))
        if not self._square:
            return room
        side = float(int(min(room.width(), room.height())))
        return QRectF(int(room.left() + (room.width() - side) / 2), room.top(), side, side)

    def _numbers_width(self, height: float) -> float:
        """Return how much room the numbers beside a plane of at most this height need."""
        metrics = QFontMetricsF(number_font(0.82))
        texts = (text for _, text in _numbers(*self._box[2:], height))
        return max((metrics.horizontalAdvance(text) for text in texts), default=0.0) + 8

    def _draw_layer(self, scale: float) -> None:
        """Keep the picture of axes and points, which stay as they are while the network learns."""
        self._layer = QPixmap(self.size() * scale)
        self._layer.setDevicePixelRatio(scale)
        self._layer.fill(Qt.GlobalColor.transparent)
        painter = QPainter(self._layer)
        self._paint_layer(painter)
        painter.end()

    def _paint_layer(self, painter: QPainter) -> None:
        theme, plane = current_theme(), self._plane()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_axes(painter)
        painter.setClipRect(plane.area)
        for points in self._points:
            paint_points(painter, plane, points, theme)
        painter.setClipping(False)

    def _paint_axes(self, painter: QPainter) -> None:
        theme, area, (left, right, bottom, top) = current_theme(), self._area(), self._box
        painter.setPen(QPen(QColor(theme.border_strong), 1))
        painter.drawRect(area)
        painter.setPen(QColor(theme.muted))
        painter.setFont(number_font(0.82))
        for value, text in _numbers(left, right, area.width()):
            x = self.place_of(value, 0.0).x()
            place = QRectF(x - 30, area.bottom() + 3, 60, 15)
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, text)
        right_middle = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        for value, text in _numbers(bottom, top, area.height()):
            y = self.place_of(0.0, value).y()
            place = QRectF(0, y - 8, area.left() - 6, 16)
            painter.drawText(place, right_middle, text)
        painter.setFont(ui_font(0.85))
        below = QRectF(area.left(), area.bottom() + 17, area.width(), 16)
        lengths = (area.width(), area.height())
        across, up = (
            painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, int(length))
            for name, length in zip(self._names, lengths, strict=True)
        )
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, across)
        painter.save()
        painter.translate(area.left() - self._left, area.center().y())
        painter.rotate(-90)
        beside = QRectF(-area.height() / 2, 0, area.height(), NAME - 2)
        painter.drawText(beside, Qt.AlignmentFlag.AlignCenter, up)
        painter.restore()

    def _paint_brush(self, painter: QPainter) -> None:
        """Show how far the brush reaches, and the cross that the arrow keys move."""
        if self._brush is None:
            return
        theme, plane = current_theme(), self._plane()
        at = plane.place(*self._cursor) if self._cursor is not None else self._mouse
        if at is None or not plane.area.contains(at):
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._cursor is not None:
            painter.setPen(QPen(QColor(theme.text), 1.5))
            painter.drawLine(at - QPointF(7, 0), at + QPointF(7, 0))
            painter.drawLine(at - QPointF(0, 7), at + QPointF(0, 7))
        if self._brush:
            painter.setPen(QPen(QColor(theme.text), 1, Qt.PenStyle.DashLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            far = self._brush / (self._box[1] - self._box[0]) * plane.area.width()
            painter.drawEllipse(at, far, far)


def _numbers(low: float, high: float, length: float) -> Ticks:
    """Return as many round numbers as have room along an axis."""
    ticks = linear_ticks(low, high, max(2, int(length // PIXELS_PER_TICK)))
    return [(value, text.replace("-", "−")) for value, text in ticks]
