"""What each layer multiplies the gradient by on its way back, split into its two parts."""

from __future__ import annotations

import math
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from nnstudio.app.plots.ticks import NO_FIGURE
from nnstudio.app.style.appearance import current_theme
from nnstudio.app.style.fonts import number_font, ui_font
from nnstudio.app.style.icons import icon_pixmap
from nnstudio.explain.gradient_ribbon import short

ROW = 26
HEAD = 24
_NAME, _NUMBER = 104, 54


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


class FactorBars(QWidget):
    """A row per layer from input to output: bars to the left shrink the gradient, to the right grow it."""

    chosen = Signal(str)
    """The id of the node that was clicked."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[FactorRow, ...] = ()
        self._reach = 1.0
        self._selected: tuple[str, ...] = ()
        self._fonts = ui_font(0.9), number_font(0.85), ui_font(0.82)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_rows(self, rows: tuple[FactorRow, ...]) -> None:
        """Show layers; all bars have the same logarithmic scale around 1."""
        if rows == self._rows:
            return
        if len(rows) != len(self._rows):
            self.updateGeometry()
        self._rows = rows
        parts = [p for row in rows for p in (row.slope_part, row.weight_part, row.factor)]
        logs = [abs(math.log10(p)) for p in parts if math.isfinite(p) and p > 0.0]
        self._reach = min(max(math.ceil(2 * max(logs, default=0.5)) / 2, 0.5), 6.0)
        self.update()

    def set_selected(self, node_ids: tuple[str, ...]) -> None:
        """Mark the rows of these nodes."""
        self._selected = node_ids
        self.update()

    def rows(self) -> tuple[FactorRow, ...]:
        """Return what is shown."""
        return self._rows

    def row_place(self, index: int) -> QPointF:
        """Return the middle of a row in the widget."""
        return QPointF(self.width() / 2, HEAD + (index + 0.5) * ROW)

    def sizeHint(self) -> QSize:
        return QSize(420, HEAD + max(len(self._rows), 1) * ROW)

    def minimumSizeHint(self) -> QSize:
        return QSize(_NAME + 3 * _NUMBER + 40, HEAD + max(len(self._rows), 1) * ROW)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            index = self._index_at(event.pos().y())
            text = self._rows[index].about if index is not None else ""
            QToolTip.showText(event.globalPos(), text, self)
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
        painter = QPainter(self)
        painter.fillRect(event.rect(), QColor(current_theme().surface))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_head(painter)
        for index, row in enumerate(self._rows):
            area = QRectF(0, HEAD + index * ROW, self.width(), ROW)
            if area.intersects(QRectF(event.rect())):
                self._paint_row(painter, area, row)

    # ---- within ----

    def _index_at(self, y: float) -> int | None:
        index = int((y - HEAD) // ROW)
        return index if 0 <= index < len(self._rows) else None

    def _bar_area(self, area: QRectF) -> QRectF:
        return QRectF(_NAME + 6, area.top(), self.width() - _NAME - 3 * _NUMBER - 34, area.height())

    def _columns(self) -> tuple[tuple[str, str], ...]:
        """Return the heading and the colour of the three numbers."""
        theme = current_theme()
        slope, weight = theme.series[1], theme.series[0]
        return (
            (self.tr("f′ part"), slope),
            (self.tr("weights"), weight),
            (self.tr("factor"), theme.text),
        )

    def _paint_head(self, painter: QPainter) -> None:
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

    def _paint_row(self, painter: QPainter, area: QRectF, row: FactorRow) -> None:
        theme = current_theme()
        if row.node_id in self._selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.selection))
            painter.drawRoundedRect(area.adjusted(0, 1, 0, -1), 4, 4)
        painter.setFont(self._fonts[0])
        painter.setPen(QColor(theme.text))
        place = QRectF(8, area.top(), _NAME - 6, ROW)
        mode = Qt.TextElideMode.ElideMiddle
        name = painter.fontMetrics().elidedText(row.name, mode, int(place.width()))
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, name)
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
