"""The table of an experiment: sorted by any figure, with a bar in what is trained now."""

from __future__ import annotations

from collections.abc import Collection
from itertools import groupby

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from nnstudio.app.experiments.trial_colors import trial_color
from nnstudio.app.experiments.trial_model import LINE_ROLE, NUMBER, STATE, TrialModel
from nnstudio.app.style.appearance import current_theme
from nnstudio.app.widgets.row_table import choose_rows
from nnstudio.experiments.sweep_table import Row, SweepTable

WIDTHS = {NUMBER: 56, STATE: 156}
USUAL_WIDTH, WIDEST = 84, 190
MEAN_WIDTH = 138
"""Room for a figure and its deviation."""
SWATCH = 8


class TrialView(QTableView):
    """Lists networks; those that are selected stand out in the plots."""

    chosen = Signal()
    """Other rows are selected."""
    opened = Signal()
    """The user wants the network of the current row."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = TrialModel(self)
        self.setModel(self.rows)
        for column in (0, 1):  # the others are painted as Qt does, which is faster
            self.setItemDelegateForColumn(column, _Cells(self))
        choose_rows(self)
        self.setSortingEnabled(True)
        self.rows.modelReset.connect(self._fit_columns)
        self.doubleClicked.connect(self.opened)

    def show_table(self, table: SweepTable | None) -> None:
        """Show another experiment."""
        self.rows.set_table(table)
        self.chosen.emit()

    def selected(self) -> tuple[Row, ...]:
        """Return the networks of the selected lines, from above."""
        spans = self.selectionModel().selection()
        places: set[int] = set()
        for number in range(spans.size()):
            span = spans.at(number)
            places.update(range(span.top(), span.bottom() + 1))
        return tuple(row for at in sorted(places) for row in self.rows.lines[at].rows)

    def set_by_mean(self, by_mean: bool) -> None:
        """Show a line for each combination of values, or for each network; what is chosen stays so."""
        keys = {row.trial.key for row in self.selected()}
        self.rows.set_by_mean(by_mean)
        self.select_keys(keys)

    def select_keys(self, keys: Collection[str]) -> None:
        """Select the rows of some trials and no others."""
        wanted, chosen, last = set(keys), QItemSelection(), len(self.rows.columns) - 1
        places = [at for at, line in enumerate(self.rows.lines) if wanted.intersection(line.keys)]
        # Rows that lie together are one span: Qt takes its time for each.
        for _, run in groupby(enumerate(places), lambda pair: pair[1] - pair[0]):
            span = [at for _, at in run]
            chosen.select(self.rows.index(span[0], 0), self.rows.index(span[-1], last))
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.selectionModel().select(chosen, flags)
        if places:
            self.scrollTo(self.rows.index(places[0], 0))

    def refresh(self) -> None:
        """Show what is known now; what is selected stays so."""
        keys = {row.trial.key for row in self.selected()}
        before = self.rows.columns
        self.rows.refresh()
        if self.rows.columns != before and keys:
            self.select_keys(keys)

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        self.chosen.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        else:
            super().keyPressEvent(event)

    def _fit_columns(self) -> None:
        """Give each column the room that its heading and its values need."""
        metrics = self.horizontalHeader().fontMetrics()
        for place, name in enumerate(self.rows.columns):
            texts = (self.rows.heading(name), self.rows.longest_value(name))
            wanted = max(map(metrics.horizontalAdvance, texts)) + 28
            mean = self.rows.by_mean and name in self.rows.figures
            usual = min(max(wanted, MEAN_WIDTH if mean else USUAL_WIDTH), WIDEST)
            self.setColumnWidth(place, WIDTHS.get(name, usual))
        # With a new column the one that is sorted by may stand elsewhere.
        by, head = self.rows.by, self.horizontalHeader()
        column = self.rows.columns.index(by) if by in self.rows.columns else -1
        if head.sortIndicatorSection() != column:
            head.setSortIndicator(column, head.sortIndicatorOrder())


class _Cells(QStyledItemDelegate):
    """Paints the colour of a network before its number, and a bar behind what it has done."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        line, theme = index.data(LINE_ROLE), current_theme()
        view = self.parent()
        assert isinstance(view, TrialView)
        name = view.rows.columns[index.column()]
        if name == STATE and any(row.state == "running" for row in line.rows):
            area = QRectF(option.rect).adjusted(4, 4, -4, -4)
            painter.fillRect(area, QColor(theme.tint(theme.accent, 0.08)))
            shares = (row.epoch / max(row.epochs, 1) for row in line.rows)
            area.setWidth(area.width() * sum(shares) / len(line.rows))
            painter.fillRect(area, QColor(theme.tint(theme.accent, 0.35)))
        super().paint(painter, option, index)
        if name == NUMBER and not view.rows.by_mean and line.rows[0].curves:
            rect = QRectF(option.rect)
            top = rect.center().y() - SWATCH / 2
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(trial_color(line.rows[0], theme)))
            painter.drawEllipse(QRectF(rect.left() + 10, top, SWATCH, SWATCH))
            painter.restore()
