"""Selecting with a rectangle."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPen
from PySide6.QtWidgets import QGraphicsRectItem

from nnstudio.app.canvas.gestures.gesture import Gesture, Pointer
from nnstudio.app.canvas.ink import current_ink
from nnstudio.app.canvas.scene import CanvasScene
from nnstudio.graph.project import Wire

_Selection = tuple[tuple[str, ...], tuple[Wire, ...], tuple[str, ...]]
"""Nodes, wires, frames and notes."""


class RubberBand(Gesture):
    """Selects what a rectangle touches: nodes and notes, or wires where it touches no node.

    Frames are selected where they lie wholly in it, for they are drawn around much else.
    """

    def __init__(self, scene: CanvasScene) -> None:
        self._scene = scene
        self._from = QPointF()
        self._band: QGraphicsRectItem | None = None
        self._before: _Selection = ((), (), ())
        self._kept: _Selection = ((), (), ())

    def start(self, at: Pointer) -> None:
        self._from = at.scene
        session = self._scene.session
        self._before = session.selection, self._scene.selected_wires, session.selected_remarks
        if at.adds:
            self._kept = self._before

    def click(self, at: Pointer) -> None:
        self._scene.select_only(*self._kept)

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
        found = nodes, wires, self._scene.remarks.in_band(rect)
        kept = self._kept
        self._scene.select_only(
            dict.fromkeys((*kept[0], *found[0])),
            (*kept[1], *found[1]),
            dict.fromkeys((*kept[2], *found[2])),
        )

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
