"""What a unit reads: its weights as a picture or as bars."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from nnstudio.app.live.pictures import GAP, mosaic, mosaic_shape, value_range
from nnstudio.app.style.appearance import current_theme
from nnstudio.app.style.fonts import number_font
from nnstudio.app.widgets.figures import figure_text
from nnstudio.core.layer import Array
from nnstudio.core.shapes import Shape

MOST_BARS = 8
ROW, NAME, VALUE = 16, 96, 58
LARGEST_SIDE, HIGHEST = 112, 148
SMALLEST_PICTURE = 9
"""Fewer inputs than this are bars even where they are a picture."""


class UnitInputs(QWidget):
    """Shows kernels and the weights of pictures as pictures, else the strongest weights as bars."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._maps: Array | None = None
        self._picture: QImage | None = None
        self._bars: tuple[tuple[str, float], ...] = ()
        self._pointed = ""
        self.setFont(number_font(0.85))
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_weights(self, weights: Array, shape: Shape, names: tuple[str, ...]) -> None:
        """Show the weights of a unit.

        Parameters
        ----------
        weights
            ``(inputs,)``, or a kernel ``(*kernel, channels)``.
        shape
            How the inputs lie side by side where they are a picture, else empty.
        names
            What the inputs are called; empty: by their numbers.
        """
        self._maps = as_maps(weights, shape)
        self._picture = None
        order = np.argsort(-np.abs(weights.ravel()), kind="stable")[:MOST_BARS].tolist()
        known = names if len(names) == len(weights) else tuple(map(str, range(len(weights))))
        self._bars = () if weights.ndim > 1 else tuple((known[i], float(weights[i])) for i in order)
        self.updateGeometry()
        self.update()

    def bars(self) -> tuple[tuple[str, float], ...]:
        """Return the strongest inputs and their weights, where they are shown as bars."""
        return () if self._maps is not None else self._bars

    def maps(self) -> Array | None:
        """Return the weights ``(height, width, maps)`` where they are shown as a picture."""
        return self._maps

    def readout(self) -> str:
        """Return the weight under the mouse, or the range of all weights."""
        if self._pointed or self._maps is None:
            return self._pointed
        low, high = float(self._maps.min()), float(self._maps.max())
        return f"{figure_text(low)} … {figure_text(high)}"

    def sizeHint(self) -> QSize:
        if self._maps is None:
            return QSize(NAME + VALUE + 60, max(len(self._bars), 1) * ROW + 2)
        scale, columns = self._layout()
        rows, _ = mosaic_shape(self._maps.shape[2], columns)
        return QSize(120, min(int(rows * (self._maps.shape[0] + GAP) * scale) + 18, HIGHEST + 18))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.updateGeometry()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._point_at(event.position())

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._pointed = ""
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter = current_theme(), QPainter(self)
        if self._maps is None:
            self._paint_bars(painter)
            return
        scale, columns = self._layout()
        self._picture = mosaic(self._maps, columns, value_range(self._maps), theme)
        size = self._picture.size()
        painter.setClipRect(QRectF(0, 0, self.width(), self.height() - 17))
        painter.drawImage(QRectF(0, 0, size.width() * scale, size.height() * scale), self._picture)
        painter.setClipping(False)
        painter.setPen(QColor(theme.muted))
        line = QRectF(0, self.height() - 16, self.width(), 16)
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, self.readout())

    def _paint_bars(self, painter: QPainter) -> None:
        theme = current_theme()
        most = max((abs(value) for _, value in self._bars), default=1.0) or 1.0
        left, right = NAME, self.width() - VALUE
        middle = (left + right) / 2
        for number, (name, value) in enumerate(self._bars):
            top = number * ROW
            painter.setPen(QColor(theme.muted))
            mode = Qt.TextElideMode.ElideMiddle
            text = painter.fontMetrics().elidedText(name, mode, NAME - 8)
            painter.drawText(QRectF(0, top, NAME - 6, ROW), Qt.AlignmentFlag.AlignVCenter, text)
            long = value / most * (right - left) / 2 if np.isfinite(value) else 0.0
            color = theme.diverging[-1] if value > 0 else theme.diverging[0]
            bar = QRectF(min(middle, middle + long), top + 3, abs(long), ROW - 6)
            painter.fillRect(bar, QColor(color))
            painter.setPen(QColor(theme.text))
            side = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(QRectF(right, top, VALUE - 2, ROW), side, figure_text(value))
        painter.setPen(QColor(theme.border_strong))
        painter.drawLine(QPointF(middle, 0), QPointF(middle, len(self._bars) * ROW))

    def _layout(self) -> tuple[int, int]:
        """Return how large a number is and how many maps stand side by side."""
        assert self._maps is not None
        height, width, _ = self._maps.shape
        largest = max(1, min(LARGEST_SIDE // max(height, width), 14))
        for scale in range(largest, 0, -1):
            columns = max(1, int((self.width() / scale + GAP) // (width + GAP)))
            rows, columns = mosaic_shape(self._maps.shape[2], columns)
            if rows * (height + GAP) * scale <= HIGHEST:
                break
        return scale, columns

    def _point_at(self, place: QPointF) -> None:
        self._pointed = ""
        if self._maps is not None:
            height, width, channels = self._maps.shape
            scale, columns = self._layout()
            down, row = divmod(int(place.y() / scale), height + GAP)
            across, column = divmod(int(place.x() / scale), width + GAP)
            channel = down * columns + across
            if row < height and column < width and across < columns and channel < channels:
                value = float(self._maps[row, column, channel])
                self._pointed = f"[{row}, {column}, {channel}] = {figure_text(value)}"
        self.update()


def as_maps(weights: Array, shape: Shape) -> Array | None:
    """Return weights as pictures ``(height, width, maps)``; None where bars say more."""
    if weights.ndim == 3:
        return weights
    if weights.ndim == 2:
        return weights[:, :, np.newaxis].transpose(1, 0, 2)
    if len(shape) in (2, 3) and np.prod(shape) == len(weights) >= SMALLEST_PICTURE:
        return weights.reshape(*shape[:2], -1)
    return None
