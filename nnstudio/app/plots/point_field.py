"""A plane of colours with points on it, and what lies below the mouse."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QImage,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from nnstudio.app.live.plane import Box
from nnstudio.app.plots.chart_frame import polygon
from nnstudio.app.plots.ticks import Ticks, linear_ticks
from nnstudio.app.style.appearance import current_theme
from nnstudio.app.style.fonts import number_font, ui_font
from nnstudio.core.layer import Array

NAME, BOTTOM, EDGE = 20, 34, 8
"""The room of the name at the left, of numbers and name below, and beside the plane."""
PIXELS_PER_TICK = 40
DOT = 3.2


@dataclass(frozen=True, eq=False)
class Points:
    """Points ``(n, 2)`` of one colour; hollow ones are only outlined."""

    places: Array
    color: str
    hollow: bool = False


class PointField(QWidget):
    """Shows a square part of the plane; the field is drawn at once, the points only when new."""

    pointed = Signal(object)
    """The place ``(x, y)`` under the mouse, None when it left."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._box: Box = (-1.0, 1.0, -1.0, 1.0)
        self._names = ("x1", "x2")
        self._field = QImage()
        self._points: tuple[Points, ...] = ()
        self._layer = QPixmap()
        self._left = 0.0
        # It paints all of itself, so nothing below has to be painted first.
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def set_plane(self, box: Box, names: tuple[str, str], points: tuple[Points, ...]) -> None:
        """Show another part of the plane with other points."""
        self._box, self._names, self._points = box, names, points
        self.repaint_all()

    def set_field(self, field: QImage) -> None:
        """Show a picture of colours; its upper left pixel is at the upper left of the plane."""
        self._field = field
        self.update()

    def field(self) -> QImage:
        """Return the picture of colours."""
        return self._field

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
        area, (left, right, bottom, top) = self._area(), self._box
        return QPointF(
            area.left() + (x - left) / (right - left) * area.width(),
            area.bottom() - (y - bottom) / (top - bottom) * area.height(),
        )

    def sizeHint(self) -> QSize:
        return QSize(300, 300)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, 120)

    def resizeEvent(self, event: QEvent) -> None:
        self._layer, self._left = QPixmap(), 0.0

    def paintEvent(self, event: QPaintEvent) -> None:
        scale = self.devicePixelRatioF()
        if self._layer.isNull() or self._layer.devicePixelRatio() != scale:
            self._layer = QPixmap(self.size() * scale)
            self._layer.setDevicePixelRatio(scale)
            self._layer.fill(Qt.GlobalColor.transparent)
            painter = QPainter(self._layer)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._paint_axes(painter)
            self._paint_points(painter)
            painter.end()
        painter = QPainter(self)
        painter.fillRect(event.rect(), QColor(current_theme().surface))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if not self._field.isNull():
            painter.drawImage(self._area(), self._field)
        painter.drawPixmap(0, 0, self._layer)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        area, (left, right, bottom, top) = self._area(), self._box
        place = event.position()
        if not area.contains(place):
            self.pointed.emit(None)
            return
        x = left + (place.x() - area.left()) / area.width() * (right - left)
        y = bottom + (area.bottom() - place.y()) / area.height() * (top - bottom)
        self.pointed.emit((x, y))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.pointed.emit(None)

    def _area(self) -> QRectF:
        """Return the largest square beside the numbers: both inputs have the same scale."""
        room = QRectF(self.rect()).adjusted(0, EDGE, -EDGE, -BOTTOM)
        if not self._left:
            self._left = NAME + self._numbers_width(room.height())
        room.setLeft(self._left)
        side = float(int(min(room.width(), room.height())))
        return QRectF(int(room.left() + (room.width() - side) / 2), room.top(), side, side)

    def _numbers_width(self, height: float) -> float:
        """Return how much room the numbers beside a plane of at most this height need."""
        metrics = QFontMetricsF(number_font(0.82))
        texts = (text for _, text in _numbers(*self._box[2:], height))
        return max((metrics.horizontalAdvance(text) for text in texts), default=0.0) + 8

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
        across, up = (
            painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, int(area.width()))
            for name in self._names
        )
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, across)
        painter.save()
        painter.translate(area.left() - self._left, area.center().y())
        painter.rotate(-90)
        beside = QRectF(-area.height() / 2, 0, area.height(), NAME - 2)
        painter.drawText(beside, Qt.AlignmentFlag.AlignCenter, up)
        painter.restore()

    def _paint_points(self, painter: QPainter) -> None:
        theme = current_theme()
        painter.setClipRect(self._area())
        around = QColor(theme.entry if not theme.is_dark else theme.window)
        for points in self._points:
            places = self._places(points.places)
            if not points.hollow:
                # A round pen draws all points of one colour at once.
                for color, size in ((around, 2 * DOT + 2.2), (QColor(points.color), 2 * DOT)):
                    painter.setPen(_round(color, size))
                    painter.drawPoints(polygon(places))
                continue
            painter.setBrush(around)
            for color, width in ((around, 3.0), (QColor(points.color), 1.5)):
                painter.setPen(QPen(color, width))
                for x, y in places.tolist():
                    painter.drawEllipse(QPointF(x, y), DOT, DOT)

    def _places(self, points: Array) -> Array:
        area, (left, right, bottom, top) = self._area(), self._box
        places = np.empty((len(points), 2))
        places[:, 0] = area.left() + (points[:, 0] - left) * (area.width() / (right - left))
        places[:, 1] = area.bottom() - (points[:, 1] - bottom) * (area.height() / (top - bottom))
        return places


def _numbers(low: float, high: float, length: float) -> Ticks:
    """Return as many round numbers as have room along an axis."""
    ticks = linear_ticks(low, high, max(2, int(length // PIXELS_PER_TICK)))
    return [(value, text.replace("-", "−")) for value, text in ticks]


def _round(color: QColor, size: float) -> QPen:
    return QPen(color, size, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
