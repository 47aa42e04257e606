"""What moving nodes and moving frames and notes have in common."""

from __future__ import annotations

from collections.abc import Callable, Collection

from PySide6.QtCore import QPointF, Qt

from nnstudio.app.canvas.gestures.gesture import Pointer
from nnstudio.app.canvas.guides import GuideItem, Guides, Snap
from nnstudio.app.canvas.remark_words import move_things_label
from nnstudio.app.canvas.scene import CanvasScene
from nnstudio.graph import edits

_BENEATH_NODES = 0.7
_FREE = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ControlModifier


class Dragging:
    """Takes all that is selected, and what lies in selected frames, along with the pointer.

    It catches at guides and on the grid; with Alt or Ctrl held it does not.

    Parameters
    ----------
    begin
        Where in the scene the pointer began.
    make_guides
        Finds at what things can catch; called once they are moved.
    """

    def __init__(
        self, scene: CanvasScene, begin: QPointF, make_guides: Callable[[], Guides]
    ) -> None:
        self._scene = scene
        self._begin = begin
        self._make_guides = make_guides
        self._guides: Guides | None = None
        self._lines: GuideItem | None = None
        self.origins = scene.remarks.origins()
        """Where each thing was."""
        self._places = self.origins
        self._shown: tuple[QPointF, Collection[str]] = (QPointF(), ())

    def move(self, at: Pointer, staying: Collection[str] = ()) -> None:
        """Show everything where the pointer takes it, but for what is to stay."""
        if self._guides is None:
            self._guides = self._make_guides()
            self._lines = GuideItem()
            self._scene.add_overlay(self._lines)
            self._lines.setZValue(_BENEATH_NODES)  # not through what is written on them
        way = at.scene - self._begin
        if at.modifiers & _FREE:
            snapped = Snap(QPointF(round(way.x()), round(way.y())))
        else:
            snapped = self._guides.snap(way, at.zoom, at.visible)
        if self._lines is not None and self._lines.shown != snapped:
            self._lines.show_snap(snapped)
        places = {
            i: place if i in staying else place + snapped.shift for i, place in self.origins.items()
        }
        if places != self._places:
            self._places = places
            self._scene.place(places)

    def finish(self) -> None:
        """Make it one edit, where anything is elsewhere now."""
        self._clear()
        moved = {i: p.toTuple() for i, p in self._places.items() if p != self.origins[i]}
        if moved:
            session = self._scene.session
            chosen = (*session.selection, *session.selected_remarks)
            label = move_things_label(session.project, chosen)
            session.edit(label, edits.move(session.project, moved))

    def cancel(self) -> None:
        """Show everything where it was."""
        self._clear()
        self._scene.place_as_drawn(self.origins)

    def _clear(self) -> None:
        if self._lines is not None:
            self._scene.remove_overlay(self._lines)
            self._lines = None
