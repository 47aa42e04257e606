"""The picture as it will be, in the room there is."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen, QPixmap, QResizeEvent
from PySide6.QtWidgets import QWidget

from nnstudio.app.rendering.diagram import Diagram
from nnstudio.app.rendering.picture_options import PictureOptions
from nnstudio.app.style.appearance import current_theme

_EDGE = 12
_MOST_FINE = 6_000_000
_SQUARE = 8
"""Of the chequered ground that shows through what is transparent."""


class PicturePreview(QWidget):
    """Shows a `Diagram` as the options have it, as a whole."""

    def __init__(self, diagram: Diagram, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._diagram, self._options = diagram, PictureOptions()
        self._picture: QImage | None = None
        self.setMinimumSize(360, 240)

    def show_options(self, options: PictureOptions) -> None:
        """Show the picture with other options."""
        self._options, self._picture = options, None
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(620, 420)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._picture = None
        super().resizeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme = current_theme()
        painter.fillRect(self.rect(), QColor(theme.window))
        if self._picture is None:
            self._picture = self._paint_picture()
        size = QSizeF(self._picture.size()) / self._picture.devicePixelRatio()
        corner = QPointF((self.width() - size.width()) / 2, (self.height() - size.height()) / 2)
        place = QRectF(corner, size)
        if self._options.background == "transparent":
            painter.setBrushOrigin(corner)
            painter.fillRect(place, _chequers())
        painter.drawImage(place, self._picture)
        painter.setPen(QPen(QColor(theme.border), 1))
        painter.drawRect(place.adjusted(-0.5, -0.5, 0.5, 0.5))

    def _paint_picture(self) -> QImage:
        whole = self._diagram.size(self._options)
        room = QSizeF(self.width() - 2 * _EDGE, self.height() - 2 * _EDGE)
        fit = min(room.width() / whole.width(), room.height() / whole.height(), 1.0)
        ratio = self.devicePixelRatioF()
        pixels = (whole * fit * ratio).toSize().expandedTo(QSize(1, 1))
        # Words are as in the picture itself only at about its own size.
        fine = whole.width() * whole.height() < _MOST_FINE
        scale = max(fit * ratio, 1.0) if fine else fit * ratio
        size = (whole * scale).toSize().expandedTo(QSize(1, 1))
        image = QImage(size, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(0)
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(scale, scale)
        self._diagram.paint(painter, self._options)
        painter.end()
        if image.size() != pixels:
            smooth = Qt.TransformationMode.SmoothTransformation
            image = image.scaled(pixels, Qt.AspectRatioMode.IgnoreAspectRatio, smooth)
        image.setDevicePixelRatio(ratio)
        return image


def _chequers() -> QPixmap:
    tile = QPixmap(2 * _SQUARE, 2 * _SQUARE)
    tile.fill(Qt.GlobalColor.white)
    painter = QPainter(tile)
    for at in (0, _SQUARE):
        painter.fillRect(at, at, _SQUARE, _SQUARE, QColor(224, 226, 230))
    painter.end()
    return tile
