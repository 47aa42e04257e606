"""Parallel coordinates: each network is a line through its settings to what came of them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from functools import cache

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QApplication, QSizePolicy, QToolTip, QWidget

from nnstudio.app.experiments.parallel_axes import Axis
from nnstudio.app.experiments.parallel_frame import ParallelFrame
from nnstudio.app.experiments.slow_picture import SlowPicture, Stroke
from nnstudio.app.plots.chart_frame import paint_polyline, polygon
from nnstudio.app.style.appearance import current_theme
from nnstudio.app.style.color_maps import lookup_table
from nnstudio.app.style.colors import mix
from nnstudio.app.style.fonts import number_font, ui_font

MARGINS = (56, 34, 76, 16)
"""Left, above, right, below."""
NEAR = 6.0
"""So many pixels from a line or an axis the mouse is on it."""
BRUSH = 14.0
STRONG, FAINT = 3.0, 0.32
"""How wide a line is that stands out, and how much is left of the colour of the others then."""
MOST_STRONG = 24
"""More lines than these stand out by their colour alone."""
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
        self._frame = ParallelFrame((), QRectF())
        self._selected: frozenset[str] = frozenset()
        self._name_of: Callable[[str], str] = str
        self._ranges: dict[str, tuple[float, float]] = {}
        self._drag: tuple[int, float] | None = None
        self._over = ""
        self._picture = SlowPicture(self)
        self._picture.changed.connect(self.update)
        self._stale = True
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_axes(self, axes: tuple[Axis, ...], name_of: Callable[[str], str] = str) -> None:
        """Show other networks; ``name_of`` says what one is called, by its key."""
        self._name_of = name_of
        if axes == self._axes:
            return
        if [axis.name for axis in axes] != [axis.name for axis in self._axes]:
            self._drag = None
        self._axes = axes
        known = {axis.name for axis in axes}
        self._ranges = {name: span for name, span in self._ranges.items() if name in known}
        self._measure()

    def select(self, keys: Collection[str]) -> None:
        """Let some lines stand out."""
        self._selected = frozenset(keys)
        self._paint_anew()

    def forget_ranges(self) -> None:
        """Let go of all ranges."""
        self._ranges.clear()
        self.update()

    @property
    def busy(self) -> bool:
        """Whether lines are still to be painted."""
        return self._stale or self._picture.busy

    def place_of(self, axis: int, share: float) -> QPointF:
        """Return where on an axis a place from 0 to 1 lies."""
        return self._frame.place_of(axis, share)

    def lines(self) -> dict[str, tuple[QPointF, ...]]:
        """Return the line of every network that has a value on all axes."""
        frame = self._frame
        return {
            key: tuple(QPointF(x, y) for x, y in points)
            for key, points in zip(frame.keys, frame.points.tolist(), strict=True)
        }

    # ---- Qt ----

    def sizeHint(self) -> QSize:
        return QSize(420, 220)

    def minimumSizeHint(self) -> QSize:
        return QSize(220, 120)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            axis = self._frame.axis_at(event.position(), NEAR)
            self._drag = (
                None if axis is None else (axis, self._frame.share_at(event.position().y()))
            )

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._drag is not None and event.buttons() & Qt.MouseButton.LeftButton:
            axis, start = self._drag
            now = self._frame.share_at(event.position().y())
            if abs(now - start) * self._frame.area.height() > QApplication.startDragDistance():
                self._ranges[self._axes[axis].name] = (min(start, now), max(start, now))
                self._tell_ranges()
            return
        over = self._frame.line_at(event.position(), NEAR)
        if over != self._over:
            self._over = over
            text = self._name_of(over) if over else ""
            QToolTip.showText(event.globalPosition().toPoint(), text, self)
            self.update()
        near = self._frame.axis_at(event.position(), NEAR) is not None
        cursor = Qt.CursorShape.SizeVerCursor if near else Qt.CursorShape.ArrowCursor
        self.setCursor(Qt.CursorShape.PointingHandCursor if over and not near else cursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        dragged = self._drag is not None and self._axes[self._drag[0]].name in self._ranges
        moved = self._drag is not None and (
            abs(self._frame.share_at(event.position().y()) - self._drag[1])
            * self._frame.area.height()
            > QApplication.startDragDistance()
        )
        drag, self._drag = self._drag, None
        if event.button() != Qt.MouseButton.LeftButton or (dragged and moved):
            return
        if drag is not None and self._ranges.pop(self._axes[drag[0]].name, None) is not None:
            self._tell_ranges()  # a click on an axis lets go of its range
            return
        line = self._frame.line_at(event.position(), NEAR)
        self._ranges.clear()
        self.chosen.emit((line,) if line else ())

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._over = ""
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._paint_anew()

    def paintEvent(self, event: QPaintEvent) -> None:
        ratio, seen = self.devicePixelRatioF(), self._picture.seen
        fits = seen.size() == self.size() * ratio and seen.devicePixelRatio() == ratio
        # News may come faster than hundreds of lines are painted: what is begun is brought to its
        # end first, or nothing of it would ever be seen.
        if not fits or (self._stale and not self._picture.busy):
            self._stale = False
            ground = QColor(current_theme().surface)
            self._picture.paint(self._strokes(), ground, self.size(), ratio)
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._picture.seen)
        if not self._axes:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._over in self._frame.keys:
            at = self._frame.keys.index(self._over)
            points = polygon(self._frame.points[at])
            color = _color(self._axes[-1].places[self._over])
            paint_polyline(painter, points, color, STRONG, ratio)
        self._paint_axes(painter)

    # ---- within ----

    def _measure(self) -> None:
        left, above, right, below = MARGINS
        area = QRectF(self.rect()).adjusted(left, above, -right, -below)
        self._frame = ParallelFrame(self._axes, area)
        self._paint_anew()

    def _paint_anew(self) -> None:
        self._stale = True
        self.update()

    def _strokes(self) -> Iterator[Stroke]:
        """Yield all lines as they are now, the best and those that stand out last."""
        frame, surface = self._frame, current_theme().surface
        strong = self._selected.intersection(frame.keys)
        wide = STRONG if len(strong) <= MOST_STRONG else 1.0
        last = self._axes[-1].places if self._axes else {}
        order = sorted(enumerate(frame.keys), key=lambda one: (one[1] in strong, last[one[1]]))
        for at, key in order:
            color = _color(last[key])
            if strong and key not in strong:
                color = QColor(mix(surface, color.name(), FAINT))
            yield Stroke(polygon(frame.points[at]), color, wide if key in strong else 1.0)

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
        between = self._frame.area.width() / max(count - 1, 1)
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
            for key in self._frame.keys
            if all(low <= places[key] <= high for places, (low, high) in spans)
        )
        self.update()
        self.chosen.emit(inside if spans else ())


def _color(place: float) -> QColor:
    """Return the colour of a line that ends there on the last axis: the better, the stronger."""
    colors = _shades(current_theme().sequential)
    return colors[round(min(max(place, 0.0), 1.0) * (len(colors) - 1))]


@cache
def _shades(stops: tuple[str, ...]) -> tuple[QColor, ...]:
    """Return the colours of lines, from the worst to the best."""
    table = lookup_table(stops)
    seen = table[round(PALEST * len(table)) :].tolist()
    return tuple(QColor(red, green, blue) for red, green, blue in seen)
