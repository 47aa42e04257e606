"""Where the cells of a matrix lie: between names and figures, zoomed and scrolled."""

from __future__ import annotations

import math

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from nnstudio.app.style.fonts import ui_font
from nnstudio.core.layer import Array

_WIDEST_NAME, _NAME_GAP = 96, 2
FIGURE = 46
"""How wide a column of figures is; there are four."""
_LARGEST = (150.0, 84.0)
_FIGURES_FROM = 180
"""So much room the cells need before figures have some beside them."""

Cell = tuple[int, int]


class MatrixGrid(QAbstractScrollArea):
    """Finds places for counts ``(classes, classes)`` with their names."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.shown_counts: Array = np.zeros((0, 0), np.int64)
        self.shown_names: tuple[str, ...] = ()
        self.magnified = 1.0
        self.figures_wanted = True
        """Whether the figures of the classes stand beside the cells where there is room."""
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)
        self.setMinimumSize(120, 80)

    def place_of(self, row: int, column: int) -> QRectF:
        """Return where a cell lies in the viewport."""
        left, top, wide, high = self.cell_layout()
        x = left + column * wide - self.horizontalScrollBar().value()
        return QRectF(x, top + row * high - self.verticalScrollBar().value(), wide, high)

    def cell_at(self, place: QPointF) -> Cell | None:
        """Return the cell at a place of the viewport."""
        left, top, wide, high = self.cell_layout()
        inside = left <= place.x() < self.right() and place.y() >= top
        column = int((place.x() - left + self.horizontalScrollBar().value()) // wide)
        row = int((place.y() - top + self.verticalScrollBar().value()) // high)
        size = len(self.shown_counts)
        return (row, column) if inside and 0 <= row < size and 0 <= column < size else None

    def cell_layout(self) -> tuple[float, float, float, float]:
        """Return where the cells begin, and how wide and high one is."""
        size = max(len(self.shown_counts), 1)
        metrics = QFontMetrics(ui_font(0.82))
        widest = max((metrics.horizontalAdvance(name) for name in self.shown_names), default=0)
        room = self.viewport().width()
        left = float(min(max(widest + 12, 44), _WIDEST_NAME, max(room // 4, 44)))
        across = self.right() - left
        wide = min(max(across / size, 3.0), _LARGEST[0]) * self.magnified
        top = 20.0
        if widest > wide - _NAME_GAP:
            top = float(min(widest + 8, 72, max(self.viewport().height() // 4, 20)))
        down = self.viewport().height() - top - 2
        high = min(max(down / size, 3.0), _LARGEST[1]) * self.magnified
        return left, top, wide, high

    def upright(self, wide: float) -> bool:
        metrics = QFontMetrics(ui_font(0.82))
        return any(metrics.horizontalAdvance(name) > wide - _NAME_GAP for name in self.shown_names)

    def shows_figures(self) -> bool:
        return self.figures_wanted and self.viewport().width() >= _FIGURES_FROM + 4 * FIGURE + 60

    def right(self) -> float:
        """Return where the room for cells ends."""
        width = self.viewport().width()
        return float(width - (4 * FIGURE + 12 if self.shows_figures() else 2))

    def figures_from(self) -> float:
        """Return where the figures begin: beside the last cell, or where the cells' room ends."""
        left, _, wide, _ = self.cell_layout()
        return min(self.right(), left + wide * len(self.shown_counts)) + 8

    def seen(self) -> tuple[Cell, Cell]:
        """Return the first and the last cell that can be seen."""
        left, top, wide, high = self.cell_layout()
        last = len(self.shown_counts) - 1
        x, y = self.horizontalScrollBar().value(), self.verticalScrollBar().value()
        end = (y + self.viewport().height() - top) // high, (x + self.right() - left) // wide
        first = min(int(y // high), last), min(int(x // wide), last)
        return first, (min(int(end[0]), last), min(int(end[1]), last))

    def place_bars(self) -> None:
        left, top, wide, high = self.cell_layout()
        size = len(self.shown_counts)
        page = int(self.right() - left), int(self.viewport().height() - top)
        for bar, full, seen in (
            (self.horizontalScrollBar(), wide * size, page[0]),
            (self.verticalScrollBar(), high * size, page[1]),
        ):
            bar.setRange(0, max(math.ceil(full) - seen, 0))
            bar.setPageStep(max(seen, 1))
            bar.setSingleStep(int(max(wide, 12)))
