"""Rings around what was found on the canvas."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from nnstudio.app.canvas.ink import current_ink

_AWAY = 7.0
_CORNER = 15.0


class FindMarks(QGraphicsItem):
    """Paints a dashed ring around each thing found, and a full one around that which is shown."""

    def __init__(self) -> None:
        super().__init__()
        self.boxes: tuple[QRectF, ...] = ()
        self.current = -1
        self._bounds = QRectF()

    def mark(self, boxes: Sequence[QRectF], current: int) -> None:
        """Mark other things; ``current`` is the number of the one that is shown."""
        self.prepareGeometryChange()
        self.boxes = tuple(box.adjusted(-_AWAY, -_AWAY, _AWAY, _AWAY) for box in boxes)
        self.current = current
        self._bounds = QRectF()
        for box in self.boxes:
            self._bounds = self._bounds.united(box)
        self.update()

    def boundingRect(self) -> QRectF:
        return self._bounds.adjusted(-4, -4, 4, 4)

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for number, box in enumerate(self.boxes):
            shown = number == self.current
            pen = QPen(current_ink().accent, 3 if shown else 1.5)
            pen.setStyle(Qt.PenStyle.SolidLine if shown else Qt.PenStyle.DashLine)
            pen.setCosmetic(True)
            painter.setPen(pen)
            painter.drawRoundedRect(box, _CORNER, _CORNER)
