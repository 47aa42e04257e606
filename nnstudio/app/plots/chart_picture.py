"""One quiet chart: lines over an axis that is set and never guessed, marks, and a crosshair.

It is painted by hand because it is drawn up to thirty times a second beside a training: a plotting
library's scene took ten times as long for the same picture.
"""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen, QPixmap, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from nnstudio.app.plots.chart_frame import Bounds, Frame, Line
from nnstudio.app.plots.chart_ground import (
    BOTTOM,
    RIGHT,
    TOP,
    Marks,
    Peak,
    Spot,
    WriteTicks,
    left_margin,
    paint_axes,
    paint_box,
    paint_marks,
    paint_peak,
    paint_spot,
)
from nnstudio.app.plots.view_file import draws_lines
from nnstudio.app.style.appearance import current_theme
from nnstudio.app.style.fonts import number_font


class ChartPicture(QWidget):
    """Draws lines, what stands out among them, and a crosshair where it is told to."""

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
        self._marks: Marks = ()
        self._peak: Peak | None = None
        self._left = 0.0
        self._cross: float | None = None
        self._cursor: float | None = None
        self._spots: tuple[Spot, ...] = ()
        self._box: tuple[tuple[str, str, str], ...] = ()
        self._values: tuple[tuple[str, str], ...] = ()
        self._ground = QPixmap()
        self._picture = QPixmap()
        # It paints all of itself, so nothing below has to be painted first.
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
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
        marks: Marks = (),
        peak: Peak | None = None,
    ) -> None:
        """Show curves between bounds, with dashed vertical lines at x and a text each.

        ``peak`` tells where a curve leaves the chart at its top.
        """
        if (x, y, marks, peak) != (self._all, self._y, self._marks, self._peak):
            self._all, self._y, self._marks, self._peak = x, y, marks, peak
            self._ground, self._left = QPixmap(), 0.0
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

    def set_cursor(self, x: float | None) -> None:
        """Show the place that all views have gone back to."""
        if x != self._cursor:
            self._cursor = x
            self.update()

    def cursor_place(self) -> float | None:
        """Return the x value that all views have gone back to."""
        return self._cursor

    def set_spots(self, spots: tuple[Spot, ...]) -> None:
        """Let points stand out."""
        if spots != self._spots:
            self._spots = spots
            self.update()

    def spots(self) -> tuple[Spot, ...]:
        """Return the points that stand out."""
        return self._spots

    def set_box(self, rows: tuple[tuple[str, str, str], ...]) -> None:
        """Write a name, a value and a colour of each curve beside the crosshair."""
        if rows != self._box:
            self._box = rows
            self.update()

    def box(self) -> tuple[tuple[str, str, str], ...]:
        """Return what is written beside the crosshair."""
        return self._box

    def names(self) -> tuple[str, ...]:
        """Return the names of all curves."""
        return tuple(line.name for line in self._lines)

    def repaint_all(self) -> None:
        """Draw anew, as after a change of theme."""
        self._ground = self._picture = QPixmap()
        self._left = 0.0
        self.update()

    def line(self, name: str) -> Line:
        """Return a curve as it is drawn."""
        return next(line for line in self._lines if line.name == name)

    def marks(self) -> Marks:
        """Return the marks that are drawn."""
        return self._marks

    def peak(self) -> Peak | None:
        """Return where a curve leaves the chart at its top, and how high it gets."""
        return self._peak

    def x_bounds(self) -> Bounds:
        """Return the part of x that is seen."""
        return self._zoom or self._all

    def y_bounds(self) -> Bounds:
        """Return the part of y that is seen."""
        return self._y

    def place_of(self, x: float, y: float) -> QPointF:
        """Return where in the widget a point of the chart lies."""
        return self._frame().place(x, y)

    # ---- Qt ----

    def sizeHint(self) -> QSize:
        return QSize(320, 180)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, 80)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.repaint_all()
        super().resizeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if draws_lines(painter):
            painter.fillRect(self.rect(), QColor(current_theme().surface))
            self._paint_ground(painter)
            self._paint_lines(painter)
        else:
            self._keep_layers()
            painter.drawPixmap(0, 0, self._picture)
        painter.setClipping(False)
        for spot in self._spots:
            paint_spot(painter, self._frame(), spot)
        self._paint_values(painter)
        self._paint_cursor(painter)
        self._paint_cross(painter)

    # ---- within ----

    def _area(self) -> QRectF:
        area = QRectF(self.rect()).adjusted(0, TOP, -RIGHT, -BOTTOM)
        if not self._left:  # measuring texts costs more than all else here
            self._left = left_margin(self._write[1], self._y, area.height())
        area.setLeft(self._left)
        return area

    def _frame(self) -> Frame:
        return Frame(self._area(), self.x_bounds(), self._y)

    def _keep_layers(self) -> None:
        """Paint what lies below the crosshair, where something of it is new."""
        if self._ground.devicePixelRatio() != self.devicePixelRatioF():
            self._ground = self._picture = QPixmap()
        if self._ground.isNull():
            self._ground = self._layer()
            self._paint_ground(painter := QPainter(self._ground))
            painter.end()
        if self._picture.isNull():
            self._picture = self._ground.copy()
            self._paint_lines(painter := QPainter(self._picture))
            painter.end()

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

    def _paint_ground(self, painter: QPainter) -> None:
        frame = self._frame()
        paint_axes(painter, frame, self._title, self._write, self.width())
        paint_marks(painter, frame, self._marks)
        if self._peak is not None:
            paint_peak(painter, frame, self._peak)

    def _paint_lines(self, painter: QPainter) -> None:
        theme, frame = current_theme(), self._frame()
        painter.setClipRect(frame.area.adjusted(-4, -1, 4, 0))
        for line in self._lines:
            frame.paint(painter, line, theme, self.devicePixelRatioF())

    def _paint_cursor(self, painter: QPainter) -> None:
        """Draw the place that all views have gone back to."""
        if self._cursor is None:
            return
        area = self._area()
        at = self.place_of(self._cursor, 0.0).x()
        if area.left() - 1 <= at <= area.right() + 1:
            color = QColor(current_theme().accent)
            painter.fillRect(QRectF(round(at) - 0.5, area.top(), 2, area.height()), color)
            painter.fillRect(QRectF(round(at) - 3.5, area.top() - 4, 8, 5), color)

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
        if self._box:
            painter.setClipping(False)
            paint_box(painter, area, at, self._box)
