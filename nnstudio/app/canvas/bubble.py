"""A sentence beside the pointer that says why something is not possible, or what comes of it."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from nnstudio.app.canvas.ink import canvas_font, current_ink
from nnstudio.app.canvas.lettering import draw_icon

_WIDEST = 300.0
_PADDING = 9.0
_ICON = 16
_ICON_ROOM = _ICON + 7.0
_AWAY = QPointF(16, 18)
"""How far it keeps from the pointer."""
_ICONS = {
    "bad": "circle-alert",
    "warning": "triangle-alert",
    "info": "unlink",
    "add": "plus",
    "replace": "refresh-cw",
}


class Bubble(QGraphicsItem):
    """Keeps its size whatever the zoom."""

    def __init__(self) -> None:
        super().__init__()
        self.text = ""
        self.tone = ""
        self._font = canvas_font(12)
        self._words = QSizeF()
        self._box = QRectF()
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemIgnoresTransformations)
        self.hide()

    def say(self, text: str, tone: str, at: QPointF, view: QPoint, size: QSize) -> None:
        """Show a sentence near the pointer; none hides the bubble.

        Parameters
        ----------
        tone
            ``"bad"``, ``"warning"``, or what comes of it: ``"info"``, ``"add"``, ``"replace"``.
        at
            The pointer in the scene.
        view, size
            The pointer in the view, and the view's size: the bubble stays inside.
        """
        self.setVisible(bool(text))
        self.setPos(at)
        if (text, tone) != (self.text, self.tone):
            self.text, self.tone = text, tone
            room = QRectF(0, 0, _WIDEST, 1000)
            metrics = QFontMetricsF(self._font)
            self._words = metrics.boundingRect(room, Qt.TextFlag.TextWordWrap, text).size()
            self.update()
        box = QRectF(
            _AWAY.x(),
            _AWAY.y(),
            self._words.width() + _ICON_ROOM + 2 * _PADDING + 1,
            self._words.height() + 2 * _PADDING,
        )
        if view.x() + box.right() > size.width():
            box.moveRight(-_AWAY.x())
        if view.y() + box.bottom() > size.height():
            box.moveBottom(-_AWAY.y())
        if box != self._box:
            self.prepareGeometryChange()
            self._box = box

    def boundingRect(self) -> QRectF:
        return self._box.adjusted(-2, -2, 2, 4)

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        ink = current_ink()
        color = ink.tone(self.tone) if self.tone in ("bad", "warning") else ink.muted
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink.shadows[0])
        painter.drawRoundedRect(self._box.translated(0, 2), 7, 7)
        painter.setPen(QPen(color, 1))
        painter.setBrush(ink.raised)
        painter.drawRoundedRect(self._box.adjusted(0.5, 0.5, -0.5, -0.5), 7, 7)
        inner = self._box.adjusted(_PADDING, _PADDING, -_PADDING, -_PADDING)
        center = inner.topLeft() + QPointF(_ICON / 2, 8)
        draw_icon(painter, _ICONS[self.tone], center, _ICON, color, 1.0)
        painter.setFont(self._font)
        painter.setPen(ink.text)
        words = inner.adjusted(_ICON_ROOM, 0, 1, 0)
        painter.drawText(words, Qt.TextFlag.TextWordWrap, self.text)
