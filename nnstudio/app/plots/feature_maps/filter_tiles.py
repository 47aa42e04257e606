"""The filters of a layer: the numbers each of its maps weighs its input with."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QImage, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from nnstudio.app.live.pictures import colors, image, value_range
from nnstudio.app.style.appearance import current_theme
from nnstudio.core.layer import Array

CELL = 6
SMALLEST_CELL = 2
BETWEEN = 6
"""Pixels between two filters; between the channels of one lies a single one."""
MOST_TILES = 2048
COLOURS = 3


class FilterTiles(QWidget):
    """Shows kernels ``(rows, columns, channels, filters)``, the channels of a filter side by side.

    The filters of a layer that reads a colour picture are shown as colours: grey is zero.
    """

    pointed = Signal(str)
    """The weight under the mouse in words; empty when there is none."""
    clicked = Signal(int)
    """The number of the filter that was clicked."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kernels: Array = np.zeros((1, 1, 1, 1), np.float32)
        self._colour = False
        self._picked: int | None = None
        self._tiles: list[QImage] | None = None
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_kernels(self, kernels: Array, colour: bool) -> None:
        """Show other kernels; ``colour``: their three channels are red, green and blue."""
        resized = kernels.shape != self._kernels.shape or colour != self._colour
        self._kernels, self._colour = kernels, colour and kernels.shape[2] == COLOURS
        self._tiles = None
        if resized:
            self._fit()
        self.update()

    def set_picked(self, number: int | None) -> None:
        """Frame the filter of one map."""
        if number != self._picked:
            self._picked = number
            self.update()

    def kernels(self) -> Array:
        """Return what is shown ``(rows, columns, channels, filters)``."""
        return self._kernels

    def repaint_all(self) -> None:
        """Draw anew, as after a change of theme."""
        self._tiles = None
        self.update()

    def hidden_filters(self) -> int:
        """Return how many filters are too many to be shown."""
        return self._kernels.shape[3] - self._count()

    def place_of(self, row: int, column: int, channel: int, number: int) -> QPointF:
        """Return the middle of a weight in the widget."""
        cell, corner = self._cell(), self._corner(number)
        wide = self._kernels.shape[1] * cell + 1
        channel = 0 if self._colour else channel
        across = channel * wide + (column + 0.5) * cell
        return corner + QPointF(across, (row + 0.5) * cell)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current_theme()
        painter = QPainter(self)
        if self._tiles is None:
            self._tiles = self._pictures()
        cell = self._cell()
        rows, columns = self._kernels.shape[:2]
        for number in range(self._count()):
            corner = self._corner(number)
            size = self._tiles[number].size()
            # Between the channels lies one pixel of the ground, which is drawn as a cell is not.
            wide = columns * cell
            for channel in range(self._shown_channels()):
                part = QRectF(channel * columns, 0, columns, size.height())
                left = corner.x() + channel * (wide + 1)
                painter.drawImage(
                    QRectF(left, corner.y(), wide, rows * cell), self._tiles[number], part
                )
            frame = QRectF(corner.x(), corner.y(), self._block() - BETWEEN, rows * cell)
            picked = number == self._picked
            pen = QPen(QColor(theme.accent if picked else theme.border_strong), 2 if picked else 1)
            painter.setPen(pen)
            painter.drawRect(frame.adjusted(-1, -1, 1, 1) if picked else frame)

    def resizeEvent(self, event: QEvent) -> None:
        self._fit()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        found = self._weight_at(event.position())
        self.setCursor(
            Qt.CursorShape.ArrowCursor if found is None else Qt.CursorShape.PointingHandCursor
        )
        if found is None:
            self.pointed.emit("")
            return
        row, column, channel, number = found
        if self._colour:
            parts = self._kernels[row, column, :, number]
            text = self.tr("filter {number} [{row}, {column}] = {red} {green} {blue}")
            named = dict(zip(("red", "green", "blue"), (f"{v:.4f}" for v in parts), strict=True))
            self.pointed.emit(text.format(number=number, row=row, column=column, **named))
        else:
            value = f"{float(self._kernels[row, column, channel, number]):.4f}"
            text = self.tr("filter {number} [{row}, {column}], channel {channel} = {value}")
            self.pointed.emit(
                text.format(number=number, row=row, column=column, channel=channel, value=value)
            )

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.pointed.emit("")

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        found = self._weight_at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and found is not None:
            self.clicked.emit(found[3])

    def _pictures(self) -> list[QImage]:
        """Return one picture for each filter, its channels side by side."""
        theme = current_theme()
        rows, columns, channels, _ = self._kernels.shape
        bounds = value_range(np.append(self._kernels, -np.abs(self._kernels).max(initial=0.0)))
        found = []
        for number in range(self._count()):
            kernel = self._kernels[..., number]
            if self._colour:
                reach = float(np.abs(self._kernels).max(initial=0.0)) or 1.0
                level = np.clip(127.5 * (1 + np.nan_to_num(kernel) / reach), 0, 255)
                red, green, blue = np.moveaxis(level.astype(np.uint32), 2, 0)
                found.append(image(np.uint32(0xFF000000) | red << 16 | green << 8 | blue))
                continue
            flat = kernel.transpose(0, 2, 1).reshape(rows, channels * columns)
            found.append(image(colors(flat, bounds, theme)))
        return found

    def _shown_channels(self) -> int:
        return 1 if self._colour else self._kernels.shape[2]

    def _count(self) -> int:
        return min(self._kernels.shape[3], max(1, MOST_TILES // self._shown_channels()))

    def _cell(self) -> int:
        """Return the pixels of one weight, fewer where the channels of a filter are many."""
        rows, columns = self._kernels.shape[:2]
        fit = (self.width() - 2) / self._shown_channels() / max(columns, 1)
        usual = max(CELL, 18 // max(rows, columns))
        return int(min(max(fit, SMALLEST_CELL), usual))

    def _block(self) -> int:
        """Return the width of a filter with the gap after it."""
        return self._shown_channels() * (self._kernels.shape[1] * self._cell() + 1) - 1 + BETWEEN

    def _across(self) -> int:
        return max(1, (self.width() + BETWEEN - 2) // self._block())

    def _corner(self, number: int) -> QPointF:
        down, across = divmod(number, self._across())
        high = self._kernels.shape[0] * self._cell() + BETWEEN
        return QPointF(1 + across * self._block(), 1 + down * high)

    def _fit(self) -> None:
        rows = -(-self._count() // self._across())
        self.setFixedHeight(rows * (self._kernels.shape[0] * self._cell() + BETWEEN))

    def _weight_at(self, place: QPointF) -> tuple[int, int, int, int] | None:
        cell = self._cell()
        rows, columns, _, _ = self._kernels.shape
        high = rows * cell + BETWEEN
        down, up = divmod(place.y() - 1, high)
        across, left = divmod(place.x() - 1, self._block())
        channel, inside = divmod(left, columns * cell + 1)
        number = int(down) * self._across() + int(across)
        fits = 0 <= across < self._across() and 0 <= number < self._count() and up < rows * cell
        if not fits or channel >= self._shown_channels() or inside >= columns * cell or down < 0:
            return None
        return int(up // cell), int(inside // cell), int(channel), number
