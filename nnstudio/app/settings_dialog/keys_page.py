"""Settings > Shortcuts: every command with its keys, which can be changed by pressing others."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QKeySequenceEdit,
    QLabel,
    QLineEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
)

from nnstudio.app.command_palette.matching import match
from nnstudio.app.commands.actions import COMMANDS, CONTEXT, MENUS
from nnstudio.app.commands.command_actions import as_read, plain_name
from nnstudio.app.commands.shortcuts import Shortcuts
from nnstudio.app.settings_dialog.page import SettingsPage
from nnstudio.app.style.icons import icon
from nnstudio.app.translate import translate

NATIVE = QKeySequence.SequenceFormat.NativeText
_ID = Qt.ItemDataRole.UserRole


class KeysPage(SettingsPage):
    """A table of commands to search; below it the keys of the chosen one."""

    def __init__(self, shortcuts: Shortcuts) -> None:
        super().__init__()
        self._shortcuts = shortcuts
        self._items: list[QTreeWidgetItem] = []
        self.search = QLineEdit()
        self.search.setClearButtonEnabled(True)
        glass = QAction(self)
        glass.setIcon(icon("search", "muted"))
        self.search.addAction(glass, QLineEdit.ActionPosition.LeadingPosition)
        self.search.textChanged.connect(self._filter)
        self.table = QTreeWidget()
        self.table.setColumnCount(3)
        self.table.setRootIsDecorated(False)
        self.table.setUniformRowHeights(True)
        self.table.setAllColumnsShowFocus(True)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.currentItemChanged.connect(self._show_chosen)
        self.keys = QKeySequenceEdit()
        self.table.itemActivated.connect(lambda: self.keys.setFocus())
        self.keys.setMaximumSequenceLength(1)
        self.keys.setClearButtonEnabled(True)
        self.keys.keySequenceChanged.connect(self._show_conflict)
        self.keys.installEventFilter(self)
        self.instead, self.besides, self.reset_one = QPushButton(), QPushButton(), QPushButton()
        self.none = QPushButton()
        self.instead.setProperty("kind", "primary")
        self.instead.clicked.connect(lambda: self._set((self.keys.keySequence(),)))
        self.besides.clicked.connect(
            lambda: self._set((*self._shortcuts.keys(self.chosen()), self.keys.keySequence()))
        )
        self.none.clicked.connect(lambda: self._set(()))
        self.reset_one.clicked.connect(lambda: self._shortcuts.reset(self.chosen()))
        self.conflict = QLabel()
        self.conflict.setWordWrap(True)
        self._label = QLabel()
        self._label.setBuddy(self.keys)
        self._lay_out()
        for command in COMMANDS:
            item = QTreeWidgetItem(self.table)
            item.setData(0, _ID, command.id)
            self._items.append(item)
        self.retranslate()
        shortcuts.changed.connect(self.show_settings)
        self.table.setCurrentItem(self._items[0])

    def _lay_out(self) -> None:
        self.column.addWidget(self.search)
        self.column.addWidget(self.table, 1)
        row = QHBoxLayout()
        row.addWidget(self._label)
        row.addWidget(self.keys, 1)
        for button in (self.instead, self.besides, self.none, self.reset_one):
            row.addWidget(button)
        self.column.addLayout(row)
        self.column.addWidget(self.conflict)
        header = self.table.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.ResizeToContents)

    def chosen(self) -> str:
        """Return the command whose keys are shown below the table."""
        item = self.table.currentItem()
        return item.data(0, _ID) if item is not None else COMMANDS[0].id

    def reset(self) -> None:
        """Give every command its own keys again."""
        self._shortcuts.reset_all()

    def show_settings(self) -> None:
        """Show the keys as they are now."""
        names = {name: as_read(translate(CONTEXT, text)) for name, text in MENUS}
        for item, command in zip(self._items, COMMANDS, strict=True):
            keys = self._shortcuts.keys(command.id)
            parts = command.menu.removeprefix("|").split("/")
            path = ["/".join(parts[: n + 1]) for n in range(len(parts))]
            item.setText(0, plain_name(command))
            item.setText(1, " › ".join(names[part] for part in path))
            item.setText(2, "   ".join(key.toString(NATIVE) for key in keys))
            changed = self._shortcuts.is_changed(command.id)
            font = item.font(2)
            font.setBold(changed)
            item.setFont(2, font)
            item.setToolTip(2, self.tr("Changed by you") if changed else "")
        self._show_chosen()

    def retranslate(self) -> None:
        """Write everything in the user's language."""
        self.set_heading(self.tr("Shortcuts"))
        self.search.setPlaceholderText(self.tr("Search commands and keys"))
        self.search.setAccessibleName(self.tr("Search commands and keys"))
        self.table.setHeaderLabels([self.tr("Command"), self.tr("Menu"), self.tr("Keys")])
        self.table.setAccessibleName(self.tr("Shortcuts"))
        self._label.setText(self.tr("Press new &keys"))
        self.keys.setAccessibleName(self.tr("New keys"))
        self.instead.setText(self.tr("&Use"))
        self.instead.setToolTip(self.tr("Use these keys and no others"))
        self.besides.setText(self.tr("A&dd"))
        self.besides.setToolTip(self.tr("Use these keys besides the others"))
        self.none.setText(self.tr("&None"))
        self.none.setToolTip(self.tr("Let the command have no keys"))
        self.reset_one.setText(self.tr("&Reset"))
        self.reset_one.setToolTip(self.tr("Give the command its own keys again"))
        self.show_settings()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.keys and isinstance(event, QKeyEvent):
            plain = event.modifiers() in (
                Qt.KeyboardModifier.NoModifier,
                Qt.KeyboardModifier.ShiftModifier,
            )
            # These lead on, or nobody could leave the field without a mouse.
            if plain and event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
                if event.type() == QEvent.Type.KeyPress:
                    self.focusNextPrevChild(event.key() == Qt.Key.Key_Tab)
                return True
        return super().eventFilter(watched, event)

    def _set(self, keys: tuple[QKeySequence, ...]) -> None:
        self._shortcuts.choose(self.chosen(), keys)

    def _show_chosen(self) -> None:
        self.keys.clear()
        self._show_conflict()

    def _show_conflict(self) -> None:
        key, chosen = self.keys.keySequence(), self.chosen()
        holder = None if key.isEmpty() else self._shortcuts.holder(key)
        other = holder is not None and holder != chosen
        new = not key.isEmpty() and holder != chosen
        self.instead.setEnabled(new)
        self.besides.setEnabled(new and bool(self._shortcuts.keys(chosen)))
        self.none.setEnabled(bool(self._shortcuts.keys(chosen)))
        self.reset_one.setEnabled(self._shortcuts.is_changed(chosen))
        text = ""
        if other:
            name = next(plain_name(command) for command in COMMANDS if command.id == holder)
            text = self.tr("{key} belongs to “{command}”, which would lose it.").format(
                key=key.toString(NATIVE), command=name
            )
        self.conflict.setText(text)
        self.conflict.setProperty("role", "warning")
        self.conflict.setVisible(bool(text))

    def _filter(self, query: str) -> None:
        first = None
        for item, command in zip(self._items, COMMANDS, strict=True):
            words = f"{item.text(0)} {item.text(1)} {command.text.replace('&', '')}"
            keys = item.text(2).casefold()
            hit = match(query, words) is not None or query.strip().casefold() in keys.split("   ")
            item.setHidden(not hit)
            first = first or (item if hit else None)
        if first is not None:
            self.table.setCurrentItem(first)
