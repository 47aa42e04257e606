"""An action for each command of the table, with the user's keys and in the user's language."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from nnstudio.app.commands.actions import COMMANDS, CONTEXT, Command
from nnstudio.app.commands.shortcuts import Shortcuts, with_key
from nnstudio.app.style.icons import icon
from nnstudio.app.translate import translate

_LETTER = re.compile(r"\(&.\)")
"""Where no letter of the text itself can be pressed, it stands behind it."""


class CommandActions(QObject):
    """Makes the actions and keeps their names and keys up to date.

    Parameters
    ----------
    slots
        What each command does, by its id.
    canvas
        Where the commands of the canvas have their keys.
    """

    def __init__(
        self,
        shortcuts: Shortcuts,
        slots: Mapping[str, Callable[..., object]],
        canvas: QWidget,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._shortcuts = shortcuts
        self.by_id: dict[str, QAction] = {}
        for command in COMMANDS:
            action = self.by_id[command.id] = QAction(self)
            action.setObjectName(command.id)
            action.setCheckable(command.checkable)
            if command.icon:
                action.setIcon(icon(command.icon))
            action.triggered.connect(slots[command.id])
            if command.scope == "canvas":
                # Elsewhere these keys edit text.
                action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
                canvas.addAction(action)
        shortcuts.changed.connect(self._show_keys)
        self._show_keys()

    def retranslate(self) -> None:
        """Write the commands in the user's language."""
        for command in COMMANDS:
            self.by_id[command.id].setText(translate(CONTEXT, command.text))
        self._write_tips()

    def _show_keys(self) -> None:
        for command_id, action in self.by_id.items():
            action.setShortcuts(list(self._shortcuts.keys(command_id)))
        self._write_tips()

    def _write_tips(self) -> None:
        for command in COMMANDS:
            action = self.by_id[command.id]
            action.setToolTip(with_key(plain_name(command), self._shortcuts.text(command.id)))


def plain_name(command: Command) -> str:
    """Return the name of a command in the user's language, as it is read: without signs for menus."""
    return as_read(translate(CONTEXT, command.text))


def as_read(text: str) -> str:
    """Return a text of a menu without its signs: ``&Open…`` and ``打开(&O)…`` become words alone."""
    return _LETTER.sub("", text).replace("&", "").rstrip("…")
