"""A chart with a level that can be dragged."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from nnstudio.app.plots.chart import Chart
from nnstudio.app.plots.chart_ground import WriteTicks
from nnstudio.app.style.appearance import current_theme
from nnstudio.app.style.fonts import number_font

_NEAR = 6
"""So many pixels from the line the mouse takes hold of it."""
_STEP = 0.05
"""How far a key moves it, in powers of ten."""


class ThresholdChart(Chart):
    """Draws a dashed line at a threshold; the y axis has powers of ten.

    The mouse drags the line, the keys Up and Down move it.
    """

    moved = Signal(float)
    """The threshold that the user wants."""
    settled = Signal()
    """The user has let go of the line."""

    def __init__(
        self, write_x: WriteTicks, write_y: WriteTicks, parent: QWidget | None = None
    ) -> None:
        super().__init__(write_x, write_y, parent)
        self._threshold: float | None = None
        self._active = False
        self._dragging = False

    def set_threshold(self, threshold: float | None, *, active: bool) -> None:
        """Show another threshold; ``active`` says whether gradients are limited to it."""
        if (threshold, active) != (self._threshold, self._active):
            self._threshold, self._active = threshold, active
            self.update()

    def line_place(self) -> float | None:
        """Return how far below the widget's top the line lies; None where there is none."""
        if self._threshold is None:
            return None
        area = self._area()
        place = self.place_of(self.x_bounds()[0], math.log10(self._threshold)).y()
        return min(max(place, area.top()), area.bottom())

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        place = self.line_place()
        if place is None or self._threshold is None:
            return
        theme, area = current_theme(), self._area()
        painter = QPainter(self)
        color = QColor(theme.warning if self._active else theme.muted)
        painter.setPen(QPen(color, 1.5, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(area.left(), place), QPointF(area.right(), place))
        painter.setFont(number_font(0.85))
        text = f"{self._threshold:.3g}"
        width = painter.fontMetrics().horizontalAdvance(text)
        above = place - 4 if place - area.top() > 20 else place + painter.fontMetrics().ascent() + 2
        painter.drawText(QPointF(area.right() - width - 4, above), text)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self._is_near(event.position()):
            self._dragging = True
        else:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._dragging:
            self._move_to(event.position().y())
            return
        near = self._is_near(event.position())
        self.setCursor(Qt.CursorShape.SizeVerCursor if near else Qt.CursorShape.ArrowCursor)
        super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._dragging:
            self._dragging = False
            self.settled.emit()
        else:
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: _STEP, Qt.Key.Key_Down: -_STEP}
        if event.key() in steps and self._threshold is not None:
            step = steps[Qt.Key(event.key())]
            self.moved.emit(_rounded(self._threshold * 10.0**step))
            self.settled.emit()
        else:
            super().keyPressEvent(event)

    def _is_near(self, point: QPointF) -> bool:
        place = self.line_place()
        inside = self._area().left() <= point.x() <= self._area().right()
        return place is not None and inside and abs(point.y() - place) <= _NEAR

    def _move_to(self, y: float) -> None:
        area, (low, high) = self._area(), self.y_bounds()
        share = (area.bottom() - min(max(y, area.top()), area.bottom())) / area.height()
        self.moved.emit(_rounded(10.0 ** (low + share * (high - low))))


def _rounded(value: float) -> float:
    """Return a threshold with three digits: what is dragged is never exact."""
    return float(f"{value:.3g}")
