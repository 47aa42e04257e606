"""What the menu under the right mouse button offers for blocks."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QMenu

from nnstudio.app.blocks.block_edits import selected_block, selected_blocks
from nnstudio.app.style.icons import icon

if TYPE_CHECKING:
    from nnstudio.app.canvas.view import CanvasView

translate = QCoreApplication.translate
REPETITIONS = (1, 2, 3, 4, 6, 8, 12)
_ICONS = {
    "group": "group",
    "ungroup": "ungroup",
    "fold_block": "fold-vertical",
    "save_block": "package-plus",
}


def add_for_selected(menu: QMenu, view: CanvasView) -> None:
    """Offer to make a block of the selected layers, and what can be done with one."""
    session, commands = view.session, view.blocks
    if not session.selection:
        return
    menu.addSeparator()
    block, found = selected_block(session), selected_blocks(session)
    if block is None:
        _add(menu, view, "group", translate("CanvasMenu", "Group as a block"))
    if found:
        _add(menu, view, "ungroup", translate("CanvasMenu", "Ungroup"))
        shut = all(one.collapsed for one in found)
        text = translate("CanvasMenu", "Expand") if shut else translate("CanvasMenu", "Collapse")
        _add(menu, view, "fold_block", text)
    if block is not None:
        inner = menu.addMenu(icon("repeat"), translate("CanvasMenu", "Repeat"))
        for times in REPETITIONS:
            action = inner.addAction(f"× {times}")
            action.setCheckable(True)
            action.setChecked(times == len(block.repetitions))
            act = partial(commands.repeat, block, times)
            action.triggered.connect(lambda _=False, act=act: act())
    _add(menu, view, "save_block", translate("CanvasMenu", "Save as a block of mine…"))
    menu.addSeparator()


def _add(menu: QMenu, view: CanvasView, command: str, text: str) -> None:
    action = menu.addAction(icon(_ICONS[command]), text)
    action.setShortcuts(list(view.shortcuts.keys(command)))
    # Only shown here: the canvas itself listens to the keys.
    action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
    slot = view.blocks.slots()[command]
    action.triggered.connect(lambda _=False: slot())
