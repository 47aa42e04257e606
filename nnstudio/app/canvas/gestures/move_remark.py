"""Dragging frames and notes."""

from __future__ import annotations

from PySide6.QtCore import Qt

from nnstudio.app.canvas.gestures.dragging import Dragging
from nnstudio.app.canvas.gestures.gesture import Pointer
from nnstudio.app.canvas.gestures.hold_remark import HoldRemark
from nnstudio.app.canvas.guides import Guides
from nnstudio.app.canvas.scene import CanvasScene


class MoveRemark(HoldRemark):
    """Moves all that is selected; frames take along what lies in them, unless Shift is held."""

    cursor = Qt.CursorShape.ClosedHandCursor

    def __init__(self, scene: CanvasScene, remark_id: str) -> None:
        super().__init__(scene, remark_id)
        self._dragging: Dragging | None = None

    def start(self, at: Pointer) -> None:
        super().start(at)
        self._dragging = Dragging(self.scene, at.scene, self._make_guides)

    def move(self, at: Pointer) -> None:
        if self._dragging is None:
            return
        staying: set[str] = set()
        if at.modifiers & Qt.KeyboardModifier.ShiftModifier:
            session = self.scene.session
            chosen = (*session.selection, *session.selected_remarks)
            staying = self._dragging.origins.keys() - set(chosen)
        self._dragging.move(at, staying)

    def finish(self, at: Pointer) -> None:
        self.move(at)
        if self._dragging is not None:
            self._dragging.finish()

    def cancel(self) -> None:
        if self._dragging is not None:
            self._dragging.cancel()

    def _make_guides(self) -> Guides:
        """Let it catch at nodes and at what is of its own kind."""
        scene, items = self.scene, self.scene.remarks.items
        held = items[self.remark_id]
        moved = scene.remarks.origins()
        others = [
            item.box()
            for remark_id, item in items.items()
            if remark_id not in moved and item.remark.kind == held.remark.kind
        ]
        cards = {scene.nodes[i] for i in moved if i in scene.nodes}
        nodes = [i.rect().translated(i.pos()) for i in scene.shown_nodes() if i not in cards]
        return Guides(held.box(), [*others, *nodes])
