"""One quiet chart: lines over an axis that is set and never guessed, marks, and a crosshair.

It is painted by hand because it is drawn up to thirty times a second beside a training: a plotting
library's scene took ten times as long for the same picture.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QEnterEvent,
    QFont,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QPolygonF,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget
from shiboken6 import VoidPtr

from nnstudio.app.plots.ticks import Ticks
from nnstudio.app.style.appearance import current_theme
from nnstudio.app.style.colors import mix
from nnstudio.app.style.fonts import number_font, ui_font
from nnstudio.core.layer import Array

LEFT, TOP, RIGHT, BOTTOM = 46, 22, 12, 22
PIXELS_PER_TICK = (56, 30)
"""How much room a number needs, across and up."""
CLOSEST = 1e-4
"""The smallest part of the x axis that can be zoomed to."""

Bounds = tuple[float, float]
WriteTicks = Callable[[float, float, int], Ticks]


@dataclass(frozen=True, eq=False)
class Line:
    """One curve.

    Parameters
    ----------
    x, y
        ``(points,)``; x rises, and where y is NaN there is no point.
    strength
        How much of the colour is mixed into the background, up to 1.
    smooth
        Whether its edges are smoothed; not worth its time for a noisy band.
    dots
        Whether each point has a marker.
    """

    name: str
    x: Array
    y: Array
    color: str
    width: float = 1.0
    strength: float = 1.0
    smooth: bool = True
    dots: bool = False


class Chart(QWidget):
    """Draws lines; the wheel zooms in x, dragging moves, a double click shows everything."""

    pointed = Signal(object)
    """The x value under the mouse, None when it left."""
    zoomed = Signal(object)
    """The part of x that the user wants to see, None for all of it."""

    def __init__(
        self, write_x: WriteTicks, write_y: WriteTicks, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._write = (write_x, write_y)
        self._title = ""
        self._lines: tuple[Line, ...] = ()
        self._all: Bounds = (0.0, 1.0)
        self._y: Bounds = (0.0, 1.0)
        self._zoom: Bounds | None = None
        self._marks: tuple[tuple[float, str], ...] = ()
        self._cross: float | None = None
        self._held: tuple[float, Bounds] | None = None
        self._values: tuple[tuple[str, str], ...] = ()
        self._ground = QPixmap()
        self._picture = QPixmap()
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    # ---- what is shown ----

    def set_title(self, title: str) -> None:
        """Show a short title above the chart."""
        self._title = title
        self.setAccessibleName(title)
        self.repaint_all()

    def set_writers(self, write_x: WriteTicks, write_y: WriteTicks) -> None:
        """Write the numbers at the axes in another way."""
        self._write = (write_x, write_y)
        self.repaint_all()

    def set_lines(
        self,
        lines: tuple[Line, ...],
        x: Bounds,
        y: Bounds,
        marks: tuple[tuple[float, str], ...] = (),
    ) -> None:
        """Show curves between bounds, with dashed vertical lines at x and a text each."""
        if (x, y, marks) != (self._all, self._y, self._marks):
            self._all, self._y, self._marks = x, y, marks
            self._ground = QPixmap()
        self._lines = lines
        self._picture = QPixmap()
        self.update()

    def set_values(self, values: tuple[tuple[str, str], ...]) -> None:
        """Write texts in colours at the upper right."""
        if values != self._values:
            self._values = values
            self.update()

    def values(self) -> tuple[str, ...]:
        """Return the texts at the upper right."""
        return tuple(text for text, _ in self._values)

    def set_zoom(self, zoom: Bounds | None) -> None:
        """Show a part of x; None shows all of it."""
        self._zoom = zoom
        self.repaint_all()

    def set_cross(self, x: float | None) -> None:
        """Show the crosshair at a value of x."""
        if x != self._cross:
            self._cross = x
            self.update()

    def repaint_all(self) -> None:
        """Draw anew, as after a change of theme."""
        self._ground = self._picture = QPixmap()
        self.update()

    def line(self, name: str) -> Line:
        """Return a curve as it is drawn."""
        return next(line for line in self._lines if line.name == name)

    def marks(self) -> tuple[tuple[float, str], ...]:
        """Return the marks that are drawn."""
        return self._marks

    def x_bounds(self) -> Bounds:
        """Return the part of x that is seen."""
        return self._zoom or self._all

    def y_bounds(self) -> Bounds:
        """Return the part of y that is seen."""
        return self._y

    def place_of(self, x: float, y: float) -> QPointF:
        """Return where in the widget a point of the chart lies."""
        area = self._area()
        (left, right), (low, high) = self.x_bounds(), self._y
        return QPointF(
            area.left() + (x - left) / (right - left or 1.0) * area.width(),
            area.bottom() - (y - low) / (high - low or 1.0) * area.height(),
        )

    # ---- Qt ----

    def sizeHint(self) -> QSize:
        return QSize(320, 180)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, 80)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.repaint_all()
        super().resizeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._ground.devicePixelRatio() != self.devicePixelRatioF():
            self._ground = self._picture = QPixmap()
        if self._ground.isNull():
            self._ground = self._layer()
            self._paint_axes(painter := QPainter(self._ground))
            painter.end()
        if self._picture.isNull():
            self._picture = self._ground.copy()
            self._paint_lines(painter := QPainter(self._picture))
            painter.end()
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._picture)
        self._paint_values(painter)
        self._paint_cross(painter)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._held is not None and event.buttons() & Qt.MouseButton.LeftButton:
            start, (left, right) = self._held
            moved = (start - event.position().x()) / self._area().width() * (right - left)
            self._ask_for(left + moved, right + moved)
        inside = self._area().adjusted(-1, 0, 1, 0).contains(event.position())
        self.pointed.emit(self._x_at(event.position().x()) if inside else None)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self._zoom is not None:
            self._held = (event.position().x(), self._zoom)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._held = None

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.zoomed.emit(None)

    def wheelEvent(self, event: QWheelEvent) -> None:
        turned = event.angleDelta().y()
        if not turned or not self._area().contains(event.position()):
            event.ignore()
            return
        left, right = self.x_bounds()
        at = self._x_at(event.position().x())
        factor = 0.8 ** (turned / 120)
        self._ask_for(at - (at - left) * factor, at + (right - at) * factor)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.pointed.emit(None)

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.setCursor(Qt.CursorShape.CrossCursor)

    # ---- within ----

    def _area(self) -> QRectF:
        return QRectF(self.rect()).adjusted(LEFT, TOP, -RIGHT, -BOTTOM)

    def _x_at(self, place: float) -> float:
        area, (left, right) = self._area(), self.x_bounds()
        return left + (place - area.left()) / area.width() * (right - left)

    def _ask_for(self, left: float, right: float) -> None:
        """Ask for a part of x; all of it when nothing would be left out."""
        low, high = self._all
        width = max(right - left, CLOSEST * (high - low))
        if width >= high - low:
            self.zoomed.emit(None)
            return
        left = min(max(left, low), high - width)
        self.zoomed.emit((left, left + width))

    def _layer(self) -> QPixmap:
        scale = self.devicePixelRatioF()
        layer = QPixmap(self.size() * scale)
        layer.setDevicePixelRatio(scale)
        layer.fill(QColor(current_theme().surface))
        return layer

    def _paint_values(self, painter: QPainter) -> None:
        painter.setFont(number_font(0.88, QFont.Weight.Medium))
        right = self.width() - RIGHT
        for text, color in reversed(self._values):
            width = painter.fontMetrics().horizontalAdvance(text) + 1
            painter.setPen(QColor(color))
            painter.drawText(
                QRectF(right - width, 2, width, TOP - 6), Qt.AlignmentFlag.AlignVCenter, text
            )
            right -= width + 12

    def _paint_axes(self, painter: QPainter) -> None:
        theme, area = current_theme(), self._area()
        painter.setPen(QColor(theme.muted))
        painter.setFont(ui_font(0.88, QFont.Weight.DemiBold))
        title = QRectF(LEFT, 2, area.width(), TOP - 6)
        painter.drawText(title, Qt.AlignmentFlag.AlignVCenter, self._title)
        painter.setFont(number_font(0.82))
        metrics = painter.fontMetrics()
        grid, text = QPen(QColor(theme.grid), 1), QPen(QColor(theme.muted))
        most = max(2, int(area.height() // PIXELS_PER_TICK[1]))
        for value, written in self._write[1](*self._y, most):
            y = round(self.place_of(0.0, value).y()) + 0.5
            painter.setPen(grid)
            painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
            painter.setPen(text)
            place = QRectF(0, y - 10, LEFT - 8, 20)
            right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(place, right, written)
        most = max(2, int(area.width() // PIXELS_PER_TICK[0]))
        for value, written in self._write[0](*self.x_bounds(), most):
            x = self.place_of(value, 0.0).x()
            half = metrics.horizontalAdvance(written) / 2
            x = min(x, self.width() - half - 2)
            place = QRectF(x - half - 2, area.bottom() + 4, 2 * half + 4, BOTTOM - 6)
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, written)
        painter.setPen(QPen(QColor(theme.border_strong), 1))
        base = round(area.bottom()) + 0.5
        painter.drawLine(QPointF(area.left(), base), QPointF(area.right(), base))
        self._paint_marks(painter, area)

    def _paint_marks(self, painter: QPainter, area: QRectF) -> None:
        theme = current_theme()
        dashed = QPen(QColor(theme.border_strong), 1, Qt.PenStyle.DashLine)
        taken = area.left()
        for x, written in self._marks:
            at = round(self.place_of(x, 0.0).x()) + 0.5
            if not area.left() <= at <= area.right():
                continue
            painter.setPen(dashed)
            painter.drawLine(QPointF(at, area.top()), QPointF(at, area.bottom()))
            width = painter.fontMetrics().horizontalAdvance(written) + 4
            start = at + 4 if at + 4 + width <= area.right() else at - 4 - width
            if start >= taken:  # texts that would lie on one another are left out
                painter.setPen(QColor(theme.muted))
                place = QRectF(start, area.top(), width, 16)
                painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, written)
                taken = max(start, at) + width

    def _paint_lines(self, painter: QPainter) -> None:
        theme, area = current_theme(), self._area()
        painter.setClipRect(area.adjusted(-4, -1, 4, 0))
        for line in self._lines:
            points = self._points(line)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, line.smooth)
            # A colour that is mixed beforehand is drawn four times as fast as one that shines through.
            color = QColor(mix(theme.surface, line.color, line.strength))
            self._paint_line(painter, points, color, line.width)
            if line.dots:
                for size, shade in ((8.4, QColor(theme.surface)), (6.4, color)):
                    dot = QPen(shade, size, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
                    painter.setPen(dot)
                    painter.drawPoints(points)

    def _paint_line(
        self, painter: QPainter, points: QPolygonF, color: QColor, width: float
    ) -> None:
        if width <= 1 or self.devicePixelRatioF() != 1.0:
            pen = QPen(color, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap)
            pen.setJoinStyle(Qt.PenJoinStyle.BevelJoin)
            painter.setPen(pen)
            painter.drawPolyline(points)
            return
        # Qt draws lines of one pixel twenty times as fast as thicker ones: four make a thick one.
        painter.setPen(QPen(color, 1))
        half = (width - 1) / 2
        for dx, dy in ((0, -half), (0, half), (-half, 0), (half, 0)):
            painter.drawPolyline(points.translated(dx, dy))

    def _points(self, line: Line) -> QPolygonF:
        """Return a curve in the widget's places, without what lies far outside of it."""
        area, (left, right), (low, high) = self._area(), self.x_bounds(), self._y
        x, y = line.x, line.y
        if self._zoom is not None:
            first, last = np.searchsorted(x, (left, right))
            seen = slice(max(int(first) - 2, 0), int(last) + 2)
            x, y = x[seen], y[seen]
        there = np.isfinite(y)
        if not there.all():
            x, y = x[there], y[there]
        places = np.empty((len(x), 2))
        places[:, 0] = area.left() + (x - left) * (area.width() / (right - left or 1.0))
        places[:, 1] = area.bottom() - (y - low) * (area.height() / (high - low or 1.0))
        # Far outside, a coordinate would overflow the rasteriser.
        np.clip(places[:, 1], -2000.0, 4000.0, out=places[:, 1])
        return polygon(places)

    def _paint_cross(self, painter: QPainter) -> None:
        if self._cross is None:
            return
        theme, area = current_theme(), self._area()
        at = self.place_of(self._cross, 0.0).x()
        if not area.left() - 1 <= at <= area.right() + 1:
            return
        at = round(at) + 0.5
        painter.setPen(QPen(QColor(theme.muted), 1))
        painter.drawLine(QPointF(at, area.top()), QPointF(at, area.bottom()))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipRect(area.adjusted(-4, -4, 4, 4))
        for line in self._lines:
            there = np.isfinite(line.y)
            if not line.smooth or not there.any():
                continue
            x, y = line.x[there], line.y[there]
            if x[0] <= self._cross <= x[-1]:
                place = self.place_of(self._cross, float(np.interp(self._cross, x, y)))
                painter.setPen(QPen(QColor(theme.surface), 1.2))
                painter.setBrush(QColor(line.color))
                painter.drawEllipse(QPointF(at, place.y()), 4, 4)


def polygon(places: Array) -> QPolygonF:
    """Return ``(points, 2)`` float64 places as Qt's polygon, without a Python object for each."""
    made = QPolygonF()
    made.resize(len(places))
    if len(places):
        # The stubs know neither that the data is an address here nor VoidPtr's other arguments.
        memory = VoidPtr(made.data(), places.nbytes, True)  # type: ignore[call-arg, arg-type]
        np.frombuffer(memory, np.float64)[:] = places.ravel()  # type: ignore[call-overload]
    return made
