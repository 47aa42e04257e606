"""A picture of what seldom changes, painted once and shown below what moves with the mouse."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QWidget

from nnstudio.app.plots.view_file import draws_lines


class KeptPicture:
    """Paints all of a widget anew only where something is new, or the widget has another size.

    Parameters
    ----------
    paint
        Paints the whole of it.
    """

    def __init__(self, widget: QWidget, paint: Callable[[QPainter], None]) -> None:
        self._widget, self._paint = widget, paint
        self._picture = QPixmap()

    def forget(self) -> None:
        """Paint it anew the next time."""
        self._picture = QPixmap()

    def draw(self, painter: QPainter) -> None:
        """Draw the picture; where lines are wanted, as in an SVG file, the lines themselves."""
        if draws_lines(painter):
            self._paint(painter)
            return
        scale = self._widget.devicePixelRatioF()
        size = self._widget.size() * scale
        if self._picture.isNull() or self._picture.size() != size:
            self._picture = QPixmap(size)
            self._picture.setDevicePixelRatio(scale)
            kept = QPainter(self._picture)
            self._paint(kept)
            kept.end()
        painter.drawPixmap(0, 0, self._picture)
