"""Selecting with a rectangle."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPen
from PySide6.QtWidgets import QGraphicsRectItem

from nnstudio.app.canvas.gestures.gesture import Gesture, Pointer
from nnstudio.app.canvas.ink import current_ink
from nnstudio.app.canvas.scene import CanvasScene
from nnstudio.graph.project import Wire


class RubberBand(Gesture):
    """Selects what a rectangle touches: nodes, or wires where it touches no node."""

    def __init__(self, scene: CanvasScene) -> None:
        self._scene = scene
        self._from = QPointF()
        self._band: QGraphicsRectItem | None = None
        self._before: tuple[tuple[str, ...], tuple[Wire, ...]] = ((), ())
        self._kept: tuple[str, ...] = ()
        self._kept_wires: tuple[Wire, ...] = ()

    def start(self, at: Pointer) -> None:
        self._from = at.scene
        self._before = self._scene.session.selection, self._scene.selected_wires
        if at.adds:
            self._kept, self._kept_wires = self._before

    def click(self, at: Pointer) -> None:
        self._scene.select_only(self._kept, self._kept_wires)

    def move(self, at: Pointer) -> None:
        if self._band is None:
            ink = current_ink()
            self._band = QGraphicsRectItem()
            pen = QPen(ink.accent, 1)
            pen.setCosmetic(True)
            self._band.setPen(pen)
            fill = QColor(ink.accent)
            fill.setAlpha(30)
            self._band.setBrush(fill)
            self._scene.add_overlay(self._band)
        rect = QRectF(self._from, at.scene).normalized()
        self._band.setRect(rect)
        nodes = [item.node_id for item in self._scene.nodes_in(rect)]
        wires = [] if nodes else self._scene.wires_in(rect)
        new = [node_id for node_id in nodes if node_id not in self._kept]
        self._scene.select_only((*self._kept, *new), (*self._kept_wires, *wires))

    def finish(self, at: Pointer) -> None:
        self.move(at)
        self._take_away()

    def cancel(self) -> None:
        self._take_away()
        self._scene.select_only(*self._before)

    def _take_away(self) -> None:
        if self._band is not None:
            self._scene.remove_overlay(self._band)
            self._band = None
