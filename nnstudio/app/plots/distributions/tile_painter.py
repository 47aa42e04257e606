"""Draws a tile: its bars now, its ridges or its bands over time."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen

from nnstudio.app.plots.chart_frame import paint_polyline, polygon
from nnstudio.app.plots.distributions.tile import Tile, height_limit, heights
from nnstudio.app.plots.ticks import Ticks, linear_ticks, step_ticks
from nnstudio.app.style.colors import mix
from nnstudio.app.style.fonts import number_font, ui_font
from nnstudio.app.style.theme import Theme
from nnstudio.core.layer import Array

MODES = ("now", "ridges", "bands")
TITLE, AXIS, FOOT, MARGIN = 18, 17, 16, 8
RIDGE_ROOM = 9.0
"""Pixels from one ridge to the next, about."""
MOST_RIDGES = 24
OVERLAP = 5.0
"""A ridge may be so many times as high as the way to the next."""
KINDS = ("weights", "gradients", "activations")
TICK = 52


@dataclass(frozen=True)
class Fonts:
    """The fonts of a sheet: making one costs more than what is written with it."""

    title: QFont
    number: QFont

    @classmethod
    def make(cls) -> Fonts:
        """Return fonts of the size that the user wants."""
        return cls(ui_font(0.88, QFont.Weight.DemiBold), number_font(0.8))


def plot_area(place: QRectF, mode: str) -> QRectF:
    """Return the part of a tile where numbers are drawn."""
    left = MARGIN + (38 if mode == "bands" else 0)
    return place.adjusted(left, TITLE + 3, -MARGIN, -(AXIS + FOOT))


def kind_color(theme: Theme, kind: str) -> str:
    """Return the colour of weights, gradients or activations."""
    return theme.series[KINDS.index(kind)]


def chosen_moments(count: int, height: float) -> list[int]:
    """Return which moments have a ridge where so many pixels are free; the newest always."""
    most = max(2, min(MOST_RIDGES, int(height / RIDGE_ROOM)))
    if count <= most:
        return list(range(count))
    return [round(i * (count - 1) / (most - 1)) for i in range(most)]


def ridge_bases(area: QRectF, number: int) -> Array:
    """Return at which heights of the widget ridges stand, oldest first, the newest at the bottom."""
    room = min(area.height() * 0.45, 60.0)
    return np.linspace(area.top() + room, area.bottom(), max(number, 2))[-number:]


def paint_tile(
    painter: QPainter,
    place: QRectF,
    tile: Tile,
    mode: str,
    logarithmic: bool,
    theme: Theme,
    fonts: Fonts,
) -> None:
    """Draw everything of a tile that the mouse does not change."""
    painter.fillRect(place, QColor(theme.entry))
    area = plot_area(place, mode)
    color = kind_color(theme, tile.spread.kind)
    if mode == "bands":
        _paint_bands(painter, area, tile, color, theme, fonts)
    else:
        _paint_value_axis(painter, area, tile, theme, fonts)
        if mode == "ridges" and tile.course:
            _paint_ridges(painter, area, tile, color, logarithmic, theme)
        else:
            _paint_bars(painter, area, tile, color, logarithmic, theme)
        _paint_outside(painter, area, tile, theme, fonts)
    painter.setFont(fonts.title)
    painter.setPen(QColor(theme.text))
    title = QRectF(place.left() + MARGIN, place.top() + 2, place.width() - 2 * MARGIN, TITLE)
    mode_of = Qt.TextElideMode.ElideMiddle
    text = painter.fontMetrics().elidedText(tile.title, mode_of, int(title.width()))
    painter.drawText(title, Qt.AlignmentFlag.AlignVCenter, text)


def _paint_value_axis(
    painter: QPainter, area: QRectF, tile: Tile, theme: Theme, fonts: Fonts
) -> None:
    bins = tile.bins
    if bins.low < 0.0 < bins.high:
        x = area.left() - bins.low / (bins.high - bins.low) * area.width()
        painter.setPen(QPen(QColor(theme.border_strong), 1, Qt.PenStyle.DotLine))
        painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()))
    ticks = linear_ticks(bins.low, bins.high, max(2, int(area.width() / TICK)))
    _paint_ticks_below(painter, area, (bins.low, bins.high), ticks, theme, fonts)


def _paint_ticks_below(
    painter: QPainter,
    area: QRectF,
    bounds: tuple[float, float],
    ticks: Ticks,
    theme: Theme,
    fonts: Fonts,
) -> None:
    painter.setPen(QPen(QColor(theme.border_strong), 1))
    base = round(area.bottom()) + 0.5
    painter.drawLine(QPointF(area.left(), base), QPointF(area.right(), base))
    painter.setFont(fonts.number)
    painter.setPen(QColor(theme.muted))
    low, high = bounds
    free = area.left() - MARGIN
    for value, text in ticks:
        text = text.replace("-", "−")
        half = painter.fontMetrics().horizontalAdvance(text) / 2
        x = area.left() + (value - low) / ((high - low) or 1.0) * area.width()
        x = min(max(x, area.left() + half), area.right() - half)
        if x - half < free:
            continue
        painter.drawText(
            QRectF(x - half - 2, area.bottom() + 2, 2 * half + 4, AXIS - 2),
            Qt.AlignmentFlag.AlignCenter,
            text,
        )
        free = x + half + 6


def _paint_bars(
    painter: QPainter, area: QRectF, tile: Tile, color: str, logarithmic: bool, theme: Theme
) -> None:
    counts = tile.counts[0]
    limit = float(counts.max()) if logarithmic else height_limit(counts)
    up = heights(counts, limit, logarithmic)
    xs = np.repeat(np.linspace(area.left(), area.right(), len(counts) + 1), 2)
    # A bin with anything in it can be seen, however little it is.
    pixels = np.where(counts > 0, np.maximum(up * area.height(), 1.0), 0.0)
    ys = area.bottom() - np.concatenate([[0.0], np.repeat(pixels, 2), [0.0]])
    # All its edges lie along the pixels: smoothing them would cost much and change nothing.
    painter.setPen(QPen(QColor(color), 1))
    painter.setBrush(QColor(mix(theme.entry, color, 0.45)))
    painter.drawPolygon(polygon(np.stack([xs, ys], axis=1)))
    for number in np.flatnonzero(counts > limit).tolist():
        pitch = area.width() / len(counts)
        notch = QRectF(area.left() + number * pitch - 2, area.top() + 6, pitch + 4, 3)
        painter.fillRect(notch, QColor(theme.entry))


def _paint_ridges(
    painter: QPainter, area: QRectF, tile: Tile, color: str, logarithmic: bool, theme: Theme
) -> None:
    chosen = chosen_moments(len(tile.course), area.height())
    shares = tile.shares_at(chosen)
    limit = float(shares.max()) if logarithmic else height_limit(shares)
    up = heights(shares, limit, logarithmic, 1.0 / max(tile.now.number, 1))
    bases = ridge_bases(area, len(chosen))
    gap = float(bases[1] - bases[0]) if len(bases) > 1 else area.height()
    tall = min(float(bases[0]) - area.top(), OVERLAP * gap)
    middles = np.linspace(area.left(), area.right(), shares.shape[1] + 1)
    xs = (middles[:-1] + middles[1:]) / 2
    xs = np.concatenate([[area.left()], xs, [area.right()]])
    for number, (base, row) in enumerate(zip(bases.tolist(), up, strict=True)):
        age = (number + 1) / len(chosen)
        ys = base - np.concatenate([[0.0], row, [0.0]]) * tall
        outline = polygon(np.stack([xs, ys], axis=1))
        # Only the line is smoothed: a smooth area below it would take three times as long.
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(mix(theme.entry, color, 0.08 + 0.42 * age)))
        painter.drawPolygon(outline)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line = QColor(mix(theme.entry, color, 0.35 + 0.65 * age))
        paint_polyline(painter, outline, line, 1.0, 1.0)


def _paint_bands(
    painter: QPainter, area: QRectF, tile: Tile, color: str, theme: Theme, fonts: Fonts
) -> None:
    steps = np.array([step for step, _ in tile.course], np.float64)
    low, high = tile.bins.low, tile.bins.high
    painter.setFont(fonts.number)
    marks = linear_ticks(low, high, max(2, int(area.height() / 26)))
    for value, text in marks:
        y = round(area.bottom() - (value - low) / (high - low) * area.height()) + 0.5
        painter.setPen(QPen(QColor(theme.border_strong if value == 0 else theme.grid), 1))
        painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
        painter.setPen(QColor(theme.muted))
        side = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        written = text.replace("-", "−")
        painter.drawText(QRectF(area.left() - 46, y - 8, 41, 16), side, written)
    if not len(steps):
        return
    first, last = float(steps[0]), float(steps[-1])
    ticks = step_ticks(first, last, max(2, int(area.width() / TICK)))
    _paint_ticks_below(painter, area, (first, last), ticks, theme, fonts)
    xs = area.left() + (steps - first) / ((last - first) or 1.0) * area.width()
    rows = np.nan_to_num(tile.course_bands, nan=low)
    ys = area.bottom() - (np.clip(rows, low, high) - low) / (high - low) * area.height()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    for band, strength in enumerate((0.16, 0.32, 0.52)):
        lower, upper = ys[:, band], ys[:, -1 - band]
        outline = np.concatenate(
            [np.stack([xs, lower], axis=1), np.stack([xs, upper], axis=1)[::-1]]
        )
        painter.setBrush(QColor(mix(theme.entry, color, strength)))
        painter.drawPolygon(polygon(outline))
    median = polygon(np.stack([xs, ys[:, ys.shape[1] // 2]], axis=1))
    paint_polyline(painter, median, QColor(color), 2.0, 1.0)


def _paint_outside(painter: QPainter, area: QRectF, tile: Tile, theme: Theme, fonts: Fonts) -> None:
    _, below, above = tile.counts
    painter.setFont(fonts.number)
    painter.setPen(QColor(theme.muted))
    line = QRectF(area.left(), area.top() - 2, area.width(), 14)
    if below:
        painter.drawText(line, Qt.AlignmentFlag.AlignLeft, f"◂ {below:,}")
    if above:
        painter.drawText(line, Qt.AlignmentFlag.AlignRight, f"{above:,} ▸")


def paint_moment(painter: QPainter, area: QRectF, tile: Tile, step: int, color: str) -> None:
    """Draw a vertical line at a step of a tile with bands."""
    if not tile.course:
        return
    first, last = tile.course[0][0], tile.course[-1][0]
    share = (step - first) / ((last - first) or 1)
    x = round(area.left() + min(max(share, 0.0), 1.0) * area.width()) + 0.5
    painter.setPen(QPen(QColor(color), 1))
    painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()))


def paint_pointed(
    painter: QPainter, area: QRectF, tile: Tile, bin_number: int, moment: int, theme: Theme
) -> None:
    """Show which bin is read off, and the ridge of which moment."""
    pitch = area.width() / tile.bins.count
    shade = QColor(theme.accent)
    shade.setAlphaF(0.22)
    left = area.left() + bin_number * pitch
    painter.fillRect(QRectF(left, area.top(), pitch, area.height()), shade)
    chosen = chosen_moments(len(tile.course), area.height())
    if moment in chosen:
        y = float(ridge_bases(area, len(chosen))[chosen.index(moment)])
        painter.setPen(QPen(QColor(theme.text), 1.5))
        painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
