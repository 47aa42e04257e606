"""Every layer with its gradient as a bar: legend of the chart beside it, and a way to the layer."""

from __future__ import annotations

import math
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

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


class LayerStrip(QWidget):
    """Shows a row per layer from input to output; a click or the arrow keys choose one."""

    chosen = Signal(str)
    """The id of the node that was clicked."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[LayerRow, ...] = ()
        self._low, self._high = -4.0, 0.0
        self._selected: tuple[str, ...] = ()
        self._hovered = -1
        self._warning = "warning"
        # Fonts cost more than what they draw: they are made once.
        self._fonts = ui_font(0.9), number_font(0.85)
        # It paints all of itself, so nothing below has to be painted first.
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_rows(
        self, rows: tuple[LayerRow, ...], low: float, high: float, warning: str = "warning"
    ) -> None:
        """Show layers with bars from ``10 ** low`` to ``10 ** high``.

        ``warning`` names the theme's colour for the layers concerned.
        """
        if (rows, low, high, warning) == (self._rows, self._low, self._high, self._warning):
            return
        if len(rows) != len(self._rows):
            self.updateGeometry()
        self._rows, self._low, self._high, self._warning = rows, low, high, warning
        self.update()

    def set_selected(self, node_ids: tuple[str, ...]) -> None:
        """Mark the rows of these nodes."""
        self._selected = node_ids
        self.update()

    def rows(self) -> tuple[LayerRow, ...]:
        """Return what is shown."""
        return self._rows

    def row_place(self, index: int) -> QPointF:
        """Return the middle of a row in the widget."""
        return QPointF(self.width() / 2, (index + 0.5) * ROW)

    def sizeHint(self) -> QSize:
        return QSize(_NAME + _VALUE + 70, max(len(self._rows), 1) * ROW)

    def minimumSizeHint(self) -> QSize:
        return QSize(_LEAST_NAME + _VALUE + _SIGN, max(len(self._rows), 1) * ROW)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = int(event.position().y() // ROW)
        if event.button() == Qt.MouseButton.LeftButton and 0 <= index < len(self._rows):
            self.chosen.emit(self._rows[index].node_id)
        else:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(int(event.position().y() // ROW))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(-1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        way = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        ids = [row.node_id for row in self._rows]
        if way is None or not ids:
            super().keyPressEvent(event)
            return
        now = next((i for i, node_id in enumerate(ids) if node_id in self._selected), -1)
        self.chosen.emit(ids[min(max(now + way, 0), len(ids) - 1)])

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), QColor(current_theme().surface))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for index, row in enumerate(self._rows):
            area = QRectF(0, index * ROW, self.width(), ROW)
            if area.intersects(QRectF(event.rect())):
                self._paint_row(painter, area, row, index == self._hovered)

    def _paint_row(self, painter: QPainter, area: QRectF, row: LayerRow, hovered: bool) -> None:
        theme = current_theme()
        if row.node_id in self._selected or hovered:
            ground = theme.selection if row.node_id in self._selected else theme.hover
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(ground))
            painter.drawRoundedRect(area.adjusted(0, 1, 0, -1), 4, 4)
        middle = area.center().y()
        painter.setPen(QPen(QColor(row.color), 3, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawLine(QPointF(8, middle), QPointF(18, middle))
        painter.setFont(self._fonts[0])
        painter.setPen(QColor(theme.text))
        right = area.right() - self._sign() - _VALUE
        place = QRectF(26, area.top(), min(_NAME - 4, right) - 26, ROW)
        mode = Qt.TextElideMode.ElideMiddle
        name = painter.fontMetrics().elidedText(row.name, mode, int(place.width()))
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, name)
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

    def _hover(self, index: int) -> None:
        if index != self._hovered:
            self._hovered = index
            inside = 0 <= index < len(self._rows)
            shape = Qt.CursorShape.PointingHandCursor if inside else Qt.CursorShape.ArrowCursor
            self.setCursor(shape)
            self.update()
