"""A chart of a series with stretches of colour behind it, in which a place can be chosen."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from nnstudio.app.plots.chart import Chart
from nnstudio.app.plots.ticks import linear_ticks
from nnstudio.app.style.appearance import current_theme

Band = tuple[float, float, str, str]
"""From, to, colour and name of a stretch."""


class SeriesChart(Chart):
    """Shows which steps belong to which part, and marks a window."""

    picked = Signal(float)
    """The user clicked at this x."""
    asked = Signal(str)
    """A key asks for something, as in `ContactSheet`."""
    stepped = Signal(int)
    """The user wants to go so many windows on."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(linear_ticks, linear_ticks, parent)
        self._bands: tuple[Band, ...] = ()
        self._window: tuple[float, float] | None = None
        self._pressed: QPointF | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def set_bands(self, bands: tuple[Band, ...]) -> None:
        """Shade stretches of x."""
        if bands != self._bands:
            self._bands = bands
            self.repaint_all()

    def bands(self) -> tuple[Band, ...]:
        """Return the stretches that are shaded."""
        return self._bands

    def set_window(self, window: tuple[float, float] | None) -> None:
        """Mark a stretch of x."""
        self._window = window
        self.update()

    def window_marked(self) -> tuple[float, float] | None:
        """Return the stretch that is marked."""
        return self._window

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        theme, painter = current_theme(), QPainter(self)
        if self._window is not None:
            frame = self._frame()
            left, right = (frame.place(x, 0.0).x() for x in self._window)
            area = QRectF(left, frame.area.top(), max(right - left, 2.0), frame.area.height())
            area = area.intersected(frame.area)
            if area.width() > 0:
                fill = QColor(theme.accent)
                fill.setAlphaF(0.16)
                painter.fillRect(area, fill)
                painter.setPen(QPen(QColor(theme.accent), 1.5))
                painter.drawRect(area)
        if self.hasFocus():
            painter.setPen(QPen(QColor(theme.accent), 1.5))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        self._pressed = event.position()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        held, self._pressed = self._pressed, None
        still = held is not None and (held - event.position()).manhattanLength() < 4
        if still and self._frame().area.contains(event.position()):
            self.picked.emit(self._frame().x_at(event.position().x()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        ways = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_PageUp: -50,
            Qt.Key.Key_PageDown: 50,
        }
        wishes = {
            Qt.Key.Key_Return: "open",
            Qt.Key.Key_Enter: "open",
            Qt.Key.Key_Delete: "leave_out",
            Qt.Key.Key_Insert: "put_back",
        }
        way = ways.get(Qt.Key(event.key()))
        if way is not None:
            self.stepped.emit(way)
        elif Qt.Key(event.key()) in wishes:
            self.asked.emit(wishes[Qt.Key(event.key())])
        elif event.text().isdigit() and event.text().isascii():
            self.asked.emit(event.text())
        else:
            super().keyPressEvent(event)

    def _paint_ground(self, painter: QPainter) -> None:
        frame, theme = self._frame(), current_theme()
        painter.setClipRect(frame.area)
        for first, last, color, name in self._bands:
            left, right = frame.place(first, 0.0).x(), frame.place(last, 0.0).x()
            area = QRectF(left, frame.area.top(), right - left, frame.area.height())
            shade = QColor(color)
            shade.setAlphaF(0.13)
            painter.fillRect(area, shade)
            seen = area.intersected(frame.area).adjusted(6, 2, -4, 0)
            if seen.width() > 60:
                painter.setPen(QColor(theme.muted))
                top = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft
                painter.drawText(seen, top, name)
        painter.setClipping(False)
        super()._paint_ground(painter)
