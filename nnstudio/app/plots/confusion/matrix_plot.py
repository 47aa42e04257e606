"""The matrix of which class is taken for which, with the figures of each class beside it."""

from __future__ import annotations

import math

import numpy as np
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from nnstudio.app.live.pictures import image
from nnstudio.app.live.token_words import visible
from nnstudio.app.plots.confusion.matrix_colors import cell_colors
from nnstudio.app.plots.confusion.matrix_grid import FIGURE, Cell, MatrixGrid
from nnstudio.app.plots.view_file import draws_lines
from nnstudio.app.style.appearance import current_theme
from nnstudio.app.style.fonts import number_font, ui_font
from nnstudio.app.style.theme import Theme
from nnstudio.core.layer import Array
from nnstudio.metrics.class_figures import ClassFigures, class_figures

_READABLE = (16.0, 11.5)


class MatrixPlot(MatrixGrid):
    """Rows are true classes, columns what the network says; each cell has a colour and a number.

    The wheel with Ctrl, + and - zoom, 0 shows all. The arrow keys go from cell to cell, Enter
    chooses, Escape lets go.
    """

    hovered = Signal(object)
    """The `Cell` under the mouse, None: there is none."""
    chosen = Signal(object)
    """The `Cell` that was clicked, None: let go."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._figures: ClassFigures = class_figures(self.shown_counts)
        self._shares = False
        self._hovered: Cell | None = None
        self._chosen: Cell | None = None
        self._cursor: Cell = (0, 0)

    # ---- what is shown ----

    def set_counts(self, counts: Array, names: tuple[str, ...]) -> None:
        """Show counts ``(classes, classes)``."""
        if names != self.shown_names or len(counts) != len(self.shown_counts):
            self.magnified, self._chosen, self._cursor = 1.0, None, (0, 0)
        self.shown_counts, self.shown_names = counts, tuple(visible(name) for name in names)
        self._figures = class_figures(counts)
        self.place_bars()
        self.viewport().update()

    def set_shares(self, shares: bool) -> None:
        """Write shares of the row first, or counts."""
        self._shares = shares
        self.viewport().update()

    def set_chosen(self, cell: Cell | None) -> None:
        """Mark the cell whose samples are shown."""
        self._chosen = cell
        if cell is not None:
            self._cursor = cell
        self.viewport().update()

    def counts(self) -> Array:
        """Return what is shown."""
        return self.shown_counts

    def figures(self) -> ClassFigures:
        """Return the figures of each class."""
        return self._figures

    def chosen_cell(self) -> Cell | None:
        """Return the cell whose samples are shown."""
        return self._chosen

    def zoom(self) -> float:
        """Return how many times larger than to fit the cells are."""
        return self.magnified

    def written(self, row: int, column: int) -> tuple[str, str]:
        """Return what stands in a cell where there is room, the first line and the second."""
        count, total = int(self.shown_counts[row, column]), int(self._figures.support[row])
        if not count:
            return "", ""
        share = f"{100 * count / total:.0f} %" if total else ""
        both = (f"{count:,}", share)
        return (both[1], both[0]) if self._shares else both

    # ---- Qt ----

    def sizeHint(self) -> QSize:
        return QSize(360, 260)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.place_bars()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self.cell_at(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        self._hover(None)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._choose(self.cell_at(event.position()))

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._zoom_by(1.25 if event.angleDelta().y() > 0 else 0.8, event.position().toPoint())
            event.accept()
        else:
            super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        ways = {
            Qt.Key.Key_Left: (0, -1),
            Qt.Key.Key_Right: (0, 1),
            Qt.Key.Key_Up: (-1, 0),
            Qt.Key.Key_Down: (1, 0),
        }
        key, middle = Qt.Key(event.key()), self.viewport().rect().center()
        if key in ways and len(self.shown_counts):
            last = len(self.shown_counts) - 1
            row, column = (c + d for c, d in zip(self._cursor, ways[key], strict=True))
            self._cursor = min(max(row, 0), last), min(max(column, 0), last)
            self._show_cursor()
            self._hover(self._cursor)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._choose(self._cursor if len(self.shown_counts) else None)
        elif key == Qt.Key.Key_Escape and self._chosen is not None:
            self._choose(None)
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self._zoom_by(1.25, middle)
        elif key == Qt.Key.Key_Minus:
            self._zoom_by(0.8, middle)
        elif key == Qt.Key.Key_0:
            self._zoom_by(0.0, middle)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = QPainter(self.viewport()), current_theme()
        painter.fillRect(self.viewport().rect(), QColor(theme.surface))
        if not len(self.shown_counts):
            return
        left, top, _, _ = self.cell_layout()
        area = QRectF(left, top, self.right() - left, self.viewport().height() - top)
        first, last = self.seen()
        painter.save()
        painter.setClipRect(area)
        self._paint_cells(painter, theme, first, last)
        painter.restore()
        self._paint_heads(painter, theme, area, first, last)
        if self.shows_figures():
            self._paint_figures(painter, theme, first[0], last[0])

    # ---- drawing ----

    def _paint_cells(self, painter: QPainter, theme: Theme, first: Cell, last: Cell) -> None:
        size, origin = len(self.shown_counts), self.place_of(0, 0)
        wide, high = origin.width(), origin.height()
        whole = QRectF(origin.x(), origin.y(), wide * size, high * size)
        colors = cell_colors(self.shown_counts, theme)
        if draws_lines(painter):
            # In a file a picture's squares would not lie where its lines do.
            painter.fillRect(whole, QColor(theme.entry))
            for row, column in np.argwhere(self.shown_counts > 0).tolist():
                painter.fillRect(self.place_of(row, column), QColor(int(colors[row, column])))
        else:
            painter.drawImage(whole, image(colors))
        gap = QPen(QColor(theme.surface), 1)
        if min(wide, high) >= 6:
            painter.setPen(gap)
            for n in range(size + 1):
                x, y = whole.left() + n * wide, whole.top() + n * high
                painter.drawLine(QPointF(x, whole.top()), QPointF(x, whole.bottom()))
                painter.drawLine(QPointF(whole.left(), y), QPointF(whole.right(), y))
        if wide >= _READABLE[0] and high >= _READABLE[1]:
            self._paint_numbers(painter, theme, first, last)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for cell, color in ((self._hovered, theme.text), (self._chosen, theme.accent)):
            if cell is not None:
                painter.setPen(QPen(QColor(color), 2))
                painter.drawRect(self.place_of(*cell).adjusted(1, 1, -1, -1))
        if self.hasFocus():
            painter.setPen(QPen(QColor(theme.accent), 1.5, Qt.PenStyle.DotLine))
            painter.drawRect(self.place_of(*self._cursor).adjusted(2, 2, -2, -2))

    def _paint_numbers(self, painter: QPainter, theme: Theme, first: Cell, last: Cell) -> None:
        one = self.place_of(0, 0)
        digits = len(f"{int(self.shown_counts.max(initial=0)):,}") if not self._shares else 5
        scale = min(max(one.width() / max(digits, 2) / 8.0, 0.66), one.height() / 14.0, 1.0)
        font, small = number_font(scale, QFont.Weight.DemiBold), number_font(0.76)
        two = one.height() >= 30 and one.width() >= 40
        center = Qt.AlignmentFlag.AlignCenter
        painter.setPen(QColor(theme.text))
        for row, column in np.argwhere(self.shown_counts > 0).tolist():
            if not (first[0] <= row <= last[0] and first[1] <= column <= last[1]):
                continue
            place = self.place_of(row, column)
            upper, lower = self.written(row, column)
            painter.setFont(font)
            if not two:
                painter.drawText(place, center, upper)
                continue
            middle = place.center().y()
            painter.drawText(QRectF(place.x(), middle - 15, place.width(), 16), center, upper)
            painter.setFont(small)
            painter.drawText(QRectF(place.x(), middle + 1, place.width(), 13), center, lower)

    def _paint_heads(
        self, painter: QPainter, theme: Theme, area: QRectF, first: Cell, last: Cell
    ) -> None:
        font = ui_font(0.82)
        painter.setFont(font)
        metrics, (left, top, wide, high) = QFontMetrics(font), self.cell_layout()
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        elide = Qt.TextElideMode.ElideRight
        marked = {
            c
            for cell in (self._hovered, self._chosen)
            if cell
            for c in ((0, cell[0]), (1, cell[1]))
        }
        upright = self.upright(wide)
        row_step, column_step = (max(1, math.ceil(12 / size)) for size in (high, wide))
        painter.setClipRect(QRectF(0, top, left, self.viewport().height() - top))
        for row in range(first[0], last[0] + 1):
            if row % row_step and (0, row) not in marked:
                continue
            painter.setPen(QColor(theme.text if (0, row) in marked else theme.muted))
            place = self.place_of(row, 0)
            box = QRectF(0, place.center().y() - 8, left - 6, 16)
            painter.drawText(
                box, right, metrics.elidedText(self.shown_names[row], elide, int(left - 8))
            )
        painter.setClipRect(QRectF(left, 0, area.width(), top))
        for column in range(first[1], last[1] + 1):
            if column % column_step and (1, column) not in marked:
                continue
            painter.setPen(QColor(theme.text if (1, column) in marked else theme.muted))
            middle = self.place_of(0, column).center().x()
            name = metrics.elidedText(
                self.shown_names[column], elide, int(top - 4 if upright else wide)
            )
            if not upright:
                box = QRectF(middle - wide / 2, 0, wide, top)
                painter.drawText(box, Qt.AlignmentFlag.AlignCenter, name)
                continue
            painter.save()
            painter.translate(middle, top - 3)
            painter.rotate(-90)
            painter.drawText(
                QRectF(0, -8, top, 16),
                Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
                name,
            )
            painter.restore()
        painter.setClipping(False)
        painter.setPen(QColor(theme.muted))
        painter.setFont(ui_font(0.76))
        corner = QRectF(0, 0, left - 6, top)
        bottom = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom
        if left >= 40 and not upright:
            painter.drawText(corner, right, self.tr("true ↓"))
        elif left >= 40:
            painter.drawText(corner, bottom, self.tr("true ↓"))

    def _paint_figures(self, painter: QPainter, theme: Theme, first: int, last: int) -> None:
        _, top, _, high = self.cell_layout()
        start = self.figures_from()
        painter.setFont(ui_font(0.76))
        painter.setPen(QColor(theme.muted))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom
        heads = (self.tr("Precision"), self.tr("Recall"), self.tr("F1"), self.tr("Samples"))
        metrics = QFontMetrics(ui_font(0.76))
        for n, text in enumerate(heads):
            fitting = metrics.elidedText(text, Qt.TextElideMode.ElideRight, FIGURE)
            painter.drawText(QRectF(start + n * FIGURE, 0, FIGURE, top - 3), right, fitting)
        step = max(1, math.ceil(13 / high))
        found = self._figures
        columns = (found.precision, found.recall, found.f1)
        painter.setClipRect(QRectF(start, top, 4 * FIGURE, self.viewport().height() - top))
        painter.setFont(number_font(0.82))
        middle = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        for row in range(first, last + 1):
            if row % step:
                continue
            y = self.place_of(row, 0).center().y() - 9
            for n, values in enumerate(columns):
                value = float(values[row])
                box = QRectF(start + n * FIGURE + 6, y, FIGURE - 6, 16)
                if math.isfinite(value) and high >= 19:
                    bar = QRectF(box.left(), y + 16, box.width() * value, 2)
                    painter.fillRect(bar, QColor(theme.accent))
                painter.setPen(QColor(theme.text))
                painter.drawText(box, middle, "–" if math.isnan(value) else f"{100 * value:.1f}")
            painter.setPen(QColor(theme.muted))
            box = QRectF(start + 3 * FIGURE, y, FIGURE, 16)
            painter.drawText(box, middle, f"{int(found.support[row]):,}")
        painter.setClipping(False)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self.viewport().update()

    # ---- what the user does ----

    def _zoom_by(self, factor: float, around: QPoint) -> None:
        """Zoom around a place; a factor of 0 shows all again."""
        left, top, wide, high = self.cell_layout()
        across = (around.x() - left + self.horizontalScrollBar().value()) / wide
        down = (around.y() - top + self.verticalScrollBar().value()) / high
        self.magnified = min(max(self.magnified * factor, 1.0), 40.0) if factor else 1.0
        self.place_bars()
        left, top, wide, high = self.cell_layout()
        self.horizontalScrollBar().setValue(round(across * wide - around.x() + left))
        self.verticalScrollBar().setValue(round(down * high - around.y() + top))
        self.viewport().update()

    def _show_cursor(self) -> None:
        place, (left, top, _, _) = self.place_of(*self._cursor), self.cell_layout()
        seen = QRect(int(left), int(top), int(self.right() - left), self.viewport().height())
        for bar, low, high, start, end in (
            (
                self.horizontalScrollBar(),
                place.left(),
                place.right(),
                seen.left(),
                seen.right(),
            ),
            (self.verticalScrollBar(), place.top(), place.bottom(), seen.top(), self.height()),
        ):
            if low < start:
                bar.setValue(bar.value() + int(low - start))
            elif high > end:
                bar.setValue(bar.value() + math.ceil(high - end))

    def _hover(self, cell: Cell | None) -> None:
        if cell != self._hovered:
            self._hovered = cell
            self.viewport().update()
            self.hovered.emit(cell)

    def _choose(self, cell: Cell | None) -> None:
        self.set_chosen(None if cell == self._chosen else cell)
        self.chosen.emit(self._chosen)
