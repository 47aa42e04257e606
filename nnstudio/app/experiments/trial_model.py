"""The networks of an experiment, or their combinations, as rows of a table, sorted by any column."""

from __future__ import annotations

import math

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from nnstudio.app.experiments.place_words import figure_cell, figure_name, mean_cell, place_text
from nnstudio.app.style.appearance import current_theme
from nnstudio.app.style.fonts import number_font
from nnstudio.app.translate import tr_text
from nnstudio.experiments.means import Combination, combinations
from nnstudio.experiments.places import Value, value_text
from nnstudio.experiments.sweep_table import Row, SweepTable

SORT_ROLE = int(Qt.ItemDataRole.UserRole)
"""What rows are sorted by; None: nothing is known."""
LINE_ROLE = SORT_ROLE + 1
"""The `Combination` itself, of a single network where none are put together."""
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
        self.lines: list[Combination] = []
        """From above."""
        self.by_mean = False
        """Whether networks that differ in their seed alone are one line."""
        self._every: tuple[Combination, ...] = ()
        self.figures: tuple[str, ...] = ()
        """Those of the columns that are measured."""
        self._names: tuple[str, ...] = ()
        self._values: dict[str, int] = {}
        self.by = ""
        """The name of the column that it is sorted by; empty: the order of the experiment."""
        self._downwards = False

    def set_table(self, table: SweepTable | None) -> None:
        """Show another experiment."""
        self.beginResetModel()
        self.table = table
        self._put_together()
        self.endResetModel()

    def set_by_mean(self, by_mean: bool) -> None:
        """Show a line for each combination of values, or for each network."""
        if by_mean != self.by_mean:
            self.by_mean = by_mean
            self.beginResetModel()
            self._put_together()
            self.endResetModel()

    def refresh(self) -> None:
        """Show what is known now."""
        if self.table is None:
            return
        if self.table.figures != self.figures:
            self.beginResetModel()
            self._take_figures()
            self.endResetModel()
            return
        self._arrange()
        last = self.index(len(self.lines) - 1, len(self.columns) - 1)
        self.dataChanged.emit(self.index(0, 0), last)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; -1: in the order of the experiment. What is not known comes last."""
        self.by = self.columns[column] if 0 <= column < len(self.columns) else ""
        self._downwards = order == Qt.SortOrder.DescendingOrder
        self._arrange()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.lines)

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
        if name in self.figures:
            return figure_name(name)
        if self.table is not None and name in self._values:
            experiment = self.table.experiment
            return place_text(experiment.variations[self._values[name]].where, experiment.project)
        return self.tr("Seed")

    def longest_value(self, name: str) -> str:
        """Return the longest text below a heading; empty where all are about as long."""
        if self.table is None or name not in self._values:
            return ""
        values = self.table.experiment.variations[self._values[name]].values
        return max(map(value_text, values), key=len, default="")

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        line = self.lines[index.row()]
        if role == LINE_ROLE:
            return line
        name = self.columns[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self.text(line, name)
        if role == SORT_ROLE:
            return self._rank(line, name)
        if role == Qt.ItemDataRole.ForegroundRole:
            return _color(line)
        if role == Qt.ItemDataRole.ToolTipRole and name == STATE:
            reasons = dict.fromkeys(tr_text(row.reason) or row.where for row in line.rows)
            return "\n".join(reason for reason in reasons if reason) or None
        number = name in self.figures or name == NUMBER
        if role == Qt.ItemDataRole.TextAlignmentRole and number:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.FontRole and number:
            return number_font(0.94)
        return None

    def text(self, line: Combination, name: str) -> str:
        """Return what stands in a cell."""
        if name == NUMBER:
            return str(line.number)
        if name == STATE:
            return self._share_text(line) if self.by_mean else self._state_text(line.rows[0])
        if name not in self.figures:
            return value_text(self._value(line, name))
        if self.by_mean:
            mean = line.mean(name)
            return mean_cell(name, mean) if mean is not None else ""
        figures = line.rows[0].figures
        return figure_cell(name, figures[name]) if name in figures else ""

    # ---- within ----

    def _state_text(self, row: Row) -> str:
        """Return in words how far a network is."""
        if row.state == "running":
            return f"{row.epoch:,} / {row.epochs:,}"
        return {
            "waiting": self.tr("waits"),
            "done": self.tr("done"),
            "failed": self.tr("diverged"),
            "refused": self.tr("could not be trained"),
        }[row.state]

    def _share_text(self, line: Combination) -> str:
        """Return in words how many of its networks are trained."""
        diverged = sum(row.state == "failed" for row in line.rows)
        text = self.tr("{done} of {total} done")
        if diverged:
            text = self.tr("{done} of {total} done, {diverged} diverged")
        return text.format(done=len(line.done), total=len(line.rows), diverged=diverged)

    def _put_together(self) -> None:
        table = self.table
        self._names = table.experiment.names if table is not None else ()
        self._values = {name: place for place, name in enumerate(self._names)}
        self._every = () if table is None else combinations(table)
        if not self.by_mean:
            rows = () if table is None else table.rows
            self._every = tuple(
                Combination(row.trial.number, row.trial.values, (row,)) for row in rows
            )
            repeated = table is not None and table.experiment.repeat > 1
            if repeated and "seed" not in self._names:
                self._names = (*self._names, "seed")
        self._take_figures()

    def _take_figures(self) -> None:
        self.figures = self.table.figures if self.table is not None else ()
        shown = (NUMBER, STATE, *self._names, *self.figures)
        self.columns = shown if self.table is not None else ()
        self.lines = self._in_order()

    def _arrange(self) -> None:
        """Put the rows into their order; what is selected stays so."""
        lines = self._in_order()
        if lines == self.lines:
            return
        self.layoutAboutToBeChanged.emit()
        places = {line: place for place, line in enumerate(lines)}
        before = self.persistentIndexList()
        after = [self.index(places[self.lines[index.row()]], index.column()) for index in before]
        self.lines = lines
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    def _in_order(self) -> list[Combination]:
        if self.by not in self.columns:
            return list(self._every)
        ranks = [(self._rank(line, self.by), line) for line in self._every]
        known = [(rank, line) for rank, line in ranks if rank is not None]
        known.sort(key=lambda pair: pair[0], reverse=self._downwards)
        return [*(line for _, line in known), *(line for rank, line in ranks if rank is None)]

    def _value(self, line: Combination, name: str) -> Value:
        if name in self._values:
            return line.values[self._values[name]]
        return line.rows[0].trial.project.training.seed

    def _rank(self, line: Combination, name: str) -> tuple[float, str] | None:
        """Return what a line is sorted by: numbers before words; None: there is nothing."""
        if name == NUMBER:
            return float(line.number), ""
        if name == STATE:
            ranks = (ORDER.index(r.state) - r.epoch / max(r.epochs, 1) for r in line.rows)
            return sum(ranks) / len(line.rows), ""
        if name in self.figures:
            figure = line.rows[0].figures.get(name, math.nan)
            if self.by_mean:
                mean = line.mean(name)
                figure = math.nan if mean is None else mean.value
            return None if math.isnan(figure) else (figure, "")
        value = self._value(line, name)
        return (float(value), "") if isinstance(value, int | float) else (0.0, value_text(value))


def _color(line: Combination) -> QColor | None:
    """Return the colour of what is written, where it is not the usual one."""
    theme, states = current_theme(), {row.state for row in line.rows}
    if states == {"waiting"}:
        return QColor(theme.muted)
    return QColor(theme.bad) if states <= {"failed", "refused"} else None
