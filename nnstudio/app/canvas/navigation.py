"""Ways to find and reach a part of a large drawing: the find bar and the map."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, Signal

from nnstudio.app.canvas.find_bar import FindBar
from nnstudio.app.canvas.find_marks import FindMarks
from nnstudio.app.canvas.finding import found
from nnstudio.app.canvas.minimap import Minimap
from nnstudio.core.text import N_, Text

if TYPE_CHECKING:
    from nnstudio.app.canvas.view import CanvasView

_MARGIN = 10
_ABOVE_ZOOM_BAR = 52


class Navigation(QObject):
    """Looks for things on one canvas and shows them; keeps bar and map in their corners."""

    minimap_wanted = Signal(bool)
    """The user wants the map or no longer does."""

    def __init__(self, view: CanvasView) -> None:
        super().__init__(view)
        self._view, self._session = view, view.session
        self.bar, self.minimap = FindBar(view), Minimap(view)
        self._marks: FindMarks | None = None
        self._hits: list[str] = []
        self._current = -1
        self.bar.text_changed.connect(self._look)
        self.bar.step_wanted.connect(self._step)
        self.bar.closed.connect(self._stop)
        self._session.changed.connect(self._look_again)
        self._session.opened.connect(self._look_again)
        view.gesture_moved.connect(self.minimap.hide)  # it would lie in the way
        view.gesture_ended.connect(self.minimap.follow)
        view.installEventFilter(self)

    def slots(self) -> dict[str, Callable[[], object]]:
        """Return what is done for commands of the table, by their ids."""
        return {
            "find": self.find,
            "minimap": self.toggle_minimap,
            "zoom_selection": self._view.zoom_selection,
        }

    def find(self) -> None:
        """Let the user type what to look for."""
        self._view.cancel_gesture()
        self.bar.open_bar()
        self._place()
        self._look(self.bar.field.text())

    def toggle_minimap(self) -> None:
        """Show or hide the map."""
        self.want_minimap(not self.minimap.wanted)
        if self.minimap.wanted and not self.minimap.useful():
            text = N_("The map appears as soon as a part of the drawing is out of sight.")
            self._view.message.emit(Text(text))

    def want_minimap(self, wanted: bool) -> None:
        """Show the map whenever it can be of use, or never."""
        self.minimap.want(wanted)
        self.minimap_wanted.emit(wanted)

    # ---- finding ----

    def _look(self, text: str) -> None:
        self._hits = found(self._session.project.graph, text)
        self._current = -1
        if self._hits:
            # Begin with what is seen already, rather than jump about while the user types.
            seen = self._view.visible_rect()
            boxes = [self._box(hit) for hit in self._hits]
            inside = (i for i, box in enumerate(boxes) if seen.contains(box))
            self._show(next(inside, 0))
        else:
            self._mark()

    def _look_again(self) -> None:
        """Follow a change of the drawing, without moving the view."""
        if self.bar.isVisible():
            shown = self._hits[self._current] if self._hits else ""
            self._hits = found(self._session.project.graph, self.bar.field.text())
            self._current = self._hits.index(shown) if shown in self._hits else -1
            self._mark()

    def _step(self, step: int) -> None:
        if self._hits:
            self._show((self._current + step) % len(self._hits))

    def _show(self, number: int) -> None:
        """Select one of the things found and pan to it."""
        self._current = number
        hit = self._hits[number]
        is_remark = hit in self._session.project.graph.remarks_by_id
        nodes, remarks = ((), (hit,)) if is_remark else ((hit,), ())
        self._view.canvas.select_only(nodes, (), remarks)
        self._view.pan_to(self._box(hit))
        self._mark()

    def _mark(self) -> None:
        scene = self._view.canvas
        self.bar.show_count(self._current + 1, len(self._hits))
        self._place()
        if self._hits and self._marks is None:
            self._marks = FindMarks()
            scene.add_overlay(self._marks)
        if self._marks is not None:
            self._marks.mark([self._box(hit) for hit in self._hits], self._current)
            scene.redrawn.emit()

    def _stop(self) -> None:
        self._hits, self._current = [], -1
        if self._marks is not None:
            self._view.canvas.remove_overlay(self._marks)
            self._marks = None
        self._view.setFocus()

    def _box(self, hit: str) -> QRectF:
        scene = self._view.canvas
        if hit in scene.remarks.items:
            return scene.remarks.items[hit].box()
        item = scene.nodes[hit]
        return item.rect().translated(item.pos())

    # ---- corners ----

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Show):
            self._place()
        return False

    def _place(self) -> None:
        area = self._view.rect()
        bar = self.bar
        bar.move(max(area.right() - bar.width() - _MARGIN, _MARGIN), _MARGIN)
        low = area.bottomRight() - QPoint(_MARGIN, _ABOVE_ZOOM_BAR)
        self.minimap.move(low - self.minimap.rect().bottomRight())
