"""Holding an expanded block by the title of its frame."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt

from nnstudio.app.blocks.block_edits import fold
from nnstudio.app.canvas.block_frame import BlockFrame
from nnstudio.app.canvas.gestures.gesture import Gesture, Pointer
from nnstudio.app.canvas.gestures.move_nodes import MoveNodes
from nnstudio.app.canvas.scene import CanvasScene


class HoldBlock(Gesture):
    """Selects the block and moves all of it; a click on the button folds it."""

    cursor = Qt.CursorShape.ClosedHandCursor

    def __init__(self, scene: CanvasScene, frame: BlockFrame) -> None:
        self._scene = scene
        self._block = frame.block
        self._button = frame.button()
        self._moving = MoveNodes(scene, frame.block.unit[0])

    def start(self, at: Pointer) -> None:
        session = self._scene.session
        kept = session.selection if at.adds else ()
        remarks = session.selected_remarks if at.adds else ()
        self._scene.select_only((*kept, *self._block.members), (), remarks)
        self._moving.start(at)

    def click(self, at: Pointer) -> None:
        if self._button.contains(QPointF(at.scene)):
            fold(self._scene.session, [self._block], True)

    def move(self, at: Pointer) -> None:
        self._moving.move(at)

    def finish(self, at: Pointer) -> None:
        self._moving.finish(at)

    def cancel(self) -> None:
        self._moving.cancel()
