"""The colours of frames and notes by name, with swatches."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPen, QPixmap

from nnstudio.app.style.appearance import current_theme

translate = QCoreApplication.translate

_SIDE = 16


def color_name(color: str) -> str:
    """Return what one of `REMARK_COLORS` is called in the user's language."""
    return {
        "": translate("RemarkColors", "Grey"),
        "blue": translate("RemarkColors", "Blue"),
        "green": translate("RemarkColors", "Green"),
        "yellow": translate("RemarkColors", "Yellow"),
        "red": translate("RemarkColors", "Red"),
        "purple": translate("RemarkColors", "Purple"),
    }[color]


def swatch(color: str) -> QIcon:
    """Return a small picture of a colour, as it looks in the present theme."""
    ground, ink = current_theme().tints[color]
    found = QIcon()
    for scale in (1, 2):
        pixmap = QPixmap(QSize(_SIDE, _SIDE) * scale)
        pixmap.setDevicePixelRatio(scale)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(ink), 1.5))
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(QRectF(1, 1, _SIDE - 2, _SIDE - 2), 4, 4)
        painter.end()
        found.addPixmap(pixmap)
    return found
