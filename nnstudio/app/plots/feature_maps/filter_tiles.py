"""The filters of a layer: the numbers each of its maps weighs its input with."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import QColor, QImage, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from nnstudio.app.live.pictures import colors, image
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
        self._picture: QImage | None = None
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_kernels(self, kernels: Array, colour: bool) -> None:
        """Show other kernels; ``colour``: their three channels are red, green and blue."""
        resized = kernels.shape != self._kernels.shape or colour != self._colour
        self._kernels, self._colour = kernels, colour and kernels.shape[2] == COLOURS
        self._picture = None
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
        self._picture = None
        self.update()

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
        if self._picture is None:
            self._picture = self._painted()
        painter.drawImage(0, 0, self._picture)
        high, wide = self._kernels.shape[0] * self._cell(), self._block() - BETWEEN
        painter.setPen(QColor(theme.border_strong))
        for number in range(self._count()):
            painter.drawRect(QRectF(self._corner(number), QSizeF(wide, high)))
        if self._picked is not None and self._picked < self._count():
            painter.setPen(QPen(QColor(theme.accent), 2))
            frame = QRectF(self._corner(self._picked), QSizeF(wide, high))
            painter.drawRect(frame.adjusted(-1, -1, 1, 1))

    def resizeEvent(self, event: QEvent) -> None:
        self._picture = None
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

    def _painted(self) -> QImage:
        """Return all filters as one picture of the widget's size."""
        theme, cell, count = current_theme(), self._cell(), self._count()
        kernels = np.nan_to_num(self._kernels[..., :count])
        reach = float(np.abs(kernels).max(initial=0.0)) or 1.0
        if self._colour:
            level = np.clip(127.5 * (1 + kernels / reach), 0, 255).astype(np.uint32)
            red, green, blue = np.moveaxis(level, 2, 0)
            shades = (np.uint32(0xFF000000) | red << 16 | green << 8 | blue)[:, :, np.newaxis]
        else:
            shades = colors(kernels, (-reach, reach), theme)
        ground = np.uint32(0xFF000000 | int(theme.surface[1:], 16))
        large = shades.repeat(cell, axis=0).repeat(cell, axis=1)
        large = np.pad(large, ((0, 0), (0, 1), (0, 0), (0, 0)), constant_values=ground)
        high, wide, channels, _ = large.shape
        blocks = large.transpose(3, 0, 2, 1).reshape(count, high, channels * wide)[:, :, :-1]
        last = self._corner(count - 1)
        whole = np.full(
            (int(last.y()) + high, 1 + self._across() * self._block()), ground, np.uint32
        )
        for number, block in enumerate(blocks):
            x, y = int(self._corner(number).x()), int(self._corner(number).y())
            whole[y : y + high, x : x + block.shape[1]] = block
        return image(whole)

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
