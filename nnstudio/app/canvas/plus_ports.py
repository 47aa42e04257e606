"""The inputs that merging layers can get: shown as a plus while a wire is pulled near them."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from nnstudio.app.canvas.block_item import BlockItem
from nnstudio.app.canvas.geometry import PORT_RADIUS, Port
from nnstudio.app.canvas.gestures.gesture import Pointer
from nnstudio.app.canvas.ink import current_ink
from nnstudio.app.canvas.node_item import NodeItem
from nnstudio.app.canvas.scene import CanvasScene
from nnstudio.graph import edits
from nnstudio.graph.project import Graph
from nnstudio.graph.rewiring import can_grow

_NEAR = 70.0
_RADIUS = PORT_RADIUS + 3.0


class PlusPorts:
    """Shows where one more wire would find an input, at the nodes near the pointer.

    Parameters
    ----------
    source
        The node from which the wire is pulled.
    graph
        The drawing without the wire that is led elsewhere.
    """

    def __init__(self, scene: CanvasScene, source: str, graph: Graph) -> None:
        self._scene = scene
        self._source = source
        self._graph = graph
        self._shown: dict[Port, _PlusPort] = {}

    def port_under(self, at: Pointer) -> Port | None:
        """Show what can be had near the pointer, and return the port that it means."""
        near = self._near(at.scene)
        for port in [port for port in self._shown if port not in near]:
            self._scene.remove_overlay(self._shown.pop(port))
        for port, place in near.items():
            if port not in self._shown:
                self._shown[port] = _PlusPort(place)
                self._scene.add_overlay(self._shown[port])
        meant = None
        for port, place in near.items():
            card = self._scene.node_at(at.scene)
            on_card = card is not None and card is self._scene.nodes[port.node_id]
            if on_card or (at.scene - place).manhattanLength() <= 1.5 * at.reach:
                meant = port
        for port, item in self._shown.items():
            item.set_lit(port == meant)
        return meant

    def clear(self) -> None:
        """Show none any more."""
        for item in self._shown.values():
            self._scene.remove_overlay(item)
        self._shown.clear()

    def _near(self, point: QPointF) -> dict[Port, QPointF]:
        """Return the ports that can be had near a point, and where they would be."""
        around = QRectF(point.x() - _NEAR, point.y() - _NEAR, 2 * _NEAR, 2 * _NEAR)
        found = {}
        for item in self._scene.items(around):
            if not isinstance(item, NodeItem) or isinstance(item, BlockItem):
                continue
            node = self._graph.by_id.get(item.node_id)
            if node is None or self._scene.nodes.get(node.id) is not item:
                continue
            if not can_grow(self._graph, node.id):
                continue
            if edits.why_not_connect(self._graph, self._source, node.id) is None:
                port = Port(node.id, False, len(node.layer.inputs))
                found[port] = item.port_place(port)
        return found


class _PlusPort(QGraphicsItem):
    """A plus in a circle, where a port would be added."""

    def __init__(self, place: QPointF) -> None:
        super().__init__()
        self._lit = False
        self.setPos(place)

    def set_lit(self, lit: bool) -> None:
        """Make it stand out as the one that is meant."""
        if lit != self._lit:
            self._lit = lit
            self.update()

    def boundingRect(self) -> QRectF:
        side = _RADIUS + 4
        return QRectF(-side, -side, 2 * side, 2 * side)

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        ink = current_ink()
        radius = _RADIUS + (1.5 if self._lit else 0.0)
        painter.setPen(QPen(ink.accent, 1.5))
        painter.setBrush(ink.accent if self._lit else ink.node)
        painter.drawEllipse(QPointF(), radius, radius)
        pen = QPen(ink.node if self._lit else ink.accent, 1.8)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        arm = radius - 3.5
        painter.drawLine(QPointF(-arm, 0), QPointF(arm, 0))
        painter.drawLine(QPointF(0, -arm), QPointF(0, arm))
