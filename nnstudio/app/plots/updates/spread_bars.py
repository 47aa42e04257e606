"""How widely the outputs of each layer are spread: mean and two standard deviations."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from nnstudio.app.plots.ticks import figure, linear_ticks
from nnstudio.app.style.appearance import current_theme
from nnstudio.app.style.fonts import number_font, ui_font

ROW = 22
HEAD = 20
_NAME, _VALUE = 104, 116


@dataclass(frozen=True)
class SpreadRow:
    """One layer: its node, its name, its colour, mean and standard deviation of its outputs."""

    node_id: str
    name: str
    color: str
    mean: float
    sigma: float


class SpreadBars(QWidget):
    """A row per layer: a bar from mean - 2 sigma to mean + 2 sigma on one common axis."""

    chosen = Signal(str)
    """The id of the node that was clicked."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[SpreadRow, ...] = ()
        self._low, self._high = -1.0, 1.0
        self._selected: tuple[str, ...] = ()
        self._fonts = ui_font(0.9), number_font(0.82)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_rows(self, rows: tuple[SpreadRow, ...]) -> None:
        """Show layers."""
        if rows == self._rows:
            return
        if len(rows) != len(self._rows):
            self.updateGeometry()
        self._rows = rows
        ends = np.array([(r.mean - 2 * r.sigma, r.mean + 2 * r.sigma) for r in rows])
        ends = ends[np.isfinite(ends)]
        low, high = (float(ends.min()), float(ends.max())) if len(ends) else (-1.0, 1.0)
        low, high = min(low, 0.0), max(high, 0.0)
        reach = (high - low) or 1.0
        self._low, self._high = low - 0.04 * reach, high + 0.04 * reach
        self.update()

    def set_selected(self, node_ids: tuple[str, ...]) -> None:
        """Mark the rows of these nodes."""
        self._selected = node_ids
        self.update()

    def rows(self) -> tuple[SpreadRow, ...]:
        """Return what is shown."""
        return self._rows

    def row_place(self, index: int) -> QPointF:
        """Return the middle of a row in the widget."""
        return QPointF(self.width() / 2, HEAD + (index + 0.5) * ROW)

    def sizeHint(self) -> QSize:
        return QSize(360, HEAD + max(len(self._rows), 1) * ROW)

    def minimumSizeHint(self) -> QSize:
        return QSize(_NAME + _VALUE + 40, HEAD + max(len(self._rows), 1) * ROW)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            index = self._index_at(event.pos().y())
            QToolTip.showText(event.globalPos(), self._about(index), self)
            return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self._index_at(event.position().y())
        if event.button() == Qt.MouseButton.LeftButton and index is not None:
            self.chosen.emit(self._rows[index].node_id)
        else:
            super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        way = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if way is None or not self._rows:
            super().keyPressEvent(event)
            return
        ids = [row.node_id for row in self._rows]
        now = next((i for i, node_id in enumerate(ids) if node_id in self._selected), -1)
        self.chosen.emit(ids[min(max(now + way, 0), len(ids) - 1)])

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current_theme()
        painter = QPainter(self)
        painter.fillRect(event.rect(), QColor(theme.surface))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        bars = QRectF(_NAME, 0, max(self.width() - _NAME - _VALUE, 1), self.height())
        painter.setFont(self._fonts[1])
        for value, text in linear_ticks(self._low, self._high, max(2, int(bars.width() // 60))):
            x = self._x(bars, value)
            painter.setPen(QColor(theme.border_strong if value == 0.0 else theme.grid))
            painter.drawLine(QPointF(x, HEAD), QPointF(x, HEAD + ROW * len(self._rows)))
            painter.setPen(QColor(theme.muted))
            painter.drawText(QRectF(x - 30, 2, 60, HEAD - 4), Qt.AlignmentFlag.AlignCenter, text)
        for index, row in enumerate(self._rows):
            area = QRectF(0, HEAD + index * ROW, self.width(), ROW)
            if area.intersects(QRectF(event.rect())):
                self._paint_row(painter, area, bars, row)

    # ---- within ----

    def _paint_row(self, painter: QPainter, area: QRectF, bars: QRectF, row: SpreadRow) -> None:
        theme = current_theme()
        if row.node_id in self._selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.selection))
            painter.drawRoundedRect(area.adjusted(0, 1, 0, -1), 4, 4)
        painter.setFont(self._fonts[0])
        painter.setPen(QColor(theme.text))
        mode = Qt.TextElideMode.ElideMiddle
        name = painter.fontMetrics().elidedText(row.name, mode, _NAME - 16)
        painter.drawText(area.adjusted(8, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, name)
        middle = area.center().y()
        if math.isfinite(row.mean) and math.isfinite(row.sigma):
            left, right = (self._x(bars, row.mean + k * row.sigma) for k in (-2, 2))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.tint(row.color, 0.45)))
            painter.drawRoundedRect(QRectF(left, middle - 4, max(right - left, 1.0), 8), 3, 3)
            x = self._x(bars, row.mean)
            painter.setPen(QPen(QColor(row.color), 2.5))
            painter.drawLine(QPointF(x, middle - 6), QPointF(x, middle + 6))
        painter.setFont(self._fonts[1])
        painter.setPen(QColor(theme.muted))
        text = f"{row.mean:.3g} ± {2 * row.sigma:.3g}"
        place = area.adjusted(0, 0, -8, 0)
        right_side = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(place, right_side, text)

    def _x(self, bars: QRectF, value: float) -> float:
        share = (value - self._low) / (self._high - self._low)
        return bars.left() + share * bars.width()

    def _index_at(self, y: float) -> int | None:
        index = int((y - HEAD) // ROW)
        return index if 0 <= index < len(self._rows) else None

    def _about(self, index: int | None) -> str:
        if index is None:
            return ""
        row = self._rows[index]
        text = self.tr("{layer}: mean {mean}, standard deviation {sigma}")
        return text.format(layer=row.name, mean=figure(row.mean), sigma=figure(row.sigma))
