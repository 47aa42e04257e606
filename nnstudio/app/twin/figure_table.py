"""What two runs have come to, figure by figure, in two columns."""

from __future__ import annotations

import math

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from nnstudio.app.panels.parts.run_figures import number_text, percent_text
from nnstudio.app.style.appearance import restyle
from nnstudio.app.style.fonts import number_font
from nnstudio.engine.run_log import RunLog

RECENT_STEPS = 50
"""Over how many steps the training loss is averaged."""
BETTER = "◂"


class FigureTable(QWidget):
    """A row for each figure; the better of the two has a sign behind it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(14)
        self._grid.setVerticalSpacing(3)
        self._cells: list[tuple[QLabel, QLabel, QLabel]] = []
        for column, name in ((1, "A"), (2, "B")):
            head = QLabel(name)
            head.setProperty("role", "heading")
            self._grid.addWidget(head, 0, column, Qt.AlignmentFlag.AlignRight)

    def show_logs(self, first: RunLog, second: RunLog) -> None:
        """Show the newest figures of two runs."""
        rows = [
            (self.tr("Steps"), (float(first.steps), float(second.steps)), 0),
            (self.tr("Training loss"), (_recent(first), _recent(second)), -1),
            (self.tr("Validation loss"), _last(first, second, "val_loss"), -1),
            (self.tr("Validation accuracy"), _last(first, second, "val_accuracy"), 1),
        ]
        while len(self._cells) < len(rows):
            self._add_row()
        for (caption, *cells), (name, values, better) in zip(self._cells, rows, strict=True):
            known = not all(math.isnan(value) for value in values)
            for widget in (caption, *cells):
                widget.setVisible(known)
            caption.setText(name)
            for number, cell in enumerate(cells):
                mine, other = values[number], values[1 - number]
                write = percent_text if better > 0 else number_text
                text = f"{mine:,.0f}" if not better else write(mine)
                wins = better != 0 and better * (mine - other) > 0
                cell.setText(f"{text} {BETTER}" if wins else f"{text}  ")
                cell.setProperty("role", "good" if wins else "")
                cell.setAccessibleName(f"{name}, {'AB'[number]}: {text}")
                restyle(cell)

    def _add_row(self) -> None:
        row = len(self._cells) + 1
        caption, *cells = made = (QLabel(), QLabel(), QLabel())
        caption.setProperty("role", "muted")
        self._grid.addWidget(caption, row, 0)
        for column, cell in enumerate(cells, start=1):
            cell.setFont(number_font())
            # Room for the longest figure from the start: the columns stay where they are.
            widest = QFontMetrics(cell.font()).horizontalAdvance(f"100.00 % {BETTER}")
            self._grid.setColumnMinimumWidth(column, widest + 2)
            cell.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self._grid.addWidget(cell, row, column)
        self._cells.append(made)


def _recent(log: RunLog) -> float:
    return float(log.loss[-RECENT_STEPS:].mean(dtype=float)) if log.steps else math.nan


def _last(first: RunLog, second: RunLog, name: str) -> tuple[float, float]:
    one, two = (log.epoch_column(name)[-1:].tolist() or [math.nan] for log in (first, second))
    return one[0], two[0]
