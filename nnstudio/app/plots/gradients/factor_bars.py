"""What each layer multiplies the gradient by on its way back, split into its two parts."""

from __future__ import annotations

import math
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QWidget

from nnstudio.app.plots.layer_rows import LayerRows
from nnstudio.app.plots.ticks import NO_FIGURE
from nnstudio.app.style.appearance import current_theme
from nnstudio.app.style.fonts import number_font, ui_font
from nnstudio.app.style.icons import icon_pixmap
from nnstudio.explain.gradient_ribbon import short

ROW = 26
HEAD = 24
_NUMBER = 48
_NAMES = (44, 104)
"""The least and the most room for names."""


@dataclass(frozen=True)
class FactorRow:
    """One layer: its node, its name, the parts of its factor, more in words, and whether it is ill."""

    node_id: str
    name: str
    slope_part: float
    weight_part: float
    factor: float
    about: str = ""
    concerned: bool = False


class FactorBars(LayerRows[FactorRow]):
    """A row per layer from input to output: bars to the left shrink the gradient, to the right grow it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(ROW, HEAD, 420, _NAMES[1] + 3 * _NUMBER + 40, parent)
        self._reach, self._name = 1.0, _NAMES[0]
        self._fonts = ui_font(0.9), number_font(0.85), ui_font(0.82)

    def set_rows(self, rows: tuple[FactorRow, ...]) -> None:
        """Show layers; all bars have the same logarithmic scale around 1."""
        if rows == self._rows:
            return
        metrics = QFontMetrics(self._fonts[0])
        needed = max((metrics.horizontalAdvance(row.name) for row in rows), default=0) + 2
        self._name = min(max(needed, _NAMES[0]), _NAMES[1])
        parts = [p for row in rows for p in (row.slope_part, row.weight_part, row.factor)]
        logs = [abs(math.log10(p)) for p in parts if math.isfinite(p) and p > 0.0]
        self._reach = min(max(math.ceil(2 * max(logs, default=0.5)) / 2, 0.5), 6.0)
        self.take(rows)

    def about(self, index: int) -> str:
        return self._rows[index].about

    def _bar_area(self, area: QRectF) -> QRectF:
        left = self._name + 14
        return QRectF(left, area.top(), self.width() - left - 3 * _NUMBER - 28, area.height())

    def _columns(self) -> tuple[tuple[str, str], ...]:
        """Return the heading and the colour of the three numbers."""
        theme = current_theme()
        slope, weight = theme.series[1], theme.series[0]
        return (
            (self.tr("f′ part"), slope),
            (self.tr("weights"), weight),
            (self.tr("factor"), theme.text),
        )

    def paint_head(self, painter: QPainter) -> None:
        theme = current_theme()
        area = QRectF(0, 0, self.width(), HEAD)
        painter.setFont(self._fonts[2])
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        for k, (text, color) in enumerate(self._columns()):
            painter.setPen(QColor(color))
            painter.drawText(self._number_place(area, k), right, text)
        bars = self._bar_area(area)
        painter.setPen(QColor(theme.muted))
        if bars.width() > 110:
            ends = (f"× {short(10.0**-self._reach)}", "× 1", f"× {short(10.0**self._reach)}")
            sides = (
                Qt.AlignmentFlag.AlignLeft,
                Qt.AlignmentFlag.AlignHCenter,
                Qt.AlignmentFlag.AlignRight,
            )
            for text, side in zip(ends, sides, strict=True):
                painter.drawText(bars, side | Qt.AlignmentFlag.AlignVCenter, text)

    def _number_place(self, area: QRectF, k: int) -> QRectF:
        left = self.width() - 22 - (3 - k) * _NUMBER
        return QRectF(left, area.top(), _NUMBER, area.height())

    def paint_row(self, painter: QPainter, area: QRectF, index: int) -> None:
        theme, row = current_theme(), self._rows[index]
        if row.node_id in self._selected:
            self.paint_ground(painter, area, theme.selection)
        painter.setFont(self._fonts[0])
        self.paint_name(painter, QRectF(8, area.top(), self._name, ROW), row.name)
        columns = self._columns()
        bars = self._bar_area(area)
        if bars.width() > 24:
            painter.setPen(QColor(theme.border_strong))
            x = round(bars.center().x()) + 0.5
            painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()))
            whole = math.isnan(row.slope_part) and math.isnan(row.weight_part)
            parts = (
                [(row.factor, theme.muted)]
                if whole
                else [(row.slope_part, columns[0][1]), (row.weight_part, columns[1][1])]
            )
            for k, (value, color) in enumerate(parts):
                middle = area.top() + ROW * (k + 1) / (len(parts) + 1)
                self._paint_bar(painter, bars, middle, value, color)
        painter.setFont(self._fonts[1])
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        for k, value in enumerate((row.slope_part, row.weight_part, row.factor)):
            painter.setPen(QColor(theme.text if k == 2 else theme.muted))
            text = NO_FIGURE if math.isnan(value) else short(value)
            painter.drawText(self._number_place(area, k), right, text)
        if row.concerned:
            sign = icon_pixmap("triangle-alert", 13, "warning", self.devicePixelRatioF())
            painter.drawPixmap(QPointF(area.right() - 17, area.center().y() - 6.5), sign)

    def _paint_bar(
        self, painter: QPainter, bars: QRectF, middle: float, value: float, color: str
    ) -> None:
        if math.isnan(value):
            return
        size = -self._reach if value <= 0.0 else math.log10(value) if math.isfinite(value) else 9.0
        share = max(min(size / self._reach, 1.0), -1.0)
        center, width = bars.center().x(), share * bars.width() / 2
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(color))
        bar = QRectF(center, middle - 2.5, width, 5).normalized()
        painter.drawRoundedRect(bar, 2, 2)
