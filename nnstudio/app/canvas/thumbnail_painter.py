"""Small pictures of numbers, painted into the room that a card has for them."""

from __future__ import annotations

import math

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter, QPen, QPolygonF

from nnstudio.app.canvas.ink import canvas_font
from nnstudio.app.canvas.thumbnail import Thumbnail
from nnstudio.app.live.pictures import blend, colors, image, sample_image
from nnstudio.app.live.plane import class_colors
from nnstudio.app.style.colors import mix
from nnstudio.app.style.theme import Theme
from nnstudio.core.layer import Array

_GAP = 3.0
_CAPTION = 17.0
"""How high a line is that is written above bars."""


def paint_thumbnail(painter: QPainter, room: QRectF, thumbnail: Thumbnail, theme: Theme) -> None:
    """Paint a picture in the middle of its room."""
    match thumbnail.kind:
        case "maps" | "planes":
            _paint_maps(painter, room, thumbnail, theme)
        case "picture":
            values, bounds = thumbnail.values, thumbnail.bounds
            _paint_image(painter, _fitted(room, values), sample_image(values, bounds), theme)
        case "field":
            _paint_field(painter, room, thumbnail.values, theme)
        case "cells":
            picture = image(colors(thumbnail.values, thumbnail.bounds, theme))
            _paint_image(painter, room, picture, theme)
        case "tokens":
            _paint_tokens(painter, room, thumbnail, theme)
        case "curves":
            _paint_curves(painter, room, thumbnail, theme)
        case "histogram":
            _paint_histogram(painter, room, thumbnail, theme)
        case "number":
            _paint_number(painter, room, float(thumbnail.values[0]), theme)
        case _:
            _paint_bars(painter, room, thumbnail, theme)


def tile_places(room: QRectF, count: int, height: int, width: int) -> list[QRectF]:
    """Return where tiles of so many rows and columns lie: as large as they fit, in the middle."""
    best, columns = 0.0, 1
    for across in range(1, count + 1):
        down = math.ceil(count / across)
        size = min(
            (room.width() - _GAP * (across - 1)) / (across * width),
            (room.height() - _GAP * (down - 1)) / (down * height),
        )
        if size > best * 1.001:
            best, columns = size, across
    wide, high, down = best * width, best * height, math.ceil(count / columns)
    left = room.center().x() - (columns * (wide + _GAP) - _GAP) / 2
    top = room.center().y() - (down * (high + _GAP) - _GAP) / 2
    return [
        QRectF(
            left + (index % columns) * (wide + _GAP),
            top + (index // columns) * (high + _GAP),
            wide,
            high,
        )
        for index in range(count)
    ]


def tiles_that_fit(room: QRectF, count: int) -> int:
    """Return how many tiles are large enough to be looked at: fewer in a low room."""
    return min(count, 8 if room.height() >= 2 * 30 + _GAP else 4)


def _paint_maps(painter: QPainter, room: QRectF, thumbnail: Thumbnail, theme: Theme) -> None:
    height, width, count = thumbnail.values.shape
    count = tiles_that_fit(room, count)
    shades = colors(thumbnail.values[:, :, :count], thumbnail.bounds, theme)
    for index, place in enumerate(tile_places(room, count, height, width)):
        smooth = thumbnail.kind == "planes"
        _paint_image(painter, place, image(shades[:, :, index]), theme, smooth=smooth)


def _paint_image(
    painter: QPainter, place: QRectF, picture: QImage, theme: Theme, *, smooth: bool = False
) -> None:
    """Paint numbers as squares with sharp edges, or smoothly where there are more than pixels."""
    many = picture.width() > painter.worldTransform().m11() * place.width()
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, smooth or many)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)  # it takes four times as long
    painter.drawImage(place, picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(theme.border), 0.75))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(place)


def _paint_field(painter: QPainter, room: QRectF, share: Array, theme: Theme) -> None:
    height, width, classes = share.shape
    tints = class_colors(theme, classes)
    picture = image(blend(share.reshape(-1, classes), tints, theme).reshape(height, width))
    place = _fitted(room, share)
    _paint_image(painter, place, picture, theme, smooth=True)


def _paint_tokens(painter: QPainter, room: QRectF, thumbnail: Thumbnail, theme: Theme) -> None:
    """Paint each token as a stripe; equal tokens have equal colours, padding has none."""
    tints = np.array([int(color[1:], 16) for color in theme.series], np.uint32)
    numbers = np.nan_to_num(thumbnail.values).astype(np.int64)
    shades = tints[numbers % len(tints)] | np.uint32(0xFF000000)
    shades[numbers == 0] = np.uint32(0xFF000000 | int(theme.entry[1:], 16))
    strip = QRectF(room.left(), room.center().y() - 6, room.width(), 12)
    if thumbnail.caption:
        strip.moveBottom(room.bottom() - 2)
        above = QRectF(room.left(), room.top(), room.width(), strip.top() - room.top() - 2)
        _write_text(painter, above, thumbnail.caption.replace("\n", "⏎"), theme)
    _paint_image(painter, strip, image(shades[np.newaxis]), theme)


def _paint_curves(painter: QPainter, room: QRectF, thumbnail: Thumbnail, theme: Theme) -> None:
    low, high = thumbnail.bounds
    steps, lines = thumbnail.values.shape
    area = room.adjusted(0, 2, 0, -2)
    if low < 0.0 < high:
        y = area.bottom() + low / (high - low) * area.height()
        painter.setPen(QPen(QColor(theme.border_strong), 0.75))
        painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
    x = area.left() + np.linspace(0.0, 1.0, max(steps, 2))[:steps] * area.width()
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for index in range(lines):
        y_all = area.bottom() - (thumbnail.values[:, index] - low) / (high - low) * area.height()
        places = zip(x.tolist(), y_all.tolist(), strict=True)
        polygon = QPolygonF([QPointF(a, b) for a, b in places if math.isfinite(b)])
        painter.setPen(QPen(QColor(theme.series[index % len(theme.series)]), 1.4))
        painter.drawPolyline(polygon)


def _paint_bars(painter: QPainter, room: QRectF, thumbnail: Thumbnail, theme: Theme) -> None:
    values = thumbnail.values.astype(np.float64).tolist()
    low, high = thumbnail.bounds
    classes = thumbnail.kind == "classes"
    best = max(range(len(values)), key=lambda i: values[i]) if classes else -1
    pitch = min(room.width() / len(values), 18.0)
    width = max(pitch - 2.0, 0.6 * pitch)
    left = room.center().x() - pitch * len(values) / 2
    whole = room
    if thumbnail.caption:
        # Beside the largest bar, on the side with more room; above the bars where that is not much.
        on_left = best >= len(values) / 2
        beside = best * pitch if on_left else (len(values) - best - 1) * pitch
        written = QFontMetricsF(_caption_font()).horizontalAdvance(thumbnail.caption)
        if written > beside + room.center().x() - pitch * len(values) / 2 - room.left() - _GAP:
            room = room.adjusted(0, min(_CAPTION, room.height() / 2), 0, 0)
    zero = room.bottom() + low / (high - low) * room.height()
    tints = {
        "bad": QColor(theme.bad),
        "plus": QColor(theme.diverging[-1] if low < 0.0 else theme.sequential[3]),
        "minus": QColor(theme.diverging[0]),
        "best": QColor(theme.accent),
        "other": QColor(mix(theme.node, theme.muted, 0.55)),
    }
    painter.setPen(Qt.PenStyle.NoPen)
    for index, value in enumerate(values):
        name = "plus" if value >= 0.0 else "minus"
        if classes:
            name = "best" if index == best else "other"
        if not math.isfinite(value):
            name, value = "bad", high
        painter.setBrush(tints[name])
        height = value / (high - low) * room.height()
        x = left + index * pitch + (pitch - width) / 2
        painter.drawRect(QRectF(x, zero, width, -height).normalized().intersected(room))
    painter.setPen(QPen(QColor(theme.border_strong), 0.75))
    painter.drawLine(QPointF(left, zero), QPointF(left + pitch * len(values), zero))
    if thumbnail.caption:
        side = Qt.AlignmentFlag.AlignLeft if on_left else Qt.AlignmentFlag.AlignRight
        _write_caption(painter, whole, thumbnail.caption, side, theme)


def _paint_histogram(painter: QPainter, room: QRectF, thumbnail: Thumbnail, theme: Theme) -> None:
    """Paint how many numbers are how large, with the ends of the scale below."""
    low, high = thumbnail.bounds
    font = canvas_font(9, numbers=True)
    metrics = QFontMetricsF(font)
    area = room.adjusted(2, 2, -2, -metrics.height())
    shares = thumbnail.values.astype(np.float64)
    width, most = area.width() / len(shares), max(float(shares.max()), 1e-12)
    minus, plus = QColor(theme.diverging[0]), QColor(theme.diverging[-1])
    one_sided = QColor(theme.sequential[3])
    painter.setPen(Qt.PenStyle.NoPen)
    for index, share in enumerate(shares.tolist()):
        middle = low + (index + 0.5) / len(shares) * (high - low)
        painter.setBrush(one_sided if low >= 0.0 else plus if middle >= 0.0 else minus)
        height = share / most * area.height()
        left = area.left() + index * width
        painter.drawRect(QRectF(left, area.bottom() - height, 0.85 * width, height))
    painter.setPen(QPen(QColor(theme.border_strong), 0.75))
    painter.drawLine(area.bottomLeft(), area.bottomRight())
    zero = area.left() - low / (high - low) * area.width()
    if low < 0.0 < high:
        painter.drawLine(QPointF(zero, area.top()), QPointF(zero, area.bottom()))
    painter.setFont(font)
    painter.setPen(QColor(theme.muted))
    below = QRectF(area.left(), area.bottom(), area.width(), metrics.height())
    painter.drawText(below, Qt.AlignmentFlag.AlignLeft, signed(low))
    painter.drawText(below, Qt.AlignmentFlag.AlignRight, signed(high))
    if thumbnail.caption:
        half = len(shares) // 2
        free_right = shares[:half].max() >= shares[half:].max()
        side = Qt.AlignmentFlag.AlignRight if free_right else Qt.AlignmentFlag.AlignLeft
        _write_caption(painter, area, thumbnail.caption, side, theme)


def _write_caption(
    painter: QPainter, room: QRectF, text: str, side: Qt.AlignmentFlag, theme: Theme
) -> None:
    font = _caption_font()
    painter.setFont(font)
    painter.setPen(QColor(theme.text))
    shown = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideMiddle, room.width())
    painter.drawText(room, Qt.AlignmentFlag.AlignTop | side, shown)


def _caption_font() -> QFont:
    return canvas_font(12, QFont.Weight.DemiBold, numbers=True)


def _write_text(painter: QPainter, room: QRectF, text: str, theme: Theme) -> None:
    """Write a text in as many lines as there is room for, and its two ends where that is not all."""
    font = canvas_font(11)
    metrics = QFontMetricsF(font)
    lines = max(int(room.height() / metrics.height()), 1)
    # Lines that break within words end a little before the edge.
    width = room.width() * lines - (lines - 1) * metrics.averageCharWidth() * 2
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideMiddle, width)
    painter.setFont(font)
    painter.setPen(QColor(theme.text))
    wrap = Qt.TextFlag.TextWrapAnywhere if lines > 1 else Qt.TextFlag.TextSingleLine
    painter.drawText(room, int(Qt.AlignmentFlag.AlignCenter) | int(wrap), shown)


def _paint_number(painter: QPainter, room: QRectF, value: float, theme: Theme) -> None:
    """Write a number with its sign, which its colour only repeats."""
    color = theme.diverging[-1] if value >= 0.0 else theme.diverging[0]
    painter.setFont(canvas_font(18, numbers=True))
    painter.setPen(QColor(color if math.isfinite(value) else theme.bad))
    painter.drawText(room, Qt.AlignmentFlag.AlignCenter, signed(value))


def signed(value: float) -> str:
    """Write a number with its sign in front."""
    if not math.isfinite(value):
        return "NaN" if math.isnan(value) else f"{value:+}".replace("inf", "∞")
    text = f"{value:+.3g}" if value else "0"
    return text.replace("-", "\N{MINUS SIGN}")


def _fitted(room: QRectF, values: Array) -> QRectF:
    """Return the largest place for one picture."""
    return tile_places(room, 1, values.shape[0], values.shape[1])[0]
