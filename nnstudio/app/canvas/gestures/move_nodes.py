"""Dragging nodes, and choosing them by click."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt

from nnstudio.app.canvas.geometry import Port
from nnstudio.app.canvas.gestures.dragging import Dragging
from nnstudio.app.canvas.gestures.gesture import Gesture, Pointer
from nnstudio.app.canvas.guides import Guides
from nnstudio.app.canvas.scene import CanvasScene


class MoveNodes(Gesture):
    """Moves all that is selected along with the node that is held.

    It catches where wires become level or edges come into line.
    """

    cursor = Qt.CursorShape.ClosedHandCursor

    def __init__(self, scene: CanvasScene, node_id: str) -> None:
        self._scene = scene
        self._node_id = node_id
        self._fresh = True
        self._dragging: Dragging | None = None

    def start(self, at: Pointer) -> None:
        session = self._scene.session
        self._fresh = self._node_id not in session.selection
        if self._fresh:
            kept = session.selection if at.adds else ()
            wires = self._scene.selected_wires if at.adds else ()
            remarks = session.selected_remarks if at.adds else ()
            self._scene.select_only((*kept, self._node_id), wires, remarks)
        self._dragging = Dragging(self._scene, at.scene, self._make_guides)

    def click(self, at: Pointer) -> None:
        if self._fresh:
            return
        if at.adds:
            gone = self._scene.together(self._node_id)
            rest = [i for i in self._scene.session.selection if i not in gone]
            self._scene.session.select(rest, self._scene.session.selected_remarks)
        else:
            self._scene.select_only((self._node_id,))

    def move(self, at: Pointer) -> None:
        if self._dragging is not None:
            self._dragging.move(at)

    def finish(self, at: Pointer) -> None:
        self.move(at)
        if self._dragging is not None:
            self._dragging.finish()

    def cancel(self) -> None:
        if self._dragging is not None:
            self._dragging.cancel()

    def _make_guides(self) -> Guides:
        scene, graph = self._scene, self._scene.session.project.graph
        moved = scene.remarks.origins()
        items = {scene.nodes[i] for i in moved if i in scene.nodes}
        others = [i.rect().translated(i.pos()) for i in scene.shown_nodes() if i not in items]
        ends: list[tuple[QPointF, QPointF]] = []
        for node_id in moved:
            for wire in (
                *graph.wires_into.get(node_id, {}).values(),
                *graph.wires_from.get(node_id, ()),
            ):
                source, target = scene.nodes[wire.source], scene.nodes[wire.target]
                if wire in scene.wires and (source in items) != (target in items):
                    start = source.port_place(Port(wire.source, True))
                    end = target.port_place(Port(wire.target, False, wire.port))
                    ends.append((start, end) if source in items else (end, start))
        held = scene.nodes[self._node_id]
        return Guides(held.rect().translated(held.pos()), others, ends)
