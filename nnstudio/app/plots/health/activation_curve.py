"""Which part of its activation curve a unit uses."""

from __future__ import annotations

import math

import numpy as np
from PySide6.QtCore import QCoreApplication, QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from nnstudio.activations.base import Activation
from nnstudio.app.plots.chart_frame import polygon
from nnstudio.app.plots.distributions.tile import height_limit
from nnstudio.app.plots.ticks import linear_ticks, percent
from nnstudio.app.style.appearance import current_theme
from nnstudio.app.style.colors import mix
from nnstudio.app.style.fonts import number_font
from nnstudio.app.widgets.figures import figure_text
from nnstudio.core.layer import Array
from nnstudio.engine.studies.distributions import pooled
from nnstudio.engine.studies.tally import Tally

translate = QCoreApplication.translate
BINS = 40
LEAST = 3.0
"""The curve is shown at least so far to both sides: its bends lie there."""


class ActivationCurve(QWidget):
    """Draws the histogram of sums below the curve of the function; flat ends are shaded.

    Without a function the histogram of the outputs stands alone.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tally: Tally | None = None
        self._function: Activation | None = None
        self._low, self._width = 0.0, 1.0
        self._counts: Array = np.zeros(1)
        self._pointed: int | None = None
        self.setFont(number_font(0.8))
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_values(self, tally: Tally, function: Activation | None) -> None:
        """Show numbers on the curve of a function that works number by number."""
        self._tally = tally
        self._function = function if function is not None and function.elementwise else None
        low, high = pooled((tally,), (0.002, 0.998))
        if self._function is not None:
            low, high = min(low, -LEAST), max(high, LEAST)
        exponent = math.ceil(math.log2(max(high - low, 1e-30) / BINS))
        self._width = 2.0**exponent
        first = math.floor(low / self._width)
        bins = math.floor(high / self._width) - first + 1
        self._low = first * self._width
        self._counts = tally.binned(exponent, first, bins)[0]
        self._pointed = None
        self.setAccessibleDescription(self.readout())
        self.update()

    def counts(self) -> Array:
        """Return how many numbers lie in each bin."""
        return self._counts

    def bounds(self) -> tuple[float, float]:
        """Return where the picture begins and ends."""
        return self._low, self._low + len(self._counts) * self._width

    def bin_place(self, number: int) -> QPointF:
        """Return the middle of a bin, at its foot."""
        area = self._area()
        share = (number + 0.5) / len(self._counts)
        return QPointF(area.left() + share * area.width(), area.bottom() - 2)

    def readout(self) -> str:
        """Return the figures of the bin under the mouse, or of all numbers."""
        tally = self._tally
        if tally is None:
            return ""
        if self._pointed is None:
            text = translate("ActivationCurve", "{mean} ± {std}, from {low} to {high}")
            return text.format(
                mean=figure_text(tally.mean),
                std=figure_text(tally.std),
                low=figure_text(tally.low),
                high=figure_text(tally.high),
            )
        start = self._low + self._pointed * self._width
        count = float(self._counts[self._pointed])
        share = percent(count / max(tally.number, 1))
        text = f"{figure_text(start)} … {figure_text(start + self._width)}: {count:,.0f} ({share})"
        if self._function is not None:
            z = np.array([start + self._width / 2])
            y = self._function.forward(z)
            slope = float(self._function.derivative(z, y)[0])
            text += f" · f = {figure_text(float(y[0]))} · f′ = {figure_text(slope)}"
        return text

    def sizeHint(self) -> QSize:
        return QSize(220, 128)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        area = self._area()
        share = (event.position().x() - area.left()) / max(area.width(), 1.0)
        self._pointed = int(share * len(self._counts)) if 0 <= share < 1 else None
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._pointed = None
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, area, painter = current_theme(), self._area(), QPainter(self)
        painter.fillRect(self.rect(), QColor(theme.entry))
        low, high = self.bounds()
        self._shade_flat_ends(painter, area)
        top = height_limit(self._counts)
        pitch = area.width() / len(self._counts)
        bar = QColor(mix(theme.entry, theme.accent, 0.4))
        for number, count in enumerate(self._counts.tolist()):
            if count:
                tall = max(min(count / top, 1.0) * area.height() * 0.9, 1.0)
                left = area.left() + number * pitch
                shade = QColor(theme.accent) if number == self._pointed else bar
                painter.fillRect(QRectF(left, area.bottom() - tall, pitch - 0.5, tall), shade)
                if count > top:  # it towers above all others and is cut
                    notch = QRectF(left - 1, area.bottom() - tall + 5, pitch + 2, 3)
                    painter.fillRect(notch, QColor(theme.entry))
        painter.setPen(QPen(QColor(theme.border_strong), 1))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        painter.setPen(QColor(theme.muted))
        for value, text in linear_ticks(low, high, max(2, int(area.width() / 48))):
            x = area.left() + (value - low) / (high - low) * area.width()
            text = text.replace("-", "−")
            half = painter.fontMetrics().horizontalAdvance(text) / 2 + 3
            x = min(max(x, half), self.width() - half)  # the outermost would be cut
            place = QRectF(x - 24, area.bottom() + 1, 48, 15)
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, text)
        if self._function is not None:
            self._paint_curve(painter, area)
        painter.setPen(QColor(theme.text if self._pointed is not None else theme.muted))
        line = QRectF(6, 1, self.width() - 12, 16)
        mode = Qt.TextElideMode.ElideRight
        text = painter.fontMetrics().elidedText(self.readout(), mode, int(line.width()))
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, text)
        painter.setPen(QColor(theme.border))
        painter.drawRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))

    def _shade_flat_ends(self, painter: QPainter, area: QRectF) -> None:
        if self._function is None:
            return
        low, high = self.bounds()
        shade = QColor(current_theme().warning)
        shade.setAlphaF(0.10)
        ends = (
            (low, self._function.saturates_below),
            (self._function.saturates_above, high),
        )
        for start, end in ends:
            if start is None or end is None or end <= start:
                continue
            left, right = (
                area.left() + (min(max(v, low), high) - low) / (high - low) * area.width()
                for v in (start, end)
            )
            painter.fillRect(QRectF(left, area.top(), right - left, area.height()), shade)

    def _paint_curve(self, painter: QPainter, area: QRectF) -> None:
        assert self._function is not None
        theme = current_theme()
        z = np.linspace(*self.bounds(), 160)
        y = self._function.forward(z)
        low, high = float(y.min()), float(y.max())
        share = (y - low) / ((high - low) or 1.0)
        xs = np.linspace(area.left(), area.right(), len(z))
        ys = area.bottom() - 3 - share * (area.height() - 8)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(theme.text), 1.6))
        painter.drawPolyline(polygon(np.stack([xs, ys], axis=1)))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)

    def _area(self) -> QRectF:
        return QRectF(self.rect()).adjusted(7, 19, -7, -18)
