"""How the rows of an unrolled layer are painted: colours for states, bars and a line on log scales."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QPainter, QPen, QPolygonF

from nnstudio.app.live.pictures import colors, image
from nnstudio.app.plots.ticks import log_ticks, logarithms
from nnstudio.app.style.colors import mix
from nnstudio.app.style.theme import Theme
from nnstudio.core.layer import Array

Bounds = tuple[float, float]
MOST_DECADES = 12.0
"""What is smaller than the largest by more than this has no bar of its own any more."""


@dataclass(frozen=True, eq=False)
class Band:
    """One row of colours: ``values`` ``(units, steps)`` between ``bounds``."""

    name: str
    caption: str
    values: Array
    bounds: Bounds


def log_bounds(*values: Array) -> Bounds:
    """Return whole powers of ten around everything that is finite and above zero."""
    logs = np.concatenate([logarithms(np.asarray(v, np.float64)) for v in values])
    logs = logs[np.isfinite(logs)]
    if not len(logs):
        return -1.0, 0.0
    high = math.ceil(float(logs.max()) + 1e-9)
    low = math.floor(max(float(logs.min()), high - MOST_DECADES) - 0.05)
    return float(low), float(max(high, low + 1))


def paint_heat(painter: QPainter, area: QRectF, band: Band, theme: Theme) -> None:
    """Draw a band's numbers as colours; many units in little height are averaged by eye."""
    picture = image(colors(band.values, band.bounds, theme))
    crowded = len(band.values) > area.height() or band.values.shape[1] > area.width()
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, crowded)
    painter.drawImage(area, picture)
    painter.setPen(QPen(QColor(theme.border_strong), 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(area)


def paint_scale(painter: QPainter, area: QRectF, bounds: Bounds, theme: Theme) -> None:
    """Draw quiet lines at round powers of ten, with their numbers to the left."""
    most = max(round(area.height() / 26), 2)
    for at, text in log_ticks(*bounds, most):
        y = _up(area, at, bounds)
        painter.setPen(QPen(QColor(theme.grid), 1))
        painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
        painter.setPen(QColor(theme.muted))
        room = QRectF(0, y - 8, area.left() - 6, 16)
        painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, text)


def paint_bars(
    painter: QPainter, area: QRectF, values: Array, kept: Array, bounds: Bounds, theme: Theme
) -> None:
    """Draw a bar for each step on a log scale; what a window cuts off is only outlined."""
    wide = area.width() / len(values)
    gap = min(wide * 0.18, 3.0)
    tall = _heights(area, values, bounds)
    left = _heights(area, kept, bounds)
    full, cut = QColor(theme.accent), QColor(mix(theme.surface, theme.accent, 0.22))
    painter.setPen(Qt.PenStyle.NoPen)
    for t, (whole, part) in enumerate(zip(tall.tolist(), left.tolist(), strict=True)):
        x = area.left() + t * wide + gap / 2
        if whole > part:
            painter.fillRect(QRectF(x, area.bottom() - whole, wide - gap, whole), cut)
        if part > 0:
            painter.fillRect(QRectF(x, area.bottom() - part, wide - gap, part), full)
        if not np.isfinite(values[t]):
            painter.fillRect(QRectF(x, area.top(), wide - gap, area.height()), QColor(theme.bad))


def paint_line(
    painter: QPainter, area: QRectF, values: Array, bounds: Bounds, color: str, theme: Theme
) -> None:
    """Draw a curve through the middles of the steps, with a dot at each where there is room."""
    wide = area.width() / len(values)
    points = QPolygonF()
    for t, log in enumerate(logarithms(np.asarray(values, np.float64)).tolist()):
        if log == log:
            y = min(max(_up(area, log, bounds), area.top() - 2), area.bottom() + 2)
            points.append(QPointF(area.left() + (t + 0.5) * wide, y))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(color), 1.8))
    painter.drawPolyline(points)
    if wide >= 9:
        painter.setPen(QPen(QColor(theme.surface), 1))
        painter.setBrush(QColor(color))
        for point in points.toList():
            painter.drawEllipse(point, 2.8, 2.8)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


def paint_names(
    painter: QPainter, area: QRectF, names: tuple[str, ...], on: Array, theme: Theme
) -> None:
    """Write what the sample shows at each step, as many of them as fit."""
    metrics = QFontMetricsF(painter.font())
    wide = area.width() / max(len(names), 1)
    widest = max((metrics.horizontalAdvance(name) for name in names), default=0.0) + 4
    every = max(1, math.ceil(min(widest, 60.0) / wide))
    for t in range(0, len(names), every):
        painter.setPen(QColor(theme.text if on[t] else theme.disabled))
        room = QRectF(area.left() + (t + 0.5) * wide - 40, area.top(), 80, area.height())
        name = metrics.elidedText(names[t], Qt.TextElideMode.ElideRight, max(60.0, wide))
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, name)


def paint_skipped(painter: QPainter, area: QRectF, on: Array, theme: Theme) -> None:
    """Hatch the steps that the layer passes over as padding."""
    wide = area.width() / max(len(on), 1)
    veil = QColor(theme.surface)
    veil.setAlphaF(0.72)
    hatch = QBrush(QColor(theme.muted), Qt.BrushStyle.BDiagPattern)
    for t in np.flatnonzero(~on).tolist():
        column = QRectF(area.left() + t * wide, area.top(), wide, area.height())
        painter.fillRect(column, veil)
        painter.fillRect(column, hatch)


def _up(area: QRectF, log: float, bounds: Bounds) -> float:
    return area.bottom() - (log - bounds[0]) / (bounds[1] - bounds[0]) * area.height()


def _heights(area: QRectF, values: Array, bounds: Bounds) -> Array:
    shares = (logarithms(np.asarray(values, np.float64)) - bounds[0]) / (bounds[1] - bounds[0])
    return np.clip(np.where(np.isnan(shares), 0.0, shares), 0.0, 1.0) * area.height()
