"""Which colour means which number."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from nnstudio.app.live.pictures import colors, image
from nnstudio.app.style.appearance import current_theme
from nnstudio.app.style.fonts import number_font
from nnstudio.app.style.theme import Theme

_TEXT = 36
_ZERO = 14
"""The room of the lower number where it is no more than a zero."""
_MINUS = 8
_BAR, _SHORT_BAR = 36, 20
MOST_LETTERS = 5


class ColorBar(QWidget):
    """A strip of the colours between two numbers."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bounds = (0.0, 1.0)
        self._signed = False
        self._bar = _BAR
        self.setFont(number_font(0.82))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_bounds(self, bounds: tuple[float, float], *, signed: bool | None = None) -> None:
        """Show the colours between two numbers.

        Parameters
        ----------
        signed
            Whether the colours part at zero; None: where there are numbers below it.
        """
        signed = bounds[0] < 0.0 if signed is None else signed
        if (bounds, signed) != (self._bounds, self._signed):
            self._signed = signed
            before, self._bounds = self._left(), bounds
            if self._left() != before:
                self.updateGeometry()
            self.update()

    def set_short(self, short: bool) -> None:
        """Take less width."""
        bar = _SHORT_BAR if short else _BAR
        if bar != self._bar:
            self._bar = bar
            self.updateGeometry()
            self.update()

    def texts(self) -> tuple[str, str]:
        """Return the two numbers as they are written."""
        low, high = self._bounds
        return _short(low), _short(high)

    def sizeHint(self) -> QSize:
        return QSize(self._left() + self._bar + _TEXT, self.fontMetrics().height() + 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current_theme()
        painter = QPainter(self)
        start = self._left()
        bar = QRectF(start, self.height() / 2 - 4, self._bar, 8)
        painter.drawImage(bar, _strip(theme, self._signed))
        painter.setPen(QColor(theme.border_strong))
        painter.drawRect(bar)
        painter.setPen(QColor(theme.muted))
        low, high = self.texts()
        middle = Qt.AlignmentFlag.AlignVCenter
        left = QRectF(0, 0, start - 5, self.height())
        painter.drawText(left, middle | Qt.AlignmentFlag.AlignRight, low)
        right = QRectF(start + self._bar + 5, 0, _TEXT - 5, self.height())
        painter.drawText(right, middle | Qt.AlignmentFlag.AlignLeft, high)

    def _left(self) -> int:
        if self._bounds[0] == 0.0:
            return _ZERO
        return _TEXT + (_MINUS if self._bar == _BAR else 0)


def _short(value: float) -> str:
    """Return a number that fits beside the colours."""
    text = f"{value:.3g}"
    if len(text.lstrip("-")) > MOST_LETTERS:
        digits, _, power = f"{value:.0e}".partition("e")
        text = f"{digits}e{int(power)}"
    return text.replace("-", "−")


@lru_cache(maxsize=8)
def _strip(theme: Theme, signed: bool) -> QImage:
    """Return the colours in a row; they are the same whatever the numbers at the ends."""
    bounds = (-1.0, 1.0) if signed else (0.0, 1.0)
    return image(colors(np.linspace(*bounds, _BAR)[np.newaxis], bounds, theme))
