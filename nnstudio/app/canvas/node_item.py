"""One node on the canvas, painted in one go."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPainterPath
from PySide6.QtWidgets import (
    QGraphicsItem,
    QGraphicsSceneHoverEvent,
    QStyleOptionGraphicsItem,
    QWidget,
)

from nnstudio.app.canvas.card import Card, card_bounds, draw_card, input_points, output_points
from nnstudio.app.canvas.geometry import PORT_RADIUS, Port, node_rect
from nnstudio.app.canvas.ink import current_ink
from nnstudio.app.canvas.node_face import NodeFace, face_of
from nnstudio.app.canvas.node_words import NodeWords
from nnstudio.graph.analysis import NodeReport, Problem
from nnstudio.graph.project import Graph, Wire


class NodeItem(QGraphicsItem):
    """Shows a `NodeFace`; it knows whether it is selected, wired and under the mouse, no more."""

    def __init__(
        self,
        node_id: str,
        face: NodeFace,
        report: NodeReport | None = None,
        problems: tuple[Problem, ...] = (),
    ) -> None:
        super().__init__()
        self.node_id = node_id
        self.face = face
        self.selected = False
        self.wired_inputs: frozenset[int] = frozenset()
        self.wired_output = False
        self._report = report
        self._problems = problems
        self._hovered = False
        self._lit: Port | None = None
        self._lay_out()
        self.setAcceptHoverEvents(True)
        self.setZValue(1)

    # ---- what it shows ----

    def follow(
        self,
        report: NodeReport,
        problems: tuple[Problem, ...],
        wired_inputs: frozenset[int],
        wired_output: bool,
        *,
        again: bool = False,
    ) -> None:
        """Show what the analysis says now; ``again`` makes the words anew for another language."""
        if (wired_inputs, wired_output) != (self.wired_inputs, self.wired_output):
            self.wired_inputs, self.wired_output = wired_inputs, wired_output
            self.update()
        old = self._report
        same = old is not None and old.node is report.node and old.shape == report.shape
        if same and problems == self._problems and not again:
            return
        self._report, self._problems = report, problems
        face = face_of(report, problems)
        if face != self.face or again:
            self.face = face
            self._lay_out()

    def set_selected(self, selected: bool) -> None:
        """Show the node as selected or not."""
        if selected != self.selected:
            self.selected = selected
            self.setZValue(2 if selected else 1)
            self.update()

    def light_port(self, port: Port | None) -> None:
        """Make one port stand out, as the one a wire would be connected to."""
        if port != self._lit:
            self._lit = port
            self.update()

    def spoken(self) -> str:
        """Return what a screen reader says of it."""
        return ", ".join((self.face.name, self.face.detail, self.face.footer))

    # ---- where its parts are ----

    def rect(self) -> QRectF:
        """Return the outline in the node's own coordinates."""
        return self._rect

    def ports(self) -> list[Port]:
        """Return all ports, inputs first."""
        inputs = [Port(self.node_id, False, index) for index in range(len(self.face.inputs))]
        return [*inputs, Port(self.node_id, True)]

    def port_place(self, port: Port) -> QPointF:
        """Return the centre of a port in scene coordinates; of the input after the last one, too."""
        inputs, outputs = len(self.face.inputs), self.face.outputs
        points = (output_points if port.is_output else input_points)(inputs, outputs)
        number = 0 if port.is_output else port.index
        if number == len(points):
            return self.pos() + self._rect.bottomLeft()
        return self.pos() + points[number]

    def meant_port(self, is_output: bool, graph: Graph, moved: Wire | None = None) -> Port:
        """Return the port that is meant by pointing at the node: the output, or a free input.

        Parameters
        ----------
        moved
            A wire that is being led elsewhere, so that its port counts as free.
        """
        ports = [port for port in self.ports() if port.is_output == is_output]
        ports = ports or [Port(self.node_id, is_output)]  # there is none, and trying says why
        wires = graph.wires_into
        free = (p for p in ports if wires[p.node_id].get(p.index) in (None, moved))
        return next(iter(ports) if is_output else free, ports[0])

    def ports_near(self, point: QPointF, reach: float) -> list[tuple[float, Port]]:
        """Return the ports within reach of a point of the scene, with their distances."""
        found = []
        for port in self.ports():
            offset = point - self.port_place(port)
            distance = math.hypot(offset.x(), offset.y())
            if distance <= reach:
                found.append((distance, port))
        return found

    def boundingRect(self) -> QRectF:
        return self._bounds

    def shape(self) -> QPainterPath:
        return self._grasp

    # ---- the mouse over it ----

    def hoverEnterEvent(self, event: QGraphicsSceneHoverEvent) -> None:
        self._hovered = True
        self._light_nearest(event)
        self.update()

    def hoverMoveEvent(self, event: QGraphicsSceneHoverEvent) -> None:
        self._light_nearest(event)

    def hoverLeaveEvent(self, event: QGraphicsSceneHoverEvent) -> None:
        self._hovered = False
        self.light_port(None)
        self.update()

    def _light_nearest(self, event: QGraphicsSceneHoverEvent) -> None:
        near = self.ports_near(event.scenePos(), 2 * PORT_RADIUS)
        self.light_port(min(near, key=lambda pair: pair[0])[1] if near else None)

    # ---- painting ----

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        zoom = option.levelOfDetailFromTransform(painter.worldTransform())
        ink = current_ink()
        draw_card(painter, self._card(), ink, zoom)
        self._words.paint(painter, ink, zoom)

    def _card(self) -> Card:
        face, lit = self.face, self._lit
        count = len(face.inputs)
        return Card(
            face.icon,
            face.category,
            face.tone,
            count,
            self.wired_inputs | {count} if self.wired_output else self.wired_inputs,
            None if lit is None else count if lit.is_output else lit.index,
            self.selected,
            self._hovered,
            face.linked,
            frozen=face.frozen,
        )

    def _lay_out(self) -> None:
        self.prepareGeometryChange()
        self._rect = node_rect(self.face.rows)
        self._bounds = card_bounds(self.face.rows)
        self._grasp = QPainterPath()
        self._grasp.addRect(self._rect.adjusted(-8, 0, 8, 0))
        self._words = NodeWords(self.face)
        self.setToolTip(self.face.tooltip)
        self.update()
