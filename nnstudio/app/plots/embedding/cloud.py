"""Samples as points in the plane of two axes; one can be looked at, two can be chosen as ends."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from nnstudio.app.live.plane import Box
from nnstudio.app.plots.chart_frame import polygon
from nnstudio.app.plots.embedding.marks import paint_marks
from nnstudio.app.plots.point_marks import Plane
from nnstudio.app.plots.view_file import draws_lines
from nnstudio.app.style.appearance import current_theme
from nnstudio.app.style.colors import mix
from nnstudio.app.style.fonts import number_font, ui_font
from nnstudio.core.layer import Array

NEAR = 14.0
"""From so many pixels a point is under the mouse."""
_LEFT, _BOTTOM, _EDGE = 22, 20, 6
_ROOM = 0.06


class Cloud(QWidget):
    """Draws a thousand points in a few milliseconds; what is marked lies above them.

    A click chooses a sample, dragging from where no sample is moves a probe through the plane.
    The arrow keys go from sample to sample, Enter chooses, Escape lets go.
    """

    hovered = Signal(object)
    """The number of the sample under the mouse, None: there is none."""
    chosen = Signal(object)
    """The number of a sample that was clicked, None: let go of all."""
    probed = Signal(object)
    """The place ``(x, y)`` that the probe was dragged to."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._places: Array = np.zeros((0, 2))
        self._labels: Array = np.zeros(0, np.int64)
        self._wrong: Array = np.zeros(0, bool)
        self._tints: tuple[str, ...] = ()
        self._titles = ("", "")
        self._box: Box = (-1.0, 1.0, -1.0, 1.0)
        self._picked: int | None = None
        self._hovered: int | None = None
        self._ends: tuple[int, ...] = ()
        self._probe: tuple[float, float] | None = None
        self._dragging = False
        self._layer = QPixmap()
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def set_points(
        self,
        places: Array,
        labels: Array,
        wrong: Array,
        tints: tuple[str, ...],
        titles: tuple[str, str],
    ) -> None:
        """Show points ``(n, 2)`` of classes ``(n,)`` (-1: none); ``wrong`` ones get a ring."""
        self._places, self._labels, self._wrong = places, labels, wrong
        self._tints, self._titles = tints, titles
        self._fit()
        self.repaint_all()

    def set_picked(self, label: int | None) -> None:
        """Let the points of all other classes step back."""
        self._picked = label
        self.repaint_all()

    def set_marks(self, ends: tuple[int, ...], probe: tuple[float, float] | None) -> None:
        """Mark the ends of a walk and where the probe stands."""
        self._ends, self._probe = ends, probe
        self.update()

    def repaint_all(self) -> None:
        """Draw anew, as after a change of theme."""
        self._layer = QPixmap()
        self.update()

    def places(self) -> Array:
        """Return the points."""
        return self._places

    def place_of(self, index: int) -> QPointF:
        """Return where in the widget a sample lies."""
        x, y = self._places[index].tolist()
        return self._plane().place(x, y)

    # ---- Qt ----

    def sizeHint(self) -> QSize:
        return QSize(320, 260)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, 90)

    def resizeEvent(self, event: QEvent) -> None:
        self._layer = QPixmap()

    def paintEvent(self, event: QPaintEvent) -> None:
        scale, theme = self.devicePixelRatioF(), current_theme()
        painter = QPainter(self)
        if draws_lines(painter):
            self._paint_layer(painter)
        else:
            if self._layer.isNull() or self._layer.devicePixelRatio() != scale:
                self._draw_layer(scale)
            painter.drawPixmap(0, 0, self._layer)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        plane = self._plane()
        ends = [self.place_of(i) for i in self._ends if np.isfinite(self._places[i]).all()]
        if len(ends) == 2:
            painter.setPen(QPen(QColor(theme.text), 1.5, Qt.PenStyle.DashLine))
            painter.drawLine(*ends)
        painter.setFont(ui_font(0.95, QFont.Weight.Bold))
        for name, place in zip("AB", ends, strict=False):
            painter.setPen(QPen(QColor(theme.text), 2))
            painter.drawEllipse(place, 7, 7)
            painter.drawText(place + QPointF(9, -5), name)
        if self._hovered is not None and np.isfinite(self._places[self._hovered]).all():
            painter.setPen(QPen(QColor(theme.accent), 2))
            painter.drawEllipse(self.place_of(self._hovered), 7, 7)
        if self._probe is not None:
            at = plane.place(*self._probe)
            painter.setPen(QPen(QColor(theme.accent), 2))
            painter.drawLine(at - QPointF(8, 0), at + QPointF(8, 0))
            painter.drawLine(at - QPointF(0, 8), at + QPointF(0, 8))
        if self.hasFocus():
            painter.setPen(QPen(QColor(theme.accent), 1.5))
            painter.drawRect(plane.area)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        found = self._at(event.position())
        if found is not None:
            self.chosen.emit(found)
        elif self._plane().area.contains(event.position()):
            self._dragging = True
            self.probed.emit(self._plane().point(event.position()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._dragging:
            if self._plane().area.contains(event.position()):
                self.probed.emit(self._plane().point(event.position()))
            return
        self._hover(self._at(event.position()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._dragging = False

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, count = event.key(), len(self._places)
        if key in (Qt.Key.Key_Right, Qt.Key.Key_Left) and count:
            step = 1 if key == Qt.Key.Key_Right else -1
            self._hover(0 if self._hovered is None else (self._hovered + step) % count)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            if self._hovered is not None:
                self.chosen.emit(self._hovered)
        elif key == Qt.Key.Key_Escape:
            self.chosen.emit(None)
        else:
            super().keyPressEvent(event)

    # ---- within ----

    def _hover(self, index: int | None) -> None:
        if index != self._hovered:
            self._hovered = index
            self.hovered.emit(index)
            self.update()

    def _at(self, place: QPointF) -> int | None:
        if not len(self._places):
            return None
        spots = self._plane().places(self._places)
        far = np.hypot(spots[:, 0] - place.x(), spots[:, 1] - place.y())
        if self._picked is not None:
            far = np.where(self._labels == self._picked, far, np.inf)
        if not np.isfinite(far).any():
            return None
        nearest = int(np.nanargmin(far))
        return nearest if far[nearest] <= NEAR else None

    def _fit(self) -> None:
        """Look at all points; the plane stays as it is while they move a little."""
        there = self._places[np.isfinite(self._places).all(axis=1)]
        if not len(there):
            return
        low, high = there.min(axis=0), there.max(axis=0)
        room = np.maximum((high - low) * _ROOM, 1e-9 + 1e-6 * np.abs(high))
        sides = []
        for axis in (0, 1):
            least, most = float(low[axis]), float(high[axis])
            left, right = self._box[2 * axis : 2 * axis + 2]
            if not (left <= least and most <= right and most - least > 0.7 * (right - left)):
                left, right = least - float(room[axis]), most + float(room[axis])
            sides += [left, right]
        self._box = (sides[0], sides[1], sides[2], sides[3])

    def _plane(self) -> Plane:
        room = QRectF(self.rect()).adjusted(_LEFT, _EDGE, -_EDGE, -_BOTTOM)
        return Plane(room, self._box)

    def _draw_layer(self, scale: float) -> None:
        self._layer = QPixmap(self.size() * scale)
        self._layer.setDevicePixelRatio(scale)
        self._layer.fill(QColor(current_theme().surface))
        painter = QPainter(self._layer)
        self._paint_layer(painter)
        painter.end()

    def _paint_layer(self, painter: QPainter) -> None:
        theme, plane = current_theme(), self._plane()
        painter.fillRect(plane.area, QColor(theme.entry))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(theme.grid), 1))
        middle = plane.place(0.0, 0.0)
        if plane.area.contains(middle):
            painter.drawLine(
                QPointF(plane.area.left(), middle.y()), QPointF(plane.area.right(), middle.y())
            )
            painter.drawLine(
                QPointF(middle.x(), plane.area.top()), QPointF(middle.x(), plane.area.bottom())
            )
        self._paint_points(painter, plane)
        painter.setPen(QPen(QColor(theme.border_strong), 1))
        painter.drawRect(plane.area)
        painter.setPen(QColor(theme.muted))
        painter.setFont(number_font(0.84))
        area = plane.area
        below = QRectF(area.left(), area.bottom() + 2, area.width(), 16)
        along, up = (
            painter.fontMetrics().elidedText(title, Qt.TextElideMode.ElideRight, int(room))
            for title, room in zip(self._titles, (area.width(), area.height()), strict=True)
        )
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, along)
        painter.save()
        painter.translate(0, area.center().y())
        painter.rotate(-90)
        beside = QRectF(-area.height() / 2, 2, area.height(), 16)
        painter.drawText(beside, Qt.AlignmentFlag.AlignCenter, up)
        painter.restore()

    def _paint_points(self, painter: QPainter, plane: Plane) -> None:
        theme = current_theme()
        there = np.isfinite(self._places).all(axis=1)
        spots = plane.places(np.where(np.isfinite(self._places), self._places, 0.0))
        labels = np.unique(self._labels).tolist()
        order = sorted(labels, key=lambda label: label == self._picked)
        for label in order:
            back = self._picked is not None and label != self._picked
            tint = self._tints[label] if 0 <= label < len(self._tints) else theme.accent
            color = mix(theme.entry, theme.muted, 0.25) if back else tint
            here = there & (self._labels == label)
            if not back and (here & self._wrong).any():
                ring = QPen(QColor(theme.text), 11, Qt.PenStyle.SolidLine)
                ring.setCapStyle(Qt.PenCapStyle.RoundCap)
                painter.setPen(ring)
                painter.drawPoints(polygon(spots[here & self._wrong]))
            paint_marks(painter, polygon(spots[here]), max(label, 0), color, theme)
