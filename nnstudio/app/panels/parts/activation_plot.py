"""An activation function and its derivative, drawn from the code that computes them."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from nnstudio.activations.base import Activation
from nnstudio.app.style.appearance import current_theme, theme_signals
from nnstudio.app.style.fonts import number_font, ui_font
from nnstudio.app.translate import tr_text
from nnstudio.core.layer import Array

REACH = 5.0
_POINTS = 201
_JUMP = 0.12
"""From one point to the next no smooth curve rises more than this, and the jumps do."""


class ActivationPlot(QWidget):
    """Draws f(z) and f'(z) for z from -5 to 5; the mouse reads values off.

    Where the function saturates the ground is darker, for there learning is slow.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._activation: Activation | None = None
        self._y: Array = np.zeros(0)
        self._slope: Array = np.zeros(0)
        self._at: float | None = None
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        theme_signals.changed.connect(self.update)

    def set_activation(self, activation: Activation) -> None:
        """Show another function; it must be one that acts element by element."""
        if activation == self._activation:
            return
        self._activation = activation
        z = np.linspace(-REACH, REACH, _POINTS)
        self._y = activation.forward(z)
        self._slope = activation.derivative(z, self._y)
        self._describe()
        self.update()

    def activation(self) -> Activation | None:
        """Return the function that is shown."""
        return self._activation

    def sizeHint(self) -> QSize:
        return QSize(220, 132)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, 132)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._describe()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        area = self._area()
        share = (event.position().x() - area.left()) / area.width()
        self._at = (2 * share - 1) * REACH if 0 <= share <= 1 else None
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._at = None
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._activation is None:
            return
        theme = current_theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(theme.border), 1))
        painter.setBrush(QColor(theme.entry))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        area = self._area()
        for zone in self._saturated():
            painter.fillRect(zone, QColor(theme.hover))
        painter.setPen(QPen(QColor(theme.border), 1))
        zero = self._place(0.0, 0.0)
        painter.drawLine(QPointF(area.left(), zero.y()), QPointF(area.right(), zero.y()))
        painter.drawLine(QPointF(zero.x(), area.top()), QPointF(zero.x(), area.bottom()))
        painter.setClipRect(area.adjusted(-2, -2, 2, 2))
        for values, color, style in (
            (self._slope, theme.validation, Qt.PenStyle.DashLine),
            (self._y, theme.train, Qt.PenStyle.SolidLine),
        ):
            painter.setPen(QPen(QColor(color), 1.8, style))
            for part in _unbroken(values):
                painter.drawPolyline(QPolygonF([self._place(z, y) for z, y in part]))
        painter.setClipping(False)
        self._paint_scale(painter)
        self._paint_readings(painter)
        if not self._slope.any():
            painter.setFont(ui_font(0.88))
            painter.setPen(QColor(theme.text))
            center = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(area.adjusted(22, 0, -22, 0), center, self._warning())

    def _paint_scale(self, painter: QPainter) -> None:
        """Write the largest and the smallest value, on a ground that keeps curves away."""
        theme, area = current_theme(), self._area()
        painter.setFont(number_font(0.85))
        metrics = painter.fontMetrics()
        low, high = self._range()
        for value, top in ((high, area.top()), (low, area.bottom() - metrics.height())):
            text = _number(value)
            place = QRectF(area.left(), top, metrics.horizontalAdvance(text) + 4, metrics.height())
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.entry))
            painter.setOpacity(0.8)
            painter.drawRoundedRect(place, 3, 3)
            painter.setOpacity(1.0)
            painter.setPen(QColor(theme.muted))
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, text)

    def _paint_readings(self, painter: QPainter) -> None:
        """Write the names of the curves, and their values where the mouse is."""
        assert self._activation is not None
        theme = current_theme()
        texts = ["f(z)", "f′(z)"]
        if self._at is not None:
            z = np.array([self._at])
            y = self._activation.forward(z)
            slope = self._activation.derivative(z, y)
            texts = [f"f({self._at:.1f}) = {y[0]:.3f}", f"f′({self._at:.1f}) = {slope[0]:.3f}"]
            x = self._place(self._at, 0.0).x()
            area = self._area()
            painter.setPen(QPen(QColor(theme.muted), 1, Qt.PenStyle.DotLine))
            painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()))
        metrics = painter.fontMetrics()
        x = self.width() - 10.0
        for text, color in zip(reversed(texts), (theme.validation, theme.train), strict=True):
            x -= metrics.horizontalAdvance(text)
            painter.setPen(QColor(color))
            painter.drawText(QPointF(x, 8 + metrics.ascent()), text)
            x -= 14

    def _saturated(self) -> list[QRectF]:
        """Return the parts of the drawing area where the function saturates."""
        function, area = self._activation, self._area()
        assert function is not None
        zones = []
        if function.saturates_below is not None:
            zones.append((area.left(), self._place(function.saturates_below, 0.0).x()))
        if function.saturates_above is not None:
            zones.append((self._place(function.saturates_above, 0.0).x(), area.right()))
        return [QRectF(a, area.top(), b - a, area.height()) for a, b in zones]

    def _area(self) -> QRectF:
        return QRectF(self.rect()).adjusted(10, 26, -10, -8)

    def _range(self) -> tuple[float, float]:
        """Return the shown range of values: what the function does near zero, not far out."""
        low = max(min(float(self._y.min()), 0.0), -REACH)
        high = min(max(float(self._y.max()), 1.0), REACH)
        return low, high

    def _place(self, z: float, y: float) -> QPointF:
        area, (low, high) = self._area(), self._range()
        return QPointF(
            area.left() + (z + REACH) / (2 * REACH) * area.width(),
            area.bottom() - (y - low) / (high - low) * area.height(),
        )

    def _describe(self) -> None:
        if self._activation is not None:
            name = tr_text(self._activation.label)
            text = self.tr("The function {name} (solid) and its derivative (dashed)")
            self.setAccessibleName(text.format(name=name))
            self.setToolTip(self._warning() if not self._slope.any() else self._saturation())

    def _warning(self) -> str:
        return self.tr("The slope is zero everywhere, so nothing before this function can learn.")

    def _saturation(self) -> str:
        """Say in a sentence where the function saturates; nothing if it does not."""
        assert self._activation is not None
        below, above = self._activation.saturates_below, self._activation.saturates_above
        if below is not None and above is not None:
            text = self.tr(
                "It saturates below {below} and above {above}: there its slope is near zero, and "
                "what comes before learns slowly or not at all."
            )
            return text.format(below=_number(below), above=_number(above))
        if below is not None:
            text = self.tr(
                "It saturates below {below}: there its slope is near zero, and what comes before "
                "learns slowly or not at all."
            )
            return text.format(below=_number(below))
        return ""


def _number(value: float) -> str:
    return f"{value:.2g}".replace("-", "−")


def _unbroken(values: Array) -> list[list[tuple[float, float]]]:
    """Split a curve where it jumps, so that a step is not drawn as a slope."""
    z = np.linspace(-REACH, REACH, len(values))
    jumps = np.flatnonzero(np.abs(np.diff(values)) > _JUMP) + 1
    parts = zip(np.split(z, jumps), np.split(values, jumps), strict=True)
    return [list(zip(a.tolist(), b.tolist(), strict=True)) for a, b in parts]
