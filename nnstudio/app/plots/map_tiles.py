"""The feature maps of one layer as tiles of one picture."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QImage, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from nnstudio.app.live.pictures import GAP, mosaic, mosaic_shape, value_range
from nnstudio.app.style.appearance import current_theme
from nnstudio.core.layer import Array

Cell = tuple[int, int, int]
"""Row, column and number of a map."""


class MapTiles(QWidget):
    """Shows maps ``(height, width, channels)``; each number is a square of whole pixels."""

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
        self._picture: QImage | None = None
        # It paints all of itself, so nothing below has to be painted first.
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_maps(self, maps: Array) -> None:
        """Show other maps, in colours that span all of them."""
        resized = maps.shape != self._maps.shape
        self._maps, self._bounds = maps, value_range(maps)
        self._picture = None
        if resized:
            self._pointed = None
            self._fit()
        self.update()

    def set_side(self, side: int) -> None:
        """Make each tile about so many pixels wide and high."""
        if side != self._side:
            self._side = side
            self._picture = None
            self._fit()
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
        scale = self._scale()
        return QPointF(
            (across * (width + GAP) + column + 0.5) * scale,
            (down * (height + GAP) + row + 0.5) * scale,
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, scale = current_theme(), self._scale()
        if self._picture is None:
            self._picture = mosaic(self._maps, self._columns(self.width()), self._bounds, theme)
        painter = QPainter(self)
        painter.fillRect(event.rect(), QColor(theme.surface))
        size = self._picture.size()
        target = QRectF(0, 0, size.width() * scale, size.height() * scale)
        painter.drawImage(target, self._picture)
        if self._pointed is None:
            return
        row, column, channel = self._pointed
        height, width, _ = self._maps.shape
        corner = self.place_of(0, 0, channel) - QPointF(scale / 2, scale / 2)
        painter.setPen(QPen(QColor(theme.accent), 1.5))
        painter.drawRect(QRectF(corner.x(), corner.y(), width * scale, height * scale))
        if scale >= 4:
            at = self.place_of(row, column, channel)
            painter.drawRect(QRectF(at.x() - scale / 2, at.y() - scale / 2, scale, scale))

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

    def _fit(self) -> None:
        """Be as high as all rows of tiles; a scroll area asks no layout for a height by width."""
        height, _, channels = self._maps.shape
        rows, _ = mosaic_shape(channels, self._columns(self.width()))
        self.setFixedHeight(int(np.ceil(rows * (height + GAP) * self._scale())))

    def _scale(self) -> float:
        """Return the size of one number: whole pixels of the screen."""
        ratio = self.devicePixelRatioF()
        largest = max(self._maps.shape[:2])
        return max(1.0, float(int(self._side * ratio / largest))) / ratio

    def _columns(self, width: int) -> int:
        # After the last map of a row there is no gap.
        fit = (width / self._scale() + GAP) / (self._maps.shape[1] + GAP)
        return mosaic_shape(self._maps.shape[2], int(fit))[1]

    def _cell_at(self, place: QPointF) -> Cell | None:
        height, width, channels = self._maps.shape
        scale = self._scale()
        down, row = divmod(int(place.y() / scale), height + GAP)
        across, column = divmod(int(place.x() / scale), width + GAP)
        columns = self._columns(self.width())
        channel = down * columns + across
        inside = row < height and column < width and across < columns and place.x() >= 0
        return (row, column, channel) if inside and channel < channels else None

    def _point_at(self, cell: Cell | None) -> None:
        if cell != self._pointed:
            self._pointed = cell
            shape = Qt.CursorShape.PointingHandCursor if cell else Qt.CursorShape.ArrowCursor
            self.setCursor(shape)
            self.pointed.emit(cell)
            self.update()
