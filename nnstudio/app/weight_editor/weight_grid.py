"""The table of weights that can be used with the keys alone."""

from __future__ import annotations

from PySide6.QtCore import QItemSelection, QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from nnstudio.app.style.appearance import theme_signals
from nnstudio.app.style.fonts import number_font
from nnstudio.app.weight_editor.cell_text import block_text, read_block
from nnstudio.app.weight_editor.weight_delegate import WeightDelegate
from nnstudio.app.weight_editor.weight_model import WeightModel
from nnstudio.app.weight_editor.weight_slice import Cell

_ROW = 24
_WIDEST = "+1.23457e−05"


class WeightGrid(QTableView):
    """Shows a plane of a weight; cells are typed into, copied, pasted, set to zero."""

    wanted = Signal(object)
    """What cells should hold: a dict from (row, column) to a number."""
    refused = Signal(str)
    """What was typed or pasted and is no number."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cells = WeightModel(self)
        self.setModel(self.cells)
        self.cells.wanted.connect(self._on_typed)
        self.cells.refused.connect(self.refused)
        self.setFont(number_font())
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(True)
        self.setTabKeyNavigation(False)
        self.setItemDelegate(WeightDelegate(self))
        # Fixed sizes: nothing is measured, however large the weight.
        width = self.fontMetrics().horizontalAdvance(_WIDEST) + 22
        for header, size in ((self.horizontalHeader(), width), (self.verticalHeader(), _ROW)):
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
            header.setMinimumSectionSize(12)
            header.setDefaultSectionSize(size)
            header.setHighlightSections(True)
        self.verticalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        )
        self.verticalHeader().setMinimumWidth(56)
        theme_signals.changed.connect(self.viewport().update)

    def chosen(self) -> list[Cell]:
        """Return the cells that are selected, or the one where the cursor is."""
        selection = self.selectionModel().selection()
        cells = [
            (row, column)
            for part in (selection.at(number) for number in range(selection.count()))
            for row in range(part.top(), part.bottom() + 1)
            for column in range(part.left(), part.right() + 1)
        ]
        current = self.currentIndex()
        return cells or ([(current.row(), current.column())] if current.isValid() else [])

    def fill(self, value: float) -> None:
        """Ask for one number in all selected cells."""
        if cells := self.chosen():
            self.wanted.emit(dict.fromkeys(cells, value))

    def copy(self) -> None:
        """Put the selected numbers, with all digits, on the clipboard as lines with tabs."""
        cells = self.chosen()
        if cells:
            rows, columns = zip(*cells, strict=True)
            block = self.cells.values()[min(rows) : max(rows) + 1, min(columns) : max(columns) + 1]
            QGuiApplication.clipboard().setText(block_text(block))

    def paste(self) -> None:
        """Ask for the numbers on the clipboard, from the upper left selected cell on.

        A single number goes into all selected cells; what would lie outside is left out.
        """
        text = QGuiApplication.clipboard().text()
        block, cells = read_block(text), self.chosen()
        if block is None:
            self.refused.emit(text.strip()[:40])
            return
        if not cells or not self.cells.editable:
            return
        if len(block) == len(block[0]) == 1:
            self.fill(block[0][0])
            return
        top, left = min(row for row, _ in cells), min(column for _, column in cells)
        height, width = self.cells.values().shape
        values = {
            (top + y, left + x): value
            for y, row in enumerate(block)
            for x, value in enumerate(row)
            if top + y < height and left + x < width
        }
        self.wanted.emit(values)
        end = (max(row for row, _ in values), max(column for _, column in values))
        self.select((top, left), end)

    def select(self, first: Cell, last: Cell) -> None:
        """Select the cells of a rectangle."""
        chosen = QItemSelection(self.cells.index(*first), self.cells.index(*last))
        how = QItemSelectionModel.SelectionFlag
        self.selectionModel().select(chosen, how.ClearAndSelect)
        self.selectionModel().setCurrentIndex(self.cells.index(*first), how.NoUpdate)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self.cells.editable:
            self.fill(0.0)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            # The editor of a cell, too, hands this key on when it is done.
            if self.cells.editable and self.state() != self.State.EditingState:
                self.edit(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _on_typed(self, row: int, column: int, value: float) -> None:
        self.wanted.emit({(row, column): value})
