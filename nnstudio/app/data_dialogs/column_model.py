"""The columns of a file as the rows of a table whose cells can be changed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QStandardItem, QStandardItemModel

from nnstudio.app.data_dialogs.column_words import CHOICES, choices_of
from nnstudio.app.style.appearance import current_theme, theme_signals
from nnstudio.app.style.icons import icon_pixmap
from nnstudio.app.translate import tr_text
from nnstudio.graph.data_plan import Column

FIELDS = ("name", "type", "role", "encoding", "missing")
WORD = Qt.ItemDataRole.UserRole
"""The word that a cell stands for, such as ``"one_hot"``."""
_MOST_NAMES = 12

Index = QModelIndex | QPersistentModelIndex


class ColumnModel(QStandardItemModel):
    """Shows columns; a change is reported and not made here.

    What is shown is kept in Qt: while a file is read beside the window, each question to Python
    would have to wait for its turn.
    """

    edited = Signal(object)
    """The columns that the user has changed, as they shall be: a tuple of `Column`."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(0, len(FIELDS), parent)
        self._columns: tuple[Column, ...] = ()
        self._lacking: tuple[int, ...] = ()
        self.setHorizontalHeaderLabels(
            (
                self.tr("Column"),
                self.tr("Type"),
                self.tr("Use"),
                self.tr("A category becomes"),
                self.tr("Where it is missing"),
            )
        )
        theme_signals.changed.connect(self._write)

    def set_columns(self, columns: tuple[Column, ...], lacking: tuple[int, ...] = ()) -> None:
        """Show these columns, and how many values each lacks where that is known."""
        if (columns, lacking) != (self._columns, self._lacking):
            self._columns, self._lacking = columns, lacking
            self._write()

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

    def _write(self) -> None:
        """Bring every cell up to date; cells that stay keep their selection and editors."""
        for _ in range(self.rowCount(), len(self._columns)):
            self.appendRow([QStandardItem() for _ in FIELDS])
        self.setRowCount(len(self._columns))
        arrow = QIcon(icon_pixmap("chevron-down", 10, "muted", 2.0))
        for row, column in enumerate(self._columns):
            for place, field in enumerate(FIELDS):
                self._write_cell(self.item(row, place), column, field, arrow)

    def _write_cell(self, item: QStandardItem, column: Column, field: str, arrow: QIcon) -> None:
        theme = current_theme()
        words = () if field == "name" else choices_of(field, column)
        shown = self._shown(item.row(), column, field)
        item.setText(shown)
        item.setToolTip(self._explained(column, field))
        item.setAccessibleText(f"{column.name}: {shown}")
        item.setData(getattr(column, field), WORD)
        item.setEditable(len(words) > 1)
        item.setIcon(arrow if len(words) > 1 else QIcon())
        color = theme.text
        if column.role == "ignored" and field != "role":
            color = theme.disabled
        elif column.role == "target" and field in ("name", "role"):
            color = theme.accent
        item.setForeground(QColor(color))

    def _shown(self, row: int, column: Column, field: str) -> str:
        if field == "name":
            return column.name
        if not choices_of(field, column):
            return "–"
        name = tr_text(CHOICES[field][getattr(column, field)][0])
        if field == "type" and column.type == "category" and column.categories:
            return f"{name} ({len(column.categories):,})"
        if field == "missing" and self._lacking and self._lacking[row]:
            return f"{name} ({self._lacking[row]:,})"
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
