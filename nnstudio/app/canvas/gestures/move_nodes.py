"""Dragging nodes, and choosing them by click."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt

from nnstudio.app.canvas.geometry import Port
from nnstudio.app.canvas.gestures.gesture import Gesture, Pointer
from nnstudio.app.canvas.guides import GuideItem, Guides, Snap
from nnstudio.app.canvas.remark_words import move_things_label
from nnstudio.app.canvas.scene import CanvasScene
from nnstudio.graph import edits

_BENEATH_NODES = 0.7


class MoveNodes(Gesture):
    """Moves all that is selected along with the node that is held.

    It catches where wires become level or edges come into line, and on the grid; with Alt or Ctrl
    held it does not.
    """

    cursor = Qt.CursorShape.ClosedHandCursor

    def __init__(self, scene: CanvasScene, node_id: str) -> None:
        self._scene = scene
        self._node_id = node_id
        self._fresh = True
        self._from = QPointF()
        self._origins: dict[str, QPointF] = {}
        self._shift = QPointF()
        self._guides: Guides | None = None
        self._lines: GuideItem | None = None

    def start(self, at: Pointer) -> None:
        session = self._scene.session
        self._fresh = self._node_id not in session.selection
        if self._fresh:
            kept = session.selection if at.adds else ()
            wires = self._scene.selected_wires if at.adds else ()
            remarks = session.selected_remarks if at.adds else ()
            self._scene.select_only((*kept, self._node_id), wires, remarks)
        self._from = at.scene
        self._origins = self._scene.remarks.origins()

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
        if self._guides is None:
            self._guides = self._make_guides()
            self._lines = GuideItem()
            self._scene.add_overlay(self._lines)
            self._lines.setZValue(_BENEATH_NODES)  # not through what is written on them
        way = at.scene - self._from
        if at.modifiers & (Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ControlModifier):
            snapped = Snap(QPointF(round(way.x()), round(way.y())))
        else:
            snapped = self._guides.snap(way, at.zoom, at.visible)
        if self._lines is not None and self._lines.shown != snapped:
            self._lines.show_snap(snapped)
        if snapped.shift != self._shift:
            self._shift = snapped.shift
            self._scene.place({i: place + self._shift for i, place in self._origins.items()})

    def finish(self, at: Pointer) -> None:
        self.move(at)
        self._clear()
        if self._shift.isNull():
            return
        session = self._scene.session
        places = {
            i: (place.x() + self._shift.x(), place.y() + self._shift.y())
            for i, place in self._origins.items()
        }
        chosen = (*session.selection, *session.selected_remarks)
        label = move_things_label(session.project, chosen)
        session.edit(label, edits.move(session.project, places))

    def cancel(self) -> None:
        self._clear()
        self._scene.place_as_drawn(self._origins)

    def _make_guides(self) -> Guides:
        scene, graph = self._scene, self._scene.session.project.graph
        items = {scene.nodes[i] for i in self._origins if i in scene.nodes}
        others = [i.rect().translated(i.pos()) for i in scene.shown_nodes() if i not in items]
        ends: list[tuple[QPointF, QPointF]] = []
        for node_id in self._origins:
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

    def _clear(self) -> None:
        if self._lines is not None:
            self._scene.remove_overlay(self._lines)
            self._lines = None
