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
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from nnstudio.app.experiments.trial_colors import trial_color
from nnstudio.app.experiments.trial_model import NUMBER, ROW_ROLE, STATE, TrialModel
from nnstudio.app.style.appearance import current_theme
from nnstudio.experiments.sweep_table import Row, SweepTable

ROW_HEIGHT = 26
WIDTHS = {NUMBER: 56, STATE: 156}
USUAL_WIDTH, WIDEST = 84, 190
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
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        self.setProperty("dense", True)
        self.setSortingEnabled(True)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setSortIndicatorClearable(True)
        head.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        head.setStretchLastSection(True)
        self.rows.modelReset.connect(self._fit_columns)
        self.doubleClicked.connect(self.opened)

    def show_table(self, table: SweepTable | None) -> None:
        """Show another experiment."""
        self.rows.set_table(table)
        self.chosen.emit()

    def selected(self) -> tuple[Row, ...]:
        """Return the selected rows, from above."""
        spans = self.selectionModel().selection()
        places: set[int] = set()
        for number in range(spans.size()):
            span = spans.at(number)
            places.update(range(span.top(), span.bottom() + 1))
        return tuple(self.rows.rows[at] for at in sorted(places))

    def select_keys(self, keys: Collection[str]) -> None:
        """Select the rows of some trials and no others."""
        wanted, chosen, last = set(keys), QItemSelection(), len(self.rows.columns) - 1
        places = [at for at, row in enumerate(self.rows.rows) if row.trial.key in wanted]
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
        """Give each column the room that its heading needs."""
        metrics = self.horizontalHeader().fontMetrics()
        for place, name in enumerate(self.rows.columns):
            wanted = metrics.horizontalAdvance(self.rows.heading(name)) + 28
            usual = min(max(wanted, USUAL_WIDTH), WIDEST)
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
        row, theme = index.data(ROW_ROLE), current_theme()
        view = self.parent()
        assert isinstance(view, TrialView)
        name = view.rows.columns[index.column()]
        if name == STATE and row.state == "running":
            area = QRectF(option.rect).adjusted(4, 4, -4, -4)
            painter.fillRect(area, QColor(theme.tint(theme.accent, 0.08)))
            area.setWidth(area.width() * row.epoch / max(row.epochs, 1))
            painter.fillRect(area, QColor(theme.tint(theme.accent, 0.35)))
        super().paint(painter, option, index)
        if name == NUMBER and row.curves:
            rect = QRectF(option.rect)
            top = rect.center().y() - SWATCH / 2
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(trial_color(row, theme)))
            painter.drawEllipse(QRectF(rect.left() + 10, top, SWATCH, SWATCH))
            painter.restore()
