"""Where in its input a patch lies: the picture with its border of zeros."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen

from nnstudio.app.live.pictures import colors, image
from nnstudio.app.style.appearance import current_theme
from nnstudio.core.layer import Array
from nnstudio.explain.window_places import BETWEEN
from nnstudio.explain.worked_pixel import border_of

if TYPE_CHECKING:
    from nnstudio.app.plots.feature_maps.working_panel import Working


def paint_context(
    painter: QPainter,
    area: QRectF,
    x: Array,
    bounds: tuple[float, float],
    working: Working,
    chosen: tuple[int, int] | None,
) -> None:
    """Paint an input ``(rows, columns, 1 or 3)``, its border, and the places that are read."""
    theme, worked = current_theme(), working.worked
    (above, below), (before, after) = border_of(working.done)
    height, width = x.shape[0] + above + below, x.shape[1] + before + after
    wide, high = area.width() / width, area.height() / height
    if x.shape[0] > 1:
        wide = high = min(wide, high)
    whole = QRectF(area.left(), area.top(), width * wide, height * high)
    if above + below + before + after:
        painter.fillRect(whole, QColor(theme.surface))
        painter.fillRect(whole, QBrush(QColor(theme.border_strong), Qt.BrushStyle.BDiagPattern))
    left, top = whole.left() + before * wide, whole.top() + above * high
    inner = QRectF(left, top, x.shape[1] * wide, x.shape[0] * high)
    if x.shape[2] == 1:
        painter.drawImage(inner, image(colors(x[:, :, 0], bounds, theme)))
    else:
        low, reach = bounds[0], (bounds[1] - bounds[0]) or 1.0
        levels = np.clip(255 * (np.nan_to_num(x) - low) / reach, 0, 255).astype(np.uint32)
        red, green, blue = np.moveaxis(levels, 2, 0)
        painter.drawImage(inner, image(np.uint32(0xFF000000) | red << 16 | green << 8 | blue))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(theme.border_strong), 1))
    painter.drawRect(whole)
    there = worked.reach != BETWEEN
    if not there.any():
        return
    rows, columns = worked.rows[there], worked.columns[there]
    patch = QRectF(
        left + columns.min() * wide,
        top + rows.min() * high,
        (columns.max() - columns.min() + 1) * wide,
        (rows.max() - rows.min() + 1) * high,
    )
    painter.setPen(QPen(QColor(theme.validation), 2))
    painter.drawRect(patch)
    for place, color in ((worked.winner, theme.good), (chosen, theme.accent)):
        if place is not None and there[place]:
            at = left + worked.columns[place] * wide, top + worked.rows[place] * high
            painter.setPen(QPen(QColor(color), 2))
            painter.drawRect(QRectF(*at, max(wide, 3), max(high, 3)))
