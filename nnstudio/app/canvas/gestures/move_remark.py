"""Dragging frames and notes."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt

from nnstudio.app.canvas.geometry import snapped
from nnstudio.app.canvas.gestures.gesture import Pointer
from nnstudio.app.canvas.gestures.hold_remark import HoldRemark
from nnstudio.app.canvas.remark_words import move_things_label
from nnstudio.app.canvas.scene import CanvasScene
from nnstudio.graph import edits


class MoveRemark(HoldRemark):
    """Moves all that is selected; frames take along what lies in them, unless Alt is held."""

    cursor = Qt.CursorShape.ClosedHandCursor

    def __init__(self, scene: CanvasScene, remark_id: str) -> None:
        super().__init__(scene, remark_id)
        self._from = QPointF()
        self._origins: dict[str, QPointF] = {}
        self._chosen: tuple[str, ...] = ()
        self._places: dict[str, QPointF] = {}

    def start(self, at: Pointer) -> None:
        super().start(at)
        session = self.scene.session
        self._from = at.scene
        self._origins = self.scene.remarks.origins()
        self._chosen = (*session.selection, *session.selected_remarks)

    def move(self, at: Pointer) -> None:
        origin = self._origins[self.remark_id]
        shift = snapped(origin + at.scene - self._from) - origin
        alone = bool(at.modifiers & Qt.KeyboardModifier.AltModifier)
        places = {
            i: place if alone and i not in self._chosen else place + shift
            for i, place in self._origins.items()
        }
        if places != self._places:
            self._places = places
            self.scene.place(places)

    def finish(self, at: Pointer) -> None:
        self.move(at)
        moved = {i: p.toTuple() for i, p in self._places.items() if p != self._origins[i]}
        if moved:
            session = self.scene.session
            label = move_things_label(session.project, self._chosen)
            session.edit(label, edits.move(session.project, moved))

    def cancel(self) -> None:
        self.scene.place_as_drawn(self._origins)
