"""Dragging a layer from the palette onto the canvas."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtWidgets import QGraphicsPathItem

from nnstudio.app.canvas.block_item import BlockItem
from nnstudio.app.canvas.bubble import Bubble
from nnstudio.app.canvas.geometry import Port, input_point, node_rect, output_point, wire_path
from nnstudio.app.canvas.gestures.gesture import Gesture, Pointer
from nnstudio.app.canvas.ink import current_ink, round_pen
from nnstudio.app.canvas.naming import node_name, replace_label
from nnstudio.app.canvas.node_face import ghost_face
from nnstudio.app.canvas.node_item import NodeItem
from nnstudio.app.canvas.placing import (
    centred,
    insert_with_room,
    level_with,
    place_in_wire,
    room_in_wire,
)
from nnstudio.app.canvas.scene import CanvasScene
from nnstudio.app.canvas.wire_item import WireItem
from nnstudio.app.translate import tr_text
from nnstudio.core.layer import Layer
from nnstudio.core.text import N_, Text
from nnstudio.graph import edits
from nnstudio.graph.project import Project
from nnstudio.graph.rewiring import carried_over, replace_layer

_NEAR = 84.0
"""So near to its own port a free port of another node gets a wire."""
_VERY_NEAR = 30.0
"""An output that feeds something already must be as near as that to get another wire."""
_BORDER = 26.0
"""The left and right part of a card belong to its ports, not to replacing it."""
_LEVEL = 24.0


@dataclass(frozen=True)
class _Aim:
    """What letting go would do, at most one of: replace a node, go into a wire, connect to ports."""

    node: NodeItem | None = None
    wire: WireItem | None = None
    source: Port | None = None
    target: Port | None = None


class DropLayer(Gesture):
    """Shows where the layer will lie, and what comes of it there.

    Over a wire it is put in, on the middle of a node it takes its place, and near a free port it
    is connected.
    """

    def __init__(self, scene: CanvasScene, layer: Layer) -> None:
        self._scene = scene
        self._layer = layer
        self._ghost: NodeItem | None = None
        self._bubble: Bubble | None = None
        self._lines: list[QGraphicsPathItem] = []
        self._aim = _Aim()
        self._moved: tuple[str, ...] = ()

    def move(self, at: Pointer) -> None:
        if self._ghost is None:
            self._ghost = NodeItem("", ghost_face(self._layer))
            self._ghost.set_selected(True)
            self._scene.add_overlay(self._ghost)
        self._take_aim(self._aim_at(at))
        aim, place = self._aim, self._place(at)
        self._ghost.setPos(place)
        self._ghost.setOpacity(0.8 if aim == _Aim() else 1.0)
        self._draw_wires(place)
        self._say(at)

    def finish(self, at: Pointer) -> None:
        self.move(at)
        aim, place = self._aim, self._place(at)
        self.cancel()
        session = self._scene.session
        label = Text(N_("Add {layer}"), layer=Text(self._layer.label))
        if aim.node is not None:
            old = aim.node.node_id
            layer = carried_over(session.project.graph.by_id[old].layer, self._layer)
            label = replace_label(session.project, old, layer)
            project, node_id = replace_layer(session.project, old, layer)
        elif aim.wire is not None:
            wire, wished = aim.wire.wire, centred(self._layer, at.scene)
            project, node_id = insert_with_room(session.project, wire, self._layer, wished)
            label = Text(
                N_("Insert {layer} before {node}"),
                layer=Text(self._layer.label),
                node=node_name(session.project, wire.target),
            )
        else:
            project, node_id = self._added(session.project, place, aim)
        session.edit(label, project)
        self._scene.select_only((node_id,))

    def cancel(self) -> None:
        self._take_aim(_Aim())
        for item in (self._ghost, self._bubble, *self._lines):
            if item is not None:
                self._scene.remove_overlay(item)
        self._ghost, self._bubble, self._lines = None, None, []

    # ---- what it is aimed at ----

    def _aim_at(self, at: Pointer) -> _Aim:
        place = centred(self._layer, at.scene)
        node = self._scene.node_at(at.scene)
        if node is not None and not isinstance(node, BlockItem):
            middle = node.rect().adjusted(_BORDER, 0, -_BORDER, 0)
            if middle.contains(at.scene - node.pos()):
                return _Aim(node=node)
        wire = self._wire_under(place, at)
        if wire is not None:
            return _Aim(wire=wire)
        inputs = len(self._layer.inputs)
        source = self._port_near(place + input_point(inputs, 0), True) if inputs else None
        target = self._port_near(place + output_point(inputs), False)
        graph = self._scene.session.project.graph
        if source and target and graph.reaches(target.node_id, source.node_id):
            target = None  # a circle
        return _Aim(source=source, target=target)

    def _wire_under(self, place: QPointF, at: Pointer) -> WireItem | None:
        """Return the wire under the pointer or under the middle of the ghost."""
        if not self._layer.inputs:
            return None
        middle = place + node_rect(len(self._layer.inputs)).center()
        return self._scene.wire_at(at.scene, at.reach) or self._scene.wire_at(middle, at.reach)

    def _port_near(self, point: QPointF, is_output: bool) -> Port | None:
        """Return the nearest port to which a new wire may be led unasked."""
        square = QRectF(point.x() - _NEAR, point.y() - _NEAR, 2 * _NEAR, 2 * _NEAR)
        found: list[tuple[float, Port]] = []
        for item in self._scene.items(square):
            if isinstance(item, NodeItem) and item is not self._ghost:
                found += item.ports_near(point, _NEAR)
        graph = self._scene.session.project.graph
        fitting = []
        for away, port in found:
            if port.is_output:
                free = away <= _VERY_NEAR or not graph.wires_from[port.node_id]
            else:
                free = port.index not in graph.wires_into[port.node_id]
            if port.is_output == is_output and free:
                fitting.append((away, port))
        return min(fitting, key=lambda pair: pair[0])[1] if fitting else None

    def _place(self, at: Pointer) -> QPointF:
        """Return where the layer will lie: level with what it is connected to, where that is near."""
        aim, graph = self._aim, self._scene.session.project.graph
        place = centred(self._layer, at.scene)
        if aim.node is not None:
            return aim.node.pos()
        if aim.wire is not None:
            return place_in_wire(graph, aim.wire.wire, place)
        level = place.y()
        if aim.source is not None:
            level = level_with(graph.by_id[aim.source.node_id], self._layer)
        elif aim.target is not None:
            there = self._scene.nodes[aim.target.node_id].port_place(aim.target).y()
            level = there - output_point(len(self._layer.inputs)).y()
        return QPointF(place.x(), level) if abs(level - place.y()) <= _LEVEL else place

    def _added(self, project: Project, place: QPointF, aim: _Aim) -> tuple[Project, str]:
        project, node_id = edits.add_node(project, self._layer, place.x(), place.y())
        if aim.source is not None:
            project = edits.connect(project, aim.source.node_id, node_id)
        if aim.target is not None:
            reason = edits.why_not_connect(project.graph, node_id, aim.target.node_id)
            if reason is None:
                project = edits.connect(project, node_id, aim.target.node_id, aim.target.index)
        return project, node_id

    # ---- showing it ----

    def _take_aim(self, aim: _Aim) -> None:
        if aim == self._aim:
            return
        for item, on in ((self._aim.wire, False), (aim.wire, True)):
            if item is not None:
                item.set_target(on)
        self._aim = aim
        self._scene.place_as_drawn(self._moved)
        graph = self._scene.session.project.graph
        room = room_in_wire(graph, aim.wire.wire) if aim.wire is not None else {}
        self._scene.place(room)
        self._moved = tuple(room)

    def _draw_wires(self, place: QPointF) -> None:
        """Show the wires that will be made."""
        for line in self._lines:
            self._scene.remove_overlay(line)
        self._lines = []
        inputs, ends = len(self._layer.inputs), []
        for port, here in (
            (self._aim.source, place + input_point(inputs, 0)),
            (self._aim.target, place + output_point(inputs)),
        ):
            if port is not None:
                there = self._scene.nodes[port.node_id].port_place(port)
                ends.append((there, here) if port.is_output else (here, there))
        for start, end in ends:
            line = QGraphicsPathItem(wire_path(start, end))
            line.setPen(round_pen(current_ink().accent, 2.5))
            self._scene.add_overlay(line)
            self._lines.append(line)

    def _say(self, at: Pointer) -> None:
        """Say which node would be replaced."""
        node = self._aim.node
        if node is None and self._bubble is None:
            return
        if self._bubble is None:
            self._bubble = Bubble()
            self._scene.add_overlay(self._bubble)
        text = ""
        if node is not None:
            name = node_name(self._scene.session.project, node.node_id)
            text = tr_text(Text(N_("Replace {node}"), node=name))
        self._bubble.say(text, "replace", at.scene, at.view, at.size)
