"""Parallel coordinates: each network is a line through its settings to what came of them."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache
from itertools import pairwise

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QPolygonF,
    QResizeEvent,
)
from PySide6.QtWidgets import QApplication, QSizePolicy, QToolTip, QWidget

from nnstudio.app.experiments.parallel_axes import Axis
from nnstudio.app.plots.chart_frame import paint_polyline
from nnstudio.app.style.appearance import current_theme
from nnstudio.app.style.color_maps import lookup_table
from nnstudio.app.style.colors import mix
from nnstudio.app.style.fonts import number_font, ui_font

MARGINS = (56, 34, 76, 16)
"""Left, above, right, below."""
NEAR = 6.0
"""So many pixels from a line or an axis the mouse is on it."""
BRUSH = 14.0
STRONG, FAINT = 3.0, 0.22
"""How wide a line is that stands out, and how much is left of the colour of the others then."""
PALEST = 0.2
"""The worst lines have the colour at this place of the map: before it, it is as good as the ground."""


class ParallelPlot(QWidget):
    """Draws the lines, coloured by the last axis; a click chooses one, a drag along an axis a range.

    The ranges of several axes hold together; a click beside everything lets go of them.
    """

    chosen = Signal(object)
    """The keys of the networks that the user chose, a tuple; empty: none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._axes: tuple[Axis, ...] = ()
        self._selected: frozenset[str] = frozenset()
        self._names: dict[str, str] = {}
        self._ranges: dict[str, tuple[float, float]] = {}
        self._drag: tuple[int, float] | None = None
        self._over = ""
        self._picture = QPixmap()
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_axes(self, axes: tuple[Axis, ...], names: dict[str, str]) -> None:
        """Show other networks; ``names`` says what each is called, by its key."""
        self._names = names
        if axes == self._axes:
            return
        self._axes, self._picture = axes, QPixmap()
        known = {axis.name for axis in axes}
        self._ranges = {name: span for name, span in self._ranges.items() if name in known}
        self.update()

    def select(self, keys: Collection[str]) -> None:
        """Let some lines stand out."""
        self._selected, self._picture = frozenset(keys), QPixmap()
        self.update()

    def forget_ranges(self) -> None:
        """Let go of all ranges."""
        self._ranges.clear()
        self.update()

    def place_of(self, axis: int, share: float) -> QPointF:
        """Return where on an axis a place from 0 to 1 lies."""
        area = self._area()
        count = max(len(self._axes) - 1, 1)
        x = area.left() + area.width() * axis / count if len(self._axes) > 1 else area.center().x()
        return QPointF(x, area.bottom() - share * area.height())

    def lines(self) -> dict[str, tuple[QPointF, ...]]:
        """Return the line of every network that has a value on all axes."""
        if not self._axes:
            return {}
        keys = set(self._axes[-1].places).intersection(*(axis.places for axis in self._axes))
        return {
            key: tuple(self.place_of(i, axis.places[key]) for i, axis in enumerate(self._axes))
            for key in sorted(keys)
        }

    # ---- Qt ----

    def sizeHint(self) -> QSize:
        return QSize(420, 220)

    def minimumSizeHint(self) -> QSize:
        return QSize(220, 120)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            axis = self._axis_at(event.position())
            self._drag = None if axis is None else (axis, self._share_at(event.position().y()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._drag is not None and event.buttons() & Qt.MouseButton.LeftButton:
            axis, start = self._drag
            now = self._share_at(event.position().y())
            if abs(now - start) * self._area().height() > QApplication.startDragDistance():
                self._ranges[self._axes[axis].name] = (min(start, now), max(start, now))
                self._tell_ranges()
            return
        over = self._line_at(event.position())
        if over != self._over:
            self._over = over
            text = self._names.get(over, "")
            QToolTip.showText(event.globalPosition().toPoint(), text, self)
            self.update()
        near = self._axis_at(event.position()) is not None
        cursor = Qt.CursorShape.SizeVerCursor if near else Qt.CursorShape.ArrowCursor
        self.setCursor(Qt.CursorShape.PointingHandCursor if over and not near else cursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        dragged = self._drag is not None and self._axes[self._drag[0]].name in self._ranges
        moved = self._drag is not None and (
            abs(self._share_at(event.position().y()) - self._drag[1]) * self._area().height()
            > QApplication.startDragDistance()
        )
        drag, self._drag = self._drag, None
        if event.button() != Qt.MouseButton.LeftButton or (dragged and moved):
            return
        if drag is not None and self._ranges.pop(self._axes[drag[0]].name, None) is not None:
            self._tell_ranges()  # a click on an axis lets go of its range
            return
        line = self._line_at(event.position())
        self._ranges.clear()
        self.chosen.emit((line,) if line else ())

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._over = ""
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._picture = QPixmap()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._picture = QPixmap()

    def paintEvent(self, event: QPaintEvent) -> None:
        lines = self.lines()
        if self._picture.isNull() or self._picture.devicePixelRatio() != self.devicePixelRatioF():
            self._picture = self._painted(lines)
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._picture)
        if not self._axes:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        strong = self._selected | {self._over}
        for key in sorted(lines.keys() & strong, key=lambda key: key == self._over):
            self._paint_line(painter, lines[key], self._color(key), STRONG)
        self._paint_axes(painter)

    # ---- within ----

    def _painted(self, lines: dict[str, tuple[QPointF, ...]]) -> QPixmap:
        """Return a picture of all lines, which stays as it is while the mouse moves over it."""
        theme, scale = current_theme(), self.devicePixelRatioF()
        picture = QPixmap(self.size() * scale)
        picture.setDevicePixelRatio(scale)
        picture.fill(QColor(theme.surface))
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        some = not self._selected.isdisjoint(lines)
        last = self._axes[-1].places if self._axes else {}
        for key in sorted(lines, key=lambda key: last[key]):
            color = self._color(key)
            if some:
                color = QColor(mix(theme.surface, color.name(), FAINT))
            self._paint_line(painter, lines[key], color, 1.0)
        painter.end()
        return picture

    def _color(self, key: str) -> QColor:
        """Return the colour of a line: the better, the stronger."""
        colors = _shades(current_theme().sequential)
        shade = min(max(self._axes[-1].places[key], 0.0), 1.0)
        return colors[round(shade * (len(colors) - 1))]

    def _paint_line(
        self, painter: QPainter, points: tuple[QPointF, ...], color: QColor, width: float
    ) -> None:
        paint_polyline(painter, QPolygonF(points), color, width, self.devicePixelRatioF())

    def _paint_axes(self, painter: QPainter) -> None:
        theme = current_theme()
        for number, axis in enumerate(self._axes):
            low, high = self.place_of(number, 0.0), self.place_of(number, 1.0)
            if axis.name in self._ranges:
                start, end = self._ranges[axis.name]
                top = self.place_of(number, end).y()
                tall = self.place_of(number, start).y() - top
                band = QRectF(low.x() - BRUSH / 2, top, BRUSH, tall)
                fill = QColor(theme.accent)
                fill.setAlpha(60)
                painter.fillRect(band, fill)
                painter.setPen(QPen(QColor(theme.accent), 1))
                painter.drawRect(band)
            painter.setPen(QPen(QColor(theme.border_strong), 1))
            painter.drawLine(low, high)
            painter.setFont(number_font(0.82))
            for share, text in axis.ticks:
                self._write_tick(painter, self.place_of(number, share), text)
            painter.setFont(ui_font(0.9))
            painter.setPen(QColor(theme.text))
            self._write_title(painter, number, axis.title)

    def _write_tick(self, painter: QPainter, place: QPointF, text: str) -> None:
        """Write a value beside its axis on a ground that lines do not shine through."""
        theme, metrics = current_theme(), painter.fontMetrics()
        box = QRectF(place.x() + 6, place.y() - metrics.height() / 2, 0, metrics.height())
        box.setWidth(metrics.horizontalAdvance(text) + 4)
        ground = QColor(theme.surface)
        ground.setAlpha(190)
        painter.fillRect(box, ground)
        painter.setPen(QPen(QColor(theme.border_strong), 1))
        painter.drawLine(place, place + QPointF(4, 0))
        painter.setPen(QColor(theme.muted))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)

    def _write_title(self, painter: QPainter, number: int, title: str) -> None:
        count = len(self._axes)
        between = self._area().width() / max(count - 1, 1)
        x = self.place_of(number, 1.0).x()
        left, right = x - between / 2 + 4, x + between / 2 - 4
        side = Qt.AlignmentFlag.AlignHCenter
        if number == 0 and count > 1:
            left, side = 8.0, Qt.AlignmentFlag.AlignLeft
        if number == count - 1 and count > 1:
            right, side = self.width() - 8.0, Qt.AlignmentFlag.AlignRight
        room = QRectF(left, 6, right - left, 20)
        shown = painter.fontMetrics().elidedText(
            title, Qt.TextElideMode.ElideRight, int(room.width())
        )
        painter.drawText(room, side | Qt.AlignmentFlag.AlignVCenter, shown)

    def _tell_ranges(self) -> None:
        """Choose what lies within all ranges."""
        spans = [(a.places, self._ranges[a.name]) for a in self._axes if a.name in self._ranges]
        inside = tuple(
            key
            for key in self.lines()
            if all(low <= places[key] <= high for places, (low, high) in spans)
        )
        self.update()
        self.chosen.emit(inside if spans else ())

    def _area(self) -> QRectF:
        left, above, right, below = MARGINS
        return QRectF(self.rect()).adjusted(left, above, -right, -below)

    def _share_at(self, y: float) -> float:
        area = self._area()
        return min(max((area.bottom() - y) / max(area.height(), 1.0), 0.0), 1.0)

    def _axis_at(self, at: QPointF) -> int | None:
        for number in range(len(self._axes)):
            if abs(self.place_of(number, 0.0).x() - at.x()) <= NEAR:
                return number
        return None

    def _line_at(self, at: QPointF) -> str:
        """Return the key of the line under the mouse, empty where there is none."""
        best, found = NEAR, ""
        for key, points in self.lines().items():
            for one, other in pairwise(points):
                if one.x() <= at.x() <= other.x() and other.x() > one.x():
                    share = (at.x() - one.x()) / (other.x() - one.x())
                    distance = abs(one.y() + share * (other.y() - one.y()) - at.y())
                    if distance < best:
                        best, found = distance, key
        return found


@cache
def _shades(stops: tuple[str, ...]) -> tuple[QColor, ...]:
    """Return the colours of lines, from the worst to the best."""
    table = lookup_table(stops)
    seen = table[round(PALEST * len(table)) :].tolist()
    return tuple(QColor(red, green, blue) for red, green, blue in seen)
