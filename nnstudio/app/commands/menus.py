"""Menus and tool bar, made from the table of commands."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QMainWindow,
    QMenu,
    QProgressBar,
    QSizePolicy,
    QToolBar,
    QToolButton,
    QWidget,
)

from nnstudio.app.commands.actions import COMMANDS, CONTEXT, MENUS, Command
from nnstudio.app.commands.command_actions import CommandActions
from nnstudio.app.commands.shortcuts import Shortcuts
from nnstudio.app.settings import Settings
from nnstudio.app.style.appearance import THEME_CHOICES, choose_theme
from nnstudio.app.style.icons import icon
from nnstudio.app.threads import automatic_threads, thread_choices
from nnstudio.app.translate import (
    LANGUAGE_CHOICES,
    LANGUAGE_NAMES,
    install_translators,
    tr_text,
    translate,
)
from nnstudio.core.text import Text


class Menus(QObject):
    """The commands of one window, with the choices of theme and language.

    Parameters
    ----------
    slots
        What each command does, by its id.
    canvas
        Where the commands of the canvas have their keys.
    open_file
        Opens one of the recent files.
    """

    memory_chosen = Signal()
    """How much memory runs may take was changed in the settings."""
    threads_chosen = Signal(int)
    """The user wants training to use so many threads; 0: as many as leave the window alive."""

    def __init__(
        self,
        window: QMainWindow,
        settings: Settings,
        shortcuts: Shortcuts,
        slots: Mapping[str, Callable[..., object]],
        canvas: QWidget,
        open_file: Callable[[Path], object],
    ) -> None:
        super().__init__(window)
        self._open_file = open_file
        self._window, self._settings = window, settings
        self._commands = CommandActions(shortcuts, slots, canvas, self)
        self.actions = self._commands.by_id
        bar = window.menuBar()
        self._menus = {name: bar.addMenu("") for name, _ in MENUS if "/" not in name}
        self.toolbar = QToolBar(window)
        self.views_button = QToolButton()
        self._run_text, self._run_bar = QLabel(), QProgressBar()
        self._recent_menu = QMenu(window)
        self._recent_menu.aboutToShow.connect(self._list_recent)
        self._fill()
        view = self._menus["view"]
        view.addSeparator()
        self._theme_menu, self._language_menu = view.addMenu(""), view.addMenu("")
        self.panels_menu = self._menus["view/panels"]
        self.theme_actions = self._choices(
            self._theme_menu, THEME_CHOICES, settings.theme, self._choose_theme
        )
        self.language_actions = self._choices(
            self._language_menu, LANGUAGE_CHOICES, settings.language, self._choose_language
        )
        training = self._menus["training"]
        training.addSeparator()
        self._threads_menu = training.addMenu("")
        counts = {str(count): count for count in thread_choices()}
        chosen = str(settings.threads) if settings.threads in counts.values() else "0"
        self.thread_actions = self._choices(
            self._threads_menu, tuple(counts), chosen, self._choose_threads
        )
        self.retranslate()

    def show_history(self, undo: Text | None, redo: Text | None) -> None:
        """Name what can be undone and redone."""
        for name, label, plain, full in (
            ("undo", undo, "&Undo", self.tr("&Undo {what}")),
            ("redo", redo, "&Redo", self.tr("&Redo {what}")),
        ):
            action = self.actions[name]
            action.setEnabled(label is not None)
            what = "" if label is None else tr_text(label).replace("&", "&&")
            action.setText(translate(CONTEXT, plain) if label is None else full.format(what=what))

    def set_drawing(self, drawing: bool) -> None:
        """Enable what acts on a drawing only while one is seen."""
        for command in COMMANDS:
            if command.scope != "window":
                self.actions[command.id].setEnabled(drawing)

    def show_training(self, possible: Mapping[str, bool], state: str) -> None:
        """Say which commands of the training can be used now, and what the main one does."""
        for name, enabled in possible.items():
            self.actions[name].setEnabled(enabled)
        words = {
            "running": self.tr("Pause"),
            "paused": self.tr("Resume"),
            "stopping": self.tr("Stopping…"),
            "trained": self.tr("Continue"),
        }
        action = self.actions["train"]
        action.setIconText(words.get(state, self.tr("Train")))
        action.setIcon(icon("pause" if state == "running" else "play", "on_accent"))

    def show_progress(self, text: str, share: float) -> None:
        """Show where the run is, at the end of the tool bar."""
        self._run_text.setText(text)
        needed = self._run_text.sizeHint().width()
        if needed > self._run_text.minimumWidth():  # never less again, so that nothing jumps
            self._run_text.setMinimumWidth(needed)
        self._run_bar.setValue(round(1000 * share))

    def retranslate(self) -> None:
        """Write everything in the user's language."""
        self._commands.retranslate()
        for name, text in MENUS:
            self._menus[name].setTitle(translate(CONTEXT, text))
        self._theme_menu.setTitle(self.tr("&Theme"))
        self._language_menu.setTitle(self.tr("&Language"))
        self._threads_menu.setTitle(self.tr("T&hreads"))
        for count, action in self.thread_actions.items():
            automatic = self.tr("Automatic ({count})").format(count=automatic_threads())
            action.setText(count if count != "0" else automatic)
        words = {
            "system": self.tr("Like the system"),
            "light": self.tr("Light"),
            "dark": self.tr("Dark"),
            **LANGUAGE_NAMES,
        }
        for actions in (self.theme_actions, self.language_actions):
            for name, action in actions.items():
                action.setText(words[name])
        self._recent_menu.setTitle(self.tr("Open &Recent"))
        self.toolbar.setWindowTitle(self.tr("Tool bar"))
        self.views_button.setText(self.tr("Views"))
        self.views_button.setToolTip(self.tr("Look inside the network while it learns"))
        self._run_bar.setAccessibleName(self.tr("Progress of the run"))

    def _fill(self) -> None:
        self.toolbar.setObjectName("toolbar")
        self.toolbar.setMovable(False)
        self.toolbar.setIconSize(QSize(18, 18))
        for command in COMMANDS:
            action, menu = self.actions[command.id], self._menu_of(command)
            if command.toolbar and command.menu.startswith("|"):
                self.toolbar.addSeparator()
            menu.addAction(action)
            if command.id == "open":
                menu.addMenu(self._recent_menu)
            if command.toolbar:
                self.toolbar.addAction(action)
        self._show_main_button()
        self.views_button.setIcon(icon("eye"))
        self.views_button.setMenu(self._menus["view/live"])
        self.views_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.views_button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.toolbar.addSeparator()
        self.toolbar.addWidget(self.views_button)
        spring = QWidget()
        spring.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._run_text.setProperty("role", "muted")
        self._run_text.setContentsMargins(8, 0, 10, 0)
        self._run_text.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._run_bar.setTextVisible(False)
        self._run_bar.setRange(0, 1000)
        self._run_bar.setFixedSize(140, 6)
        for widget in (spring, self._run_text, self._run_bar):
            self.toolbar.addWidget(widget)
        self._window.addToolBar(self.toolbar)

    def _menu_of(self, command: Command) -> QMenu:
        """Return the menu of a command, made where its first command stands, below a line if so."""
        path, begins_group = command.menu.removeprefix("|"), command.menu.startswith("|")
        menu, parts = None, path.split("/")
        for count in range(1, len(parts) + 1):
            name = "/".join(parts[:count])
            if name not in self._menus:
                assert menu is not None, f"{name} is not in MENUS"
                if begins_group:
                    menu.addSeparator()
                    begins_group = False
                self._menus[name] = menu.addMenu("")
            menu = self._menus[name]
        assert menu is not None
        if begins_group:
            menu.addSeparator()
        return menu

    def _list_recent(self) -> None:
        """Offer the files opened last, read anew each time, for other windows open some, too."""
        self._recent_menu.clear()
        for path in self._settings.recent_files:
            action = self._recent_menu.addAction(path.name)
            action.setToolTip(str(path))
            action.setStatusTip(str(path))
            action.triggered.connect(partial(self._open_file, path))
        if self._recent_menu.isEmpty():
            self._recent_menu.addAction(self.tr("No recent files")).setEnabled(False)

    def _show_main_button(self) -> None:
        """Let the one button that a newcomer looks for stand out, with its name."""
        button = self.toolbar.widgetForAction(self.actions["train"])
        assert isinstance(button, QToolButton)
        button.setObjectName("trainButton")
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)

    def _choices(
        self, menu: QMenu, names: tuple[str, ...], chosen: str, choose: Callable[[str], None]
    ) -> dict[str, QAction]:
        group = QActionGroup(self)
        actions = {}
        for name in names:
            action = QAction(group)
            action.setCheckable(True)
            action.setChecked(name == chosen)
            action.triggered.connect(partial(choose, name))
            menu.addAction(action)
            actions[name] = action
        return actions

    def _choose_theme(self, choice: str) -> None:
        self._settings.theme = choice
        choose_theme(_application(), choice)

    def _choose_language(self, choice: str) -> None:
        self._settings.language = choice
        install_translators(_application(), choice)

    def _choose_threads(self, count: str) -> None:
        self._settings.threads = int(count)
        self.threads_chosen.emit(int(count))


def _application() -> QApplication:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    return app
