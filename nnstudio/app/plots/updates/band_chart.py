"""A chart with a shaded band in which values should lie."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QWidget

from nnstudio.app.plots.chart import Chart
from nnstudio.app.plots.chart_frame import Bounds
from nnstudio.app.plots.chart_ground import WriteTicks
from nnstudio.app.style.appearance import current_theme
from nnstudio.app.style.fonts import ui_font


class BandChart(Chart):
    """Shades the band behind its grid and writes its name into it.

    Parameters
    ----------
    band
        Where it begins and ends, as values of y.
    """

    def __init__(
        self, write_x: WriteTicks, write_y: WriteTicks, band: Bounds, parent: QWidget | None = None
    ) -> None:
        super().__init__(write_x, write_y, parent)
        self._band = band
        self._band_name = ""

    def set_band_name(self, name: str) -> None:
        """Say what the band means."""
        self._band_name = name
        self.repaint_all()

    def band_area(self) -> QRectF:
        """Return where in the widget the band lies, as far as it is seen."""
        area = self._area()
        low, high = (self.place_of(0.0, value).y() for value in self._band)
        return QRectF(area.left(), high, area.width(), low - high).intersected(area)

    def _paint_ground(self, painter: QPainter) -> None:
        theme, band = current_theme(), self.band_area()
        painter.fillRect(band, QColor(theme.tint(theme.good, 0.14)))
        painter.setFont(ui_font(0.82))
        painter.setPen(QColor(theme.good))
        corner = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop
        painter.drawText(band.adjusted(0, 3, -6, 0), corner, self._band_name)
        super()._paint_ground(painter)
