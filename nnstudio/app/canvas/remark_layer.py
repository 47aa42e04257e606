"""The frames and notes on the canvas, always as the session says."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QObject, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from nnstudio.app.canvas.frame_item import FrameItem
from nnstudio.app.canvas.geometry import node_rect
from nnstudio.app.canvas.ink import current_ink
from nnstudio.app.canvas.note_item import NoteItem
from nnstudio.app.canvas.remark_item import NO_EDGE, RemarkItem
from nnstudio.graph.change import Change
from nnstudio.graph.project import Remark
from nnstudio.graph.remark_edits import Box, box_of, inside

if TYPE_CHECKING:
    from nnstudio.app.canvas.gestures.gesture import Pointer
    from nnstudio.app.canvas.item_scene import ItemScene

_CURSORS = {
    NO_EDGE: Qt.CursorShape.SizeAllCursor,
    Qt.Edge.LeftEdge: Qt.CursorShape.SizeHorCursor,
    Qt.Edge.RightEdge: Qt.CursorShape.SizeHorCursor,
    Qt.Edge.TopEdge: Qt.CursorShape.SizeVerCursor,
    Qt.Edge.BottomEdge: Qt.CursorShape.SizeVerCursor,
    Qt.Edge.TopEdge | Qt.Edge.LeftEdge: Qt.CursorShape.SizeFDiagCursor,
    Qt.Edge.BottomEdge | Qt.Edge.RightEdge: Qt.CursorShape.SizeFDiagCursor,
    Qt.Edge.TopEdge | Qt.Edge.RightEdge: Qt.CursorShape.SizeBDiagCursor,
    Qt.Edge.BottomEdge | Qt.Edge.LeftEdge: Qt.CursorShape.SizeBDiagCursor,
}
_TITLED_PIXELS = 40.0
"""From afar a frame that is narrower shows no title."""
_REACH = 20.0
"""How far beside a frame its edge can be held, at most."""


@dataclass(frozen=True)
class Grip:
    """The frame or note that is held, and by which edges; `NO_EDGE` moves it."""

    item: RemarkItem
    edges: Qt.Edge

    @property
    def cursor(self) -> Qt.CursorShape:
        """The pointer's shape that says what pulling would do."""
        return _CURSORS[self.edges]


class RemarkLayer(QObject):
    """Keeps one item per frame and note on a scene; nodes and wires are the scene's own."""

    def __init__(self, scene: ItemScene) -> None:
        super().__init__(scene)
        self._scene = scene
        self.items: dict[str, RemarkItem] = {}
        session = scene.session
        session.changed.connect(self._apply)
        session.opened.connect(self._show_all)
        session.selection_changed.connect(self._show_selection)
        self._show_all()

    # ---- finding things ----

    def grip_at(self, at: Pointer) -> Grip | None:
        """Return what the pointer holds: a note, or the edge or title of a frame."""
        around = QRectF(at.scene.x() - _REACH, at.scene.y() - _REACH, 2 * _REACH, 2 * _REACH)
        for item in self._scene.items(around):
            if isinstance(item, RemarkItem):
                edges = item.held_at(at.scene, at.zoom)
                if edges is not None:
                    return Grip(item, edges)
        return None

    def free_grip_at(self, at: Pointer) -> Grip | None:
        """Return what the pointer holds where no port, node or wire is nearer to the user."""
        scene = self._scene
        if scene.port_near(at.scene, at.reach) or scene.node_at(at.scene):
            return None
        grip = self.grip_at(at)
        if isinstance(grip and grip.item, FrameItem) and scene.wire_at(at.scene, 2 / at.zoom):
            return None
        return grip

    def in_band(self, rect: QRectF) -> tuple[str, ...]:
        """Return the notes that a rectangle touches and the frames that lie wholly in it."""
        return tuple(
            remark_id
            for remark_id, item in self.items.items()
            if (rect.contains if isinstance(item, FrameItem) else rect.intersects)(item.box())
        )

    def taken_along(self, remark_ids: Iterable[str]) -> tuple[str, ...]:
        """Return the nodes, frames and notes that lie wholly in some frames and move with them."""
        boxes = self.boxes()
        frames = [i for i in remark_ids if isinstance(self.items.get(i), FrameItem)]
        held = [inside(boxes[frame], boxes) for frame in frames]
        return tuple(dict.fromkeys(i for ids in held for i in ids if i not in frames))

    def origins(self) -> dict[str, QPointF]:
        """Return where all is that moves with the selection, what lies in its frames last."""
        session, boxes = self._scene.session, self.boxes()
        along = self.taken_along(session.selected_remarks)
        moved = (*session.selection, *session.selected_remarks, *along)
        return {i: QPointF(boxes[i].x, boxes[i].y) for i in moved}

    def boxes(self) -> dict[str, Box]:
        """Return where all nodes, frames and notes are, as the project has them."""
        graph = self._scene.session.project.graph
        boxes = {n.id: Box(n.x, n.y, *self._size_of(n.id)) for n in graph.nodes}
        return {**boxes, **{remark.id: box_of(remark) for remark in graph.remarks}}

    def drawn_boxes(self, ids: Iterable[str]) -> list[Box]:
        """Return where some things are, with the pictures that stand out of the cards of nodes."""
        boxes, found = self.boxes(), []
        for item_id in ids:
            item, box = self._scene.nodes.get(item_id), boxes[item_id]
            if item is not None and item.childItems():
                drawn = item.rect().united(item.childrenBoundingRect()).translated(box.x, box.y)
                box = Box(drawn.x(), drawn.y(), drawn.width(), drawn.height())
            found.append(box)
        return found

    def rect(self) -> QRectF:
        """Return the rectangle around all frames and notes, empty where there are none."""
        rect = QRectF()
        for remark in self._scene.session.project.graph.remarks:
            rect = rect.united(QRectF(remark.x, remark.y, remark.width, remark.height))
        return rect

    def lines(self) -> list[QLineF]:
        """Return what should not be covered: notes and titles, as lines above and below them."""
        found = []
        for item in self.items.values():
            words = item.rect()
            if isinstance(item, FrameItem):
                if not item.remark.text:
                    continue
                words = item.title_rect(1.0)
            words = words.translated(item.pos())
            found.append(QLineF(words.topLeft(), words.topRight()))
            found.append(QLineF(words.bottomLeft(), words.bottomRight()))
        return found

    # ---- while a gesture runs ----

    def show_box(self, remark_id: str, box: QRectF) -> None:
        """Show a frame or note with another size for the time being."""
        self.items[remark_id].show_box(box)
        self._scene.redraw_overview()

    def show_as_drawn(self, remark_ids: Iterable[str]) -> None:
        """Show frames and notes as the project has them."""
        for remark_id in remark_ids:
            remark = self._scene.session.project.graph.remarks_by_id.get(remark_id)
            if remark is not None and remark_id in self.items:
                self.items[remark_id].follow(remark)
        self._scene.redraw_overview()

    # ---- from afar ----

    def paint_from_afar(self, painter: QPainter, zoom: float) -> None:
        """Paint everything without letters, and the titles of frames that are large enough."""
        ink = current_ink()
        shown = sorted(self.items.values(), key=RemarkItem.zValue)
        for item in shown:
            tint = ink.tints[item.remark.color]
            pen = QPen(ink.accent if item.selected else tint.line, 2 if item.selected else 1)
            pen.setCosmetic(True)
            painter.setPen(pen)
            painter.setBrush(tint.ground)
            painter.drawRect(item.box())
        for item in shown:
            if isinstance(item, FrameItem) and item.rect().width() * zoom >= _TITLED_PIXELS:
                painter.translate(item.pos())
                item.paint_title(painter, zoom)
                painter.translate(-item.pos())

    # ---- following the session ----

    def _show_all(self) -> None:
        for item in self.items.values():
            self._scene.removeItem(item)
        self.items.clear()
        self._follow()

    def _apply(self, change: Change) -> None:
        if change.remarks:
            self._follow()
            self._scene.redraw_overview()

    def _follow(self) -> None:
        remarks = self._scene.session.project.graph.remarks_by_id
        for remark_id in self.items.keys() - remarks.keys():
            self._scene.removeItem(self.items.pop(remark_id))
        for remark_id, remark in remarks.items():
            if remark_id in self.items:
                self.items[remark_id].follow(remark)
            else:
                item = _item_of(remark)
                self.items[remark_id] = item
                self._scene.addItem(item)
        self._show_selection()

    def _size_of(self, node_id: str) -> tuple[float, float]:
        item = self._scene.nodes.get(node_id)
        rect = item.rect() if item is not None else node_rect(1)
        return rect.width(), rect.height()

    def _show_selection(self) -> None:
        chosen = self._scene.session.selected_remarks
        for remark_id, item in self.items.items():
            item.set_selected(remark_id in chosen)


def _item_of(remark: Remark) -> RemarkItem:
    return FrameItem(remark) if remark.kind == "frame" else NoteItem(remark)
