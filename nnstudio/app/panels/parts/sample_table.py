"""Samples of a table beside one another in rows: what enters and what is to be told from it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QSizePolicy,
    QTableWidget,
    QTableWidgetItem,
)

from nnstudio.app.style.fonts import number_font, ui_font
from nnstudio.app.widgets.row_table import show_plain

ROWS = 8


class SampleTable(QTableWidget):
    """Shows up to 8 samples of a table; an arrow marks the columns to be told from the others."""

    def __init__(self) -> None:
        super().__init__()
        show_plain(self, 24)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.horizontalScrollBar().rangeChanged.connect(self.updateGeometry)
        self.horizontalHeader().setMinimumSectionSize(30)

    def set_rows(
        self, columns: tuple[str, ...], targets: int, rows: tuple[tuple[str, ...], ...]
    ) -> None:
        """Show written samples; the last ``targets`` columns are what is to be told.

        A column is given as its name and, on a second line, its unit.
        """
        # Each new cell would have all columns fitted anew.
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.setRowCount(len(rows))
        self.setColumnCount(len(columns))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        for place, name in enumerate(columns):
            told = place >= len(columns) - targets
            heading = QTableWidgetItem(f"→ {name}" if told else name)
            heading.setTextAlignment(right)
            heading.setFont(ui_font(0.85))
            self.setHorizontalHeaderItem(place, heading)
            for number, row in enumerate(rows):
                cell = QTableWidgetItem(row[place])
                cell.setTextAlignment(right)
                cell.setFont(number_font(0.85))
                self.setItem(number, place, cell)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.updateGeometry()

    def written(self) -> list[list[str]]:
        """Return what is shown: the names of the columns, then the rows."""
        columns = range(self.columnCount())
        rows = [[self.horizontalHeaderItem(column) for column in columns]]
        rows += [[self.item(row, column) for column in columns] for row in range(self.rowCount())]
        return [[cell.text() for cell in row if cell is not None] for row in rows]

    def sizeHint(self) -> QSize:
        rows = max(self.rowCount(), 1) * self.verticalHeader().defaultSectionSize()
        bar = self.horizontalScrollBar()
        below = bar.sizeHint().height() if bar.maximum() else 0
        return QSize(240, self.horizontalHeader().sizeHint().height() + rows + below + 2)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.sizeHint().height())
