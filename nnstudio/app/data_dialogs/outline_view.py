"""What a file looks like as it will be read: rows, pictures or text."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QAbstractItemView,
    QPlainTextEdit,
    QStackedWidget,
    QTableView,
    QWidget,
)

from nnstudio.app.data_dialogs.glimpse import Glimpse
from nnstudio.app.data_dialogs.glimpse_view import GlimpseView
from nnstudio.app.style.appearance import current_theme
from nnstudio.app.style.fonts import number_font
from nnstudio.data.readers.reader import Outline
from nnstudio.graph.data_plan import Column

LONGEST_CELL, WIDEST_COLUMN = 200, 240
MOST_FITTED, ROWS_FITTED = 40, 20
"""The widths of so many columns are fitted to what stands in so many rows."""

Index = QModelIndex | QPersistentModelIndex


class OutlineView(QStackedWidget):
    """Shows what an `Outline` has: the first rows, some pictures, or the beginning of a text."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows, self.pictures, self.text = QTableView(), GlimpseView(), QPlainTextEdit()
        self._head = _Head(self.rows)
        self.rows.setModel(self._head)
        self.rows.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.rows.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.rows.setProperty("dense", True)
        self.rows.setWordWrap(False)
        self.rows.verticalHeader().setDefaultSectionSize(24)
        self.rows.horizontalHeader().setDefaultSectionSize(96)
        self.rows.horizontalHeader().setHighlightSections(False)
        self.rows.horizontalHeader().setTextElideMode(Qt.TextElideMode.ElideRight)
        self.rows.horizontalHeader().setMaximumSectionSize(WIDEST_COLUMN)
        self.rows.setFont(number_font(0.9))
        self.rows.setAccessibleName(self.tr("The first rows"))
        self.pictures.setMinimumHeight(150)
        self.pictures.setMaximumHeight(16_777_215)
        self.pictures.setAccessibleName(self.tr("Some samples as they will be read"))
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(self.tr("The beginning of the text"))
        for page in (self.rows, self.pictures, self.text):
            self.addWidget(page)
        self.setMinimumHeight(120)

    def show_outline(self, outline: Outline, kind: str) -> None:
        """Show what a file of this kind looks like."""
        if outline.pictures:
            shown = "sound" if kind == "sound" else "image"
            glimpse = Glimpse(shown, outline.pictures, outline.captions)
            self.pictures.show_glimpse(glimpse, "image")
            self.pictures.setAccessibleDescription(self.pictures.accessible_words())
            self.setCurrentWidget(self.pictures)
        elif outline.text:
            if self.text.toPlainText() != outline.text:
                self.text.setPlainText(outline.text)
            self.setCurrentWidget(self.text)
        else:
            self._head.set_rows(outline.columns, outline.head)
            self._fit()
            self.setCurrentWidget(self.rows)
        self.setVisible(bool(outline.pictures or outline.text or outline.head))

    def _fit(self) -> None:
        """Make the first columns as wide as their names and first cells; Qt's own way is slow."""
        metrics = self.rows.fontMetrics()
        for place in range(min(self._head.columnCount(), MOST_FITTED)):
            name = self._head.headerData(place, Qt.Orientation.Horizontal)
            cells = [row[place] for row in self._head.rows[:ROWS_FITTED] if place < len(row)]
            longest = max((str(name), *cells), key=len)[:LONGEST_CELL]
            width = metrics.horizontalAdvance(longest) + 26
            self.rows.setColumnWidth(place, min(max(width, 48), WIDEST_COLUMN))

    def written(self) -> tuple[tuple[str, ...], ...]:
        """Return the rows that are shown."""
        return self._head.rows


class _Head(QAbstractTableModel):
    """The first rows of a table as they are written."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._columns: tuple[Column, ...] = ()
        self.rows: tuple[tuple[str, ...], ...] = ()
        self._width = 0

    def set_rows(self, columns: tuple[Column, ...], rows: tuple[tuple[str, ...], ...]) -> None:
        self.beginResetModel()
        self._columns, self.rows = columns, rows
        self._width = max(map(len, rows), default=0)
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index | None = None) -> int:
        return self._width

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation == Qt.Orientation.Vertical:
            return section + 1
        if section >= len(self._columns):
            return ""
        column = self._columns[section]
        return f"→ {column.name}" if column.role == "target" else column.name

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row, place = index.row(), index.column()
        column = self._columns[place] if place < len(self._columns) else None
        if role == Qt.ItemDataRole.DisplayRole:
            cells = self.rows[row]
            return cells[place][:LONGEST_CELL] if place < len(cells) else ""
        if role == Qt.ItemDataRole.TextAlignmentRole and column is not None:
            across = (
                Qt.AlignmentFlag.AlignRight
                if column.type == "number"
                else Qt.AlignmentFlag.AlignLeft
            )
            return across | Qt.AlignmentFlag.AlignVCenter
        aside = column is not None and column.role == "ignored"
        if role == Qt.ItemDataRole.ForegroundRole and aside:
            return QColor(current_theme().disabled)
        return None
