"""What the menu under the right mouse button offers to bring several things into order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QMenu

from nnstudio.app.commands.actions import COMMANDS, CONTEXT
from nnstudio.app.style.icons import icon

if TYPE_CHECKING:
    from nnstudio.app.canvas.view import CanvasView

translate = QCoreApplication.translate


def add_order(menu: QMenu, view: CanvasView) -> None:
    """Offer to arrange, align and distribute where several things are selected."""
    session = view.session
    if len(session.selection) + len(session.selected_remarks) < 2:
        return
    inner = menu.addMenu(icon("workflow"), translate("CanvasMenu", "Arrange"))
    slots = view.order.slots()
    for command in COMMANDS:
        if command.menu.removeprefix("|") != "edit/arrange":
            continue
        if command.menu.startswith("|"):
            inner.addSeparator()
        action = inner.addAction(icon(command.icon), translate(CONTEXT, command.text))
        action.setShortcuts(list(view.shortcuts.keys(command.id)))
        # Only shown here: the canvas itself listens to the keys.
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.triggered.connect(lambda _=False, act=slots[command.id]: act())
