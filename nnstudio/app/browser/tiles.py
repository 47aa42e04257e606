"""Samples as small pictures."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPixmap

from nnstudio.app.browser.contents import Contents
from nnstudio.app.live.pictures import colors, image, sample_image, value_range
from nnstudio.app.style.appearance import current_theme
from nnstudio.app.widgets.pixels import color_image
from nnstudio.core.layer import Array


def drawn_picture(contents: Contents, place: int, side: int, ratio: float) -> QPixmap:
    """Return a sample as it is drawn into a square.

    Parameters
    ----------
    ratio
        How many pixels of the screen a pixel is.
    """
    length = round(side * ratio)
    picture = picture_of(contents, place, 2 * length).scaled(
        length,
        length,
        Qt.AspectRatioMode.KeepAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
    )
    drawn = QPixmap.fromImage(picture, Qt.ImageConversionFlag.NoFormatConversion)
    drawn.setDevicePixelRatio(ratio)
    return drawn


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
        return color_image(raw)
    return sample_image(raw, bounds)


def spectrum(raw: Array) -> Array:
    """Return ``(frames, bands)`` as rows of a picture, the highest band at the top."""
    frames = raw if raw.ndim == 2 else raw[..., 0]
    return frames.T[::-1]
