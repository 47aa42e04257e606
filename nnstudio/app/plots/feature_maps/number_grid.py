"""A small table of numbers whose cells are coloured by value, as part of a larger picture."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen

from nnstudio.app.live.pictures import colors, image
from nnstudio.app.plots.feature_maps.painter_fonts import digits
from nnstudio.app.style.appearance import current_theme
from nnstudio.core.layer import Array
from nnstudio.explain.window_places import BETWEEN, INSIDE

LEAST = 24
"""In cells smaller than this numbers cannot be read."""
MANY = 200
"""Cells from which on a table is a picture."""
_RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
_LONG = 5
"""Letters that fit into a cell at the usual size of the letters."""


@dataclass(frozen=True, eq=False)
class NumberGrid:
    """Numbers ``(rows, columns)`` with the colours between two bounds.

    Parameters
    ----------
    title
        What stands above.
    reach
        Which cells lie on the input (`nnstudio.explain.window_places`); None: all.
    texts
        What is written in the cells, row by row; None: the values, rounded.
    marked
        The cell that won.
    before
        The sign in front of the table.
    power
        The power of ten the numbers are divided by where they are written.
    """

    title: str
    values: Array
    bounds: tuple[float, float]
    reach: Array | None = None
    texts: tuple[str, ...] | None = None
    marked: tuple[int, int] | None = None
    before: str = ""
    power: int = 0


def paint_grid(
    painter: QPainter,
    corner: QPointF,
    cell: float,
    grid: NumberGrid,
    chosen: tuple[int, int] | None,
) -> None:
    """Paint a table with its upper left corner at a place, and frame its chosen cell."""
    theme = current_theme()
    rows, columns = grid.values.shape
    whole = QRectF(corner.x(), corner.y(), columns * cell, rows * cell)
    shades = colors(grid.values, grid.bounds, theme)
    painter.drawImage(whole, image(shades))
    if rows * columns <= MANY:
        _paint_cells(painter, corner, cell, grid, shades)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(theme.border_strong), 1))
    painter.drawRect(whole)
    for place, color in ((grid.marked, theme.good), (chosen, theme.accent)):
        if place is not None:
            at = QPointF(corner.x() + place[1] * cell, corner.y() + place[0] * cell)
            painter.setPen(QPen(QColor(color), 2))
            painter.drawRect(QRectF(at.x(), at.y(), cell, cell).adjusted(1, 1, -1, -1))


def decimals(values: Array) -> int:
    """Return with how many decimals numbers fit into cells."""
    largest = _largest(values)
    return 2 if largest < 10 else 1 if largest < 100 else 0


def power_of(values: Array) -> int:
    """Return the power of ten that small or huge numbers are divided by to be written."""
    largest = _largest(values)
    if largest == 0 or 0.05 <= largest < 1000:
        return 0
    return math.floor(math.log10(largest))


def with_power(title: str, power: int) -> str:
    """Return a title that says by what its numbers are to be multiplied."""
    return f"{title} · 10{str(power).translate(_RAISED)}" if power else title


def _largest(values: Array) -> float:
    return float(np.abs(values[np.isfinite(values)]).max(initial=0.0))


def written(value: float, places: int) -> str:
    """Return a number for a cell."""
    if not np.isfinite(value):
        return "–"
    text = f"{value:.{places}f}".replace("-", "−")
    return text.removeprefix("−") if float(f"{value:.{places}f}") == 0 else text


def _paint_cells(
    painter: QPainter, corner: QPointF, cell: float, grid: NumberGrid, shades: Array
) -> None:
    theme = current_theme()
    columns = grid.values.shape[1]
    texts = grid.texts
    if texts is None:
        scaled = grid.values / 10.0**grid.power
        places = decimals(scaled)
        texts = tuple(written(float(v), places) for v in scaled.ravel())
    longest = max(map(len, texts), default=1)
    size = min(0.86, 0.0235 * cell * min(1.0, _LONG / max(longest, 1)))
    painter.setFont(digits(size))
    line = QColor(theme.border)
    middle = Qt.AlignmentFlag.AlignCenter
    for number, text in enumerate(texts):
        row, column = divmod(number, columns)
        at = QRectF(corner.x() + column * cell, corner.y() + row * cell, cell, cell)
        kind = INSIDE if grid.reach is None else int(grid.reach[row, column])
        if kind != INSIDE:
            painter.fillRect(at, QColor(theme.surface))
            pattern = Qt.BrushStyle.BDiagPattern if kind != BETWEEN else Qt.BrushStyle.Dense7Pattern
            painter.fillRect(at, QBrush(QColor(theme.border_strong), pattern))
        if cell >= 9:
            painter.setPen(QPen(line, 1))
            painter.drawRect(at)
        if cell >= LEAST:
            if kind != INSIDE:
                painter.setPen(QColor(theme.muted))
            else:
                painter.setPen(_ink(int(shades[row, column])))
            painter.drawText(at, middle, text)


def _ink(rgb: int) -> QColor:
    """Return black or white, whichever reads better on a colour."""
    red, green, blue = rgb >> 16 & 255, rgb >> 8 & 255, rgb & 255
    light = 0.299 * red + 0.587 * green + 0.114 * blue
    return QColor("#14171c" if light > 128 else "#ffffff")
