"""The ground painted as a map with contour lines, as a surface seen from above, or as a curve."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen, QPolygonF

from nnstudio.app.live.pictures import colors, image
from nnstudio.app.plots.chart_frame import polygon
from nnstudio.app.plots.decision.contours import contour
from nnstudio.app.plots.landscape.heights import Heights
from nnstudio.app.style.colors import mix
from nnstudio.app.style.theme import Theme
from nnstudio.core.layer import Array
from nnstudio.engine.studies.landscape import Ground

CONTOURS = 9
FINE = 64
"""A map is painted with so many columns, whatever was measured."""
_TILT, _TURN = 0.55, math.radians(35)
_HEIGHT = 0.42
"""How high a surface stands, as a share of its width."""
_WIDEST = math.sqrt(2.0)
"""How wide a surface of width 1 is seen at most, while it is turned."""
_NEAR = 8.0
"""From so many pixels a place of a surface is under the mouse."""


@dataclass(frozen=True, eq=False)
class Scene:
    """What is painted: the ground, how it is scaled, and where one looks from.

    ``turn`` is the angle in radians by which a surface is turned.
    """

    ground: Ground
    heights: Heights
    theme: Theme
    turn: float = _TURN

    def place(self, a: float, b: float, area: QRectF) -> QPointF:
        """Return where a place of the plane lies on the map."""
        across, up = self.ground.across, self.ground.up
        x = (a - across[0]) / (across[-1] - across[0])
        y = (b - up[0]) / (up[-1] - up[0]) if len(up) > 1 else 0.0
        return QPointF(area.left() + x * area.width(), area.bottom() - y * area.height())

    def at(self, place: QPointF, area: QRectF) -> tuple[float, float]:
        """Return the place of the plane that lies at a point of the map."""
        across, up = self.ground.across, self.ground.up
        x = (place.x() - area.left()) / area.width()
        y = (area.bottom() - place.y()) / area.height()
        return (
            float(across[0] + x * (across[-1] - across[0])),
            float(up[0] + y * (up[-1] - up[0])),
        )


def interpolated(ground: Ground, a: Array, b: Array, values: Array) -> Array:
    """Return values of the grid at places in between, straight between four neighbours."""
    x = np.interp(a, ground.across, np.arange(len(ground.across)))
    y = np.interp(b, ground.up, np.arange(len(ground.up)))
    left = np.clip(x.astype(int), 0, len(ground.across) - 2)
    low = np.clip(y.astype(int), 0, len(ground.up) - 2)
    right, high = x - left, y - low
    return (
        values[low, left] * (1 - right) * (1 - high)
        + values[low, left + 1] * right * (1 - high)
        + values[low + 1, left] * (1 - right) * high
        + values[low + 1, left + 1] * right * high
    )


def map_image(scene: Scene) -> tuple[QImage, Array]:
    """Return the ground in colours, top row first, and its heights in that fineness."""
    ground = scene.ground
    b, a = np.meshgrid(
        np.linspace(ground.up[-1], ground.up[0], FINE),
        np.linspace(ground.across[0], ground.across[-1], FINE),
        indexing="ij",
    )
    fine = interpolated(ground, a, b, scene.heights(ground.loss))
    return image(colors(fine, (0.0, 1.0), scene.theme)), fine


def paint_map(painter: QPainter, area: QRectF, scene: Scene, drawn: tuple[QImage, Array]) -> None:
    """Paint the ground with lines of equal loss and the way of the run."""
    picture, fine = drawn
    ground, theme = scene.ground, scene.theme
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawImage(area, picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    line = QColor(theme.text)
    line.setAlpha(70)
    painter.setPen(QPen(line, 1.0))
    box = (0.0, 1.0, 0.0, 1.0)
    size = np.array([area.width(), -area.height()])
    corner = np.array([area.left(), area.bottom()])
    for level in np.linspace(0.0, 1.0, CONTOURS + 2)[1:-1].tolist():
        lines = contour(fine, level, box) * size + corner
        painter.drawLines([QLineF(*ends) for ends in lines.reshape(-1, 4).tolist()])
    painter.setClipRect(area)
    places = [scene.place(a, b, area) for a, b in ground.path.tolist()]
    _paint_path(painter, places, scene.place(0.0, 0.0, area), scene)
    painter.setClipping(False)
    painter.setPen(QColor(theme.border_strong))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(area)


def paint_surface(painter: QPainter, area: QRectF, scene: Scene) -> None:
    """Paint the ground as a surface in perspective, the farthest part first."""
    ground, theme = scene.ground, scene.theme
    view = Surface(scene, area)
    heights, points = view.heights, view.points
    cells = (view.depth[:-1, :-1] + view.depth[1:, 1:]).ravel()
    shades = colors((heights[:-1, :-1] + heights[1:, 1:]) / 2, (0.0, 1.0), theme).ravel()
    order = np.argsort(-cells)
    columns = len(ground.across) - 1
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    edge = QColor(theme.text)
    edge.setAlpha(40)
    painter.setPen(QPen(edge, 0.7))
    for cell in order.tolist():
        row, column = divmod(cell, columns)
        corners = points[[row, row, row + 1, row + 1], [column, column + 1, column + 1, column]]
        painter.setBrush(QColor(int(shades[cell]) & 0xFFFFFF))
        painter.drawPolygon(polygon(np.ascontiguousarray(corners)))
    path = ground.path.reshape(-1, 2)
    outside = np.flatnonzero(~_within(ground, path))
    seen = path[outside[-1] + 1 :] if len(outside) else path
    places = [QPointF(*view.place(a, b)) for a, b in seen.tolist()]
    begins = len(seen) == len(path)
    _paint_path(painter, places, QPointF(*view.place(0.0, 0.0)), scene, begins=begins)


class Surface:
    """Where the places of the ground are seen, as large as an area allows.

    Parameters
    ----------
    points
        ``(rows, columns, 2)`` in pixels.
    depth
        ``(rows, columns)`` how far away they are.
    heights
        ``(rows, columns)`` from 0 to 1; what is not finite stands as high as the highest.
    """

    def __init__(self, scene: Scene, area: QRectF) -> None:
        self._scene = scene
        ground = scene.ground
        self.heights = np.nan_to_num(scene.heights(ground.loss), nan=1.0)
        x = np.linspace(-0.5, 0.5, len(ground.across))[np.newaxis, :].repeat(len(ground.up), 0)
        y = np.linspace(-0.5, 0.5, len(ground.up))[:, np.newaxis].repeat(len(ground.across), 1)
        self._size, self._shift = 1.0, np.zeros(2)
        flat, self.depth = self._seen(x, y, self.heights)
        low, high = flat.min(axis=(0, 1)), flat.max(axis=(0, 1))
        # Turning changes the width; a surface that grew and shrank with it would be no solid thing.
        tall = max(float(high[1] - low[1]), _HEIGHT)
        self._size = min(area.width() / _WIDEST, area.height() / tall)
        middle = np.array([area.center().x(), area.center().y()])
        self._shift = middle - np.array([0.0, (low[1] + high[1]) / 2]) * self._size
        self.points = flat * self._size + self._shift

    def place(self, a: float, b: float) -> tuple[float, float]:
        """Return where a place of the plane is seen."""
        ground = self._scene.ground
        here, there = np.array([a]), np.array([b])
        z = interpolated(ground, here, there, self.heights)
        u = (here - ground.across[0]) / (ground.across[-1] - ground.across[0]) - 0.5
        v = (there - ground.up[0]) / (ground.up[-1] - ground.up[0]) - 0.5
        flat, _ = self._seen(u, v, z)
        x, y = (flat[0] * self._size + self._shift).tolist()
        return x, y

    def at(self, place: QPointF) -> tuple[float, float] | None:
        """Return the measured place nearest to the eye that is seen at a point; None: none is."""
        far = np.hypot(self.points[..., 0] - place.x(), self.points[..., 1] - place.y())
        near = far <= max(float(far.min()) * 1.2, _NEAR)
        if far.min() > 3 * _NEAR:
            return None
        row, column = np.unravel_index(np.where(near, self.depth, np.inf).argmin(), far.shape)
        ground = self._scene.ground
        return float(ground.across[column]), float(ground.up[row])

    def _seen(self, x: Array, y: Array, z: Array) -> tuple[Array, Array]:
        """Return where points in space are seen ``(..., 2)``, and how far away they are."""
        sine, cosine = math.sin(self._scene.turn), math.cos(self._scene.turn)
        across, back = x * cosine - y * sine, x * sine + y * cosine
        return np.stack([across, -(back * _TILT + (z - 0.5) * _HEIGHT)], axis=-1), back


def _within(ground: Ground, path: Array) -> Array:
    """Return which places of the way lie on the ground that was measured."""
    low = np.array([ground.across[0], ground.up[0]])
    high = np.array([ground.across[-1], ground.up[-1]])
    return np.asarray(((path >= low) & (path <= high)).all(axis=1))


def paint_line(painter: QPainter, area: QRectF, scene: Scene) -> None:
    """Paint the loss along the first direction, with the way of the run below the curve."""
    ground, theme = scene.ground, scene.theme
    area = area.adjusted(0, painter.fontMetrics().height(), 0, 0)
    row = int(np.abs(ground.up).argmin())
    height = scene.heights(ground.loss[row])
    x = (
        area.left()
        + (ground.across - ground.across[0]) / (ground.across[-1] - ground.across[0]) * area.width()
    )
    there = np.isfinite(height)
    y = area.bottom() - height * area.height()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(theme.border), 1.0))
    for level in (0.0, 0.5, 1.0):
        at = area.bottom() - level * area.height()
        painter.drawLine(QPointF(area.left(), at), QPointF(area.right(), at))
        painter.setPen(QColor(theme.muted))
        painter.drawText(QPointF(area.left() + 4, at - 3), f"{scene.heights.loss_at(level):.3g}")
        painter.setPen(QPen(QColor(theme.border), 1.0))
    curve = polygon(np.ascontiguousarray(np.stack([x[there], y[there]], axis=1), np.float64))
    painter.setPen(QPen(QColor(theme.series[0]), 2.0))
    painter.drawPolyline(curve)
    if len(ground.path):
        a = ground.path[:, 0]
        z = np.interp(a, ground.across, np.nan_to_num(height, nan=1.0))
        places = [scene.place(p, ground.up[0], area) for p in a.tolist()]
        spots = [
            QPointF(p.x(), area.bottom() - h * area.height())
            for p, h in zip(places, z.tolist(), strict=True)
        ]
    else:
        spots = []
    here = float(np.interp(0.0, ground.across, np.nan_to_num(height, nan=1.0)))
    now = QPointF(scene.place(0.0, ground.up[0], area).x(), area.bottom() - here * area.height())
    painter.setClipRect(area.adjusted(-6, -6, 6, 6))
    _paint_path(painter, spots, now, scene, joined=False)
    painter.setClipping(False)


def _paint_path(
    painter: QPainter,
    places: list[QPointF],
    now: QPointF,
    scene: Scene,
    *,
    joined: bool = True,
    begins: bool = True,
) -> None:
    """Draw the way of the run: a ring where it began, dots between, a filled mark where it is."""
    theme = scene.theme
    dark = QColor(mix(theme.text, theme.surface, 0.15))
    light = QColor(theme.surface)
    if places:
        way = QPolygonF([*places, now])
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for color, width in ((light, 4.0), (dark, 1.6)) if joined else ():
            painter.setPen(QPen(color, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
            painter.drawPolyline(way)
        painter.setPen(QPen(light, 1.0))
        painter.setBrush(dark)
        for place in places[1:]:
            painter.drawEllipse(place, 2.4, 2.4)
    if places and begins:
        painter.setPen(QPen(dark, 2.0))
        painter.setBrush(light)
        painter.drawEllipse(places[0], 5.0, 5.0)
    painter.setPen(QPen(light, 1.5))
    painter.setBrush(QColor(theme.accent))
    painter.drawEllipse(now, 6.0, 6.0)
