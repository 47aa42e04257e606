"""Choosing frames and notes by click: what moving and resizing them begin with."""

from __future__ import annotations

from nnstudio.app.canvas.gestures.gesture import Gesture, Pointer
from nnstudio.app.canvas.scene import CanvasScene


class HoldRemark(Gesture):
    """Selects the frame or note that is held; with Shift or Ctrl it is added or taken out."""

    def __init__(self, scene: CanvasScene, remark_id: str) -> None:
        self.scene = scene
        self.remark_id = remark_id
        self._fresh = True

    def start(self, at: Pointer) -> None:
        session = self.scene.session
        self._fresh = self.remark_id not in session.selected_remarks
        if not self._fresh:
            return
        if at.adds:
            remarks = (*session.selected_remarks, self.remark_id)
            self.scene.select_only(session.selection, self.scene.selected_wires, remarks)
        else:
            self.scene.select_only((), (), (self.remark_id,))

    def click(self, at: Pointer) -> None:
        if self._fresh:
            return
        session = self.scene.session
        if at.adds:
            rest = [i for i in session.selected_remarks if i != self.remark_id]
            session.select(session.selection, rest)
        else:
            self.scene.select_only((), (), (self.remark_id,))
