"""Layers by steps as a picture: how large a quantity was at each layer over a whole run."""

from __future__ import annotations

import math

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from nnstudio.app.live.pictures import colors, image
from nnstudio.app.plots.chart_frame import Bounds
from nnstudio.app.plots.ticks import figure, log_ticks, step_ticks
from nnstudio.app.style.appearance import current_theme
from nnstudio.app.style.fonts import number_font, ui_font
from nnstudio.core.layer import Array

LEFT, TOP, RIGHT, BOTTOM = 92, 22, 56, 22
BAR = 12
LEAST_ROW = 13
"""Less high rows have no room for a name each."""


class HeatStrip(QWidget):
    """A row of colours per layer, from input to output, and a column per time; colours are logs."""

    chosen = Signal(str)
    """The node of the row that was clicked."""
    pointed = Signal(object)
    """The step under the mouse, None when it left."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._nodes: tuple[str, ...] = ()
        self._names: tuple[str, ...] = ()
        self._steps: Array = np.empty(0)
        self._logs: Array = np.empty((0, 0))
        self._bounds: Bounds = (-4.0, 0.0)
        self._title = ""
        self._selected: tuple[str, ...] = ()
        self._cross: float | None = None
        self._picture: QImage | None = None
        self._ground = QPixmap()
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def set_course(
        self,
        nodes: tuple[str, ...],
        names: tuple[str, ...],
        steps: Array,
        logs: Array,
        bounds: Bounds,
    ) -> None:
        """Show base-10 logarithms ``(times, layers)``; zero is -inf, NaN stands out."""
        self._nodes, self._names, self._steps, self._logs = nodes, names, steps, logs
        self._bounds = bounds
        self._picture = None
        self._forget()

    def set_title(self, title: str) -> None:
        """Show a short title above the picture."""
        self._title = title
        self.setAccessibleName(title)
        self._forget()

    def set_cross(self, step: float | None) -> None:
        """Show a line at a step."""
        if step != self._cross:
            self._cross = step
            self.update()

    def set_selected(self, nodes: tuple[str, ...]) -> None:
        """Mark the rows of these nodes."""
        self._selected = nodes
        self.update()

    def repaint_all(self) -> None:
        """Draw anew, as after a change of theme."""
        self._picture = None
        self._forget()

    def logs(self) -> Array:
        """Return what is shown, ``(times, layers)``."""
        return self._logs

    def picture(self) -> QImage:
        """Return the colours: a pixel per layer and time, the first layer on top."""
        if self._picture is None:
            low, high = self._bounds
            shown = np.where(np.isneginf(self._logs), low, self._logs)
            self._picture = image(colors(shown.T - low, (0.0, high - low), current_theme()))
        return self._picture

    def place_of(self, row: int, column: int) -> QPointF:
        """Return the middle of a cell in the widget."""
        area = self._area()
        times, layers = self._logs.shape
        return QPointF(
            area.left() + (column + 0.5) * area.width() / times,
            area.top() + (row + 0.5) * area.height() / layers,
        )

    def sizeHint(self) -> QSize:
        return QSize(320, 180)

    def minimumSizeHint(self) -> QSize:
        return QSize(150, 80)

    # ---- Qt ----

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._forget()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._ground.isNull() or self._ground.devicePixelRatio() != self.devicePixelRatioF():
            scale = self.devicePixelRatioF()
            self._ground = QPixmap(self.size() * scale)
            self._ground.setDevicePixelRatio(scale)
            self._paint_ground(painter := QPainter(self._ground))
            painter.end()
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._ground)
        if not self._logs.size:
            return
        area, theme = self._area(), current_theme()
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if self._cross is not None:
            column = float(np.interp(self._cross, self._steps, np.arange(len(self._steps))))
            at = round(self.place_of(0, 0).x() + column * area.width() / len(self._steps)) + 0.5
            for color, width in ((theme.surface, 3), (theme.text, 1)):
                painter.setPen(QPen(QColor(color), width))
                painter.drawLine(QPointF(at, area.top()), QPointF(at, area.bottom()))
        row = area.height() / len(self._nodes)
        painter.setPen(QPen(QColor(theme.accent), 2))
        for i, node in enumerate(self._nodes):
            if node in self._selected:
                painter.drawRect(QRectF(area.left(), area.top() + i * row, area.width(), row))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        cell = self._cell_at(event.position())
        self.pointed.emit(None if cell is None else float(self._steps[cell[1]]))
        if cell is None:
            QToolTip.hideText()
            return
        row, column = cell
        with np.errstate(over="ignore"):
            value = figure(float(10.0 ** self._logs[column, row]))
        text = self.tr("{layer}, step {step}: {value}").format(
            layer=self._names[row], step=f"{int(self._steps[column]):,}", value=value
        )
        QToolTip.showText(event.globalPosition().toPoint(), text, self)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.pointed.emit(None)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        cell = self._cell_at(event.position(), names=True)
        if event.button() == Qt.MouseButton.LeftButton and cell is not None:
            self.chosen.emit(self._nodes[cell[0]])
        else:
            super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        way = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if way is None or not self._nodes:
            super().keyPressEvent(event)
            return
        now = next((i for i, node in enumerate(self._nodes) if node in self._selected), -1)
        self.chosen.emit(self._nodes[min(max(now + way, 0), len(self._nodes) - 1)])

    # ---- within ----

    def _forget(self) -> None:
        self._ground = QPixmap()
        self.update()

    def _area(self) -> QRectF:
        return QRectF(self.rect()).adjusted(LEFT, TOP, -RIGHT - BAR, -BOTTOM)

    def _cell_at(self, place: QPointF, *, names: bool = False) -> tuple[int, int] | None:
        area = self._area()
        inside = area.contains(place) or (names and 0 <= place.x() < area.left())
        if not self._logs.size or not inside or not area.top() <= place.y() < area.bottom():
            return None
        times, layers = self._logs.shape
        row = int((place.y() - area.top()) / area.height() * layers)
        column = int(max(place.x() - area.left(), 0.0) / area.width() * times)
        return min(row, layers - 1), min(column, times - 1)

    def _paint_ground(self, painter: QPainter) -> None:
        theme, area = current_theme(), self._area()
        painter.fillRect(self.rect(), QColor(theme.surface))
        painter.setPen(QColor(theme.muted))
        painter.setFont(ui_font(0.88, QFont.Weight.DemiBold))
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRectF(area.left(), 2, area.width(), TOP - 6), middle, self._title)
        if not self._logs.size or area.width() < 8 or area.height() < 8:
            return
        painter.drawImage(area, self.picture())
        self._paint_names(painter, area)
        painter.setFont(number_font(0.82))
        first, last = float(self._steps[0]), float(self._steps[-1])
        most = max(2, int(area.width() // 60))
        for value, text in step_ticks(first, last, most):
            share = np.interp(value, self._steps, np.arange(len(self._steps)) + 0.5)
            x = area.left() + float(share) / len(self._steps) * area.width()
            painter.drawText(
                QRectF(x - 30, area.bottom() + 4, 60, 16), Qt.AlignmentFlag.AlignCenter, text
            )
        self._paint_bar(painter, area)

    def _paint_names(self, painter: QPainter, area: QRectF) -> None:
        painter.setFont(ui_font(0.85))
        painter.setPen(QColor(current_theme().text))
        row = area.height() / len(self._names)
        every = max(1, math.ceil(LEAST_ROW / row))
        metrics = painter.fontMetrics()
        for i in range(0, len(self._names), every):
            name = metrics.elidedText(self._names[i], Qt.TextElideMode.ElideMiddle, LEFT - 14)
            place = QRectF(4, area.top() + (i + 0.5) * row - 9, LEFT - 12, 18)
            right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(place, right, name)

    def _paint_bar(self, painter: QPainter, area: QRectF) -> None:
        theme, (low, high) = current_theme(), self._bounds
        bar = QRectF(area.right() + 12, area.top(), BAR, area.height())
        shades = colors(np.linspace(1.0, 0.0, 128)[:, None], (0.0, 1.0), theme)
        painter.drawImage(bar, image(shades))
        painter.setFont(number_font(0.82))
        painter.setPen(QColor(theme.muted))
        for at, text in log_ticks(low, high, max(2, int(bar.height() // 24))):
            y = bar.bottom() - (at - low) / (high - low) * bar.height()
            painter.drawLine(QPointF(bar.right(), y), QPointF(bar.right() + 3, y))
            place = QRectF(bar.right() + 6, y - 9, RIGHT - 14, 18)
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, text)
