"""Dragging a ready block from the palette onto the canvas."""

from __future__ import annotations

from nnstudio.app.canvas.block_face import ghost_block_face
from nnstudio.app.canvas.block_placing import block_corner, insert_block, put_block
from nnstudio.app.canvas.gestures.gesture import Gesture, Pointer
from nnstudio.app.canvas.naming import node_name
from nnstudio.app.canvas.node_item import NodeItem
from nnstudio.app.canvas.placing import place_in_wire, room_in_wire
from nnstudio.app.canvas.scene import CanvasScene
from nnstudio.app.canvas.wire_item import WireItem
from nnstudio.core.text import N_, Text
from nnstudio.graph.ready_blocks import ReadyBlock


class DropBlock(Gesture):
    """Shows where the block will lie; over a wire, how it will be put in and what makes room."""

    def __init__(self, scene: CanvasScene, block: ReadyBlock) -> None:
        self._scene = scene
        self._block = block
        self._ghost: NodeItem | None = None
        self._wire: WireItem | None = None
        self._moved: tuple[str, ...] = ()

    def move(self, at: Pointer) -> None:
        if self._ghost is None:
            self._ghost = NodeItem("", ghost_block_face(self._block))
            self._ghost.set_selected(True)
            self._scene.add_overlay(self._ghost)
        place = block_corner(self._block, at.scene)
        middle = place + self._ghost.rect().center()
        near = self._scene.wire_at(at.scene, at.reach) or self._scene.wire_at(middle, at.reach)
        self._target(near if len(self._ghost.face.inputs) else None)
        if self._wire is not None:
            place = place_in_wire(self._scene.session.project.graph, self._wire.wire, place)
        self._ghost.setPos(place)
        self._ghost.setOpacity(1.0 if self._wire is not None else 0.8)

    def finish(self, at: Pointer) -> None:
        self.move(at)
        wire = self._wire.wire if self._wire else None
        self.cancel()
        session, place = self._scene.session, block_corner(self._block, at.scene)
        label = Text(N_("Add {layer}"), layer=Text(self._block.name))
        if wire is None:
            project, made = put_block(session.project, self._block, place)
        else:
            project, made = insert_block(session.project, self._block, wire, place)
            label = Text(
                N_("Insert {layer} before {node}"),
                layer=Text(self._block.name),
                node=node_name(project, wire.target),
            )
        session.edit(label, project)
        self._scene.select_only(made.members)

    def cancel(self) -> None:
        self._target(None)
        if self._ghost is not None:
            self._scene.remove_overlay(self._ghost)
            self._ghost = None

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
