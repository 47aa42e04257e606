"""The feature maps of one layer as tiles of one picture."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from nnstudio.app.live.pictures import GAP, mosaic, mosaic_shape, value_range
from nnstudio.app.style.appearance import current_theme
from nnstudio.core.layer import Array

Cell: TypeAlias = tuple[int, int, int]
"""Row, column and number of a map."""
Patch: TypeAlias = tuple[int, int, int, int]
"""First row, first column, last row and last column."""

LARGEST_CELL = 30
"""A map of one number is no larger than this."""
TALL = 4
"""How many pixels of the picture the row of a sequence has; the gap below it has one."""


class MapTiles(QWidget):
    """Shows maps ``(height, width, channels)``; each number is a square of whole pixels.

    Maps of one row, as sequences have them, lie below one another as strips. The mouse or the
    arrow keys point at a number, Page Up and Page Down at another map, Enter or a click choose it.
    """

    pointed = Signal(object)
    """The `Cell` under the mouse, None when there is none."""
    clicked = Signal(int)
    """The number of the map that was clicked."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._maps: Array = np.zeros((1, 1, 1), np.float32)
        self._bounds = (0.0, 1.0)
        self._side = 64
        self._pointed: Cell | None = None
        self._marked: Cell | None = None
        self._patch: tuple[Patch, int | None] | None = None
        self._picture: QImage | None = None
        # It paints all of itself, so nothing below has to be painted first.
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_maps(self, maps: Array) -> None:
        """Show other maps, in colours that span all of them."""
        resized = maps.shape != self._maps.shape
        self._maps, self._bounds = maps, value_range(maps)
        self._picture = None
        if resized:
            self._pointed = self._marked = self._patch = None
            self._fit()
        self.update()

    def set_side(self, side: int) -> None:
        """Make each tile about so many pixels wide and high."""
        if side != self._side:
            self._side = side
            self._picture = None
            self._fit()
            self.update()

    def set_marked(self, cell: Cell | None) -> None:
        """Mark the number that is worked out; it stays marked when the mouse has gone."""
        if cell != self._marked:
            self._marked = cell
            self.update()

    def set_patch(self, patch: Patch | None, channel: int | None = None) -> None:
        """Frame what the number that is worked out reads, in one map or in all."""
        wanted = None if patch is None else (patch, channel)
        if wanted != self._patch:
            self._patch = wanted
            self.update()

    def maps(self) -> Array:
        """Return what is shown, ``(height, width, channels)``."""
        return self._maps

    def bounds(self) -> tuple[float, float]:
        """Return the smallest and largest value that has a colour of its own."""
        return self._bounds

    def pointed_cell(self) -> Cell | None:
        """Return the cell under the mouse."""
        return self._pointed

    def repaint_all(self) -> None:
        """Draw anew, as after a change of theme."""
        self._picture = None
        self.update()

    def place_of(self, row: int, column: int, channel: int) -> QPointF:
        """Return the middle of a cell in the widget."""
        down, across = divmod(channel, self._columns(self.width()))
        height, width, _ = self._maps.shape
        wide, high = self._scale()
        return QPointF(
            (across * (width + GAP) + column + 0.5) * wide,
            (down * (height * self._tall() + GAP) + (row + 0.5) * self._tall()) * high,
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, (wide, high) = current_theme(), self._scale()
        if self._picture is None:
            maps = np.repeat(self._maps, self._tall(), axis=0) if self._tall() > 1 else self._maps
            self._picture = mosaic(maps, self._columns(self.width()), self._bounds, theme)
        painter = QPainter(self)
        painter.fillRect(event.rect(), QColor(theme.surface))
        size = self._picture.size()
        painter.drawImage(QRectF(0, 0, size.width() * wide, size.height() * high), self._picture)
        if self._patch is not None:
            patch, channel = self._patch
            every = range(self._maps.shape[2]) if channel is None else (channel,)
            painter.setPen(QPen(QColor(theme.validation), 1.5))
            for number in every:
                painter.drawRect(self._frame(patch, number))
        cell = self._pointed or self._marked
        if cell is None:
            return
        row, column, channel = cell
        height, width, _ = self._maps.shape
        painter.setPen(QPen(QColor(theme.accent), 1.5))
        if self.hasFocus() or cell == self._pointed:
            painter.drawRect(self._frame((0, 0, height - 1, width - 1), channel))
        if min(wide, high) < 4:  # a frame of its own would hide the number
            painter.setPen(QPen(QColor(theme.accent), 1))
            row, column = max(row - 1, 0), max(column - 1, 0)
            painter.drawRect(self._frame((row, column, row + 2, column + 2), channel))
        else:
            painter.drawRect(self._frame((row, column, row, column), channel))

    def resizeEvent(self, event: QEvent) -> None:
        self._picture = None
        self._fit()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._point_at(self._cell_at(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._point_at(None)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        cell = self._cell_at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and cell is not None:
            self.clicked.emit(cell[2])

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        ways = {
            Qt.Key.Key_Left: (0, -1, 0),
            Qt.Key.Key_Right: (0, 1, 0),
            Qt.Key.Key_Up: (-1, 0, 0),
            Qt.Key.Key_Down: (1, 0, 0),
            Qt.Key.Key_PageUp: (0, 0, -1),
            Qt.Key.Key_PageDown: (0, 0, 1),
        }
        key = Qt.Key(event.key())
        height, width, channels = self._maps.shape
        at = self._pointed or self._marked
        if key in ways and not event.modifiers():
            row, column, channel = at or (height // 2, width // 2, 0)
            down, across, further = ways[key] if at is not None else (0, 0, 0)
            self._point_at(
                (
                    min(max(row + down, 0), height - 1),
                    min(max(column + across, 0), width - 1),
                    (channel + further) % channels,
                )
            )
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.clicked.emit(0 if at is None else at[2])
        else:
            super().keyPressEvent(event)

    def _frame(self, patch: Patch, channel: int) -> QRectF:
        """Return the rectangle around a part of a map; it may reach beyond the map."""
        top, left, bottom, right = patch
        wide, high = self._scale()[0], self._scale()[1] * self._tall()
        corner = self.place_of(top, left, channel) - QPointF(wide / 2, high / 2)
        return QRectF(corner.x(), corner.y(), (right - left + 1) * wide, (bottom - top + 1) * high)

    def _fit(self) -> None:
        """Be as high as all rows of tiles; a scroll area asks no layout for a height by width."""
        height, _, channels = self._maps.shape
        rows, _ = mosaic_shape(channels, self._columns(self.width()))
        self.setFixedHeight(int(np.ceil(rows * (height * self._tall() + GAP) * self._scale()[1])))

    def _scale(self) -> tuple[float, float]:
        """Return width and height of one number: whole pixels of the screen."""
        ratio = self.devicePixelRatioF()
        height, width = self._maps.shape[:2]
        side = float(min(self._side, LARGEST_CELL * max(height, width)))
        if height == 1 and width > 1:
            side = max(side, min(3.0 * self._side, self.width() - 4.0))
            high = max(2.0, self._side / 28)
            return max(1.0, float(int(side * ratio / width))) / ratio, int(high * ratio) / ratio
        wide = max(1.0, float(int(side * ratio / max(height, width)))) / ratio
        return wide, wide

    def _tall(self) -> int:
        """Return how many rows of the picture a row of a map has."""
        return TALL if self._maps.shape[0] == 1 and self._maps.shape[1] > 1 else 1

    def _columns(self, width: int) -> int:
        # After the last map of a row there is no gap.
        fit = (width / self._scale()[0] + GAP) / (self._maps.shape[1] + GAP)
        return mosaic_shape(self._maps.shape[2], int(fit))[1]

    def _cell_at(self, place: QPointF) -> Cell | None:
        height, width, channels = self._maps.shape
        wide, high = self._scale()
        down, row = divmod(int(place.y() / high), height * self._tall() + GAP)
        across, column = divmod(int(place.x() / wide), width + GAP)
        columns = self._columns(self.width())
        channel = down * columns + across
        row //= self._tall()
        inside = row < height and column < width and across < columns and place.x() >= 0
        return (row, column, channel) if inside and channel < channels else None

    def _point_at(self, cell: Cell | None) -> None:
        if cell != self._pointed:
            self._pointed = cell
            shape = Qt.CursorShape.PointingHandCursor if cell else Qt.CursorShape.ArrowCursor
            self.setCursor(shape)
            self.pointed.emit(cell)
            self.update()
