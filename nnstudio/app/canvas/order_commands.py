"""What menus and keys do to bring the drawing into order; each is one edit that can be undone."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRectF

from nnstudio.app.canvas.animation import MOST_GLIDING, Motion, between
from nnstudio.core.text import N_, Text
from nnstudio.graph.alignment import Direction, Edge, align, distribute
from nnstudio.graph.arrange import arrange
from nnstudio.graph.canvas_sizes import CANVAS
from nnstudio.graph.project import Project

if TYPE_CHECKING:
    from nnstudio.app.canvas.view import CanvasView

_EDGES: dict[Edge, str] = {
    "left": N_("Align left"),
    "center": N_("Align centres"),
    "right": N_("Align right"),
    "top": N_("Align top"),
    "middle": N_("Align middles"),
    "bottom": N_("Align bottom"),
}
_DIRECTIONS: dict[Direction, str] = {
    "horizontally": N_("Distribute horizontally"),
    "vertically": N_("Distribute vertically"),
}


class OrderCommands(QObject):
    """Arranges, aligns and distributes what is on one canvas; nodes glide to their new places."""

    def __init__(self, view: CanvasView) -> None:
        super().__init__(view)
        self._view, self._session = view, view.session
        self._motion = Motion(view)
        # Whoever else changes the drawing finds it where the project has it.
        self._session.changed.connect(self._motion.finish)
        self._session.opened.connect(self._motion.finish)

    def slots(self) -> dict[str, Callable[[], object]]:
        """Return what is done for commands of the table, by their ids."""
        return {
            "arrange": self.arrange,
            **{f"align_{edge}": partial(self.align, edge) for edge in _EDGES},
            **{f"distribute_{way}": partial(self.distribute, way) for way in _DIRECTIONS},
        }

    def arrange(self) -> None:
        """Arrange the selected nodes, or all where not several are selected."""
        items = self._view.canvas.nodes
        several = len({id(items[i]) for i in self._session.selection}) > 1
        chosen = self._session.selection if several else ()  # a block is one thing
        project = arrange(self._session.project, CANVAS, chosen)
        label = Text(N_("Arrange {count} layers"), count=len(chosen))
        self._edit(label if chosen else Text(N_("Arrange the drawing")), project)
        view = self._view
        if not chosen and not view.visible_rect().contains(view.canvas.content_rect()):
            view.zoom_fit()

    def align(self, edge: Edge) -> None:
        """Put what is selected in line."""
        session = self._session
        chosen = session.selection, session.selected_remarks
        self._edit(Text(_EDGES[edge]), align(session.project, CANVAS, edge, *chosen))

    def distribute(self, direction: Direction) -> None:
        """Leave equal room between what is selected."""
        session = self._session
        chosen = session.selection, session.selected_remarks
        project = distribute(session.project, CANVAS, direction, *chosen)
        self._edit(Text(_DIRECTIONS[direction]), project)

    def _edit(self, label: Text, project: Project) -> None:
        """Make the edit at once, and show how things get to their places."""
        view, scene = self._view, self._view.canvas
        view.cancel_gesture()
        self._motion.finish()
        start = {i: item.pos() for i, item in scene.nodes.items()}
        boxes = {i: item.box() for i, item in scene.remarks.items.items()}
        self._session.edit(label, project)
        end = {i: item.pos() for i, item in scene.nodes.items() if item.pos() != start[i]}
        ends = {i: r.box() for i, r in scene.remarks.items.items() if r.box() != boxes[i]}
        if not (end or ends) or len(end) > MOST_GLIDING:
            return

        def show(share: float) -> None:
            for i, box in ends.items():
                old = boxes[i]
                first = old.topLeft() + (box.topLeft() - old.topLeft()) * share
                last = old.bottomRight() + (box.bottomRight() - old.bottomRight()) * share
                if i in scene.remarks.items:
                    scene.remarks.show_box(i, QRectF(first, last))
            if share < 1.0:
                scene.place(between(start, end, share))
            else:
                scene.place_as_drawn(end)
                scene.remarks.show_as_drawn(ends)

        self._motion.start(show)
