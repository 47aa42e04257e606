"""Samples of a picture data set beside one another, with the class of each."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QHelpEvent, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from nnstudio.app.style.appearance import current_theme, theme_signals
from nnstudio.app.style.color_maps import lookup_table
from nnstudio.app.style.fonts import number_font
from nnstudio.app.widgets.pixels import color_image
from nnstudio.core.layer import Array

MOST_SAMPLES = 24
_LONG_CAPTION = 4
_GRID, _WIDE_GRID = (8, 3), (5, 4)
"""Columns and rows where captions are short, and where they are words."""
CAPTION = 15
_GAP = 4
_SQUARES = 2.0
"""Pixels shown so many times as large are squares."""


class SampleSheet(QWidget):
    """Shows up to 24 pictures, or spectra of sounds, with their classes; the tooltip names each."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pictures: Array = np.zeros((0, 1, 1), np.uint8)
        self._spectra = False
        self._columns, self._rows = _GRID
        self._images: list[QImage] = []
        self._captions: tuple[str, ...] = ()
        self._indices: tuple[int, ...] = ()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme_signals.changed.connect(self._paint_anew)

    def set_samples(
        self,
        pictures: Array,
        captions: tuple[str, ...],
        indices: tuple[int, ...],
        spectra: bool = False,
    ) -> None:
        """Show samples.

        Parameters
        ----------
        pictures
            uint8 ``(n, height, width)`` or, in colour, ``(n, height, width, 3)``.
        captions, indices
            The classes of the samples, and their numbers.
        spectra
            Whether they are spectra ``(n, frames, bands)``, shown with time across.
        """
        wordy = any(len(caption) >= _LONG_CAPTION for caption in captions)
        self._columns, self._rows = _WIDE_GRID if wordy else _GRID
        self._pictures, self._spectra = pictures[: self._columns * self._rows], spectra
        self._captions, self._indices = captions, indices
        self._paint_anew()
        self.updateGeometry()

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
        return round(self._rows * (self._side(width) + CAPTION + _GAP))

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            side = self._side(self.width())
            column = int(event.pos().x() // (side + _GAP))
            number = int(event.pos().y() // (side + CAPTION + _GAP)) * self._columns + column
            if 0 <= column < self._columns and number < len(self._images):
                text = self.tr("Sample {number}: {class_name}").format(
                    number=self._indices[number], class_name=self._captions[number]
                )
                QToolTip.showText(event.globalPos(), text, self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current_theme()
        painter = QPainter(self)
        painter.setFont(number_font(0.88))
        painter.setPen(QColor(theme.muted))
        side = self._side(self.width())
        for number, image in enumerate(self._images):
            left = (number % self._columns) * (side + _GAP)
            top = (number // self._columns) * (side + CAPTION + _GAP)
            paint_fitted(painter, QRectF(left, top, side, side), image)
            center = Qt.AlignmentFlag.AlignCenter
            area = QRectF(left - _GAP / 2, top + side, side + _GAP, CAPTION)
            elide = Qt.TextElideMode.ElideRight
            caption = self._captions[number]
            caption = painter.fontMetrics().elidedText(caption, elide, round(area.width()))
            painter.drawText(area, center, caption)

    def _paint_anew(self) -> None:
        self._images = [sample_image(picture, self._spectra) for picture in self._pictures]
        self.update()

    def _side(self, width: int) -> float:
        return min((width - (self._columns - 1) * _GAP) / self._columns, 56.0)


def as_pictures(samples: Array, value_range: tuple[float, float]) -> Array:
    """Return pictures in a data set's own units as uint8, grey or in colour.

    ``(n, height, width)``, or ``(n, height, width, 3)`` where there are three channels; of other
    numbers of channels the mean is shown.
    """
    low, high = value_range
    if samples.ndim == 4 and samples.shape[3] != 3:
        samples = samples.mean(axis=3)
    share = (samples.astype(np.float32) - low) / max(high - low, 1e-9)
    return np.clip(share * 255, 0, 255).astype(np.uint8)


def sample_image(picture: Array, spectrum: bool) -> QImage:
    """Return a sample as a picture; a spectrum with time across and low tones at the bottom."""
    if not spectrum:
        return color_image(picture)
    return color_image(lookup_table(current_theme().sequential)[picture.T[::-1]])


def paint_fitted(painter: QPainter, area: QRectF, image: QImage) -> None:
    """Paint an image into an area that it fills without being stretched.

    Few pixels are shown as squares, for a blur would say more than there is.
    """
    share = min(area.width() / image.width(), area.height() / image.height())
    width, height = image.width() * share, image.height() * share
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, share < _SQUARES)
    left, top = area.center().x() - width / 2, area.center().y() - height / 2
    painter.drawImage(QRectF(left, top, width, height), image)
