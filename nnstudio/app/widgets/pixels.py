"""Arrays of pixels as pictures that Qt can paint."""

from __future__ import annotations

import numpy as np
from PySide6.QtGui import QImage

from nnstudio.core.layer import Array


def color_image(pixels: Array) -> QImage:
    """Return uint8 ``(height, width)`` or ``(height, width, 3)`` as a picture with its own memory."""
    rows = np.ascontiguousarray(pixels, np.uint8)
    height, width = rows.shape[:2]
    colored = rows.ndim == 3
    form = QImage.Format.Format_RGB888 if colored else QImage.Format.Format_Grayscale8
    return QImage(rows.data, width, height, (3 if colored else 1) * width, form).copy()
