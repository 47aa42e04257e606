"""Words and icons on the canvas that stay sharp at every zoom and never run out of their room."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPaintEngine,
    QPainter,
    QStaticText,
)

from nnstudio.app.canvas.ink import canvas_font
from nnstudio.app.style.icons import draw_vector_icon, icon_pixmap


class Lettering:
    """One line of text, laid out once and painted often.

    Parameters
    ----------
    pixels
        The size of the letters in the scene's units.
    room
        The width there is; what does not fit ends in an ellipsis.
    numbers
        Whether all digits shall be equally wide.
    """

    def __init__(
        self,
        text: str,
        pixels: float,
        room: float,
        weight: QFont.Weight = QFont.Weight.Normal,
        *,
        numbers: bool = False,
    ) -> None:
        self._font = canvas_font(pixels, weight, numbers=numbers)
        metrics = QFontMetricsF(self._font)
        self.shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
        self.width = metrics.horizontalAdvance(self.shown)
        self.height = metrics.height()
        self._static = QStaticText(self.shown)
        self._static.setTextFormat(Qt.TextFormat.PlainText)
        self._static.prepare(font=self._font)

    def draw(self, painter: QPainter, x: float, y: float, color: QColor) -> None:
        """Paint the line with its upper left corner at a place."""
        painter.setFont(self._font)
        painter.setPen(color)
        painter.drawStaticText(QPointF(x, y), self._static)


def fitted(
    text: str, smallest: float, largest: float, room: float, weight: QFont.Weight
) -> Lettering:
    """Return the text in the largest letters that fit its room."""
    width = QFontMetricsF(canvas_font(largest, weight)).horizontalAdvance(text)
    pixels = largest if width <= room else max(largest * room / width - 0.5, smallest)
    return Lettering(text, pixels, room, weight)


def draw_icon(
    painter: QPainter, name: str, center: QPointF, size: int, color: QColor, zoom: float
) -> None:
    """Paint an icon of ``size`` scene units, rendered as finely as the zoom needs."""
    place = QRectF(center.x() - size / 2, center.y() - size / 2, size, size)
    if painter.paintEngine().type() != QPaintEngine.Type.Raster:
        draw_vector_icon(painter, name, place, color.name())
        return
    scale = max(math.ceil(2 * zoom * painter.device().devicePixelRatioF()) / 2, 0.5)
    pixmap = icon_pixmap(name, size, color.name(), scale)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawPixmap(place, pixmap, QRectF(pixmap.rect()))
