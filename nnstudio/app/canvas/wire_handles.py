"""The ends of a wire by which it can be led elsewhere."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from nnstudio.app.canvas.ink import current_ink

HANDLE_FROM_END = 26.0
"""Far enough from the port that each can be hit."""
_RADIUS = 5.0


class WireHandles(QGraphicsItem):
    """Two rings on a wire, near its ends, while it is selected or under the mouse."""

    def __init__(self, wire: QGraphicsItem) -> None:
        super().__init__(wire)
        self._path = QPainterPath()
        self._places: tuple[QPointF, ...] | None = ()
        self._bounds = QRectF()
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)

    def follow(self, path: QPainterPath) -> None:
        """Stand on a wire that takes this way; on a very short one there is no room."""
        self.prepareGeometryChange()
        self._path, self._places = path, None
        box = path.controlPointRect()
        self._bounds = box.adjusted(-_RADIUS - 2, -_RADIUS - 2, _RADIUS + 2, _RADIUS + 2)

    @property
    def places(self) -> tuple[QPointF, ...]:
        """Where the rings are; found only when it is asked, for all wires may be selected."""
        if self._places is None:
            path, length = self._path, self._path.length()
            steps = (HANDLE_FROM_END, length - HANDLE_FROM_END)
            room = length > 2.5 * HANDLE_FROM_END
            at = (path.pointAtPercent(path.percentAtLength(step)) for step in steps)
            self._places = tuple(at) if room else ()
        return self._places

    def boundingRect(self) -> QRectF:
        return self._bounds

    def shape(self) -> QPainterPath:
        return QPainterPath()  # the wire below it is what is held

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        ink = current_ink()
        painter.setPen(QPen(ink.accent, 2))
        painter.setBrush(ink.canvas)
        for place in self.places:
            painter.drawEllipse(place, _RADIUS, _RADIUS)
