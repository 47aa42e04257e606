"""What a file looks like as it will be read: rows, pictures or text."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QStandardItem, QStandardItemModel
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

LONGEST_CELL, WIDEST_COLUMN, MOST_ROWS = 200, 240, 40
MOST_FITTED, ROWS_FITTED = 40, 20
"""The widths of so many columns are fitted to what stands in so many rows."""


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
            name = self._head.headerData(place, Qt.Orientation.Horizontal) or ""
            cells = [row[place] for row in self._head.rows[:ROWS_FITTED] if place < len(row)]
            longest = max((str(name), *cells), key=len)[:LONGEST_CELL]
            width = metrics.horizontalAdvance(longest) + 26
            self.rows.setColumnWidth(place, min(max(width, 48), WIDEST_COLUMN))

    def written(self) -> tuple[tuple[str, ...], ...]:
        """Return the rows that are shown."""
        return self._head.rows


class _Head(QStandardItemModel):
    """The first rows of a table as they are written.

    It keeps everything in Qt: while a file is read beside the window, each question to Python would
    have to wait for its turn.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._columns: tuple[Column, ...] = ()
        self.rows: tuple[tuple[str, ...], ...] = ()

    def set_rows(self, columns: tuple[Column, ...], rows: tuple[tuple[str, ...], ...]) -> None:
        rows = rows[:MOST_ROWS]
        before = self._columns if rows == self.rows and len(columns) == len(self._columns) else ()
        self._columns, self.rows = columns, rows
        if not before:
            self.clear()
            for row in rows:
                self.appendRow([_item(cell) for cell in row])
        for place, column in enumerate(columns):
            if not before or before[place] != column:
                self._show_column(place, column)

    def _show_column(self, place: int, column: Column) -> None:
        """Show what a column is used for."""
        head = QStandardItem(_heading(column))
        self.setHorizontalHeaderItem(place, head)
        alignment = Qt.AlignmentFlag
        across = alignment.AlignRight if column.type == "number" else alignment.AlignLeft
        theme = current_theme()
        color = QColor(theme.disabled if column.role == "ignored" else theme.text)
        for row, cells in enumerate(self.rows):
            if place < len(cells):
                self.item(row, place).setTextAlignment(across | alignment.AlignVCenter)
                self.item(row, place).setForeground(color)


def _item(cell: str) -> QStandardItem:
    item = QStandardItem(cell[:LONGEST_CELL])
    item.setEditable(False)
    return item


def _heading(column: Column) -> str:
    return f"→ {column.name}" if column.role == "target" else column.name
