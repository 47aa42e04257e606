"""Samples as the rows of a table; what is written in a cell is made when it is seen."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from nnstudio.core.layer import Array

AT_ONCE, REST = 20, 0.0005
"""After so many rows the window takes its turn for so many seconds: this is Python alone."""

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
        self._columns = columns
        if not same:
            self._places = places
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

    def struck(self, place: int) -> bool:
        """Whether a sample is struck out, by its number."""
        return place < len(self._struck) and bool(self._struck[place])

    def marked(self, place: int) -> bool:
        """Whether a sample stands out, by its number."""
        return place < len(self._marked) and bool(self._marked[place])

    def text(self, row: int, column: int) -> str:
        """Return what is written in a cell."""
        return self._columns[column].written(int(self._places[row]))

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
        if role == Role.ToolTipRole:
            return self.explain(int(self._places[index.row()])) or None
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole
    ) -> object:
        wanted = role in (Role.DisplayRole, Role.ToolTipRole)
        across = orientation == Qt.Orientation.Horizontal and section < len(self._columns)
        return self._columns[section].name if wanted and across else None


def as_lines(columns: Sequence[Column], places: Array, heading: bool) -> str:
    """Return cells as lines of texts with tabs between them; meant to be done beside the window."""
    lines = ["\t".join(plain(column.name) for column in columns)] if heading else []
    for number, place in enumerate(places.tolist()):
        lines.append("\t".join([column.full(place) for column in columns]))
        if number % AT_ONCE == AT_ONCE - 1:
            time.sleep(REST)
    return "\n".join(lines)


def plain(text: str) -> str:
    """Return a text as it can stand in a cell elsewhere: one line, with the usual minus."""
    return " ".join(text.removeprefix("→").replace("−", "-").split())


def _nothing(place: int) -> str:
    return ""
