"""Sequences of numbers as small line plots beside one another."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from nnstudio.app.style.appearance import current_theme, theme_signals
from nnstudio.app.style.fonts import number_font
from nnstudio.core.layer import Array

COLUMNS, HEIGHT, _GAP = 2, 62, 6
MOST_LINES, MOST_STEPS = 4, 400


@dataclass(frozen=True, eq=False)
class Strip:
    """One small plot.

    Parameters
    ----------
    lines
        Quantities over their steps ``(steps, lines)``, each in a colour of its own.
    following
        What is to be predicted behind the last step ``(steps,)``; empty: something else.
    caption
        The class, or another word about it.
    behind
        Other quantities drawn quietly behind the lines ``(steps, lines)``.
    """

    lines: Array
    following: Array = field(default_factory=lambda: np.zeros(0))
    caption: str = ""
    behind: Array = field(default_factory=lambda: np.zeros((0, 0)))


class SeriesSheet(QWidget):
    """Shows small plots, all with one scale; what is to be predicted stands out at their end."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._strips: tuple[Strip, ...] = ()
        self._low, self._high = 0.0, 1.0
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        theme_signals.changed.connect(self.update)

    def set_strips(self, strips: tuple[Strip, ...]) -> None:
        """Show other plots."""
        self._strips = strips
        every = [a.ravel() for s in strips for a in (s.lines, s.following, s.behind)]
        values = np.concatenate(every) if every else np.zeros(0)
        values = values[np.isfinite(values)]
        self._low, self._high = (values.min(), values.max()) if values.size else (0.0, 1.0)
        self.setAccessibleDescription(", ".join(s.caption for s in strips if s.caption))
        self.updateGeometry()
        self.update()

    def strips(self) -> tuple[Strip, ...]:
        """Return what is shown."""
        return self._strips

    def sizeHint(self) -> QSize:
        rows = -(-max(len(self._strips), 1) // COLUMNS)
        return QSize(240, rows * (HEIGHT + _GAP) - _GAP)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter = current_theme(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(number_font(0.82))
        width = (self.width() - (COLUMNS - 1) * _GAP) / COLUMNS
        for number, strip in enumerate(self._strips):
            left = number % COLUMNS * (width + _GAP)
            frame = QRectF(left, number // COLUMNS * (HEIGHT + _GAP), width, HEIGHT)
            painter.setPen(QPen(QColor(theme.border), 1))
            painter.setBrush(QColor(theme.entry))
            painter.drawRoundedRect(frame.adjusted(0.5, 0.5, -0.5, -0.5), 5, 5)
            self._paint_strip(painter, frame.adjusted(6, 5, -6, -5), strip)

    def _paint_strip(self, painter: QPainter, area: QRectF, strip: Strip) -> None:
        theme = current_theme()
        if strip.caption:
            painter.setPen(QColor(theme.muted))
            line = QRectF(area.left(), area.top() - 2, area.width(), 14)
            elide = Qt.TextElideMode.ElideRight
            text = painter.fontMetrics().elidedText(strip.caption, elide, round(line.width()))
            painter.drawText(line, Qt.AlignmentFlag.AlignRight, text)
            area = area.adjusted(0, 12, 0, 0)
        steps, further = len(strip.lines), len(strip.following)
        places = max(steps + further - 1, 1)
        for column in strip.behind.T[:MOST_LINES]:
            self._paint_line(painter, area, column, 0, places, QPen(QColor(theme.muted), 1))
        for number, column in enumerate(strip.lines.T[:MOST_LINES]):
            pen = QPen(QColor(theme.series[number]), 1.4)
            self._paint_line(painter, area, column, 0, places, pen)
        if further:
            border = area.left() + (steps - 0.5) / places * area.width()
            painter.setPen(QPen(QColor(theme.border_strong), 1, Qt.PenStyle.DashLine))
            painter.drawLine(QPointF(border, area.top()), QPointF(border, area.bottom()))
            pen = QPen(QColor(theme.validation), 1.6)
            self._paint_line(painter, area, strip.following, steps, places, pen)

    def _paint_line(
        self, painter: QPainter, area: QRectF, values: Array, start: int, places: int, pen: QPen
    ) -> None:
        stride = -(-len(values) // MOST_STEPS) or 1
        span = (self._high - self._low) or 1.0
        line = QPolygonF()
        for place, value in zip(
            range(start, start + len(values), stride), values[::stride].tolist(), strict=True
        ):
            if value == value:
                x = area.left() + place / places * area.width()
                line.append(QPointF(x, area.bottom() - (value - self._low) / span * area.height()))
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(line)
        if line.size() == 1 or start:
            painter.setBrush(pen.color())
            for dot in line.toList() if line.size() < 30 else ():
                painter.drawEllipse(dot, 1.8, 1.8)
