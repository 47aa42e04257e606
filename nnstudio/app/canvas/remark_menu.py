"""What the menu under the right mouse button offers for frames and notes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QPointF
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu

from nnstudio.app.remark_colors import color_name, swatch
from nnstudio.app.style.icons import icon
from nnstudio.graph.project import REMARK_COLORS

if TYPE_CHECKING:
    from nnstudio.app.canvas.view import CanvasView

translate = QCoreApplication.translate


def add_for_selected(menu: QMenu, view: CanvasView) -> None:
    """Offer what can be done with the selected frames and notes."""
    by_id = view.session.project.graph.remarks_by_id
    chosen = [by_id[remark_id] for remark_id in view.session.selected_remarks]
    if not chosen:
        return
    if len(chosen) == 1:
        title = translate("CanvasMenu", "Edit the text")
        menu.addAction(icon("pencil"), title).triggered.connect(view.remarks.edit_text)
    colors = menu.addMenu(icon("palette"), translate("CanvasMenu", "Colour"))
    group = QActionGroup(colors)
    for color in REMARK_COLORS:
        action = colors.addAction(swatch(color), color_name(color))
        group.addAction(action)
        action.setCheckable(True)
        action.setChecked(all(remark.color == color for remark in chosen))
        action.triggered.connect(lambda _=False, color=color: view.remarks.set_color(color))
    if any(remark.kind == "frame" for remark in chosen):
        title = translate("CanvasMenu", "Fit to the contents")
        menu.addAction(icon("maximize"), title).triggered.connect(view.remarks.fit_frames)


def add_for_canvas(menu: QMenu, view: CanvasView, at: QPointF) -> None:
    """Offer a note at a place of the scene, and a frame."""
    note = menu.addAction(icon("sticky-note"), translate("CanvasMenu", "Add a note here"))
    note.triggered.connect(lambda: view.remarks.add_note_at(at))
    title = translate("CanvasMenu", "Draw a frame here")
    frame = menu.addAction(icon("frame"), title)
    frame.triggered.connect(lambda: view.remarks.add_frame_at(at))
