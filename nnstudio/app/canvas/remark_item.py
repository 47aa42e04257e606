"""A frame or a note on the canvas: where it is, and where it can be held."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QGraphicsItem

from nnstudio.app.canvas.ink import Ink
from nnstudio.graph.project import Remark

NO_EDGE = Qt.Edge(0)
"""Held elsewhere than at an edge: it is moved."""

_GRASP = 5.0
"""How many pixels beside an edge count as on it."""
_FARTHEST_GRASP = 16.0
_HANDLE = 7.0


class RemarkItem(QGraphicsItem):
    """What frames and notes have in common; it shows a `Remark` and does not change it."""

    def __init__(self, remark: Remark) -> None:
        super().__init__()
        self.remark = remark
        self.selected = False
        self._rect = QRectF()
        self._displaced = False
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
        self._show(remark)

    # ---- what it shows ----

    def follow(self, remark: Remark) -> None:
        """Show what the project says now, where that differs from what is shown."""
        if remark is not self.remark or self._displaced:
            self._show(remark)

    def move_to(self, place: QPointF) -> None:
        """Show it at another place for the time being."""
        self._displaced = True
        self.setPos(place)

    def show_box(self, box: QRectF) -> None:
        """Show it at another place, with another size, for the time being."""
        self.prepareGeometryChange()
        self._displaced = True
        self.setPos(box.topLeft())
        self._rect = QRectF(0, 0, box.width(), box.height())
        self.sized()
        self.update()

    def set_selected(self, selected: bool) -> None:
        """Show it as selected or not."""
        if selected != self.selected:
            self.selected = selected
            self.update()

    def sized(self) -> None:
        """Do what follows from another size or text."""

    def _show(self, remark: Remark) -> None:
        self.remark = remark
        self.show_box(QRectF(remark.x, remark.y, remark.width, remark.height))
        self._displaced = False

    # ---- where it is ----

    def rect(self) -> QRectF:
        """Return the outline in its own coordinates."""
        return self._rect

    def box(self) -> QRectF:
        """Return the outline in the scene."""
        return self._rect.translated(self.pos())

    def held_at(self, point: QPointF, zoom: float) -> Qt.Edge | None:
        """Return the edges that are held at a point of the scene; `NO_EDGE`: all of it; or None."""
        raise NotImplementedError

    def edges_at(self, inner: QPointF, zoom: float) -> Qt.Edge:
        """Return the edges at a point in its own coordinates, `NO_EDGE` where there are none."""
        reach = min(_GRASP / zoom, _FARTHEST_GRASP)
        rect = self._rect
        edges = NO_EDGE
        if not rect.adjusted(-reach, -reach, reach, reach).contains(inner):
            return edges
        # What is small can still be held in its middle.
        across, down = min(reach, rect.width() / 4), min(reach, rect.height() / 4)
        if inner.x() < across:
            edges |= Qt.Edge.LeftEdge
        elif inner.x() > rect.width() - across:
            edges |= Qt.Edge.RightEdge
        if inner.y() < down:
            edges |= Qt.Edge.TopEdge
        elif inner.y() > rect.height() - down:
            edges |= Qt.Edge.BottomEdge
        return edges

    # ---- painting ----

    def paint_handles(self, painter: QPainter, ink: Ink, zoom: float) -> None:
        """Paint the corners by which a selected one is resized."""
        side = min(_HANDLE / zoom, _FARTHEST_GRASP)
        painter.setPen(QPen(ink.accent, min(1.5 / zoom, 4.0)))
        painter.setBrush(ink.node)
        for x in (0.0, self._rect.width()):
            for y in (0.0, self._rect.height()):
                painter.drawRect(QRectF(x - side / 2, y - side / 2, side, side))
