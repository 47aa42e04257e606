"""A frame around nodes: a tinted area beneath everything, with a title."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QPen
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from nnstudio.app.canvas.ink import current_ink
from nnstudio.app.canvas.lettering import Lettering
from nnstudio.app.canvas.remark_item import NO_EDGE, RemarkItem
from nnstudio.graph.project import Remark
from nnstudio.graph.remark_edits import TITLE_ROOM

TITLE_PIXELS = 15.0
TITLE_LEFT = 16.0
_READABLE = 12.0
"""From afar the title is so many pixels tall, however small the rest becomes."""
_LARGEST_INSIDE = 22.0
"""In larger letters the title stands on top of the frame, where it hides nothing."""
_LARGEST = 120.0
_CORNER = 14.0
_ABOVE = 2 * _LARGEST
_MARGIN = 12.0
_LONGEST_TITLE = 200


class FrameItem(RemarkItem):
    """Its title stays readable from afar; its inside belongs to what lies there."""

    def __init__(self, remark: Remark) -> None:
        self._title: Lettering | None = None
        self._laid_out: tuple[str, float, float] | None = None
        super().__init__(remark)

    def title_rect(self, zoom: float) -> QRectF:
        """Return where the title stands in its own coordinates, and by which the frame is moved."""
        pixels = _title_pixels(zoom)
        height = 1.5 * pixels
        width = 6 * pixels  # a frame without a title can be held as well
        if self.remark.text:
            width = self._lettering(zoom).width + pixels
        width = min(width, self._rect.width())
        if pixels > _LARGEST_INSIDE:
            return QRectF(0, -height, width, height)
        return QRectF(TITLE_LEFT - pixels / 2, (TITLE_ROOM - height) / 2, width, height)

    def boundingRect(self) -> QRectF:
        return self._rect.adjusted(-_MARGIN, -_ABOVE, _MARGIN, _MARGIN)

    def sized(self) -> None:
        # Larger frames lie beneath smaller ones, so that each can be held.
        self.setZValue(-2.0 - self._rect.width() * self._rect.height())

    def held_at(self, point: QPointF, zoom: float) -> Qt.Edge | None:
        inner = point - self.pos()
        if self.title_rect(zoom).contains(inner):
            return NO_EDGE
        return self.edges_at(inner, zoom) or None

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        ink = current_ink()
        zoom = option.levelOfDetailFromTransform(painter.worldTransform())
        tint = ink.tints[self.remark.color]
        width = (2.0 if self.selected else 1.0) / min(zoom, 1.0)
        painter.setPen(QPen(ink.accent if self.selected else tint.line, width))
        painter.setBrush(tint.ground)
        painter.drawRoundedRect(self._rect, _CORNER, _CORNER)
        self.paint_title(painter, zoom)
        if self.selected:
            self.paint_handles(painter, ink, zoom)

    def paint_title(self, painter: QPainter, zoom: float) -> None:
        """Paint the title alone."""
        if not self.remark.text:
            return
        ink, place, lettering = current_ink(), self.title_rect(zoom), self._lettering(zoom)
        x = 0.0 if place.bottom() <= 0 else TITLE_LEFT
        y = place.center().y() - lettering.height / 2
        lettering.draw(painter, x, y, ink.tints[self.remark.color].title)

    def _lettering(self, zoom: float) -> Lettering:
        pixels = _title_pixels(zoom)
        room = self._rect.width() - (0.0 if pixels > _LARGEST_INSIDE else 2 * TITLE_LEFT)
        wanted = (self.remark.text, pixels, room)
        if self._title is None or wanted != self._laid_out:
            line = self.remark.text.split("\n", 1)[0][:_LONGEST_TITLE]
            self._title = Lettering(line, pixels, max(room, 0.0), QFont.Weight.DemiBold)
            self._laid_out = wanted
        return self._title


def _title_pixels(zoom: float) -> float:
    """Return the size of the title's letters in scene units, a whole number of them."""
    return float(math.ceil(min(max(TITLE_PIXELS, _READABLE / zoom), _LARGEST)))
