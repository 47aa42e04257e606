"""What the menu under the right mouse button offers for adding, replacing and wiring layers."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QPointF, Qt
from PySide6.QtWidgets import QMenu

from nnstudio.app.style.icons import icon
from nnstudio.graph.rewiring import gaps

if TYPE_CHECKING:
    from nnstudio.app.canvas.view import CanvasView

translate = QCoreApplication.translate


def add_for_node(menu: QMenu, view: CanvasView) -> None:
    """Offer what can be done with a single selected node and its wires."""
    graph, selection = view.session.project.graph, view.session.selection
    if len(selection) != 1 or selection[0] not in graph.by_id:
        return
    node_id = selection[0]
    menu.addSeparator()
    _add(menu, view, "plus", translate("CanvasMenu", "Add a layer after it…"), "add_layer")
    _add(menu, view, "refresh-cw", translate("CanvasMenu", "Replace…"), "replace")
    _add(menu, view, "pencil", translate("CanvasMenu", "Rename"), "rename")
    _add(menu, view, "link", translate("CanvasMenu", "Connect to…"), "connect")
    if graph.wires_into[node_id] or graph.wires_from[node_id]:
        _add(menu, view, "unlink", translate("CanvasMenu", "Disconnect…"), "disconnect")
    menu.addSeparator()


def add_for_wire(menu: QMenu, view: CanvasView) -> None:
    """Offer to put a layer into a single selected wire."""
    if len(view.selected_wires) == 1 and not view.session.selection:
        _add(menu, view, "plus", translate("CanvasMenu", "Insert a layer…"), "add_layer")


def add_for_canvas(menu: QMenu, view: CanvasView, at: QPointF) -> None:
    """Offer to add a layer where the menu was asked for."""
    text = translate("CanvasMenu", "Add a layer here…")
    _add(menu, view, "plus", text, "add_layer", lambda: view.quick_add.add_at(at))


def add_leaving_gap(menu: QMenu, view: CanvasView) -> None:
    """Offer to delete without closing the gap, where there would be one."""
    if gaps(view.session.project.graph, view.session.selection):
        text = translate("CanvasMenu", "Delete and leave the gap")
        _add(menu, view, "unlink", text, "delete_only")


def _add(
    menu: QMenu,
    view: CanvasView,
    icon_name: str,
    text: str,
    command: str,
    act: Callable[[], object] | None = None,
) -> None:
    action = menu.addAction(icon(icon_name), text)
    action.setShortcuts(list(view.shortcuts.keys(command)))
    # Only shown here: the canvas itself listens to the keys.
    action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
    slot = act or view.slots()[command]
    action.triggered.connect(lambda _=False: slot())
