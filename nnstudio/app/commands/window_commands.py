"""What the window itself can do: find commands, settings, help, and how it lies on the screen."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QMainWindow

from nnstudio.app.commands.actions import COMMANDS
from nnstudio.app.new_window import open_window
from nnstudio.app.settings import Settings, log_folder

if TYPE_CHECKING:  # each is imported when it is wanted, so that the window opens without it
    from nnstudio.app.command_palette.entries import Entry
    from nnstudio.app.command_palette.palette import CommandPalette
    from nnstudio.app.settings_dialog.dialog import SettingsDialog
    from nnstudio.app.workbench import Workbench

_PANEL = "panel_"
PANELS = tuple(c.id.removeprefix(_PANEL) for c in COMMANDS if c.id.startswith(_PANEL))
"""The panels that have a command, and so keys, of their own."""


class WindowCommands(QObject):
    """The commands of one window that are about the window; what they open is made when wanted."""

    def __init__(self, window: QMainWindow, settings: Settings, bench: Workbench) -> None:
        super().__init__(bench)
        self._window, self._settings, self._bench = window, settings, bench
        self.palette: CommandPalette | None = None
        self.settings_dialog: SettingsDialog | None = None

    def slots(self) -> dict[str, Callable[..., object]]:
        """Return what the commands do, by their ids."""
        return {
            "new_window": self.open_window,
            "find_command": self.find_command,
            "settings": self.open_settings,
            "about": self.tell_about,
            "licences": self.show_licences,
            "copy_diagnostics": self.copy_diagnostics,
            "log_folder": self.open_log_folder,
            "next_panel": partial(self._walk, True),
            "previous_panel": partial(self._walk, False),
            "full_screen": self.fill_screen,
            "reset_layout": self.reset_layout,
            **{f"{_PANEL}{name}": partial(self._toggle, name) for name in PANELS},
        }

    def open_window(self) -> None:
        """Open another window, in a process of its own."""
        if not open_window():
            self._bench.say("bad", self.tr("Another window could not be opened."))

    def tell_about(self) -> None:
        """Open the page about the program."""
        from nnstudio.app.help.about_dialog import AboutDialog

        self._open(AboutDialog(self.show_licences, self.copy_diagnostics, self._window))

    def show_licences(self) -> None:
        """Open the list of licences and attributions."""
        from nnstudio.app.help.attributions_dialog import AttributionsDialog

        self._open(AttributionsDialog(self._window))

    def copy_diagnostics(self) -> None:
        """Put facts for a report of a fault on the clipboard, and say so."""
        from nnstudio.app.help.diagnostics import diagnostics

        QGuiApplication.clipboard().setText(diagnostics(self._settings))
        text = self.tr(
            "Versions, settings and the last lines of the log are on the clipboard, without names "
            "of folders. Paste them into your report."
        )
        self._bench.say("good", text)

    def open_log_folder(self) -> None:
        """Show the folder of the log in the desktop's file manager."""
        folder = log_folder()
        with contextlib.suppress(OSError):
            folder.mkdir(parents=True, exist_ok=True)
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))):
            text = self.tr("No program here opens folders. The log is in {folder}.")
            self._bench.say("info", text.format(folder=folder))

    def show_panels(self) -> None:
        """Let the menu of panels say which are open, now that there are all."""
        docks, menus = self._bench.docks, self._bench.menus
        for name in docks.names():
            shown = docks[name].toggleViewAction()
            if name in PANELS:
                action = menus.actions[f"{_PANEL}{name}"]
                action.setChecked(shown.isChecked())
                shown.toggled.connect(action.setChecked)
            else:
                menus.panels_menu.addAction(shown)

    def fill_screen(self, whole: bool) -> None:
        """Fill the screen, or go back to a window."""
        state = Qt.WindowState.WindowFullScreen
        now = self._window.windowState()
        self._window.setWindowState(now | state if whole else now & ~state)

    def reset_layout(self) -> None:
        """Let panels and plots lie as after the first start."""
        if self._bench.views.built:
            self._bench.docks.reset()

    def _open(self, dialog: QDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.show()
        dialog.raise_()
        dialog.activateWindow()

    def _walk(self, forward: bool, checked: bool = False) -> None:
        self._bench.panel_walk.step(forward)

    def _toggle(self, name: str, checked: bool = False) -> None:
        docks = self._bench.docks
        if name in docks:
            focus = QApplication.focusWidget()
            left = focus is not None and docks[name].isAncestorOf(focus)
            docks.toggle(name)
            if not docks[name].isHidden():
                self._bench.panel_walk.enter(docks[name].widget())
            elif left:
                self._bench.center.take_keyboard()
            # A dock that came to the front was open before, and says nothing.
            action = self._bench.menus.actions[f"{_PANEL}{name}"]
            action.setChecked(not docks[name].isHidden())

    def open_settings(self) -> None:
        """Open the settings, beside the window."""
        if self.settings_dialog is None:
            from nnstudio.app.settings_dialog.dialog import SettingsDialog

            bench = self._bench
            self.settings_dialog = SettingsDialog(
                self._settings, bench.shortcuts, bench.menus, bench.autosave, self._window
            )
        self.settings_dialog.open_page()

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
