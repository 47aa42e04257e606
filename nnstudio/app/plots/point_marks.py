"""The points and lines that lie on a plane, drawn many at a time."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen

from nnstudio.app.live.plane import Box
from nnstudio.app.plots.chart_frame import paint_polyline, polygon
from nnstudio.app.style.theme import Theme
from nnstudio.core.layer import Array

DOT = 3.2
_ROUND, _SQUARE = Qt.PenCapStyle.RoundCap, Qt.PenCapStyle.SquareCap


@dataclass(frozen=True, eq=False)
class Points:
    """Points ``(n, 2)`` of one colour: round ones, or hollow squares."""

    places: Array
    color: str
    hollow: bool = False


@dataclass(frozen=True, eq=False)
class Strokes:
    """Lines of one colour: pieces ``(n, 2, 2)``, or a line through points ``(n, 2)``."""

    places: Array
    color: str
    width: float = 1.0


@dataclass(frozen=True, eq=False)
class Cover:
    """What changes with every answer: colours that fill a box, lines, and points to be marked."""

    image: QImage = field(default_factory=QImage)
    box: Box = (0.0, 1.0, 0.0, 1.0)
    strokes: tuple[Strokes, ...] = ()
    marked: Array = field(default_factory=lambda: np.zeros((0, 2)))


@dataclass(frozen=True)
class Plane:
    """A part of the plane in an area of a widget."""

    area: QRectF
    box: Box

    def place(self, x: float, y: float) -> QPointF:
        """Return where in the widget a point lies."""
        left, right, bottom, top = self.box
        return QPointF(
            self.area.left() + (x - left) / (right - left) * self.area.width(),
            self.area.bottom() - (y - bottom) / (top - bottom) * self.area.height(),
        )

    def point(self, place: QPointF) -> tuple[float, float]:
        """Return which point lies at a place of the widget."""
        left, right, bottom, top = self.box
        return (
            left + (place.x() - self.area.left()) / self.area.width() * (right - left),
            bottom + (self.area.bottom() - place.y()) / self.area.height() * (top - bottom),
        )

    def places(self, points: Array) -> Array:
        """Return where in the widget points ``(..., 2)`` lie; those far outside not quite so far."""
        left, right, bottom, top = self.box
        found = np.empty(points.shape)
        found[..., 0] = self.area.left() + (points[..., 0] - left) * (
            self.area.width() / (right - left)
        )
        found[..., 1] = self.area.bottom() - (points[..., 1] - bottom) * (
            self.area.height() / (top - bottom)
        )
        return np.clip(found, -4000.0, 8000.0)

    def moved(self, by: QPointF) -> Box:
        """Return the box that is seen after the plane was dragged so far."""
        left, right, bottom, top = self.box
        x = by.x() / self.area.width() * (right - left)
        y = by.y() / self.area.height() * (top - bottom)
        return left - x, right - x, bottom + y, top + y

    def zoomed(self, factor: float, about: QPointF) -> Box:
        """Return a larger (factor above 1) or smaller box; one point stays where it is."""
        x, y = self.point(about)
        left, right, bottom, top = self.box
        return (
            x + (left - x) * factor,
            x + (right - x) * factor,
            y + (bottom - y) * factor,
            y + (top - y) * factor,
        )


def paint_cover(painter: QPainter, plane: Plane, cover: Cover, theme: Theme, ratio: float) -> None:
    """Draw colours, lines and the rings around points, below the points themselves."""
    if not cover.image.isNull():
        left, right, bottom, top = cover.box
        corner, other = plane.place(left, top), plane.place(right, bottom)
        painter.drawImage(QRectF(corner, other), cover.image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for strokes in cover.strokes:
        color, places = QColor(strokes.color), plane.places(strokes.places)
        if places.ndim == 2:
            there = np.isfinite(places).all(axis=1)
            paint_polyline(painter, polygon(places[there]), color, strokes.width, ratio)
            continue
        painter.setPen(QPen(color, strokes.width))
        painter.drawLines([QLineF(*ends) for ends in places.reshape(-1, 4).tolist()])
    if len(cover.marked):
        painter.setPen(QPen(QColor(theme.text), 2 * DOT + 6.4, Qt.PenStyle.SolidLine, _ROUND))
        painter.drawPoints(polygon(plane.places(cover.marked)))


def paint_points(painter: QPainter, plane: Plane, points: Points, theme: Theme) -> None:
    """Draw all points of one colour at once: a pen makes its dots faster than a shape each."""
    there = np.isfinite(points.places).all(axis=1)
    places = polygon(np.ascontiguousarray(plane.places(points.places[there])))
    around = QColor(theme.entry if not theme.is_dark else theme.window)
    tint = QColor(points.color)
    # A square's side is the pen's width: its corners would make it look larger than a circle.
    layers = (
        ((around, 2 * DOT + 1.4), (tint, 2 * DOT - 0.6), (around, 2 * DOT - 3.6))
        if points.hollow
        else ((around, 2 * DOT + 2.2), (tint, 2 * DOT))
    )
    cap = _SQUARE if points.hollow else _ROUND
    for color, size in layers:
        painter.setPen(QPen(color, size, Qt.PenStyle.SolidLine, cap))
        painter.drawPoints(places)
