"""Dragging nodes, and choosing them by click."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt

from nnstudio.app.canvas.geometry import snapped
from nnstudio.app.canvas.gestures.gesture import Gesture, Pointer
from nnstudio.app.canvas.naming import move_label
from nnstudio.app.canvas.scene import CanvasScene
from nnstudio.graph import edits


class MoveNodes(Gesture):
    """Moves the selected nodes along with the one that is held; it snaps to the grid."""

    cursor = Qt.CursorShape.ClosedHandCursor

    def __init__(self, scene: CanvasScene, node_id: str) -> None:
        self._scene = scene
        self._node_id = node_id
        self._fresh = True
        self._from = QPointF()
        self._origins: dict[str, QPointF] = {}
        self._shift = QPointF()

    def start(self, at: Pointer) -> None:
        session = self._scene.session
        self._fresh = self._node_id not in session.selection
        if self._fresh:
            kept = session.selection if at.adds else ()
            wires = self._scene.selected_wires if at.adds else ()
            self._scene.select_only((*kept, self._node_id), wires)
        self._from = at.scene
        by_id = session.project.graph.by_id
        self._origins = {i: QPointF(by_id[i].x, by_id[i].y) for i in session.selection}

    def click(self, at: Pointer) -> None:
        if self._fresh:
            return
        if at.adds:
            rest = [i for i in self._scene.session.selection if i != self._node_id]
            self._scene.session.select(rest)
        else:
            self._scene.select_only((self._node_id,))

    def move(self, at: Pointer) -> None:
        origin = self._origins[self._node_id]
        shift = snapped(origin + at.scene - self._from) - origin
        if shift != self._shift:
            self._shift = shift
            self._scene.place({i: place + shift for i, place in self._origins.items()})

    def finish(self, at: Pointer) -> None:
        self.move(at)
        if self._shift.isNull():
            return
        session = self._scene.session
        places = {
            i: (place.x() + self._shift.x(), place.y() + self._shift.y())
            for i, place in self._origins.items()
        }
        label = move_label(session.project, places)
        session.edit(label, edits.move(session.project, places))

    def cancel(self) -> None:
        self._scene.place_as_drawn(self._origins)
