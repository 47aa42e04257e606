"""Where numbers lie in a chart, and the curves that are drawn there."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF
from shiboken6 import VoidPtr

from nnstudio.app.plots.view_file import draws_lines
from nnstudio.app.style.colors import mix
from nnstudio.app.style.theme import Theme
from nnstudio.core.layer import Array

Bounds = tuple[float, float]


@dataclass(frozen=True, eq=False)
class Line:
    """One curve.

    Parameters
    ----------
    x, y
        ``(points,)``; x rises, and where y is NaN there is no point.
    strength
        How much of the colour is mixed into the background, up to 1.
    smooth
        Whether its edges are smoothed; not worth its time for a noisy band.
    dots
        Whether each point has a marker.
    dashed
        Whether it is drawn in dashes.
    """

    name: str
    x: Array
    y: Array
    color: str
    width: float = 1.0
    strength: float = 1.0
    smooth: bool = True
    dots: bool = False
    dashed: bool = False


@dataclass(frozen=True)
class Frame:
    """A part of the plane, ``x`` by ``y``, in an area of a widget."""

    area: QRectF
    x: Bounds
    y: Bounds

    def place(self, x: float, y: float) -> QPointF:
        """Return where in the widget a point lies."""
        across, up = self._scales()
        return QPointF(
            self.area.left() + (x - self.x[0]) * across, self.area.bottom() - (y - self.y[0]) * up
        )

    def x_at(self, place: float) -> float:
        """Return the x value at so many pixels from the widget's left."""
        return self.x[0] + (place - self.area.left()) / self._scales()[0]

    def paint(self, painter: QPainter, line: Line, theme: Theme, ratio: float) -> None:
        """Draw a curve; ``ratio`` is how many pixels of the screen one pixel is."""
        points = self._points(line)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, line.smooth)
        # A colour that is mixed beforehand is drawn four times as fast as one that shines through.
        color = QColor(mix(theme.surface, line.color, line.strength))
        if line.dashed or draws_lines(painter):
            style = Qt.PenStyle.DashLine if line.dashed else Qt.PenStyle.SolidLine
            painter.setPen(QPen(color, line.width if line.smooth else 0.5, style))
            painter.drawPolyline(points)
        else:
            # A noisy band is a band at any width of its line; a thin one is drawn at once.
            paint_polyline(painter, points, color, line.width if line.smooth else 0.0, ratio)
        if line.dots:
            for size, shade in ((8.4, QColor(theme.surface)), (6.4, color)):
                dot = QPen(shade, size, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
                painter.setPen(dot)
                painter.drawPoints(points)

    def _scales(self) -> tuple[float, float]:
        width, height = self.x[1] - self.x[0], self.y[1] - self.y[0]
        return self.area.width() / (width or 1.0), self.area.height() / (height or 1.0)

    def _points(self, line: Line) -> QPolygonF:
        """Return a curve in the widget's places, without what lies outside."""
        first, last = np.searchsorted(line.x, self.x)
        seen = slice(max(int(first) - 2, 0), int(last) + 2)
        x, y = line.x[seen], line.y[seen]
        there = np.isfinite(y)
        if not there.all():
            x, y = x[there], y[there]
        across, up = self._scales()
        places = np.empty((len(x), 2))
        places[:, 0] = self.area.left() + (x - self.x[0]) * across
        places[:, 1] = self.area.bottom() - (y - self.y[0]) * up
        # Far outside, a coordinate would overflow the rasteriser.
        np.clip(places, -4000.0, 8000.0, out=places)
        return polygon(places)


def paint_polyline(
    painter: QPainter, points: QPolygonF, color: QColor, width: float, ratio: float
) -> None:
    """Draw a line through points."""
    pen = QPen(color, 1)
    pen.setCosmetic(True)
    painter.setPen(pen)
    # Qt draws lines of one pixel of the screen twenty times as fast as thicker ones: several side
    # by side, shifted up and across, make a thick one.
    pixels = max(1, round(width * ratio))
    shifts = [(k - (pixels - 1) / 2) / ratio for k in range(pixels)]
    for shift in shifts:
        painter.drawPolyline(points.translated(0.0, shift))
        if pixels > 1:
            painter.drawPolyline(points.translated(shift, 0.0))


def polygon(places: Array) -> QPolygonF:
    """Return ``(points, 2)`` float64 places as Qt's polygon, without a Python object for each."""
    made = QPolygonF()
    made.resize(len(places))
    if len(places):
        # The stubs know neither that the data is an address here nor VoidPtr's other arguments.
        memory = VoidPtr(made.data(), places.nbytes, True)  # type: ignore[call-arg, arg-type]
        np.frombuffer(memory, np.float64)[:] = places.ravel()  # type: ignore[call-overload]
    return made
