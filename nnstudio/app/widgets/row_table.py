"""How tables of the window look whose rows are chosen: no grid, no numbers, headings to sort by."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

ROW_HEIGHT = 26


def show_plain(table: QTableView, row_height: int = ROW_HEIGHT) -> None:
    """Let a table show what cannot be edited, in dense rows without a grid."""
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    table.setShowGrid(False)
    table.setCornerButtonEnabled(False)
    table.setProperty("dense", True)
    rows = table.verticalHeader()
    rows.hide()
    rows.setDefaultSectionSize(row_height)
    rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    head = table.horizontalHeader()
    head.setHighlightSections(False)
    head.setStretchLastSection(True)


def choose_rows(table: QTableView) -> None:
    """Let whole rows of a table be chosen, and be sorted by a click on a heading."""
    show_plain(table)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
    table.setWordWrap(False)
    table.setTabKeyNavigation(False)
    head = table.horizontalHeader()
    head.setSortIndicatorClearable(True)
    head.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
