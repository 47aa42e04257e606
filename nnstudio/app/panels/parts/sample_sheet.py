"""Samples of a picture data set beside one another, with the class of each."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QHelpEvent, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from nnstudio.app.panels.parts.picture_view import grey_image
from nnstudio.app.style.appearance import current_theme, theme_signals
from nnstudio.app.style.fonts import number_font
from nnstudio.core.layer import Array

COLUMNS, ROWS = 8, 3
CAPTION = 15
_GAP = 4


class SampleSheet(QWidget):
    """Shows up to 24 grey pictures with their classes; the tooltip names the sample."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._images: list[QImage] = []
        self._captions: tuple[str, ...] = ()
        self._indices: tuple[int, ...] = ()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme_signals.changed.connect(self.update)

    def set_samples(
        self, pictures: Array, captions: tuple[str, ...], indices: tuple[int, ...]
    ) -> None:
        """Show uint8 pictures ``(n, height, width)``, their classes and their numbers."""
        self._images = [grey_image(picture) for picture in pictures[: COLUMNS * ROWS]]
        self._captions, self._indices = captions, indices
        self.update()

    def captions(self) -> tuple[str, ...]:
        """Return the classes of the samples that are shown."""
        return self._captions

    def sizeHint(self) -> QSize:
        return QSize(240, self.heightForWidth(240))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, 80)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return round(ROWS * (self._side(width) + CAPTION + _GAP))

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            side = self._side(self.width())
            column = int(event.pos().x() // (side + _GAP))
            number = int(event.pos().y() // (side + CAPTION + _GAP)) * COLUMNS + column
            if 0 <= column < COLUMNS and number < len(self._images):
                text = self.tr("Sample {number}: {class_name}").format(
                    number=self._indices[number], class_name=self._captions[number]
                )
                QToolTip.showText(event.globalPos(), text, self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current_theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setFont(number_font(0.88))
        painter.setPen(QColor(theme.muted))
        side = self._side(self.width())
        for number, image in enumerate(self._images):
            left = (number % COLUMNS) * (side + _GAP)
            top = (number // COLUMNS) * (side + CAPTION + _GAP)
            painter.drawImage(QRectF(left, top, side, side), image)
            center = Qt.AlignmentFlag.AlignCenter
            area = QRectF(left - _GAP / 2, top + side, side + _GAP, CAPTION)
            painter.drawText(area, center, self._captions[number])

    def _side(self, width: int) -> float:
        return min((width - (COLUMNS - 1) * _GAP) / COLUMNS, 56.0)


def as_grey(pictures: Array, value_range: tuple[float, float]) -> Array:
    """Return pictures in a data set's own units as uint8 ``(n, height, width)``."""
    low, high = value_range
    if pictures.ndim == 4:
        pictures = pictures.mean(axis=3)
    share = (pictures.astype(np.float32) - low) / max(high - low, 1e-9)
    return np.clip(share * 255, 0, 255).astype(np.uint8)
