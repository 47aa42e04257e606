"""The table of the Analyzer: a line per layer, with bars behind the figures."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPainter,
)
from PySide6.QtWidgets import (
    QMenu,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from nnstudio.app.panels.parts.analysis_model import (
    KIND,
    MEMORY,
    MULTIPLY_ADDS,
    NAME,
    OUTPUT,
    PARAMETERS,
    SETTINGS,
    SHARE,
    AnalysisModel,
)
from nnstudio.app.style.appearance import current_theme
from nnstudio.app.style.icons import icon
from nnstudio.app.widgets.row_table import choose_rows

_WIDTHS = {
    NAME: 132,
    KIND: 92,
    SETTINGS: 120,
    OUTPUT: 172,
    PARAMETERS: 88,
    MULTIPLY_ADDS: 98,
    MEMORY: 84,
}


class AnalysisView(QTableView):
    """Lists layers; rows are chosen, sorted and copied."""

    chosen = Signal()
    """The user selected other rows."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = AnalysisModel()
        self.rows.setParent(self)
        self.setModel(self.rows)
        self.setItemDelegate(_Bars(self))
        choose_rows(self)
        head = self.horizontalHeader()
        head.moveSection(SETTINGS, head.count() - 1)  # the canvas shows them, too; figures first
        for column, width in _WIDTHS.items():
            self.setColumnWidth(column, width)
        self.setSortingEnabled(True)
        self.selectionModel().selectionChanged.connect(self.chosen)

    def chosen_rows(self) -> list[int]:
        """Return the selected rows from top to bottom."""
        return sorted(index.row() for index in self.selectionModel().selectedRows())

    def copy(self) -> None:
        """Put the selected rows on the clipboard as lines with tabs; all where none is selected."""
        numbers = self.chosen_rows() or range(len(self.rows.rows))
        lines = [self.rows.titles(), *(self.rows.line(number) for number in numbers)]
        text = "\n".join("\t".join(line) for line in lines)
        QGuiApplication.clipboard().setText(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        action = menu.addAction(icon("copy"), self.tr("Copy Rows"))
        action.triggered.connect(self.copy)
        menu.popup(event.globalPos())


class _Bars(QStyledItemDelegate):
    """Paints how much of the largest figure of its column a cell has, behind the figure."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        super().paint(painter, option, index)
        share = index.data(SHARE)
        if not share:
            return
        room = QRectF(option.rect).adjusted(8, 0, -6, 0)
        width = max(2.0, room.width() * share)
        bar = QRectF(room.right() - width, room.bottom() - 4, width, 2.5)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(current_theme().accent))
        painter.drawRoundedRect(bar, 1.2, 1.2)
