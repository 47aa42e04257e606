"""Dragging frames and notes."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt

from nnstudio.app.canvas.gestures.gesture import Pointer
from nnstudio.app.canvas.gestures.hold_remark import HoldRemark
from nnstudio.app.canvas.guides import GuideItem, Guides
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
        self._guides: Guides | None = None
        self._lines: GuideItem | None = None

    def start(self, at: Pointer) -> None:
        super().start(at)
        session = self.scene.session
        self._from = at.scene
        self._origins = self.scene.remarks.origins()
        self._chosen = (*session.selection, *session.selected_remarks)

    def move(self, at: Pointer) -> None:
        if self._guides is None:
            self._guides = self._make_guides()
            self._lines = GuideItem()
            self.scene.add_overlay(self._lines)
        snapped = self._guides.snap(at.scene - self._from, at.zoom, at.visible)
        if self._lines is not None and self._lines.shown != snapped:
            self._lines.show_snap(snapped)
        shift = snapped.shift
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
        self._clear()
        moved = {i: p.toTuple() for i, p in self._places.items() if p != self._origins[i]}
        if moved:
            session = self.scene.session
            label = move_things_label(session.project, self._chosen)
            session.edit(label, edits.move(session.project, moved))

    def cancel(self) -> None:
        self._clear()
        self.scene.place_as_drawn(self._origins)

    def _make_guides(self) -> Guides:
        """Let it catch at nodes and at what is of its own kind."""
        scene, items = self.scene, self.scene.remarks.items
        held = items[self.remark_id]
        others = [
            item.box()
            for remark_id, item in items.items()
            if remark_id not in self._origins and item.remark.kind == held.remark.kind
        ]
        moved = {scene.nodes[i] for i in self._origins if i in scene.nodes}
        nodes = [i.rect().translated(i.pos()) for i in scene.shown_nodes() if i not in moved]
        return Guides(held.box(), [*others, *nodes])

    def _clear(self) -> None:
        if self._lines is not None:
            self.scene.remove_overlay(self._lines)
            self._lines = None
