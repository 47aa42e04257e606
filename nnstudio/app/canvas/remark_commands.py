"""What menus and keys do with frames and notes; each is one edit that can be undone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPointF, QRectF
from PySide6.QtGui import QCursor

from nnstudio.app.canvas.geometry import GRID, NODE_WIDTH, node_height, snapped
from nnstudio.app.canvas.gestures.gesture import Pointer
from nnstudio.app.canvas.note_item import NoteItem
from nnstudio.app.canvas.remark_editor import RemarkEditor
from nnstudio.app.remark_names import remark_label
from nnstudio.core.text import N_, Text
from nnstudio.graph import remark_edits
from nnstudio.graph.project import Project, Remark
from nnstudio.graph.remark_edits import Box, around

if TYPE_CHECKING:
    from nnstudio.app.canvas.view import CanvasView

_FRAME = QRectF(0, 0, 360, 240)
_NOTE = QRectF(0, 0, 200, 100)


class RemarkCommands(QObject):
    """Adds, writes, tints and fits frames and notes of one canvas."""

    def __init__(self, view: CanvasView) -> None:
        super().__init__(view)
        self._view = view
        self._session = view.session
        self._editor: RemarkEditor | None = None
        self._drawn = ""
        """The frame that has just been drawn; giving it its title belongs to that edit."""
        self._session.changed.connect(self._on_changed)
        self._session.opened.connect(self._stop_editing)

    # ---- adding ----

    def add_frame(self) -> None:
        """Draw a frame around what is selected, or an empty one in the middle of the view."""
        view, session = self._view, self._session
        view.cancel_gesture()
        ids = (*session.selection, *session.selected_remarks)
        chosen = view.canvas.remarks.drawn_boxes(ids)
        self._add_frame(around(chosen) if chosen else _box(self._centred(_FRAME)))

    def add_frame_at(self, place: QPointF) -> None:
        """Draw an empty frame at a place in the scene."""
        self._add_frame(_box(QRectF(snapped(place), _FRAME.size())))

    def add_note(self) -> None:
        """Let the user write a note: under the pointer, or in the middle of the view."""
        viewport = self._view.viewport()
        place = viewport.mapFromGlobal(QCursor.pos())
        if viewport.underMouse() and viewport.rect().contains(place):
            self.add_note_at(self._view.mapToScene(place))
        else:
            rect = self._free(self._centred(_NOTE))
            self.add_note_at(rect.topLeft())

    def add_note_at(self, place: QPointF) -> None:
        """Let the user write a note at a place in the scene; one without text is none."""
        self._view.cancel_gesture()
        corner = snapped(place)
        remark = Remark(
            "", "note", corner.x(), corner.y(), _NOTE.width(), _NOTE.height(), color="yellow"
        )
        self._edit(remark)

    # ---- changing ----

    def choose(self, remark_id: str) -> None:
        """Select a frame or note, and bring it into view."""
        self._view.canvas.select_only((), (), (remark_id,))
        self._show(remark_id)

    def edit_text(self) -> bool:
        """Let the user write on the frame or note that is selected; return whether there is one."""
        chosen = self._session.selected_remarks
        if chosen:
            self._show(chosen[-1])
            self._edit(self._session.project.graph.remarks_by_id[chosen[-1]])
        return bool(chosen)

    def edit_text_at(self, at: Pointer) -> bool:
        """Let the user write on what is under the pointer; return whether anything is."""
        grip = self._view.canvas.remarks.free_grip_at(at)
        if grip is None:
            return False
        self.choose(grip.item.remark.id)
        return self.edit_text()

    def set_color(self, color: str) -> None:
        """Tint the selected frames and notes."""
        session, chosen = self._session, self._session.selected_remarks
        if chosen:
            label = remark_label("color", session.project, chosen)
            session.edit(label, remark_edits.set_color(session.project, chosen, color))

    def fit_frames(self) -> None:
        """Draw the selected frames close around what they hold."""
        session, layer = self._session, self._view.canvas.remarks
        project = session.project
        chosen = [i for i in session.selected_remarks if self._is_frame(i)]
        for remark_id in chosen:
            held = layer.drawn_boxes(layer.taken_along([remark_id]))
            project = remark_edits.fit_frame(project, remark_id, held)
        if chosen:
            session.edit(remark_label("resize", session.project, chosen), project)

    # ---- within ----

    def _add_frame(self, box: Box) -> None:
        session = self._session
        project, remark_id = remark_edits.add_frame(session.project, box)
        session.close_merge()
        session.edit(Text(N_("Draw a frame")), project, merge=_drawing(remark_id))
        self.choose(remark_id)
        self.edit_text()
        self._drawn = remark_id

    def _is_frame(self, remark_id: str) -> bool:
        return self._session.project.graph.remarks_by_id[remark_id].kind == "frame"

    def _show(self, remark_id: str) -> None:
        """Scroll to where its text begins."""
        box = self._view.canvas.remarks.items[remark_id].box()
        seen = self._view.visible_rect().size() / 2
        self._view.ensureVisible(QRectF(box.topLeft(), box.size().boundedTo(seen)), 40, 40)

    def _edit(self, remark: Remark) -> None:
        if self._editor is not None:
            self._editor.keep()
        self._editor = RemarkEditor(self._view, remark)
        self._editor.kept.connect(self._keep)
        self._editor.dropped.connect(self._forget_editor)

    def _keep(self, text: str) -> None:
        assert self._editor is not None
        remark, session = self._editor.remark, self._session
        self._editor = None
        text = text.strip()
        if not remark.id:
            if text:
                project, remark_id = remark_edits.add_note(
                    session.project, _box(_rect(remark)), text, remark.color
                )
                session.edit(Text(N_("Add a note")), self._with_room(project, remark_id))
                self.choose(remark_id)
        elif text != remark.text:
            is_new = remark.id == self._drawn
            if is_new:
                session.reopen_merge()
            label = remark_label("write", session.project, (remark.id,))
            project = remark_edits.set_text(session.project, (remark.id,), text)
            session.edit(
                Text(N_("Draw a frame")) if is_new else label,
                self._with_room(project, remark.id),
                merge=_drawing(remark.id) if is_new else "",
            )
        self._end_drawing()

    def _with_room(self, project: Project, remark_id: str) -> Project:
        """Return the project with a note tall enough for its text."""
        remark = project.graph.remarks_by_id[remark_id]
        if remark.kind != "note":
            return project
        needed = NoteItem(remark).text_height()
        if needed <= remark.height:
            return project
        grown = GRID * (needed // GRID + 1)
        return remark_edits.set_size(project, (remark_id,), height=grown)

    def _on_changed(self) -> None:
        """Leave off writing on what has changed or gone meanwhile."""
        editor = self._editor
        if editor is not None and editor.remark.id:
            remarks = self._session.project.graph.remarks_by_id
            if remarks.get(editor.remark.id) != editor.remark:
                editor.drop()

    def _stop_editing(self) -> None:
        if self._editor is not None:
            self._editor.drop()

    def _forget_editor(self) -> None:
        self._editor = None
        self._end_drawing()

    def _end_drawing(self) -> None:
        if self._drawn:
            self._drawn = ""
            self._session.close_merge()

    def _centred(self, rect: QRectF) -> QRectF:
        """Return a rectangle of that size in the middle of the view, on the grid."""
        middle = self._view.visible_rect().center()
        return QRectF(snapped(middle - rect.center()), rect.size())

    def _free(self, rect: QRectF) -> QRectF:
        """Return the rectangle, or the first one below it where no node and no note lies."""
        graph = self._session.project.graph
        taken = [
            QRectF(n.x, n.y, NODE_WIDTH, node_height(len(n.layer.inputs))) for n in graph.nodes
        ]
        taken += [_rect(remark) for remark in graph.remarks if remark.kind == "note"]
        free = QRectF(rect)
        while free.top() < rect.top() + self._view.visible_rect().height() / 2:
            if not any(free.intersects(other) for other in taken):
                return free
            free.translate(0, 2 * GRID)
        return rect


def _drawing(frame_id: str) -> str:
    return f"draw {frame_id}"


def _rect(remark: Remark) -> QRectF:
    return QRectF(remark.x, remark.y, remark.width, remark.height)


def _box(rect: QRectF) -> Box:
    return Box(rect.x(), rect.y(), rect.width(), rect.height())
