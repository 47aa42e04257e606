"""The rows of the Analyzer for Qt's tables, in the order of the network or of a column."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QFont

from nnstudio.app.layer_icons import layer_icon_name
from nnstudio.app.layer_picture import layer_title
from nnstudio.app.style.appearance import current_theme
from nnstudio.app.style.fonts import number_font, ui_font
from nnstudio.app.style.icons import icon
from nnstudio.app.translate import tr_text
from nnstudio.core.memory import memory_text
from nnstudio.engine.layer_table import LayerRow
from nnstudio.graph.dimensions import lettered

NAME, KIND, SETTINGS, OUTPUT, PARAMETERS, MULTIPLY_ADDS, MEMORY, ISSUES = range(8)
SHARE = Qt.ItemDataRole.UserRole
"""The part of the largest figure of a column that a cell has."""
UNKNOWN = "–"
Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class AnalysisModel(QAbstractTableModel):
    """Shows `LayerRow`s; sorting is done here, and column -1 is the order of the network."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[LayerRow] = []
        self._given: list[LayerRow] = []
        self._titles: list[str] = [""] * (ISSUES + 1)
        self._largest = dict.fromkeys((PARAMETERS, MULTIPLY_ADDS, MEMORY), 0)
        self._column, self._order = -1, Qt.SortOrder.AscendingOrder

    def set_titles(self, titles: Sequence[str]) -> None:
        """Name the columns."""
        self._titles = list(titles)
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, ISSUES)

    def show_rows(self, rows: list[LayerRow]) -> None:
        """Show other rows; what is selected stays where the same layers are listed."""
        if rows == self._given:
            return
        self._given = rows
        for column in self._largest:
            self._largest[column] = max((_figure(row, column) for row in rows), default=0)
        ordered = self._sorted()
        if [row.node_ids for row in ordered] == [row.node_ids for row in self.rows]:
            self.rows = ordered
            self.dataChanged.emit(self.index(0, 0), self.index(len(ordered) - 1, ISSUES))
            return
        self.beginResetModel()
        self.rows = ordered
        self.endResetModel()

    def row_of(self, node_id: str) -> int | None:
        """Return in which row a node is told of."""
        return next((n for n, row in enumerate(self.rows) if node_id in row.node_ids), None)

    def line(self, number: int) -> list[str]:
        """Return the texts of a row."""
        return [self._text(self.rows[number], column) for column in range(ISSUES + 1)]

    def titles(self) -> list[str]:
        """Return the names of the columns."""
        return self._titles

    # ---- Qt ----

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else ISSUES + 1

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self._column, self._order = column, order
        self.beginResetModel()
        self.rows = self._sorted()
        self.endResetModel()

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole
    ) -> object:
        if orientation == Qt.Orientation.Vertical:
            return None
        if role == Role.DisplayRole:
            return self._titles[section]
        if role == Role.TextAlignmentRole:
            return _RIGHT if section in self._largest else _LEFT
        return None

    def data(self, index: Index, role: int = Role.DisplayRole) -> object:
        if not index.isValid():
            return None
        row, column = self.rows[index.row()], index.column()
        if role == Role.DisplayRole:
            return self._text(row, column)
        if role == Role.TextAlignmentRole:
            return _RIGHT if column in self._largest else _LEFT
        if role == SHARE and column in self._largest and row.shape is not None:
            return _figure(row, column) / max(self._largest[column], 1)
        if role == Role.DecorationRole:
            return self._sign(row, column)
        if role == Role.FontRole:
            if column == NAME:
                return ui_font(1.0, QFont.Weight.DemiBold)
            return number_font() if column in (OUTPUT, *self._largest) else None
        if role == Role.ForegroundRole and column in (KIND, SETTINGS):
            return QColor(current_theme().muted)
        if role == Role.ToolTipRole:
            return "\n".join(tr_text(problem.text) for problem in row.problems) or None
        return None

    # ---- within ----

    def _sorted(self) -> list[LayerRow]:
        if self._column < 0:
            return self._given
        reverse = self._order == Qt.SortOrder.DescendingOrder
        column = self._column
        if column in self._largest:
            return sorted(self._given, key=lambda row: _figure(row, column), reverse=reverse)
        if column == OUTPUT:
            return sorted(self._given, key=lambda row: row.shape or (), reverse=reverse)
        if column == ISSUES:
            return sorted(self._given, key=_gravity, reverse=not reverse)
        return sorted(self._given, key=lambda row: self._text(row, column), reverse=reverse)

    def _text(self, row: LayerRow, column: int) -> str:
        if column == NAME:
            return f"{row.title} × {row.repetitions}" if row.repetitions > 1 else row.title
        if column == KIND:
            if row.is_block:
                return self.tr("Block of {count}").format(count=row.layers)
            return layer_title(row.layer)
        if column == SETTINGS:
            return row.settings
        if column == ISSUES:
            return "; ".join(tr_text(problem.text) for problem in row.problems)
        if row.shape is None:
            return UNKNOWN
        if column == OUTPUT:
            return lettered(row.shape, row.letters)
        if column == MEMORY:
            return memory_text(row.memory)
        return f"{_figure(row, column):,}"

    def _sign(self, row: LayerRow, column: int) -> object:
        if column == NAME:
            name = "layers" if row.is_block else layer_icon_name(row.layer)
            return icon(name, row.layer.category if not row.is_block else "muted")
        if column == ISSUES and row.problems:
            blocking = any(problem.blocking for problem in row.problems)
            return icon(*(("circle-alert", "bad") if blocking else ("triangle-alert", "warning")))
        return None


def _figure(row: LayerRow, column: int) -> int:
    if column == MEMORY:
        return row.memory
    return row.parameters if column == PARAMETERS else row.multiply_adds


def _gravity(row: LayerRow) -> int:
    return sum(2 if problem.blocking else 1 for problem in row.problems)
