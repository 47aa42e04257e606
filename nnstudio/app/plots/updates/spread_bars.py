"""How widely the outputs of each layer are spread: mean and two standard deviations."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QWidget

from nnstudio.app.plots.layer_rows import LayerRows
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


class SpreadBars(LayerRows[SpreadRow]):
    """A row per layer: a bar from mean - 2 sigma to mean + 2 sigma on one common axis."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(ROW, HEAD, 360, _NAME + _VALUE + 40, parent)
        self._low, self._high = -1.0, 1.0
        self._fonts = ui_font(0.9), number_font(0.82)

    def set_rows(self, rows: tuple[SpreadRow, ...]) -> None:
        """Show layers."""
        if rows == self._rows:
            return
        ends = np.array([(r.mean - 2 * r.sigma, r.mean + 2 * r.sigma) for r in rows])
        ends = ends[np.isfinite(ends)]
        low, high = (float(ends.min()), float(ends.max())) if len(ends) else (-1.0, 1.0)
        low, high = min(low, 0.0), max(high, 0.0)
        reach = (high - low) or 1.0
        self._low, self._high = low - 0.04 * reach, high + 0.04 * reach
        self.take(rows)

    def about(self, index: int) -> str:
        row = self._rows[index]
        text = self.tr("{layer}: mean {mean}, standard deviation {sigma}")
        return text.format(layer=row.name, mean=figure(row.mean), sigma=figure(row.sigma))

    def paint_head(self, painter: QPainter) -> None:
        theme, bars = current_theme(), self._bars()
        painter.setFont(self._fonts[1])
        for value, text in linear_ticks(self._low, self._high, max(2, int(bars.width() // 60))):
            x = self._x(bars, value)
            painter.setPen(QColor(theme.border_strong if value == 0.0 else theme.grid))
            painter.drawLine(QPointF(x, HEAD), QPointF(x, HEAD + ROW * len(self._rows)))
            painter.setPen(QColor(theme.muted))
            painter.drawText(QRectF(x - 30, 2, 60, HEAD - 4), Qt.AlignmentFlag.AlignCenter, text)

    def paint_row(self, painter: QPainter, area: QRectF, index: int) -> None:
        theme, row, bars = current_theme(), self._rows[index], self._bars()
        if row.node_id in self._selected:
            self.paint_ground(painter, area, theme.selection)
        painter.setFont(self._fonts[0])
        self.paint_name(painter, QRectF(8, area.top(), _NAME - 16, ROW), row.name)
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

    # ---- within ----

    def _bars(self) -> QRectF:
        return QRectF(_NAME, 0, max(self.width() - _NAME - _VALUE, 1), self.height())

    def _x(self, bars: QRectF, value: float) -> float:
        share = (value - self._low) / (self._high - self._low)
        return bars.left() + share * bars.width()
