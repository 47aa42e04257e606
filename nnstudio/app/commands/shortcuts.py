"""Which keys ask for which command: those of the table, and what the user made of them."""

from __future__ import annotations

from collections.abc import Container, Iterable

from PySide6.QtCore import QKeyCombination, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence

from nnstudio.app.commands.actions import COMMANDS
from nnstudio.app.settings import Settings

_MODIFIER_KEYS = (Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta)
_NO_KEY = QKeySequence(Qt.Key.Key_unknown)


class Shortcuts(QObject):
    """The keys of every command.

    Parameters
    ----------
    settings
        Where the user's own keys are kept; without it every command has the keys of the table.
    """

    changed = Signal()
    """A command has other keys."""

    def __init__(self, settings: Settings | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._defaults = {
            command.id: tuple(QKeySequence(key) for key in command.keys) for command in COMMANDS
        }
        self._chosen: dict[str, tuple[QKeySequence, ...]] = {}
        for command_id, texts in ({} if settings is None else settings.shortcuts).items():
            keys = [QKeySequence.fromString(text) for text in texts]
            if command_id in self._defaults and _NO_KEY not in keys:
                self._chosen[command_id] = tuple(keys)

    def keys(self, command_id: str) -> tuple[QKeySequence, ...]:
        """Return the keys of a command, the one that is shown first."""
        return self._chosen.get(command_id, self._defaults[command_id])

    def default_keys(self, command_id: str) -> tuple[QKeySequence, ...]:
        """Return the keys that a command has before the user chooses others."""
        return self._defaults[command_id]

    def text(self, command_id: str) -> str:
        """Return the first key of a command as the user's system writes it; empty: there is none."""
        keys = self.keys(command_id)
        return keys[0].toString(QKeySequence.SequenceFormat.NativeText) if keys else ""

    def is_changed(self, command_id: str) -> bool:
        """Return whether the user gave a command other keys than those of the table."""
        return command_id in self._chosen

    def holder(self, key: QKeySequence) -> str | None:
        """Return the command that a key asks for."""
        return next((c for c in self._defaults if key in self.keys(c)), None)

    def pressed(self, event: QKeyEvent, among: Container[str]) -> str | None:
        """Return which of some commands a press of a key asks for."""
        keys = _keys_of(event)
        return next(
            (c for c in self._defaults if c in among and any(k in keys for k in self.keys(c))), None
        )

    def choose(self, command_id: str, keys: Iterable[QKeySequence]) -> None:
        """Give a command other keys; whichever command had one of them loses it."""
        wanted = tuple(dict.fromkeys(key for key in keys if not key.isEmpty()))
        for other in self._defaults:
            left = tuple(key for key in self.keys(other) if key not in wanted)
            if other != command_id and left != self.keys(other):
                self._set(other, left)
        self._set(command_id, wanted)
        self._keep()

    def reset(self, command_id: str) -> None:
        """Give a command the keys of the table again."""
        self.choose(command_id, self._defaults[command_id])

    def reset_all(self) -> None:
        """Give every command the keys of the table again."""
        self._chosen.clear()
        self._keep()

    def _set(self, command_id: str, keys: tuple[QKeySequence, ...]) -> None:
        if keys == self._defaults[command_id]:
            self._chosen.pop(command_id, None)
        else:
            self._chosen[command_id] = keys

    def _keep(self) -> None:
        if self._settings is not None:
            self._settings.shortcuts = {
                command_id: tuple(key.toString() for key in keys)
                for command_id, keys in self._chosen.items()
            }
        self.changed.emit()


def with_key(text: str, key: str) -> str:
    """Return a tool tip with the key that does the same, where there is one."""
    return f"{text} ({key})" if key else text


def _keys_of(event: QKeyEvent) -> tuple[QKeySequence, ...]:
    """Return the keys that a press may stand for."""
    key = Qt.Key(event.key())
    if key in _MODIFIER_KEYS:
        return ()
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    found = [QKeySequence(QKeyCombination(held, key))]
    shift = Qt.KeyboardModifier.ShiftModifier
    if held & shift and 0x20 < key.value < 0x7F and not chr(key.value).isalnum():
        # A sign such as + that needs Shift on this keyboard is the same sign.
        found.append(QKeySequence(QKeyCombination(held & ~shift, key)))
    return tuple(found)
