"""A chart that is looked into with the mouse and with the keyboard."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QEnterEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QWidget

from nnstudio.app.plots.chart_frame import Bounds
from nnstudio.app.plots.chart_ground import WriteTicks
from nnstudio.app.plots.chart_picture import ChartPicture
from nnstudio.app.style.appearance import current_theme

CLOSEST = 1e-4
"""The smallest part of the x axis that can be zoomed to."""


class Chart(ChartPicture):
    """Draws lines; the wheel zooms in x, dragging moves, a double click shows everything.

    From the keyboard, the arrows move the crosshair, plus and minus zoom, Home shows everything and
    Enter goes to the crosshair's place.
    """

    pointed = Signal(object)
    """The x value under the mouse, None when it left."""
    zoomed = Signal(object)
    """The part of x that the user wants to see, None for all of it."""

    gone_to = Signal(float)
    """The x value that the user clicked at, or drags over where nothing is zoomed."""

    def __init__(
        self, write_x: WriteTicks, write_y: WriteTicks, parent: QWidget | None = None
    ) -> None:
        super().__init__(write_x, write_y, parent)
        self._held: tuple[float, Bounds] | None = None
        self._moved = self._by_keyboard = False
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus() and self._by_keyboard:
            painter = QPainter(self)
            painter.setPen(QPen(QColor(current_theme().accent), 1))
            painter.drawRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        inside = self._area().adjusted(-1, 0, 1, 0).contains(event.position())
        if self._held is not None and event.buttons() & Qt.MouseButton.LeftButton:
            start, (left, right) = self._held
            far = abs(start - event.position().x()) > QApplication.startDragDistance()
            self._moved = self._moved or far
            if self._zoom is None:
                if self._moved and inside:
                    self.gone_to.emit(self._frame().x_at(event.position().x()))
                return
            moved = (start - event.position().x()) / self._area().width() * (right - left)
            self._ask_for(left + moved, right + moved)
        self.pointed.emit(self._frame().x_at(event.position().x()) if inside else None)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self._area().contains(event.position()):
            self._held, self._moved = (event.position().x(), self.x_bounds()), False

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._held is not None and not self._moved:
            self.gone_to.emit(self._frame().x_at(event.position().x()))
        self._held = None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        left, right = self.x_bounds()
        far = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        step = (right - left) / (10 if far else 100)
        at = right if self._cross is None else self._cross
        key = event.key()
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            at += step if key == Qt.Key.Key_Right else -step
            self.pointed.emit(min(max(at, left), right))
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus):
            factor = 1.25 if key == Qt.Key.Key_Minus else 0.8
            self._ask_for(at - (at - left) * factor, at + (right - at) * factor)
        elif key == Qt.Key.Key_Home:
            self.zoomed.emit(None)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._cross is not None:
            self.gone_to.emit(self._cross)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._by_keyboard = event.reason() != Qt.FocusReason.MouseFocusReason
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.pointed.emit(None)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._held = None
        self.zoomed.emit(None)

    def wheelEvent(self, event: QWheelEvent) -> None:
        turned = event.angleDelta().y()
        if not turned or not self._area().contains(event.position()):
            event.ignore()
            return
        left, right = self.x_bounds()
        at = self._frame().x_at(event.position().x())
        factor = 0.8 ** (turned / 120)
        self._ask_for(at - (at - left) * factor, at + (right - at) * factor)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.pointed.emit(None)

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.setCursor(Qt.CursorShape.CrossCursor)

    def _ask_for(self, left: float, right: float) -> None:
        """Ask for a part of x; all of it when nothing would be left out."""
        low, high = self._all
        width = max(right - left, CLOSEST * (high - low))
        if width >= high - low:
            self.zoomed.emit(None)
            return
        left = min(max(left, low), high - width)
        self.zoomed.emit((left, left + width))
