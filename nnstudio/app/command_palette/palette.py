"""The palette: a field and a list over the window, gone as soon as something is chosen."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt
from PySide6.QtGui import QAction, QColor, QFocusEvent, QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QGraphicsDropShadowEffect,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from nnstudio.app.command_palette.entries import Entry
from nnstudio.app.command_palette.found import FOUND_ROLE, Found, FoundList
from nnstudio.app.command_palette.line_painter import LinePainter
from nnstudio.app.settings import Settings
from nnstudio.app.style.icons import icon
from nnstudio.app.widgets.led_list import LedList
from nnstudio.app.widgets.press_outside import FOCUS_COMES_BACK

WIDTH = 640
TOP = 56
ROWS = 11
_MOVES = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class CommandPalette(QFrame):
    """Finds a command by a few letters of its name and runs it.

    Parameters
    ----------
    entries
        Collects what there is at the moment; asked each time the palette opens.
    """

    def __init__(
        self, window: QWidget, settings: Settings, entries: Callable[[], Iterable[Entry]]
    ) -> None:
        super().__init__(window)
        self._window, self._settings, self._entries = window, settings, entries
        self._before: QWidget | None = None
        self.setObjectName("commandPalette")
        self.found = FoundList()
        self.search = QLineEdit()
        self.search.setObjectName("commandSearch")
        glass = QAction(self)
        glass.setIcon(icon("search", "muted"))
        self.search.addAction(glass, QLineEdit.ActionPosition.LeadingPosition)
        self.search.textChanged.connect(self._search)
        self.search.installEventFilter(self)
        self.list = LedList()
        self.list.setModel(self.found)
        self.list.setItemDelegate(LinePainter(self.list))
        self.list.setUniformItemSizes(True)
        self.list.clicked.connect(self._run)
        self._nothing = QLabel()
        self._nothing.setTextFormat(Qt.TextFormat.PlainText)
        self._nothing.setProperty("role", "muted")
        self._nothing.setContentsMargins(14, 10, 14, 14)
        self._hint = QLabel()
        self._hint.setProperty("role", "muted")
        self._hint.setContentsMargins(14, 4, 14, 8)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        for widget in (self.search, self.list, self._nothing, self._hint):
            column.addWidget(widget)
        shadow = QGraphicsDropShadowEffect(self)
        shadow.setBlurRadius(36)
        shadow.setOffset(0, 8)
        shadow.setColor(QColor(0, 0, 0, 110))
        self.setGraphicsEffect(shadow)
        window.installEventFilter(self)
        self._retranslate()
        self.hide()

    def open(self) -> None:
        """Show everything there is, with the keyboard in the field."""
        self._before = QApplication.focusWidget()
        self.found.offer(self._entries(), self._settings.recent_commands)
        self.search.clear()
        self._show_found()
        self.show()
        self.raise_()
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def close_quietly(self) -> None:
        """Go away, and give the keyboard back to where it was."""
        if self.isHidden():
            return
        before, self._before = self._before, None
        self.hide()
        if before is not None and isValid(before):  # a name that was written is closed by now
            before.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._window and event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        if watched is self.search and isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.ShortcutOverride and event.key() == Qt.Key.Key_Escape:
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress:
                return self._on_key(event)
        if watched is self.search and isinstance(event, QFocusEvent) and event.lostFocus():
            comes_back = event.reason() in FOCUS_COMES_BACK
            if self.isVisible() and not comes_back:
                self._before = None  # the keyboard is where the user wants it
                self.hide()
        return super().eventFilter(watched, event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _on_key(self, event: QKeyEvent) -> bool:
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self.close_quietly()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._run(self.list.currentIndex())
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and self.found.rows:
            step = 1 if key == Qt.Key.Key_Down else -1
            self._choose((self.list.currentIndex().row() + step) % len(self.found.rows))
        elif key in _MOVES and self.found.rows:
            step = ROWS - 1 if key == Qt.Key.Key_PageDown else 1 - ROWS
            row = self.list.currentIndex().row() + step
            self._choose(min(max(row, 0), len(self.found.rows) - 1))
        else:
            return key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
        return True

    def _choose(self, row: int) -> None:
        self.list.setCurrentIndex(self.found.index(row, 0))

    def _run(self, index: QModelIndex) -> None:
        if not index.isValid():
            return
        found = index.data(FOUND_ROLE)
        assert isinstance(found, Found)
        if not found.entry.enabled:
            return
        self._settings.add_recent_command(found.entry.id)
        self.close_quietly()
        found.entry.run()

    def _search(self, text: str) -> None:
        self.found.search(text)
        self._show_found()

    def _show_found(self) -> None:
        count = len(self.found.rows)
        self._nothing.setVisible(not count)
        self.list.setVisible(bool(count))
        if count:
            self.list.setFixedHeight(min(count, ROWS) * self.list.sizeHintForRow(0) + 8)
            self._choose(0)
            self.list.scrollToTop()
        self._place()

    def _place(self) -> None:
        self.setFixedWidth(min(WIDTH, self._window.width() - 40))
        self.adjustSize()
        self.move((self._window.width() - self.width()) // 2, TOP)

    def _retranslate(self) -> None:
        self.search.setPlaceholderText(self.tr("Find a command, an example, or @ a node"))
        self.search.setAccessibleName(self.tr("Find a command"))
        self.list.setAccessibleName(self.tr("Commands found"))
        self._nothing.setText(self.tr("No command is called like that."))
        self._hint.setText(self.tr("↑ ↓ choose   ·   Enter runs   ·   Esc closes"))
