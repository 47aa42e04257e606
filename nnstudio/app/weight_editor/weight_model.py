"""A plane of a weight as a table: only the cells that are seen are written and coloured."""

from __future__ import annotations

import math
from functools import lru_cache

import numpy as np
from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor

from nnstudio.app.live.pictures import colors
from nnstudio.app.style.appearance import current_theme
from nnstudio.app.style.colors import contrast
from nnstudio.app.style.theme import Theme
from nnstudio.app.translate import tr_text
from nnstudio.app.weight_editor.cell_text import full_text, read_number, short_text
from nnstudio.core.layer import Array
from nnstudio.explain.weight_axes import WeightAxis

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
_SHADES = 255
_FIXED = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
_EDITABLE = _FIXED | Qt.ItemFlag.ItemIsEditable


class WeightModel(QAbstractTableModel):
    """Shows numbers with their signs on a ground whose colour says how large they are.

    It changes nothing itself: it tells what the user wants and waits to be given new values.
    """

    wanted = Signal(int, int, float)
    """A number that was typed into a cell."""
    refused = Signal(str)
    """What was typed is no number."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._values: Array = np.zeros((0, 0), np.float32)
        self._heads: tuple[WeightAxis | None, WeightAxis | None] = (None, None)
        self._reach = 1.0
        self.editable = True

    def set_plane(
        self,
        values: Array,
        rows: WeightAxis,
        columns: WeightAxis | None,
        reach: float,
    ) -> None:
        """Show other numbers ``(rows, columns)``.

        Parameters
        ----------
        rows, columns
            What the places stand for; None: there is one column.
        reach
            The largest size in the whole weight: all its planes are coloured alike.
        """
        same = values.shape == self._values.shape and self._heads == (rows, columns)
        if not same:
            self.beginResetModel()
        self._values, self._heads = values, (rows, columns)
        self._reach = reach if 0.0 < reach < math.inf else 1.0
        if not same:
            self.endResetModel()
        elif values.size:
            last = self.index(values.shape[0] - 1, values.shape[1] - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def values(self) -> Array:
        """Return the numbers that are shown."""
        return self._values

    def face(self, row: int, column: int) -> tuple[str, QColor, QColor]:
        """Return what a cell looks like: its text, the colour of its ground and that of the text."""
        value, theme = float(self._values[row, column]), current_theme()
        if not math.isfinite(value):
            ground = QColor(theme.bad)
            return short_text(value), ground, _readable(ground, theme)
        share = min(max(value / self._reach, -1.0), 1.0)
        return short_text(value), *_inks(theme)[round((share + 1.0) * (_SHADES - 1) / 2)]

    # ---- Qt ----

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else int(self._values.shape[0])

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else int(self._values.shape[1])

    def flags(self, index: Index) -> Qt.ItemFlag:
        return _EDITABLE if self.editable else _FIXED

    def data(self, index: Index, role: int = Role.DisplayRole) -> object:
        if not index.isValid():
            return None
        value = self._values[index.row(), index.column()]
        if role == Role.DisplayRole:
            return short_text(float(value))
        if role in (Role.EditRole, Role.ToolTipRole):
            return full_text(value)
        if role == Role.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role == Role.BackgroundRole:
            return self.face(index.row(), index.column())[1]
        return None

    def setData(self, index: Index, value: object, role: int = Role.EditRole) -> bool:
        number = read_number(str(value))
        if number is None:
            self.refused.emit(str(value))
            return False
        if role == Role.EditRole and number != float(self._values[index.row(), index.column()]):
            self.wanted.emit(index.row(), index.column(), number)
        return True

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole
    ) -> object:
        head = self._heads[1 if orientation == Qt.Orientation.Horizontal else 0]
        if head is None:
            return self.tr("value") if role == Role.DisplayRole else None
        if section >= head.size:
            return None
        if role == Role.DisplayRole:
            return head.label(section)
        if role == Role.ToolTipRole:
            return f"{tr_text(head.name)} {head.label(section)}"
        return None


@lru_cache(maxsize=4)
def _inks(theme: Theme) -> list[tuple[QColor, QColor]]:
    """Return the grounds from the smallest to the largest number, each with a colour to write in."""
    places = np.linspace(-1.0, 1.0, _SHADES)
    grounds = [QColor.fromRgb(int(c)) for c in colors(places, (-1.0, 1.0), theme)]
    return [(ground, _readable(ground, theme)) for ground in grounds]


def _readable(ground: QColor, theme: Theme) -> QColor:
    name = ground.name()
    return QColor(max((theme.text, theme.entry), key=lambda color: contrast(color, name)))
