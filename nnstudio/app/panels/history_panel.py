"""Every edit by its name, and the way to any of them."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QListView, QVBoxLayout, QWidget

from nnstudio.app.session import Session
from nnstudio.app.style.appearance import current_theme
from nnstudio.app.style.fonts import ui_font
from nnstudio.app.style.icons import icon
from nnstudio.app.translate import tr_text
from nnstudio.core.text import Text

Index = QModelIndex | QPersistentModelIndex


class HistoryPanel(QWidget):
    """A list of edits, oldest first; a click or Enter goes to where an edit was the last one."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.edits = _Edits()
        self.list = QListView()
        self.list.setModel(self.edits)
        self.list.setUniformItemSizes(True)
        self.list.setIconSize(QSize(16, 16))
        self.list.clicked.connect(self._go)
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 6, 4, 4)
        column.addWidget(self.list)
        self.setFocusProxy(self.list)
        session.history_changed.connect(self._follow)
        self._retranslate()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._go(self.list.currentIndex())
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._follow()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _go(self, index: QModelIndex) -> None:
        if index.isValid():
            self.session.go_to(index.row())

    def _follow(self) -> None:
        """Show the edits as they are now; a hidden panel waits until it is shown."""
        if not self.isVisible():
            return
        done = self.session.edits_done
        self.edits.show_edits(self.session.edit_labels, done)
        here = self.edits.index(done, 0)
        self.list.setCurrentIndex(here)
        self.list.scrollTo(here)

    def _retranslate(self) -> None:
        self.list.setAccessibleName(self.tr("History of edits"))
        self.edits.repaint()


class _Edits(QAbstractListModel):
    """The start, and a row for each edit."""

    def __init__(self) -> None:
        super().__init__()
        self._labels: tuple[Text, ...] = ()
        self._done = 0

    def show_edits(self, labels: tuple[Text, ...], done: int) -> None:
        """Show other edits; rows that stay are not touched."""
        same = 0
        for old, new in zip(self._labels, labels, strict=False):
            if old is not new:
                break
            same += 1
        if len(self._labels) > same:
            self.beginRemoveRows(QModelIndex(), same + 1, len(self._labels))
            self._labels = self._labels[:same]
            self.endRemoveRows()
        if len(labels) > same:
            self.beginInsertRows(QModelIndex(), same + 1, len(labels))
            self._labels = labels
            self.endInsertRows()
        self._done = done
        self.repaint()

    def repaint(self) -> None:
        """Let every row be shown anew."""
        self.dataChanged.emit(self.index(0, 0), self.index(len(self._labels), 0))

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._labels) + 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row, roles = index.row(), Qt.ItemDataRole
        if role == roles.DisplayRole:
            return tr_text(self._labels[row - 1]) if row else self.tr("Opened")
        if role == roles.AccessibleTextRole:
            return f"{self.data(index)}, {self._state(row)}" if self._state(row) else None
        if role == roles.ToolTipRole:
            return self._state(row) or None
        if role == roles.DecorationRole:
            here, to_come = row == self._done, row > self._done
            name = "chevron-right" if here else "redo-2" if to_come else "check"
            return icon(name, "accent" if here else "disabled" if to_come else "muted")
        if role == roles.FontRole:
            font = ui_font()
            font.setBold(row == self._done)
            font.setItalic(row > self._done)
            return font
        if role == roles.ForegroundRole and row > self._done:
            return QColor(current_theme().disabled)
        return None

    def _state(self, row: int) -> str:
        if row == self._done:
            return self.tr("you are here")
        return self.tr("taken back") if row > self._done else ""
