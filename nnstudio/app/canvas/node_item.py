"""One node on the canvas, painted in one go."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import (
    QGraphicsItem,
    QGraphicsSceneHoverEvent,
    QStyleOptionGraphicsItem,
    QWidget,
)

from nnstudio.app.canvas.geometry import PORT_RADIUS, Port, input_point, node_rect, output_point
from nnstudio.app.canvas.ink import Ink, current_ink
from nnstudio.app.canvas.lettering import Lettering, draw_icon, fitted
from nnstudio.app.canvas.node_face import NodeFace, face_of
from nnstudio.graph.analysis import NodeReport, Problem

CORNER = 10.0
STRIP = 5.0
FULL_DETAIL = 0.7
"""Below this zoom small print could not be read: name and shape are written larger instead."""

_TEXT_LEFT = 54.0
_DIVIDER = 46.0
_BADGE = 16


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
        self._large: tuple[Lettering, Lettering] | None = None
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

    # ---- where its parts are ----

    def rect(self) -> QRectF:
        """Return the outline in the node's own coordinates."""
        return self._rect

    def ports(self) -> list[Port]:
        """Return all ports, inputs first."""
        inputs = [Port(self.node_id, False, index) for index in range(len(self.face.inputs))]
        return [*inputs, Port(self.node_id, True)]

    def port_place(self, port: Port) -> QPointF:
        """Return the centre of a port in scene coordinates."""
        count = len(self.face.inputs)
        place = output_point(count) if port.is_output else input_point(count, port.index)
        return self.pos() + place

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
        return self._outline

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
        self._paint_card(painter, ink, zoom)
        self._paint_icon(painter, ink, zoom)
        self._paint_texts(painter, ink, zoom)
        self._paint_ports(painter, ink)

    def _paint_card(self, painter: QPainter, ink: Ink, zoom: float) -> None:
        if zoom >= FULL_DETAIL:
            painter.setPen(Qt.PenStyle.NoPen)
            for drop, shadow in zip((1.5, 4.0), ink.shadows, strict=True):
                painter.setBrush(shadow)
                painter.drawRoundedRect(self._rect.translated(0, drop), CORNER, CORNER)
        if self.selected:
            painter.setPen(QPen(ink.halo, 6))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(self._rect.adjusted(-2, -2, 2, 2), CORNER + 2, CORNER + 2)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink.node)
        painter.drawRoundedRect(self._rect, CORNER, CORNER)
        painter.fillPath(self._strip, ink.category(self.face.category))
        color, width = ink.border, 1.0
        if self.face.tone:
            color, width = ink.tone(self.face.tone), 1.5
        if self.selected:
            color, width = ink.accent, 2.0
        elif self._hovered and not self.face.tone:
            color = ink.border_strong
        painter.setPen(QPen(color, width))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(self._rect.adjusted(0.5, 0.5, -0.5, -0.5), CORNER, CORNER)
        if zoom >= FULL_DETAIL and self.face.footer:
            painter.setPen(QPen(ink.hairline, 1))
            painter.drawLine(
                QPointF(16, self._divider), QPointF(self._rect.width() - 12, self._divider)
            )

    def _paint_icon(self, painter: QPainter, ink: Ink, zoom: float) -> None:
        tile = QRectF(16, 9, 29, 29)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink.category_tint(self.face.category))
        painter.drawRoundedRect(tile, 7, 7)
        color = ink.category(self.face.category)
        draw_icon(painter, self.face.icon, tile.center(), 17, color, zoom)
        if self.face.tone:
            name = "circle-alert" if self.face.tone == "bad" else "triangle-alert"
            center = QPointF(self._rect.width() - 12 - _BADGE / 2, 11 + _BADGE / 2)
            draw_icon(painter, name, center, _BADGE, ink.tone(self.face.tone), zoom)

    def _paint_texts(self, painter: QPainter, ink: Ink, zoom: float) -> None:
        footer_color = ink.bad if self.face.lacks else ink.muted
        if zoom < FULL_DETAIL:
            name, footer = self._large_texts()
            name.draw(painter, _TEXT_LEFT, 24 - name.height / 2, ink.text)
            top = (self._divider + self._rect.height() - footer.height) / 2
            footer.draw(painter, 16, top, footer_color)
            return
        self._name.draw(painter, _TEXT_LEFT, 7, ink.text)
        self._detail.draw(painter, _TEXT_LEFT, 24, ink.muted)
        self._footer.draw(painter, 16, self._divider + 5, footer_color)
        for index, label in enumerate(self._port_labels):
            y = input_point(len(self._port_labels), index).y()
            label.draw(painter, 8, y - 7, ink.muted)

    def _paint_ports(self, painter: QPainter, ink: Ink) -> None:
        for port in self.ports():
            wired = self.wired_output if port.is_output else port.index in self.wired_inputs
            lit = port == self._lit
            color = ink.accent if lit else ink.wire
            radius = PORT_RADIUS + (2.0 if lit else 0.0)
            painter.setPen(QPen(ink.canvas, 2))
            painter.setBrush(color)
            center = self.port_place(port) - self.pos()
            painter.drawEllipse(center, radius + 1, radius + 1)
            if not wired:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(ink.node)
                painter.drawEllipse(center, radius - 2, radius - 2)

    def _large_texts(self) -> tuple[Lettering, Lettering]:
        """Return name and footer for the view from some distance; few nodes ever need them."""
        if self._large is None:
            room = self._rect.width() - _TEXT_LEFT - 8
            room -= _BADGE if self.face.tone else 0
            name = fitted(self.face.name, 15, 22, room, QFont.Weight.DemiBold)
            footer_room = self._rect.width() - 16 - 8
            footer = fitted(self.face.footer, 14, 19, footer_room, QFont.Weight.Medium)
            self._large = name, footer
        return self._large

    def _lay_out(self) -> None:
        """Prepare everything that painting needs: shapes of the card, texts cut to their room."""
        self.prepareGeometryChange()
        rect = node_rect(len(self.face.inputs))
        self._rect = rect
        self._bounds = rect.adjusted(-10, -8, 10, 12)
        self._divider = rect.height() - (72.0 - _DIVIDER)
        card = QPainterPath()
        card.addRoundedRect(rect, CORNER, CORNER)
        edge = QPainterPath()
        edge.addRect(QRectF(0, 0, STRIP, rect.height()))
        self._strip = card.intersected(edge)
        self._outline = QPainterPath()
        self._outline.addRect(rect.adjusted(-8, 0, 8, 0))
        room = rect.width() - _TEXT_LEFT - 12
        name_room = room - (_BADGE + 4 if self.face.tone else 0)
        bold, medium = QFont.Weight.DemiBold, QFont.Weight.Medium
        self._name = Lettering(self.face.name, 13, name_room, bold)
        self._detail = Lettering(self.face.detail, 11, room)
        footer_room = rect.width() - 16 - 12
        self._footer = Lettering(self.face.footer, 11, footer_room, medium, numbers=True)
        self._large = None
        labels = self.face.inputs if len(self.face.inputs) > 1 else ()
        self._port_labels = [Lettering(label, 9, 20, medium) for label in labels]
        self.setToolTip(self.face.tooltip)
        self.update()
