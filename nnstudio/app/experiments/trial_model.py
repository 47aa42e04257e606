"""The networks of an experiment as rows of a table, sorted by any column."""

from __future__ import annotations

import math

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from nnstudio.app.experiments.place_words import figure_cell, figure_name, place_text
from nnstudio.app.style.appearance import current_theme
from nnstudio.app.style.fonts import number_font
from nnstudio.app.translate import tr_text
from nnstudio.experiments.places import value_text
from nnstudio.experiments.sweep_table import Row, SweepTable

SORT_ROLE = int(Qt.ItemDataRole.UserRole)
"""What rows are sorted by; None: nothing is known."""
ROW_ROLE = SORT_ROLE + 1
"""The `Row` itself."""
NUMBER, STATE = "#", "state"
ORDER = ("running", "done", "failed", "refused", "waiting")
Index = QModelIndex | QPersistentModelIndex


class TrialModel(QAbstractTableModel):
    """A column for number, state, each varied setting and each figure.

    It sorts by itself: a proxy would ask for two cells for each comparison, and the window would
    wait for hundreds of rows that change ten times a second.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.table: SweepTable | None = None
        self.columns: tuple[str, ...] = ()
        """The names of the columns."""
        self.rows: list[Row] = []
        """From above."""
        self._figures: tuple[str, ...] = ()
        self._names: tuple[str, ...] = ()
        self._values: dict[str, int] = {}
        self.by = ""
        """The name of the column that it is sorted by; empty: the order of the experiment."""
        self._downwards = False

    def set_table(self, table: SweepTable | None) -> None:
        """Show another experiment."""
        self.beginResetModel()
        self.table = table
        self._names = table.experiment.names if table is not None else ()
        self._values = {name: place for place, name in enumerate(self._names)}
        repeated = table is not None and table.experiment.repeat > 1
        if repeated and "seed" not in self._names:
            self._names = (*self._names, "seed")
        self._take_figures()
        self.endResetModel()

    def refresh(self) -> None:
        """Show what is known now."""
        if self.table is None:
            return
        if self.table.figures != self._figures:
            self.beginResetModel()
            self._take_figures()
            self.endResetModel()
            return
        self._arrange()
        last = self.index(len(self.rows) - 1, len(self.columns) - 1)
        self.dataChanged.emit(self.index(0, 0), last)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; -1: in the order of the experiment. What is not known comes last."""
        self.by = self.columns[column] if 0 <= column < len(self.columns) else ""
        self._downwards = order == Qt.SortOrder.DescendingOrder
        self._arrange()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return self.heading(self.columns[section])

    def heading(self, name: str) -> str:
        """Return what a column is called."""
        if name == NUMBER:
            return NUMBER
        if name == STATE:
            return self.tr("State")
        if name in self._figures:
            return figure_name(name)
        if self.table is not None and name in self._values:
            experiment = self.table.experiment
            return place_text(experiment.variations[self._values[name]].where, experiment.project)
        return self.tr("Seed")

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.rows[index.row()]
        if role == ROW_ROLE:
            return row
        name = self.columns[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self.text(row, name)
        if role == SORT_ROLE:
            return self._rank(row, name)
        if role == Qt.ItemDataRole.ForegroundRole:
            return _color(row)
        if role == Qt.ItemDataRole.ToolTipRole and name == STATE:
            return tr_text(row.reason) or row.where or None
        number = name in self._figures or name == NUMBER
        if role == Qt.ItemDataRole.TextAlignmentRole and number:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.FontRole and number:
            return number_font(0.94)
        return None

    def text(self, row: Row, name: str) -> str:
        """Return what stands in a cell."""
        if name == NUMBER:
            return str(row.trial.number)
        if name == STATE:
            return self.state_text(row)
        if name in self._figures:
            return figure_cell(name, row.figures[name]) if name in row.figures else ""
        return value_text(self._value(row, name))

    def state_text(self, row: Row) -> str:
        """Return in words how far a network is."""
        if row.state == "running":
            return f"{row.epoch:,} / {row.epochs:,}"
        return {
            "waiting": self.tr("waits"),
            "done": self.tr("done"),
            "failed": self.tr("diverged"),
            "refused": self.tr("could not be trained"),
        }[row.state]

    # ---- within ----

    def _take_figures(self) -> None:
        self._figures = self.table.figures if self.table is not None else ()
        shown = (NUMBER, STATE, *self._names, *self._figures)
        self.columns = shown if self.table is not None else ()
        self.rows = self._in_order()

    def _arrange(self) -> None:
        """Put the rows into their order; what is selected stays so."""
        rows = self._in_order()
        if rows == self.rows:
            return
        self.layoutAboutToBeChanged.emit()
        places = {id(row): place for place, row in enumerate(rows)}
        before = self.persistentIndexList()
        after = [self.index(places[id(self.rows[index.row()])], index.column()) for index in before]
        self.rows = rows
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    def _in_order(self) -> list[Row]:
        if self.table is None:
            return []
        if self.by not in self.columns:
            return list(self.table.rows)
        ranks = [(self._rank(row, self.by), row) for row in self.table.rows]
        known = [(rank, row) for rank, row in ranks if rank is not None]
        known.sort(key=lambda pair: pair[0], reverse=self._downwards)
        return [*(row for _, row in known), *(row for rank, row in ranks if rank is None)]

    def _value(self, row: Row, name: str) -> int | float | str | bool | tuple[float, ...]:
        if name in self._values:
            return row.trial.values[self._values[name]]
        return row.trial.project.training.seed

    def _rank(self, row: Row, name: str) -> tuple[float, str] | None:
        """Return what a row is sorted by: numbers before words; None: there is nothing."""
        if name == NUMBER:
            return float(row.trial.number), ""
        if name == STATE:
            return ORDER.index(row.state) - row.epoch / max(row.epochs, 1), ""
        if name in self._figures:
            figure = row.figures.get(name, math.nan)
            return None if math.isnan(figure) else (figure, "")
        value = self._value(row, name)
        return (float(value), "") if isinstance(value, int | float) else (0.0, value_text(value))


def _color(row: Row) -> QColor | None:
    """Return the colour of what is written, where it is not the usual one."""
    theme = current_theme()
    if row.state == "waiting":
        return QColor(theme.muted)
    return QColor(theme.bad) if row.state in ("failed", "refused") else None
