"""Drawings that stand in a text laid out by Qt."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSizeF
from PySide6.QtGui import QPainter, QPyTextObject, QTextDocument, QTextFormat

from nnstudio.app.rendering.report import Picture

DRAWING = int(QTextFormat.ObjectTypes.UserObject) + 1
"""The kind of object that stands for a drawing."""
NUMBER = int(QTextFormat.Property.UserProperty) + 1
"""Its property that says which one."""
_INCH = 96


class Drawings(QPyTextObject):
    """Paints the drawings that stand in the text."""

    def __init__(self) -> None:
        super().__init__()
        self._kept: list[tuple[Picture, QSizeF]] = []

    def add(self, picture: Picture, size: QSizeF) -> int:
        """Take a drawing and how large it is on paper; return its number."""
        self._kept.append((picture, size))
        return len(self._kept) - 1

    def intrinsicSize(self, document: QTextDocument, place: int, shape: QTextFormat) -> QSizeF:
        return self._kept[shape.property(NUMBER)][1]

    def drawObject(
        self,
        painter: QPainter,
        rect: QRectF | QRect,
        document: QTextDocument,
        place: int,
        shape: QTextFormat,
    ) -> None:
        picture, _ = self._kept[shape.property(NUMBER)]
        # A QPicture makes up itself for a device of more dots than 96 per inch.
        scale = rect.width() / picture.width * _INCH / painter.device().logicalDpiX()
        painter.save()
        painter.translate(rect.topLeft())
        painter.scale(scale, scale)
        painter.drawPicture(0, 0, picture.drawing)
        painter.restore()
