"""Paints a look at a data set: small on a card, or large with captions beside its description."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPainterPath, QPen

from nnstudio.app.data_dialogs.glimpse import Glimpse
from nnstudio.app.style.appearance import current_theme
from nnstudio.app.style.color_maps import lookup_table
from nnstudio.app.style.fonts import number_font, ui_font
from nnstudio.app.widgets.pixels import color_image

CAPTION = 15
_GAP = 4.0


def paint_glimpse(painter: QPainter, area: QRectF, glimpse: Glimpse, small: bool) -> None:
    """Paint samples into an area.

    Parameters
    ----------
    small
        Without captions and figures, as on a card.
    """
    painter.save()
    painter.setClipRect(area)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    if glimpse.pictures:
        _paint_pictures(painter, area, glimpse, small)
    elif len(glimpse.points):
        _paint_points(painter, area.adjusted(6, 6, -6, -6), glimpse)
    elif glimpse.lines:
        _paint_lines(painter, area.adjusted(6, 6, -6, -6), glimpse)
    elif glimpse.text:
        _paint_text(painter, area.adjusted(8, 5, -8, -5), glimpse, small)
    painter.restore()


def grid_of(count: int, area: QRectF, caption: float, shape: tuple[int, int]) -> tuple[int, float]:
    """Return how many pictures stand in a row and how wide each is, so that all are as large as can be.

    Parameters
    ----------
    caption
        The height of the line below each picture.
    shape
        Height and width of a picture.
    """
    best = 1, 1.0
    for columns in range(1, count + 1):
        rows = -(-count // columns)
        width = (area.width() - (columns - 1) * _GAP) / columns
        height = (area.height() - (rows - 1) * _GAP) / rows - caption
        width = min(width, height * shape[1] / shape[0])
        if width > best[1]:
            best = columns, width
    return best


def _paint_pictures(painter: QPainter, area: QRectF, glimpse: Glimpse, small: bool) -> None:
    theme = current_theme()
    pictures = glimpse.pictures[: 8 if small else len(glimpse.pictures)]
    caption = 0 if small or not any(glimpse.captions) else CAPTION
    inside = area.adjusted(6, 6, -6, -6) if small else area
    shape = pictures[0].shape[0], pictures[0].shape[1]
    columns, width = grid_of(len(pictures), inside, caption, shape)
    height = width * shape[0] / shape[1]
    rows = -(-len(pictures) // columns)
    left = inside.left() + (inside.width() - columns * width - (columns - 1) * _GAP) / 2
    top = inside.top()
    if small:
        top += (inside.height() - rows * height - (rows - 1) * _GAP) / 2
    sequential = lookup_table(theme.sequential) if glimpse.kind == "sound" else None
    painter.setFont(number_font(0.85))
    for number, picture in enumerate(pictures):
        x = left + number % columns * (width + _GAP)
        y = top + number // columns * (height + caption + _GAP)
        shown = picture if sequential is None else sequential[picture]
        # Where sizes differ each picture keeps its proportions in its cell.
        target = QRectF(x, y, width, height)
        share = min(width / picture.shape[1], height / picture.shape[0])
        size = QPointF(picture.shape[1] * share, picture.shape[0] * share)
        target = QRectF(x + (width - size.x()) / 2, y + (height - size.y()) / 2, size.x(), size.y())
        painter.drawImage(target, color_image(shown))
        if caption:
            painter.setPen(QColor(theme.muted))
            below = QRectF(x - _GAP / 2, y + height, width + _GAP, CAPTION)
            name = painter.fontMetrics().elidedText(
                glimpse.captions[number], Qt.TextElideMode.ElideRight, round(below.width())
            )
            painter.drawText(below, Qt.AlignmentFlag.AlignCenter, name)


def _paint_points(painter: QPainter, area: QRectF, glimpse: Glimpse) -> None:
    theme = current_theme()
    points = np.asarray(glimpse.points, np.float64)
    low, high = points.min(axis=0), points.max(axis=0)
    span = np.where(high > low, high - low, 1.0)
    if glimpse.kind == "points":  # circles stay round
        side = min(area.width(), area.height())
        area = QRectF(area.center().x() - side / 2, area.center().y() - side / 2, side, side)
        span = np.full(2, span.max())
        low = (low + high) / 2 - span / 2
    places = (points - low) / span
    size = 4.0 if len(points) < 20 else 1.7 if area.height() < 110 else 2.4
    painter.setPen(Qt.PenStyle.NoPen)
    series = theme.series
    for label in np.unique(glimpse.labels).tolist():
        color = QColor(series[label % len(series)])
        color.setAlphaF(0.75)
        painter.setBrush(color)
        for x, y in places[glimpse.labels == label].tolist():
            at = QPointF(area.left() + x * area.width(), area.bottom() - y * area.height())
            painter.drawEllipse(at, size, size)


def _paint_lines(painter: QPainter, area: QRectF, glimpse: Glimpse) -> None:
    theme = current_theme()
    values = np.concatenate([np.asarray(line, np.float64) for line in glimpse.lines])
    values = values[np.isfinite(values)]
    if not values.size:
        return
    low, span = float(values.min()), float(np.ptp(values)) or 1.0
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for number, line in enumerate(glimpse.lines):
        path = QPainterPath()
        known = [(i, v) for i, v in enumerate(line.tolist()) if v == v]
        for place, (i, value) in enumerate(known):
            at = QPointF(
                area.left() + i / max(len(line) - 1, 1) * area.width(),
                area.bottom() - (value - low) / span * area.height(),
            )
            path.lineTo(at) if place else path.moveTo(at)
        painter.setPen(QPen(QColor(theme.series[number % len(theme.series)]), 1.3))
        painter.drawPath(path)


def _paint_text(painter: QPainter, area: QRectF, glimpse: Glimpse, small: bool) -> None:
    painter.setPen(QColor(current_theme().text if not small else current_theme().muted))
    painter.setFont(ui_font(0.85 if small else 1.0, QFont.Weight.Normal))
    flags = Qt.TextFlag.TextWrapAnywhere | Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft
    painter.drawText(area, flags, glimpse.text)
