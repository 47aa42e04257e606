"""Every layer with its gradient as a bar: legend of the chart beside it, and a way to the layer."""

from __future__ import annotations

import math
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QWidget

from nnstudio.app.plots.layer_rows import LayerRows
from nnstudio.app.plots.ticks import figure
from nnstudio.app.style.appearance import current_theme
from nnstudio.app.style.fonts import number_font, ui_font
from nnstudio.app.style.icons import icon_pixmap

ROW = 22
_NAME, _LEAST_NAME = 92, 76
_VALUE, _SIGN = 58, 18


@dataclass(frozen=True)
class LayerRow:
    """One layer: its node, what it is called, its colour, its gradient, and whether it is ill."""

    node_id: str
    name: str
    color: str
    value: float
    concerned: bool = False


class LayerStrip(LayerRows[LayerRow]):
    """Shows a row per layer from input to output; a click or the arrow keys choose one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(ROW, 0, _NAME + _VALUE + 70, _LEAST_NAME + _VALUE + _SIGN, parent)
        self._low, self._high = -4.0, 0.0
        self._hovered: int | None = None
        self._warning = "warning"
        # Fonts cost more than what they draw: they are made once.
        self._fonts = ui_font(0.9), number_font(0.85)
        self.setMouseTracking(True)

    def set_rows(
        self, rows: tuple[LayerRow, ...], low: float, high: float, warning: str = "warning"
    ) -> None:
        """Show layers with bars from ``10 ** low`` to ``10 ** high``.

        ``warning`` names the theme's colour for the layers concerned.
        """
        if (rows, low, high, warning) == (self._rows, self._low, self._high, self._warning):
            return
        self._low, self._high, self._warning = low, high, warning
        self.take(rows)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self.index_at(event.position().y()))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(None)

    def paint_row(self, painter: QPainter, area: QRectF, index: int) -> None:
        theme, row = current_theme(), self._rows[index]
        if row.node_id in self._selected:
            self.paint_ground(painter, area, theme.selection)
        elif index == self._hovered:
            self.paint_ground(painter, area, theme.hover)
        middle = area.center().y()
        painter.setPen(QPen(QColor(row.color), 3, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawLine(QPointF(8, middle), QPointF(18, middle))
        painter.setFont(self._fonts[0])
        right = area.right() - self._sign() - _VALUE
        place = QRectF(26, area.top(), min(_NAME - 4, right) - 26, ROW)
        self.paint_name(painter, place, row.name)
        self._paint_bar(painter, area, row)
        painter.setFont(self._fonts[1])
        painter.setPen(QColor(getattr(theme, self._warning) if row.concerned else theme.muted))
        place = QRectF(right, area.top(), _VALUE, ROW)
        side = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(place, side, figure(row.value))
        if row.concerned:
            sign = icon_pixmap("triangle-alert", 13, self._warning, self.devicePixelRatioF())
            painter.drawPixmap(QPointF(area.right() - 16, middle - 6.5), sign)

    def _paint_bar(self, painter: QPainter, area: QRectF, row: LayerRow) -> None:
        left, right = _NAME + 8.0, area.right() - self._sign() - _VALUE - 4
        if right - left < 12:
            return
        groove = QRectF(left, area.center().y() - 3, right - left, 6)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(current_theme().pressed))
        painter.drawRoundedRect(groove, 3, 3)
        if not row.value > 0 or not math.isfinite(row.value):
            return
        share = (math.log10(row.value) - self._low) / (self._high - self._low)
        groove.setWidth(max(min(share, 1.0), 0.0) * groove.width())
        painter.setBrush(QColor(row.color))
        painter.drawRoundedRect(groove, 3, 3)

    def _sign(self) -> int:
        """Return the room at the right: that of a sign, where a layer has one."""
        return _SIGN if any(row.concerned for row in self._rows) else 6

    def _hover(self, index: int | None) -> None:
        if index != self._hovered:
            self._hovered = index
            inside = index is not None
            shape = Qt.CursorShape.PointingHandCursor if inside else Qt.CursorShape.ArrowCursor
            self.setCursor(shape)
            self.update()
