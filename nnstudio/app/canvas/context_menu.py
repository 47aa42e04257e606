"""The menu under the right mouse button."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QPointF, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu

from nnstudio.app.canvas import block_menu, wiring_menu
from nnstudio.app.canvas.order_menu import add_order
from nnstudio.app.canvas.remark_menu import add_for_canvas, add_for_selected
from nnstudio.app.freezing import all_frozen, freezable, toggle_frozen
from nnstudio.app.session import Session
from nnstudio.app.sharing import holders_for, share_weights
from nnstudio.app.style.icons import icon
from nnstudio.app.translate import tr_text

if TYPE_CHECKING:
    from nnstudio.app.canvas.view import CanvasView

translate = QCoreApplication.translate


def context_menu(view: CanvasView, at: QPointF) -> QMenu:
    """Return what can be done with the selection, or with the canvas where nothing is selected.

    Parameters
    ----------
    at
        Where in the scene the menu was asked for; what is pasted goes there.
    """
    menu = QMenu(view)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    keys = view.shortcuts.keys
    session = view.session
    things = session.selection or session.selected_remarks
    if things:
        _add_fixes(menu, view)
        _add(menu, "scissors", translate("CanvasMenu", "Cut"), view.cut, keys("cut"))
        _add(menu, "copy", translate("CanvasMenu", "Copy"), view.copy, keys("copy"))
        _add(menu, "plus", translate("CanvasMenu", "Duplicate"), view.duplicate, keys("duplicate"))
        wiring_menu.add_for_node(menu, view)
        _add_sharing(menu, session)
        _add_freezing(menu, view)
        add_order(menu, view)
        block_menu.add_for_selected(menu, view)
        add_for_selected(menu, view)
    if things or view.selected_wires:
        wiring_menu.add_for_wire(menu, view)
        _add(
            menu, "trash-2", translate("CanvasMenu", "Delete"), view.delete_selected, keys("delete")
        )
        wiring_menu.add_leaving_gap(menu, view)
        return menu
    wiring_menu.add_for_canvas(menu, view, at)
    _add(
        menu, "clipboard-paste", translate("CanvasMenu", "Paste here"),
        lambda: view.paste_at(at), keys("paste"),
    )  # fmt: skip
    _add(menu, "square", translate("CanvasMenu", "Select all"), view.select_all, keys("select_all"))
    menu.addSeparator()
    add_for_canvas(menu, view, at)
    menu.addSeparator()
    _add(
        menu,
        "maximize",
        translate("CanvasMenu", "Fit the drawing"),
        view.zoom_fit,
        keys("zoom_fit"),
    )
    _add(
        menu,
        "search",
        translate("CanvasMenu", "Zoom to 100 %"),
        view.zoom_reset,
        keys("zoom_reset"),
    )
    return menu


def _add_fixes(menu: QMenu, view: CanvasView) -> None:
    """Offer the fixes of a single selected node's problems, on top."""
    session = view.session
    if len(session.selection) != 1:
        return
    fixes = [f for p in session.analysis.problems_at(session.selection[0]) for f in p.fixes]
    for fix in fixes:
        action = menu.addAction(icon("wand-sparkles", "accent"), tr_text(fix.label))
        action.triggered.connect(
            lambda _=False, fix=fix: session.edit(fix.label, fix.edit(session.project))
        )
    if fixes:
        menu.addSeparator()


def _add_freezing(menu: QMenu, view: CanvasView) -> None:
    """Offer to freeze the selected layers that have weights, or to let them learn again."""
    graph, chosen = view.session.project.graph, view.session.selection
    if freezable(graph, chosen):
        thaws = all_frozen(graph, chosen)
        text = translate("CanvasMenu", "Unfreeze") if thaws else translate("CanvasMenu", "Freeze")
        keys = view.shortcuts.keys("freeze")
        _add(menu, "snowflake", text, partial(toggle_frozen, view.session), keys)


def _add_sharing(menu: QMenu, session: Session) -> None:
    """Offer the weights of other layers of its kind to a single selected node."""
    graph = session.project.graph
    if len(session.selection) != 1:
        return
    node = graph.by_id[session.selection[0]]
    holders = holders_for(graph, node.id)
    if not holders:
        return
    inner = menu.addMenu(icon("link"), translate("CanvasMenu", "Use the weights of"))
    for holder in ("", *holders):
        title = graph.by_id[holder].title or holder if holder else ""
        action = inner.addAction(title or translate("CanvasMenu", "Its own"))
        action.setCheckable(True)
        action.setChecked(holder == node.shares)
        action.triggered.connect(
            lambda _=False, holder=holder: share_weights(session, node.id, holder)
        )


def _add(
    menu: QMenu,
    icon_name: str,
    text: str,
    act: Callable[[], object],
    keys: tuple[QKeySequence, ...],
) -> None:
    action = menu.addAction(icon(icon_name), text)
    action.setShortcuts(list(keys))
    # Only shown here: the canvas itself listens to the keys.
    action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
    action.triggered.connect(lambda _=False: act())
