"""What the window itself can do: find commands, settings, help, and how it lies on the screen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMainWindow

from nnstudio.app.settings import Settings

if TYPE_CHECKING:  # each is imported when it is wanted, so that the window opens without it
    from nnstudio.app.command_palette.entries import Entry
    from nnstudio.app.command_palette.palette import CommandPalette
    from nnstudio.app.settings_dialog.dialog import SettingsDialog
    from nnstudio.app.workbench import Workbench


class WindowCommands(QObject):
    """The commands of one window that are about the window; what they open is made when wanted."""

    def __init__(self, window: QMainWindow, settings: Settings, bench: Workbench) -> None:
        super().__init__(bench)
        self._window, self._settings, self._bench = window, settings, bench
        self.palette: CommandPalette | None = None
        self.settings_dialog: SettingsDialog | None = None

    def slots(self) -> dict[str, Callable[[], object]]:
        """Return what the commands do, by their ids."""
        return {"find_command": self.find_command, "settings": self.open_settings}

    def open_settings(self) -> None:
        """Open the settings, beside the window."""
        if self.settings_dialog is None:
            from nnstudio.app.settings_dialog.dialog import SettingsDialog

            bench = self._bench
            self.settings_dialog = SettingsDialog(
                self._settings, bench.shortcuts, bench.menus, bench.autosave, self._window
            )
        self.settings_dialog.open_page(self.settings_dialog.stack.currentWidget())

    def find_command(self) -> None:
        """Open the palette of commands."""
        if self.palette is None:
            from nnstudio.app.command_palette.palette import CommandPalette

            self.palette = CommandPalette(self._window, self._settings, self._entries)
        self.palette.open()

    def _entries(self) -> Iterator[Entry]:
        from nnstudio.app.command_palette.entries import of_examples, of_menus, of_nodes

        bench = self._bench
        yield from of_menus(self._window.menuBar())
        yield from of_nodes(bench.session, bench.go_to_node)
        yield from of_examples(bench.documents.new_from_template)
