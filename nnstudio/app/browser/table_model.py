"""Samples as the rows of a table; what is written in a cell is made when it is seen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QFont

from nnstudio.app.style.appearance import current_theme
from nnstudio.app.style.fonts import number_font, ui_font
from nnstudio.core.layer import Array

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole


@dataclass(frozen=True, eq=False)
class Column:
    """One column of a table.

    Parameters
    ----------
    name
        What stands in its header.
    written
        Gives the text of a sample by its number.
    number
        Whether its texts are numbers, which stand at the right.
    width
        How wide it is at first, in letters.
    exact
        Gives the text with all digits, for files and the clipboard; None: they are all written.
    """

    name: str
    written: Callable[[int], str]
    number: bool = True
    width: int = 9
    exact: Callable[[int], str] | None = None

    def full(self, place: int) -> str:
        """Return what a file says of a sample: all digits, empty where it is not known."""
        text = (self.exact or self.written)(place)
        return "" if text == "–" else plain(text)


class TableModel(QAbstractTableModel):
    """Rows over arrays: whatever their number, only those are written that can be seen."""

    def __init__(self) -> None:
        super().__init__()
        self._columns: tuple[Column, ...] = ()
        self._places: Array = np.zeros(0, np.int64)
        self._struck: Array = np.zeros(0, bool)
        self._marked: Array = np.zeros(0, bool)
        self._fonts: tuple[QFont, ...] = ()
        self.explain: Callable[[int], str] = _nothing

    def set_rows(
        self,
        columns: tuple[Column, ...],
        places: Array,
        struck: Array | None = None,
        marked: Array | None = None,
    ) -> None:
        """Show other columns or rows.

        Parameters
        ----------
        places
            The numbers of the samples that are listed ``(rows,)``.
        struck, marked
            By number, which samples are struck out and which stand out.
        """
        names = [column.name for column in self._columns]
        same = len(places) == len(self._places) and bool(np.all(places == self._places))
        stays = same and names == [column.name for column in columns]
        if not stays:
            self.beginResetModel()
        self._columns, self._places = columns, places
        self._struck = np.zeros(0, bool) if struck is None else struck
        self._marked = np.zeros(0, bool) if marked is None else marked
        if stays and len(places) and columns:
            self.dataChanged.emit(self.index(0, 0), self.index(len(places) - 1, len(columns) - 1))
        elif not stays:
            self.endResetModel()

    def columns(self) -> tuple[Column, ...]:
        """Return the columns."""
        return self._columns

    def places(self) -> Array:
        """Return the numbers of the samples that are listed."""
        return self._places

    def text(self, row: int, column: int) -> str:
        """Return what is written in a cell."""
        return self._columns[column].written(int(self._places[row]))

    def tsv(self, rows: Sequence[int], columns: Sequence[int], heading: bool) -> str:
        """Return cells as lines of texts with tabs between them."""
        lines = [[plain(self._columns[c].name) for c in columns]] if heading else []
        places = self._places.tolist()
        lines += [[self._columns[c].full(places[row]) for c in columns] for row in rows]
        return "\n".join("\t".join(line) for line in lines)

    # ---- Qt ----

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._places)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: Index, role: int = Role.DisplayRole) -> object:
        if not index.isValid():
            return None
        column = self._columns[index.column()]
        if role == Role.DisplayRole:
            return column.written(int(self._places[index.row()]))
        if role == Role.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column.number else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        if role not in (Role.FontRole, Role.ForegroundRole, Role.ToolTipRole):
            return None
        place = int(self._places[index.row()])
        struck = place < len(self._struck) and bool(self._struck[place])
        if role == Role.FontRole:
            return self._font(column.number, struck)
        if role == Role.ToolTipRole:
            return self.explain(place) or None
        if struck:
            return QColor(current_theme().disabled)
        marked = place < len(self._marked) and bool(self._marked[place])
        return QColor(current_theme().accent) if marked and not column.number else None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole
    ) -> object:
        wanted = role in (Role.DisplayRole, Role.ToolTipRole)
        across = orientation == Qt.Orientation.Horizontal and section < len(self._columns)
        return self._columns[section].name if wanted and across else None

    def _font(self, number: bool, struck: bool) -> QFont:
        if not self._fonts:
            plain_fonts = (ui_font(0.92), number_font(0.92))
            for font in plain_fonts:
                crossed = QFont(font)
                crossed.setStrikeOut(True)
                self._fonts += (font, crossed)
        return self._fonts[2 * number + struck]


def plain(text: str) -> str:
    """Return a text as it can stand in a cell elsewhere: one line, with the usual minus."""
    return " ".join(text.removeprefix("→").replace("−", "-").split())


def _nothing(place: int) -> str:
    return ""
