"""The networks of an experiment as rows of a table."""

from __future__ import annotations

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from nnstudio.app.experiments.place_words import figure_cell, figure_name, place_text
from nnstudio.app.style.fonts import number_font
from nnstudio.app.translate import tr_text
from nnstudio.experiments.places import value_text
from nnstudio.experiments.sweep_table import Row, SweepTable

SORT_ROLE = int(Qt.ItemDataRole.UserRole)
"""What rows are sorted by."""
ROW_ROLE = SORT_ROLE + 1
"""The `Row` itself."""
NUMBER, STATE = "#", "state"
ORDER = ("running", "done", "failed", "refused", "waiting")
Index = QModelIndex | QPersistentModelIndex
_LAST = float("inf")


class TrialModel(QAbstractTableModel):
    """A column for number, state, each varied setting and each figure."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.table: SweepTable | None = None
        self._figures: tuple[str, ...] = ()
        self._names: tuple[str, ...] = ()

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns."""
        return (NUMBER, STATE, *self._names, *self._figures)

    def set_table(self, table: SweepTable | None) -> None:
        """Show another experiment."""
        self.beginResetModel()
        self.table = table
        self._figures = table.figures if table is not None else ()
        names = table.experiment.names if table is not None else ()
        repeated = table is not None and table.experiment.repeat > 1
        self._names = (*names, "seed") if repeated and "seed" not in names else names
        self.endResetModel()

    def refresh(self) -> None:
        """Show what is known now."""
        if self.table is None:
            return
        if self.table.figures != self._figures:
            new = self.table.figures
            self.beginResetModel()
            self._figures = new
            self.endResetModel()
        else:
            last = self.index(self.rowCount() - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def rowCount(self, parent: Index | None = None) -> int:
        inside = parent is not None and parent.isValid()
        return 0 if inside or self.table is None else len(self.table.rows)

    def columnCount(self, parent: Index | None = None) -> int:
        inside = parent is not None and parent.isValid()
        return 0 if inside or self.table is None else len(self.columns)

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
        assert self.table is not None, "there is a column"
        experiment = self.table.experiment
        if name in experiment.names:
            where = experiment.variations[experiment.names.index(name)].where
            return place_text(where, experiment.project)
        return self.tr("Seed")

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        assert self.table is not None, "there is a row"
        row, name = self.table.rows[index.row()], self.columns[index.column()]
        if role == ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return self.text(row, name)
        if role == SORT_ROLE:
            return self._rank(row, name)
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

    def _value(self, row: Row, name: str) -> int | float | str | bool | tuple[float, ...]:
        assert self.table is not None, "there is a row"
        names = self.table.experiment.names
        if name in names:
            return row.trial.values[names.index(name)]
        return row.trial.project.training.seed

    def _rank(self, row: Row, name: str) -> float | str:
        if name == NUMBER:
            return row.trial.number
        if name == STATE:
            return ORDER.index(row.state) - row.epoch / max(row.epochs, 1)
        if name in self._figures:
            return row.figures.get(name, _LAST)
        value = self._value(row, name)
        return value if isinstance(value, int | float | str) else value_text(value)
