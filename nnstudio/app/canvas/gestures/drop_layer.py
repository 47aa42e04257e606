"""Dragging a layer from the palette onto the canvas."""

from __future__ import annotations

from PySide6.QtCore import QPointF

from nnstudio.app.canvas.geometry import node_rect
from nnstudio.app.canvas.gestures.gesture import Gesture, Pointer
from nnstudio.app.canvas.naming import node_name
from nnstudio.app.canvas.node_face import ghost_face
from nnstudio.app.canvas.node_item import NodeItem
from nnstudio.app.canvas.placing import centred, insert_with_room, place_in_wire, room_in_wire
from nnstudio.app.canvas.scene import CanvasScene
from nnstudio.app.canvas.wire_item import WireItem
from nnstudio.core.layer import Layer
from nnstudio.core.text import N_, Text
from nnstudio.graph import edits


class DropLayer(Gesture):
    """Shows where the layer will lie; over a wire, how it will be put in and what makes room."""

    def __init__(self, scene: CanvasScene, layer: Layer) -> None:
        self._scene = scene
        self._layer = layer
        self._ghost: NodeItem | None = None
        self._wire: WireItem | None = None
        self._moved: tuple[str, ...] = ()

    def move(self, at: Pointer) -> None:
        if self._ghost is None:
            self._ghost = NodeItem("", ghost_face(self._layer))
            self._ghost.set_selected(True)
            self._scene.add_overlay(self._ghost)
        place = centred(self._layer, at.scene)
        self._target(self._wire_under(place, at))
        if self._wire is not None:
            graph = self._scene.session.project.graph
            place = place_in_wire(graph, self._wire.wire, place)
        self._ghost.setPos(place)
        self._ghost.setOpacity(1.0 if self._wire is not None else 0.8)

    def finish(self, at: Pointer) -> None:
        self.move(at)
        wire = self._wire.wire if self._wire else None
        place = centred(self._layer, at.scene)
        self.cancel()
        session = self._scene.session
        label = Text(N_("Add {layer}"), layer=Text(self._layer.label))
        if wire is None:
            project, node_id = edits.add_node(session.project, self._layer, place.x(), place.y())
        else:
            project, node_id = insert_with_room(session.project, wire, self._layer, place)
            label = Text(
                N_("Insert {layer} before {node}"),
                layer=Text(self._layer.label),
                node=node_name(project, wire.target),
            )
        session.edit(label, project)
        self._scene.select_only((node_id,))

    def cancel(self) -> None:
        self._target(None)
        if self._ghost is not None:
            self._scene.remove_overlay(self._ghost)
            self._ghost = None

    def _wire_under(self, place: QPointF, at: Pointer) -> WireItem | None:
        """Return the wire under the pointer or under the middle of the ghost."""
        if not self._layer.inputs:
            return None
        middle = place + node_rect(len(self._layer.inputs)).center()
        return self._scene.wire_at(at.scene, at.reach) or self._scene.wire_at(middle, at.reach)

    def _target(self, wire: WireItem | None) -> None:
        if wire is self._wire:
            return
        for item, on in ((self._wire, False), (wire, True)):
            if item is not None:
                item.set_target(on)
        self._wire = wire
        self._scene.place_as_drawn(self._moved)
        graph = self._scene.session.project.graph
        room = room_in_wire(graph, wire.wire) if wire is not None else {}
        self._scene.place(room)
        self._moved = tuple(room)
