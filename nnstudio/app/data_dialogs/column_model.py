"""The columns of a file as the rows of a table whose cells can be changed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor

from nnstudio.app.data_dialogs.column_words import CHOICES, choices_of
from nnstudio.app.style.appearance import current_theme
from nnstudio.app.translate import tr_text
from nnstudio.graph.data_plan import Column

FIELDS = ("name", "type", "role", "encoding", "missing")
WORD = Qt.ItemDataRole.UserRole
"""The word that a cell stands for, such as ``"one_hot"``."""
_MOST_NAMES = 12

Index = QModelIndex | QPersistentModelIndex


class ColumnModel(QAbstractTableModel):
    """Shows columns; a change is reported and not made here."""

    edited = Signal(object)
    """The columns that the user has changed, as they shall be: a tuple of `Column`."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._columns: tuple[Column, ...] = ()
        self._lacking: tuple[int, ...] = ()

    def set_columns(self, columns: tuple[Column, ...], lacking: tuple[int, ...] = ()) -> None:
        """Show these columns, and how many values each lacks where that is known."""
        if columns and [c.name for c in columns] == [c.name for c in self._columns]:
            self._columns, self._lacking = columns, lacking
            last = self.index(self.rowCount() - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)
            return
        self.beginResetModel()
        self._columns, self._lacking = columns, lacking
        self.endResetModel()

    def columns(self) -> tuple[Column, ...]:
        """Return what is shown."""
        return self._columns

    def choices(self, index: Index) -> tuple[str, ...]:
        """Return the words among which a cell can be changed."""
        field = FIELDS[index.column()]
        return () if field == "name" else choices_of(field, self._columns[index.row()])

    def choose(self, rows: Iterable[int], place: int, word: str) -> None:
        """Ask for a word in one field of some columns; those for which it makes no sense stay."""
        field = FIELDS[place]
        wanted = []
        for row in rows:
            column = self._columns[row]
            if word in self.choices(self.index(row, place)) and getattr(column, field) != word:
                # What a category can be is found anew where it was no category before.
                if field == "type":
                    column = replace(column, categories=())
                wanted.append(_changed(column, field, word))
        if wanted:
            self.edited.emit(tuple(wanted))

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._columns)

    def columnCount(self, parent: Index | None = None) -> int:
        return len(FIELDS)

    def flags(self, index: Index) -> Qt.ItemFlag:
        usual = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return usual | Qt.ItemFlag.ItemIsEditable if len(self.choices(index)) > 1 else usual

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return (
            self.tr("Column"),
            self.tr("Type"),
            self.tr("Use"),
            self.tr("A category becomes"),
            self.tr("Where it is missing"),
        )[section]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        column, field = self._columns[index.row()], FIELDS[index.column()]
        if role == WORD:
            return getattr(column, field)
        if role == Qt.ItemDataRole.DisplayRole:
            return self._shown(index, column, field)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._explained(column, field)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{column.name}: {self._shown(index, column, field)}"
        if role == Qt.ItemDataRole.ForegroundRole:
            theme = current_theme()
            if column.role == "ignored" and field != "role":
                return QColor(theme.disabled)
            if column.role == "target" and field in ("name", "role"):
                return QColor(theme.accent)
        return None

    def _shown(self, index: Index, column: Column, field: str) -> str:
        if field == "name":
            return column.name
        if not self.choices(index):
            return "–"
        name = tr_text(CHOICES[field][getattr(column, field)][0])
        if field == "type" and column.type == "category" and column.categories:
            return f"{name} ({len(column.categories):,})"
        if field == "missing" and self._lacking and self._lacking[index.row()]:
            return f"{name} ({self._lacking[index.row()]:,})"
        return name

    def _explained(self, column: Column, field: str) -> str:
        if field == "name":
            return column.name
        if field == "type" and column.categories:
            more = " …" if len(column.categories) > _MOST_NAMES else ""
            return ", ".join(column.categories[:_MOST_NAMES]) + more
        return tr_text(CHOICES[field][getattr(column, field)][1])


def _changed(column: Column, field: str, word: str) -> Column:
    if field == "type":
        return replace(column, type=word)
    if field == "role":
        return replace(column, role=word)
    if field == "encoding":
        return replace(column, encoding=word)
    return replace(column, missing=word)
