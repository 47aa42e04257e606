"""Dragging the edges and corners of frames and notes."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt

from nnstudio.app.canvas.geometry import snap
from nnstudio.app.canvas.gestures.gesture import Pointer
from nnstudio.app.canvas.gestures.hold_remark import HoldRemark
from nnstudio.app.canvas.remark_layer import Grip
from nnstudio.app.canvas.scene import CanvasScene
from nnstudio.app.remark_names import remark_label
from nnstudio.graph import remark_edits
from nnstudio.graph.remark_edits import Box

SMALLEST_WIDTH, SMALLEST_HEIGHT = 60.0, 40.0


class ResizeRemark(HoldRemark):
    """Moves the edges that are held, along the grid; the others stay."""

    def __init__(self, scene: CanvasScene, grip: Grip) -> None:
        super().__init__(scene, grip.item.remark.id)
        self.cursor = grip.cursor
        self._edges = grip.edges
        self._before = grip.item.box()
        self._from = QPointF()

    def start(self, at: Pointer) -> None:
        super().start(at)
        self._from = at.scene

    def move(self, at: Pointer) -> None:
        self.scene.remarks.show_box(self.remark_id, self._box(at))

    def finish(self, at: Pointer) -> None:
        box = self._box(at)
        session = self.scene.session
        label = remark_label("resize", session.project, (self.remark_id,))
        wanted = Box(box.x(), box.y(), box.width(), box.height())
        session.edit(label, remark_edits.resize(session.project, self.remark_id, wanted))
        self.scene.remarks.show_as_drawn((self.remark_id,))

    def cancel(self) -> None:
        self.scene.remarks.show_as_drawn((self.remark_id,))

    def _box(self, at: Pointer) -> QRectF:
        box, step = QRectF(self._before), at.scene - self._from
        if self._edges & Qt.Edge.LeftEdge:
            box.setLeft(min(snap(box.left() + step.x()), box.right() - SMALLEST_WIDTH))
        elif self._edges & Qt.Edge.RightEdge:
            box.setRight(max(snap(box.right() + step.x()), box.left() + SMALLEST_WIDTH))
        if self._edges & Qt.Edge.TopEdge:
            box.setTop(min(snap(box.top() + step.y()), box.bottom() - SMALLEST_HEIGHT))
        elif self._edges & Qt.Edge.BottomEdge:
            box.setBottom(max(snap(box.bottom() + step.y()), box.top() + SMALLEST_HEIGHT))
        return box
