"""What each input channel adds to one number: bars, the strongest first."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QCoreApplication, QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from nnstudio.app.plots.feature_maps.equation import figure
from nnstudio.app.plots.feature_maps.painter_fonts import digits, letters
from nnstudio.app.style.appearance import current_theme
from nnstudio.core.layer import Array

BAR = 16
_NAME, _OTHERS, _VALUE = 42, 54, 50
translate = QCoreApplication.translate


@dataclass(frozen=True)
class ChannelRow:
    """One channel or the rest of them: its place among those that are read, or -1."""

    place: int
    name: str
    value: float


def channel_rows(channels: Array, parts: Array, most: int, colour: bool) -> tuple[ChannelRow, ...]:
    """Return the strongest channels and, as one row, what all others add."""
    names = (
        translate("WorkingPanel", "red"),
        translate("WorkingPanel", "green"),
        translate("WorkingPanel", "blue"),
    )
    order = np.argsort(-np.abs(np.nan_to_num(parts)), kind="stable")
    if len(order) <= most + 1:
        most = len(order)
    rows = [
        ChannelRow(
            place, names[place] if colour else str(int(channels[place])), float(parts[place])
        )
        for place in order[:most].tolist()
    ]
    rest = order[most:]
    if len(rest):
        text = translate("WorkingPanel", "{count} others").format(count=len(rest))
        rows.append(ChannelRow(-1, text, float(parts[rest].sum())))
    return tuple(rows)


def paint_bars(
    painter: QPainter, area: QRectF, rows: tuple[ChannelRow, ...], chosen: int, unsigned: bool
) -> list[tuple[QRectF, int]]:
    """Paint the rows and return where each channel lies."""
    theme = current_theme()
    found = []
    largest = max((abs(row.value) for row in rows if np.isfinite(row.value)), default=0.0) or 1.0
    name_width = max(_NAME, _OTHERS if rows and rows[-1].place < 0 else 0)
    left, right = area.left() + name_width, area.right() - _VALUE
    zero = left if unsigned else (left + right) / 2
    reach = (right - left) if unsigned else (right - left) / 2
    for number, row in enumerate(rows):
        place = QRectF(area.left(), area.top() + number * BAR, area.width(), BAR)
        if place.bottom() > area.bottom() + 1:
            break
        if row.place == chosen:
            painter.fillRect(place, QColor(theme.selection))
        painter.setFont(letters(0.82))
        painter.setPen(QColor(theme.text if row.place >= 0 else theme.muted))
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRectF(place.left() + 3, place.top(), name_width, BAR), middle, row.name)
        if np.isfinite(row.value) and reach > 4:
            length = reach * row.value / largest
            color = theme.diverging[-1] if row.value > 0 else theme.diverging[0]
            bar = QRectF(zero, place.top() + 4, length, BAR - 8).normalized()
            painter.fillRect(bar, QColor(color))
        painter.setFont(digits(0.8))
        value = QRectF(right, place.top(), _VALUE - 3, BAR)
        painter.drawText(value, middle | Qt.AlignmentFlag.AlignRight, figure(row.value, 3))
        if row.place >= 0:
            found.append((place, row.place))
    if not unsigned and reach > 4:
        painter.setPen(QColor(theme.border_strong))
        bottom = area.top() + min(len(rows) * BAR, area.height())
        painter.drawLine(int(zero), int(area.top()), int(zero), int(bottom))
    return found
