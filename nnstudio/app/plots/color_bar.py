"""Which colour means which number."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from nnstudio.app.plots.pictures import colors, image
from nnstudio.app.style.appearance import current_theme
from nnstudio.app.style.fonts import number_font
from nnstudio.app.style.theme import Theme

_TEXT = 36
_BAR = 36


class ColorBar(QWidget):
    """A strip of the colours between two numbers."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bounds = (0.0, 1.0)
        self.setFont(number_font(0.82))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_bounds(self, bounds: tuple[float, float]) -> None:
        """Show the colours between two numbers."""
        if bounds != self._bounds:
            self._bounds = bounds
            self.update()

    def texts(self) -> tuple[str, str]:
        """Return the two numbers as they are written."""
        low, high = self._bounds
        return f"{low:.3g}".replace("-", "−"), f"{high:.3g}"

    def sizeHint(self) -> QSize:
        return QSize(2 * _TEXT + _BAR, self.fontMetrics().height() + 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current_theme()
        painter = QPainter(self)
        bar = QRectF(_TEXT, self.height() / 2 - 4, _BAR, 8)
        painter.drawImage(bar, _strip(theme, self._bounds[0] < 0.0))
        painter.setPen(QColor(theme.border_strong))
        painter.drawRect(bar)
        painter.setPen(QColor(theme.muted))
        low, high = self.texts()
        middle = Qt.AlignmentFlag.AlignVCenter
        left = QRectF(0, 0, _TEXT - 5, self.height())
        painter.drawText(left, middle | Qt.AlignmentFlag.AlignRight, low)
        right = QRectF(_TEXT + _BAR + 5, 0, _TEXT - 5, self.height())
        painter.drawText(right, middle | Qt.AlignmentFlag.AlignLeft, high)


@lru_cache(maxsize=8)
def _strip(theme: Theme, signed: bool) -> QImage:
    """Return the colours in a row; they are the same whatever the numbers at the ends."""
    bounds = (-1.0, 1.0) if signed else (0.0, 1.0)
    return image(colors(np.linspace(*bounds, _BAR)[np.newaxis], bounds, theme))
