"""Samples as small pictures."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPixmap

from nnstudio.app.browser.contents import Contents
from nnstudio.app.plots.pictures import colors, image, sample_image, value_range
from nnstudio.app.style.appearance import current_theme
from nnstudio.core.layer import Array

MOST_KEPT = 4000
_MEMORY = 64_000_000
"""So many bytes the kept pictures take at most."""


class Tiles:
    """Gives the picture of a sample as it is drawn, and keeps those that were asked for last."""

    def __init__(self, contents: Contents) -> None:
        self._contents = contents
        self._side, self._ratio = 0, 1.0
        self._kept: dict[int, QPixmap] = {}

    def set_side(self, side: int, ratio: float) -> None:
        """Say how large pictures are shown, and how many pixels of the screen a pixel is."""
        if (side, ratio) != (self._side, self._ratio):
            self._side, self._ratio = side, ratio
            self._kept.clear()

    def get(self, place: int) -> QPixmap | None:
        """Return the picture of a sample if it need not be made any more."""
        return self._kept.get(place)

    def make(self, place: int) -> QPixmap:
        """Return the picture of a sample, made if need be."""
        if place not in self._kept:
            side = round(self._side * self._ratio)
            picture = picture_of(self._contents, place, 2 * side)
            drawn = QPixmap.fromImage(
                picture.scaled(
                    side,
                    side,
                    Qt.AspectRatioMode.KeepAspectRatio,
                    Qt.TransformationMode.SmoothTransformation,
                ),
                Qt.ImageConversionFlag.NoFormatConversion,
            )
            drawn.setDevicePixelRatio(self._ratio)
            if len(self._kept) >= min(MOST_KEPT, _MEMORY // (4 * side * side)):
                self._kept.clear()
            self._kept[place] = drawn
        return self._kept[place]


def picture_of(contents: Contents, place: int, most: int = 0) -> QImage:
    """Return a sample as a picture; sounds with time across and low tones at the bottom.

    Parameters
    ----------
    most
        Sides longer than this are thinned out; 0: none is.
    """
    raw = contents.raw(place)
    if most:
        steps = [max(length // most, 1) for length in raw.shape[:2]]
        raw = raw[:: steps[0], :: steps[1]]
    if contents.kind == "sound":
        return image(colors(spectrum(raw), value_range(raw), current_theme()))
    bounds = contents.dataset.info.value_range
    if raw.dtype == np.uint8 and bounds == (0.0, 255.0):
        return _bytes_image(raw)
    return sample_image(raw, bounds)


def spectrum(raw: Array) -> Array:
    """Return ``(frames, bands)`` as rows of a picture, the highest band at the top."""
    frames = raw if raw.ndim == 2 else raw[..., 0]
    return frames.T[::-1]


def _bytes_image(raw: Array) -> QImage:
    """Return grey or coloured bytes as a picture, without arithmetic on them."""
    height, width = raw.shape[:2]
    raw = np.ascontiguousarray(raw)
    colored = raw.ndim == 3 and raw.shape[2] == 3
    form = QImage.Format.Format_RGB888 if colored else QImage.Format.Format_Grayscale8
    return QImage(raw.data, width, height, (3 if colored else 1) * width, form).copy()
