"""The sample as a picture, with what is drawn over it."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QEvent, QRectF, QSize, Signal
from PySide6.QtGui import QColor, QImage, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from nnstudio.app.plots.feature_maps.map_tiles import Patch
from nnstudio.app.style.appearance import current_theme
from nnstudio.core.layer import Array

PICTURE, SMALLEST, STRIP = 112, 48, 22.0
VEIL = 0.62
"""How much of the picture the colours over it hide at most."""


class SamplePicture(QWidget):
    """The sample, enlarged without being smoothed: these are the numbers the network reads."""

    pointed = Signal(object)
    """Row and column under the mouse, None when there is none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._image = QImage()
        self._heat: Array | None = None
        self._veil: QImage | None = None
        self._mark: Patch | None = None
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setMinimumHeight(SMALLEST)
        self.setMaximumHeight(PICTURE + 2)

    def set_image(self, image: QImage) -> None:
        """Show another sample."""
        self._image = image
        self.update()

    def set_heat(self, heat: Array | None) -> None:
        """Colour the picture by a number for each pixel, ``(height, width)``."""
        self._heat, self._veil = heat, None
        self.update()

    def heat(self) -> Array | None:
        """Return what the picture is coloured by."""
        return self._heat

    def set_mark(self, mark: Patch | None) -> None:
        """Frame the part of the sample that a number depends on."""
        if mark != self._mark:
            self._mark = mark
            self.update()

    def mark(self) -> Patch | None:
        """Return what is framed."""
        return self._mark

    def repaint_all(self) -> None:
        """Draw anew, as after a change of theme."""
        self._veil = None
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(PICTURE, PICTURE + 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._image.isNull():
            return
        theme = current_theme()
        painter = QPainter(self)
        target, scale = self._area()
        painter.drawImage(target, self._image)
        if self._heat is not None:
            painter.drawImage(target, self._colours(self._heat))
        painter.setPen(QColor(theme.border))
        painter.drawRect(target)
        if self._mark is not None:
            top, left, bottom, right = self._mark
            painter.setPen(QPen(QColor(theme.validation), 2))
            across, down = (right - left + 1) * scale[0], (bottom - top + 1) * scale[1]
            painter.drawRect(
                QRectF(target.x() + left * scale[0], target.y() + top * scale[1], across, down)
            )

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._image.isNull():
            return
        target, scale = self._area()
        at = event.position() - target.topLeft()
        row, column = int(at.y() // scale[1]), int(at.x() // scale[0])
        inside = 0 <= row < self._image.height() and 0 <= column < self._image.width()
        self.pointed.emit((row, column) if inside else None)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.pointed.emit(None)

    def _area(self) -> tuple[QRectF, tuple[float, float]]:
        """Return where the picture lies, and how large a pixel is."""
        width, height = self._image.width(), self._image.height()
        scale = min((self.width() - 2) / width, (self.height() - 2) / height)
        down = max(scale, STRIP) if height == 1 else scale
        return QRectF(1, 1, width * scale, height * down), (scale, down)

    def _colours(self, heat: Array) -> QImage:
        """Return colours that hide the picture the more, the more a pixel counts."""
        if self._veil is None:
            reach = float(np.abs(np.nan_to_num(heat)).max(initial=0.0)) or 1.0
            theme = current_theme()
            ends = (theme.diverging[0], theme.diverging[-1])
            parts = [[int(end[i : i + 2], 16) for i in (1, 3, 5)] for end in ends]
            strength = np.clip(np.abs(np.nan_to_num(heat)) / reach, 0.0, 1.0)
            tint = np.where((heat >= 0)[..., None], parts[1], parts[0]).astype(np.float64)
            shades = np.empty((*heat.shape, 4), np.uint8)
            alpha = VEIL + (1 - VEIL) * strength
            alpha = np.where(strength > 0, alpha * strength**0.7, 0.0)
            shades[..., :3] = (tint * alpha[..., None])[..., ::-1]
            shades[..., 3] = 255 * alpha
            height, width = heat.shape
            kind = QImage.Format.Format_ARGB32_Premultiplied
            self._veil = QImage(shades.data, width, height, 4 * width, kind).copy()
        return self._veil
