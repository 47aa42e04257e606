"""Small pictures in rows and columns: what went in, what came out, and how far they differ."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from nnstudio.app.live.pictures import image, sample_image
from nnstudio.app.style.appearance import current_theme
from nnstudio.app.style.fonts import number_font, ui_font
from nnstudio.app.style.theme import Theme
from nnstudio.core.layer import Array

_NAME, _CAPTION, _GAP = 66, 15, 4
_BARS = 48


@dataclass(frozen=True, eq=False)
class Row:
    """Pictures in a row, with its name before it."""

    name: str
    pictures: tuple[QImage, ...]


class PictureRows(QWidget):
    """Draws rows of pictures with a caption below each column; as many columns as fit."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[Row, ...] = ()
        self._captions: tuple[str, ...] = ()
        self._all = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def set_rows(
        self, rows: tuple[Row, ...], captions: tuple[str, ...], whole: bool = False
    ) -> None:
        """Show other pictures; ``whole``: make them smaller rather than leave some out."""
        self._rows, self._captions, self._all = rows, captions, whole
        self.update()

    def rows(self) -> tuple[Row, ...]:
        """Return the pictures."""
        return self._rows

    def captions(self) -> tuple[str, ...]:
        """Return what is written below them."""
        return self._captions

    def columns(self) -> int:
        """Return how many columns are drawn."""
        side = self._side()
        return min(int((self.width() - _NAME) // (side + _GAP)), len(self._captions))

    def columns_for(self, rows: int) -> int:
        """Return how many columns have room beside one another in so many rows."""
        side = max((self.height() - _CAPTION) / rows - _GAP, 8.0)
        return int((self.width() - _NAME) // (int(side) + _GAP))

    def sizeHint(self) -> QSize:
        return QSize(300, len(self._rows) * 44 + _CAPTION)

    def minimumSizeHint(self) -> QSize:
        return QSize(_NAME + 60, 44)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme, side = QPainter(self), current_theme(), self._side()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, side < 28)
        middle = Qt.AlignmentFlag.AlignVCenter
        for number, row in enumerate(self._rows):
            top = number * (side + _GAP)
            painter.setFont(ui_font(0.84))
            painter.setPen(QColor(theme.muted))
            words = Qt.TextFlag.TextWordWrap
            painter.drawText(QRectF(0, top, _NAME - 6, side), int(middle | words), row.name)
            for column, picture in enumerate(row.pictures[: self.columns()]):
                place = QRectF(_NAME + column * (side + _GAP), top, side, side)
                painter.drawImage(_inside(place, picture), picture)
                painter.setPen(QPen(QColor(theme.border_strong), 1))
                painter.drawRect(place)
        painter.setFont(number_font(0.78))
        painter.setPen(QColor(theme.muted))
        top = len(self._rows) * (side + _GAP) - 2
        for column, caption in enumerate(self._captions[: self.columns()]):
            place = QRectF(_NAME + column * (side + _GAP) - 2, top, side + 4, _CAPTION)
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, caption)

    def _side(self) -> float:
        rows = max(len(self._rows), 1)
        side = (self.height() - _CAPTION) / rows - _GAP
        if self._all and self._captions:
            side = min(side, (self.width() - _NAME) / len(self._captions) - _GAP)
        return float(int(max(side, 8.0)))


def _inside(place: QRectF, picture: QImage) -> QRectF:
    """Return the largest place of the picture's form within another."""
    if picture.isNull():
        return place
    scale = min(place.width() / picture.width(), place.height() / picture.height())
    size = picture.width() * scale, picture.height() * scale
    return QRectF(
        place.center().x() - size[0] / 2, place.center().y() - size[1] / 2, size[0], size[1]
    )


def output_image(output: Array, limits: tuple[float, float] | None, theme: Theme) -> QImage:
    """Return numbers as a picture: pictures as they are, a row of numbers as bars."""
    if output.ndim >= 2 and (output.ndim == 2 or output.shape[-1] in (1, 3)):
        return sample_image(np.nan_to_num(output), limits)
    values = np.nan_to_num(output.ravel().astype(np.float64))[:_BARS]
    low, high = limits or (min(float(values.min()), 0.0), max(float(values.max()), 0.0))
    reach = (high - low) or 1.0
    size = 60
    rows = (1.0 - np.clip((values - low) / reach, 0.0, 1.0)) * size
    zero = (1.0 - min(max(-low / reach, 0.0), 1.0)) * size
    place = np.arange(size)[:, np.newaxis] + 0.5
    column = np.arange(size) * len(values) // size
    inked = (place >= np.minimum(rows, zero)[column]) & (place <= np.maximum(rows, zero)[column])
    ground, ink = (np.uint32(0xFF000000 | int(c[1:], 16)) for c in (theme.entry, theme.accent))
    return image(np.where(inked, ink, ground))
