"""A grey picture of few pixels, shown large."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from nnstudio.app.style.appearance import current_theme, theme_signals
from nnstudio.app.widgets.pixels import color_image
from nnstudio.core.layer import Array


class PictureView(QWidget):
    """Shows pixels as squares, without smoothing; nothing where there is no picture."""

    def __init__(self, size: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._image: QImage | None = None
        self._pixels: Array | None = None
        self.setFixedSize(QSize(size, size))
        theme_signals.changed.connect(self.update)

    def set_picture(self, pixels: Array | None) -> None:
        """Show uint8 ``(height, width)``, or nothing."""
        self._pixels = pixels
        self._image = None if pixels is None else color_image(pixels)
        self.update()

    def picture(self) -> Array | None:
        """Return what is shown."""
        return self._pixels

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current_theme()
        painter = QPainter(self)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.fillRect(self.rect(), QColor("#0d0e10"))
        if self._image is not None:
            painter.drawImage(QRectF(self.rect()), self._image)
            self._paint_grid(painter, self._image.width(), self._image.height())
        painter.setPen(QPen(QColor(theme.border_strong), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))

    def _paint_grid(self, painter: QPainter, columns: int, rows: int) -> None:
        if self.width() < 3 * columns:
            return
        painter.setPen(QPen(QColor(255, 255, 255, 18), 1))
        for column in range(1, columns):
            x = column * self.width() / columns
            painter.drawLine(QPointF(x, 0), QPointF(x, self.height()))
        for row in range(1, rows):
            y = row * self.height() / rows
            painter.drawLine(QPointF(0, y), QPointF(self.width(), y))
