"""A sentence beside the pointer that says why something is not possible, or what comes of it."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from nnstudio.app.canvas.ink import canvas_font, current_ink
from nnstudio.app.canvas.lettering import draw_icon

_WIDEST = 300.0
_PADDING = 9.0
_ICON = 16
_ICONS = {"bad": "circle-alert", "warning": "triangle-alert", "info": "unlink"}


class Bubble(QGraphicsItem):
    """Keeps its size whatever the zoom."""

    def __init__(self) -> None:
        super().__init__()
        self.text = ""
        self.tone = ""
        self._font = canvas_font(12)
        self._text_rect = QRectF()
        self._bounds = QRectF()
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemIgnoresTransformations)
        self.hide()

    def say(self, text: str, tone: str, at: QPointF) -> None:
        """Show a sentence near a point of the scene; none hides the bubble.

        Parameters
        ----------
        tone
            ``"bad"``, ``"warning"`` or ``"info"``.
        """
        self.setVisible(bool(text))
        self.setPos(at)
        if (text, tone) == (self.text, self.tone):
            return
        self.prepareGeometryChange()
        self.text, self.tone = text, tone
        room = QRectF(0, 0, _WIDEST, 1000)
        flags = Qt.TextFlag.TextWordWrap
        size = QFontMetricsF(self._font).boundingRect(room, flags, text).size()
        left = 16 + _PADDING + _ICON + 7
        self._text_rect = QRectF(left, 18 + _PADDING, size.width() + 1, size.height())
        self._bounds = QRectF(
            16, 18, left - 16 + size.width() + 1 + _PADDING, size.height() + 2 * _PADDING
        )
        self.update()

    def boundingRect(self) -> QRectF:
        return self._bounds.adjusted(-2, -2, 2, 4)

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        ink = current_ink()
        color = ink.muted if self.tone == "info" else ink.tone(self.tone)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink.shadows[0])
        painter.drawRoundedRect(self._bounds.translated(0, 2), 7, 7)
        painter.setPen(QPen(color, 1))
        painter.setBrush(ink.raised)
        painter.drawRoundedRect(self._bounds.adjusted(0.5, 0.5, -0.5, -0.5), 7, 7)
        place = QPointF(16 + _PADDING + _ICON / 2, self._text_rect.top() + 8)
        draw_icon(painter, _ICONS[self.tone], place, _ICON, color, 1.0)
        painter.setFont(self._font)
        painter.setPen(ink.text)
        painter.drawText(self._text_rect, Qt.TextFlag.TextWordWrap, self.text)
