"""A note on the canvas: a card of quiet paper with a few lines of text."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QPainterPath, QPen, QTextDocument
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from nnstudio.app.canvas.ink import Ink, current_ink
from nnstudio.app.canvas.lettering import Lettering
from nnstudio.app.canvas.remark_item import RemarkItem
from nnstudio.app.canvas.remark_text import document_of, height_of_whole_lines
from nnstudio.graph.project import Remark

NOTE_PADDING = 12.0
_EAR = 14.0
"""The corner that is folded over."""
_CORNER = 5.0
_MARGIN = 12.0
_READABLE_ZOOM = 0.5
"""Farther away the text would be a smear; lines stand for it."""


class NoteItem(RemarkItem):
    """Wraps its text to its width; what finds no room below ends in an ellipsis."""

    def __init__(self, remark: Remark) -> None:
        self._document: QTextDocument | None = None
        self._written_for: tuple[str, float, str] | None = None
        self._more: Lettering | None = None
        self._whole_lines = 0.0
        super().__init__(remark)
        self.setZValue(0.8)

    def boundingRect(self) -> QRectF:
        return self._rect.adjusted(-_MARGIN, -_MARGIN, _MARGIN, _MARGIN)

    def sized(self) -> None:
        self._outline = _outline(self._rect)
        self._more = None

    def held_at(self, point: QPointF, zoom: float) -> Qt.Edge | None:
        inner = point - self.pos()
        edges = self.edges_at(inner, zoom)
        return edges if edges or self._rect.contains(inner) else None

    def text_height(self) -> float:
        """Return how tall the note has to be for all of its text."""
        return self.document(current_ink()).size().height() + 2 * NOTE_PADDING

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        ink = current_ink()
        zoom = option.levelOfDetailFromTransform(painter.worldTransform())
        self._paint_paper(painter, ink, zoom)
        if zoom < _READABLE_ZOOM:
            self._paint_lines(painter, ink)
        elif self.remark.text:
            self._paint_text(painter, ink)
        if self.selected:
            self.paint_handles(painter, ink, zoom)

    def _paint_paper(self, painter: QPainter, ink: Ink, zoom: float) -> None:
        tint = ink.tints[self.remark.color]
        width = (2.0 if self.selected else 1.0) / min(zoom, 1.0)
        painter.setPen(QPen(ink.accent if self.selected else tint.line, width))
        painter.setBrush(tint.ground)
        painter.drawPath(self._outline)
        right = self._rect.width()
        ear = [QPointF(right - _EAR, 0), QPointF(right - _EAR, _EAR), QPointF(right, _EAR)]
        painter.setPen(QPen(tint.line, 1.0 / min(zoom, 1.0)))
        painter.drawPolyline(ear)

    def _paint_text(self, painter: QPainter, ink: Ink) -> None:
        room, document = self._room(), self.document(ink)
        painter.save()
        if document.size().height() > room.height():
            if self._more is None:
                self._more = Lettering("…", 18, 40.0, QFont.Weight.DemiBold)
                self._whole_lines = height_of_whole_lines(document, room.height())
            place = self._rect.bottomRight() - QPointF(self._more.width + 6, self._more.height - 2)
            self._more.draw(painter, place.x(), place.y(), ink.muted)
            room.setHeight(self._whole_lines)
            painter.setClipRect(room, Qt.ClipOperation.IntersectClip)
        painter.translate(room.topLeft())
        document.drawContents(painter)
        painter.restore()

    def _paint_lines(self, painter: QPainter, ink: Ink) -> None:
        room = self._room()
        painter.setPen(QPen(ink.tints[self.remark.color].line, 3))
        for number in range(min(self.remark.text.count("\n") + 1, int(room.height() / 18))):
            y = room.top() + 9 + 18 * number
            share = 0.9 if number % 2 == 0 else 0.7
            painter.drawLine(
                QPointF(room.left(), y), QPointF(room.left() + share * room.width(), y)
            )

    def document(self, ink: Ink) -> QTextDocument:
        """Return the text as it is written in the present colours."""
        width = self._rect.width() - 2 * NOTE_PADDING
        wanted = (self.remark.text, width, ink.theme.name)
        if self._document is None or wanted != self._written_for:
            self._document = document_of(self.remark.text, width, ink.text)
            self._written_for = wanted
            self._more = None
        return self._document

    def _room(self) -> QRectF:
        pad = NOTE_PADDING
        return self._rect.adjusted(pad, pad, -pad, -pad / 2)


def _outline(rect: QRectF) -> QPainterPath:
    """Return the edge of a sheet whose upper right corner is cut off."""
    whole, corner = QPainterPath(), QPainterPath()
    whole.addRoundedRect(rect, _CORNER, _CORNER)
    corner.moveTo(rect.right() - _EAR, -1)
    corner.lineTo(rect.right() + 1, -1)
    corner.lineTo(rect.right() + 1, _EAR)
    corner.closeSubpath()
    return whole.subtracted(corner)
