"""How the tables and lines of a worked number are laid out and painted."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from nnstudio.app.plots.feature_maps.equation import Line
from nnstudio.app.plots.feature_maps.number_grid import LEAST, NumberGrid, paint_grid
from nnstudio.app.plots.feature_maps.painter_fonts import BOLD, PLAIN, digits, letters
from nnstudio.app.plots.feature_maps.working_grids import Rows
from nnstudio.app.style.appearance import current_theme

LINE, TITLE, SIGN = 18, 16, 15
LARGEST = 44
FORWARD_TABLES = 3


def arranged(rows: Rows, width: float, height: float) -> tuple[Rows, float]:
    """Return the tables in rows, and the side of a cell, so that numbers can be read."""
    if not rows:
        return rows, 0.0

    def cell_of(some: Rows) -> float:
        across = min(
            (width - SIGN * len(row)) / max(sum(g.values.shape[1] for g in row), 1) for row in some
        )
        high = sum(row[0].values.shape[0] for row in some)
        down = (height - len(some) * (TITLE + 4)) / max(high, 1)
        return min(across, down, LARGEST)

    cell = cell_of(rows)
    if len(rows) > 1 and cell < LEAST <= cell_of(rows[:1]) and height < 300:
        rows = rows[:1]
        cell = cell_of(rows)
    if cell < LEAST and len(rows) == 1 and len(rows[0]) == FORWARD_TABLES:
        apart: Rows = (rows[0][:2], rows[0][2:])
        if cell_of(apart) > cell:
            return apart, max(cell_of(apart), 1.0)
    return rows, max(cell, 1.0)


def paint_row(
    painter: QPainter,
    row: tuple[NumberGrid, ...],
    y: float,
    cell: float,
    chosen: tuple[int, int] | None,
) -> list[QRectF]:
    """Paint tables with their titles side by side; return where each lies."""
    found = []
    theme = current_theme()
    x, rows = 0.0, row[0].values.shape[0]
    for grid in row:
        if grid.before:
            painter.setFont(letters(1.1, BOLD))
            painter.setPen(QColor(theme.muted))
            sign = QRectF(x, y + TITLE, SIGN, rows * cell)
            painter.drawText(sign, Qt.AlignmentFlag.AlignCenter, grid.before)
            x += SIGN
        columns = grid.values.shape[1]
        painter.setFont(letters(0.8))
        painter.setPen(QColor(theme.muted))
        room = columns * cell + SIGN - 2
        mode = Qt.TextElideMode.ElideRight
        title = painter.fontMetrics().elidedText(grid.title, mode, int(max(room, 30)))
        painter.drawText(QRectF(x, y, room, TITLE), title)
        corner = QPointF(x, y + TITLE)
        paint_grid(painter, corner, cell, grid, chosen)
        area = QRectF(corner.x(), corner.y(), columns * cell, rows * cell)
        found.append(area)
        x += columns * cell
    return found


def paint_lines(painter: QPainter, lines: tuple[Line, ...], y: float, width: float) -> float:
    """Paint what adds up, line by line; return where the last ends."""
    theme = current_theme()
    right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
    column = min(width, 260.0)
    for line in lines:
        weight = BOLD if line.result else PLAIN
        painter.setFont(letters(0.92, weight))
        painter.setPen(QColor(theme.text if line.result else theme.muted))
        painter.drawText(QRectF(0, y, column - 74, LINE), Qt.AlignmentFlag.AlignVCenter, line.label)
        painter.setFont(digits(0.92, weight))
        painter.drawText(QRectF(column - 90, y, 90, LINE), right, line.figure)
        y += LINE
    return y
