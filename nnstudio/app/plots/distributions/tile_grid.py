"""Where the histograms of a sheet lie."""

from __future__ import annotations

import math
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, QSizeF

GAP = 6
LEAST = (176, 124)
"""The least width and height of a tile among several."""
ASPECT = 1.5
"""How much wider than high a tile is, about."""


@dataclass(frozen=True)
class Pointed:
    """What is read off: a bin of a tile, and for its course a moment."""

    tile: int
    bin: int
    moment: int = -1


def columns_for(count: int, room: QSize) -> int:
    """Return how many tiles stand side by side in a viewport, so that none is too narrow."""
    count = max(count, 1)
    most = max(1, (room.width() + GAP) // (LEAST[0] + GAP))
    if count <= most and room.height() < 2 * LEAST[1] + GAP:
        return count
    across = max(room.width(), 1) / max(room.height(), 1)
    return max(1, min(most, round(math.sqrt(count * across / ASPECT)), count))


def least_height(count: int, room: QSize) -> int:
    """Return how high a sheet must be; at least as high as its viewport."""
    rows = _rows(count, room)
    return max(room.height(), rows * LEAST[1] + (rows - 1) * GAP)


def place_in_grid(number: int, count: int, room: QSize, size: QSizeF) -> QRectF:
    """Return where a tile lies on a sheet of a size."""
    columns, rows = columns_for(count, room), _rows(count, room)
    width = (size.width() - (columns - 1) * GAP) / columns
    height = (size.height() - (rows - 1) * GAP) / rows
    down, across = divmod(number, columns)
    return QRectF(across * (width + GAP), down * (height + GAP), width, height)


def _rows(count: int, room: QSize) -> int:
    return -(-max(count, 1) // columns_for(count, room))
