"""Draws the cells of a table that can be seen, all in one go.

A delegate with a style sheet takes ten times as long for the same picture, and a cell at a time
waits for its turn again and again while something is computed beside the window.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QStaticText, QTransform
from PySide6.QtWidgets import QTableView

from nnstudio.app.browser.table_model import Column, TableModel
from nnstudio.app.style.appearance import current_theme
from nnstudio.app.style.fonts import number_font

_EDGE = 8
_MOST_TEXTS = 20_000


class CellPainter:
    """Keeps the texts of cells that were laid out before."""

    def __init__(self) -> None:
        self._font: QFont | None = None
        self._texts: dict[str, tuple[QStaticText, float]] = {}

    def paint(self, view: QTableView, rows: TableModel, chosen: set[int], seen: QRect) -> None:
        """Draw a part of the viewport.

        Parameters
        ----------
        chosen
            The rows that are selected.
        seen
            The part that has to be drawn.
        """
        theme, painter = current_theme(), QPainter(view.viewport())
        painter.fillRect(seen, QColor(theme.entry))
        first, last = view.rowAt(seen.top()), view.rowAt(seen.bottom())
        if first < 0 or not rows.columnCount():
            return
        last = rows.rowCount() - 1 if last < 0 else last
        height = view.rowHeight(first)
        top = view.rowViewportPosition(first)
        end = view.columnViewportPosition(rows.columnCount() - 1)
        end += view.columnWidth(rows.columnCount() - 1)
        lines = QPen(QColor(theme.border), 1)
        for row in range(first, last + 1):
            y = top + (row - first) * height
            if row in chosen:
                painter.fillRect(0, y, end, height, QColor(theme.selection))
            painter.setPen(lines)
            painter.drawLine(0, y + height - 1, end - 1, y + height - 1)
        self._prepare()
        assert self._font is not None
        painter.setFont(self._font)
        base = top + round((height - self._metrics.height()) / 2)
        places = rows.places()[first : last + 1].tolist()
        inks = [self._ink(rows, place) for place in places]
        for number, column in enumerate(rows.columns()):
            left = view.columnViewportPosition(number)
            width = view.columnWidth(number)
            if left > seen.right() or left + width <= seen.left():
                continue
            painter.setPen(lines)
            below = top + len(places) * height - 1
            painter.drawLine(left + width - 1, seen.top(), left + width - 1, below)
            self._paint_column(painter, column, places, inks, (left, width, base, height))
        self._paint_current(painter, view, rows)

    def _paint_column(
        self,
        painter: QPainter,
        column: Column,
        places: list[int],
        inks: list[tuple[QColor, QColor, bool]],
        room: tuple[int, int, int, int],
    ) -> None:
        left, width, top, height = room
        ink: QColor | None = None
        for k, (place, (plain, special, struck)) in enumerate(zip(places, inks, strict=True)):
            text, wide = self._static(column.written(place))
            if wide > width - 2 * _EDGE + 2:
                text, wide = self._static(
                    self._metrics.elidedText(
                        text.text(), Qt.TextElideMode.ElideRight, width - 2 * _EDGE + 2
                    )
                )
            color = plain if column.number else special
            if color is not ink:
                ink = color
                painter.setPen(color)
            x = left + width - _EDGE - wide if column.number else left + _EDGE
            y = top + k * height
            painter.drawStaticText(QPointF(x, y), text)
            if struck:
                middle = y + self._metrics.ascent() - self._metrics.strikeOutPos()
                painter.drawLine(QPointF(x, middle), QPointF(x + wide, middle))

    def _paint_current(self, painter: QPainter, view: QTableView, rows: TableModel) -> None:
        """Frame the cell that the keys act on."""
        index = view.currentIndex()
        if not view.hasFocus() or not index.isValid() or index.row() >= rows.rowCount():
            return
        painter.setPen(QPen(QColor(current_theme().accent), 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(view.visualRect(index).adjusted(1, 1, -2, -2))

    def _ink(self, rows: TableModel, place: int) -> tuple[QColor, QColor, bool]:
        """Return the colours of a sample's numbers and texts, and whether it is struck out."""
        if rows.struck(place):
            return self._inks[1], self._inks[1], True
        return self._inks[0], self._inks[2] if rows.marked(place) else self._inks[0], False

    def _prepare(self) -> None:
        theme = current_theme()
        self._inks = (QColor(theme.text), QColor(theme.disabled), QColor(theme.accent))
        if self._font is None:
            self._font = number_font(0.92)
            self._metrics = QFontMetricsF(self._font)

    def _static(self, text: str) -> tuple[QStaticText, float]:
        """Return a text that has been laid out, and its width; texts come again and again."""
        if text not in self._texts:
            if len(self._texts) > _MOST_TEXTS:
                self._texts.clear()
            made = QStaticText(text)
            made.setTextFormat(Qt.TextFormat.PlainText)
            assert self._font is not None
            made.prepare(QTransform(), self._font)
            self._texts[text] = made, made.size().width()
        return self._texts[text]
