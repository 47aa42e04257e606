"""A table of samples that can be used with the keys alone."""

from __future__ import annotations

from functools import partial

import numpy as np
from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QItemSelectionRange,
    QModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPaintEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget

from nnstudio.app.background import Background
from nnstudio.app.browser.cell_painter import CellPainter
from nnstudio.app.browser.column_header import ColumnHeader
from nnstudio.app.browser.table_model import Column, TableModel, as_lines
from nnstudio.core.layer import Array

ROW_HEIGHT = 24
LETTER = 8.2
MOST_COPIED = 1_000_000
"""So many cells are put on the clipboard at most."""
MOST_RUNS = 400
"""In so many pieces a choice is kept when the rows are sorted anew."""


class DataTable(QTableView):
    """Rows over arrays; tells which are chosen and what the keys ask for."""

    asked = Signal(str)
    """A key asks for something: ``"open"``, ``"leave_out"``, ``"put_back"`` or a digit."""
    selection_changed = Signal()
    menu_wanted = Signal(object)
    """The context menu is wanted at a place of the screen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = TableModel()
        self.rows.setParent(self)
        self._painter = CellPainter()
        self._copying = Background(self)
        self._copying.done.connect(self._take_lines)
        self.head = ColumnHeader(self)
        self.setHorizontalHeader(self.head)
        self.setModel(self.rows)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        self.verticalHeader().setMinimumSectionSize(ROW_HEIGHT)
        self.setProperty("dense", True)
        self.doubleClicked.connect(self._open)
        self.selectionModel().selectionChanged.connect(self.selection_changed)

    def show_rows(
        self,
        columns: tuple[Column, ...],
        places: Array,
        struck: Array | None = None,
        marked: Array | None = None,
    ) -> None:
        """Show other columns or rows; what is chosen stays chosen where it is still there."""
        before, names = self.selected(), [column.name for column in self.rows.columns()]
        current, index = self.current(), self.currentIndex()
        column_name = names[index.column()] if 0 <= index.column() < len(names) else ""
        listed, seen = self.rows.places(), self.verticalScrollBar().value()
        self.rows.set_rows(columns, places, struck, marked)
        now = [column.name for column in columns]
        if now != names:
            self._size_columns(columns)
        if self.rows.places() is listed or self.selectionModel().hasSelection():
            return
        at = now.index(column_name) if column_name in now else 0
        row = self.row_of(current) if current is not None else None
        if row is None and gone_by_choice(listed, places, before):
            row = min(index.row(), len(places) - 1)  # the next one comes to where it was
            before = places[row : row + 1]
        self.select(before)
        if row is not None:
            self.setAutoScroll(False)  # what is seen stays
            choice = QItemSelectionModel.SelectionFlag.NoUpdate
            self.selectionModel().setCurrentIndex(self.rows.index(row, at), choice)
            self.setAutoScroll(True)
        self.verticalScrollBar().setValue(seen)
        self.selection_changed.emit()

    def _size_columns(self, columns: tuple[Column, ...]) -> None:
        for number, column in enumerate(columns):
            letters = max(column.width, len(column.name) + 3)
            self.setColumnWidth(number, round(min(max(letters, 6), 40) * LETTER))
        self.head.setStretchLastSection(bool(columns) and columns[-1].width >= 30)

    def selected(self) -> Array:
        """Return the numbers of the chosen samples."""
        places, ranges = self.rows.places(), self.selectionModel().selection()
        parts = [ranges.at(number) for number in range(ranges.count())]
        rows = [places[r.top() : r.bottom() + 1] for r in parts if r.bottom() < len(places)]
        return np.sort(np.concatenate(rows)) if rows else np.zeros(0, np.int64)

    def select(self, samples: Array) -> None:
        """Choose samples by their numbers; none where they lie in too many pieces of the list."""
        places, last = self.rows.places(), self.rows.columnCount() - 1
        rows = np.flatnonzero(np.isin(places, samples))
        if not len(rows) or last < 0:
            return
        runs = np.split(rows, np.flatnonzero(np.diff(rows) > 1) + 1)
        chosen = QItemSelection()
        for run in runs if len(runs) <= MOST_RUNS else ():
            first, end = int(run[0]), int(run[-1])
            chosen.append(
                QItemSelectionRange(self.rows.index(first, 0), self.rows.index(end, last))
            )
        self.selectionModel().select(chosen, QItemSelectionModel.SelectionFlag.Select)

    def current(self) -> int | None:
        """Return the number of the sample that the keys act on."""
        row = self.currentIndex().row()
        return int(self.rows.places()[row]) if 0 <= row < self.rows.rowCount() else None

    def row_of(self, sample: int) -> int | None:
        """Return the row of a sample; None where it is not listed."""
        rows = np.flatnonzero(self.rows.places() == sample)
        return int(rows[0]) if len(rows) else None

    def copy(self) -> None:
        """Put the chosen rows on the clipboard, as lines with tabs; a single one without heading."""
        columns, chosen = self.rows.columns(), np.isin(self.rows.places(), self.selected())
        places = self.rows.places()[chosen][: MOST_COPIED // max(len(columns), 1)]
        if len(places):
            self._copying.start(partial(as_lines, columns, places, len(places) > 1))

    def copy_cell(self) -> None:
        """Put the cell that the keys act on on the clipboard."""
        index = self.currentIndex()
        if index.isValid():
            column = self.rows.columns()[index.column()]
            self._take_lines(column.full(int(self.rows.places()[index.row()])))

    def paintEvent(self, event: QPaintEvent) -> None:
        chosen: set[int] = set()
        ranges, seen = self.selectionModel().selection(), event.rect()
        first = max(self.rowAt(seen.top()), 0)
        last = self.rowAt(seen.bottom())
        last = self.rows.rowCount() - 1 if last < 0 else last
        for number in range(ranges.count()):
            part = ranges.at(number)
            chosen.update(range(max(part.top(), first), min(part.bottom(), last) + 1))
        self._painter.paint(self, self.rows, chosen, seen)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = {
            Qt.Key.Key_Return: "open",
            Qt.Key.Key_Enter: "open",
            Qt.Key.Key_Delete: "leave_out",
            Qt.Key.Key_Insert: "put_back",
        }
        wish = keys.get(Qt.Key(event.key()), "")
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and event.text().isdigit() and event.text().isascii():
            wish = event.text()
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.key() == Qt.Key.Key_C and event.modifiers() == (
            Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        ):
            self.copy_cell()
        elif wish and plain:
            self.asked.emit(wish)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_wanted.emit(event.globalPos())

    def _take_lines(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)

    def _open(self, index: QModelIndex) -> None:
        self.asked.emit("open")


def gone_by_choice(before: Array, now: Array, chosen: Array) -> bool:
    """Whether of a list nothing has gone but what was chosen, as by leaving it out."""
    gone = np.setdiff1d(before, now, assume_unique=True)
    return bool(len(gone) and len(now) and np.isin(gone, chosen).all())
