"""A pad to draw on with the mouse, as one writes a digit."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from nnstudio.app.style.appearance import current_theme, theme_signals
from nnstudio.core.layer import Array

PIXELS = 280
SHOWN = 190


class DigitPad(QWidget):
    """Takes strokes: the left button draws, the right one erases, Delete clears.

    The ink is kept at a size of its own, whatever size the pad is shown at.
    """

    changed = Signal()
    """What is drawn is another picture now."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ink = QImage(PIXELS, PIXELS, QImage.Format.Format_Grayscale8)
        self._ink.fill(0)
        self._last: QPointF | None = None
        self._middle = QPointF()
        self._erasing = False
        self._pen_width = 24
        self._hint = ""
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setMaximumSize(SHOWN, SHOWN)
        theme_signals.changed.connect(self.update)

    def set_hint(self, text: str) -> None:
        """Set what an empty pad says."""
        self._hint = text
        self.update()

    def set_pen_width(self, width: int) -> None:
        """Draw with a pen of this many 280ths of the pad."""
        self._pen_width = width

    def pen_width(self) -> int:
        """Return the width of the pen."""
        return self._pen_width

    def is_blank(self) -> bool:
        """Return whether nothing is drawn."""
        return not self.ink().any()

    def ink(self) -> Array:
        """Return what is drawn: uint8 ``(height, width)``, ink 255 on 0."""
        bits = np.frombuffer(self._ink.constBits(), np.uint8)
        return bits.reshape(PIXELS, self._ink.bytesPerLine())[:, :PIXELS].copy()

    def clear(self) -> None:
        """Wipe the pad."""
        self._ink.fill(0)
        self.update()
        self.changed.emit()

    def sizeHint(self) -> QSize:
        return QSize(SHOWN, SHOWN)

    def minimumSizeHint(self) -> QSize:
        return QSize(110, 110)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return min(width, SHOWN)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() not in (Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton):
            return
        self._erasing = event.button() == Qt.MouseButton.RightButton
        self._last = self._middle = self._place(event)
        self._ink_line(QPainterPath(self._last), self._last + QPointF(0.1, 0.0))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._last is None:
            return
        # Curves through the middles of the mouse's steps have no corners.
        to = self._place(event)
        path = QPainterPath(self._middle)
        self._middle = (self._last + to) / 2
        path.quadTo(self._last, self._middle)
        self._last = to
        self._ink_line(path, self._middle)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._last is not None:
            self._ink_line(QPainterPath(self._middle), self._last)
            self._last = None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.clear()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current_theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        frame = QRectF(self.rect()).adjusted(0.75, 0.75, -0.75, -0.75)
        shape = QPainterPath()
        shape.addRoundedRect(frame, 6, 6)
        painter.fillPath(shape, QColor("#0d0e10"))  # ink is bright on black, as in the data
        painter.save()
        painter.setClipPath(shape)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Screen)
        painter.drawImage(QRectF(self.rect()), self._ink)
        painter.restore()
        if self._hint and self.is_blank():
            painter.setPen(QColor("#9aa2ad"))
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(self.rect().adjusted(14, 14, -14, -14), flags, self._hint)
        edge = theme.accent if self.hasFocus() else theme.border_strong
        painter.setPen(QPen(QColor(edge), 1.5 if self.hasFocus() else 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(shape)

    def _place(self, event: QMouseEvent) -> QPointF:
        scale = PIXELS / max(self.width(), 1)
        return QPointF(event.position().x() * scale, event.position().y() * scale)

    def _ink_line(self, path: QPainterPath, end: QPointF) -> None:
        """Draw or erase along a path and on to ``end``."""
        path.lineTo(end)
        painter = QPainter(self._ink)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = self._pen_width * (1.8 if self._erasing else 1.0)
        pen = QPen(Qt.GlobalColor.black if self._erasing else Qt.GlobalColor.white, width)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.strokePath(path, pen)
        painter.end()
        self.update()
        self.changed.emit()
