"""All histograms of the view, side by side; the mouse and the arrow keys read them off."""

from __future__ import annotations

import time

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from nnstudio.app.plots.distributions.reading import read_out, summary
from nnstudio.app.plots.distributions.tile import BANDS, Tile
from nnstudio.app.plots.distributions.tile_grid import Pointed, least_height, place_in_grid
from nnstudio.app.plots.distributions.tile_painter import (
    FOOT,
    MARGIN,
    Fonts,
    chosen_moments,
    paint_moment,
    paint_pointed,
    paint_tile,
    plot_area,
    ridge_bases,
)
from nnstudio.app.plots.view_file import draws_lines
from nnstudio.app.style.appearance import current_theme


class TileSheet(QWidget):
    """Shows tiles in rows; it is as high as they need and at least as high as its viewport."""

    chosen = Signal(str)
    """The id of the node whose tile was clicked."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tiles: tuple[Tile, ...] = ()
        self._mode, self._logarithmic = "now", False
        self._room = QSize(300, 200)
        self._pictures: dict[int, QPixmap] = {}
        self._stale: set[int] = set()
        self._pointed: Pointed | None = None
        self._fonts = Fonts.make()
        self._step: int | None = None
        # It paints all of itself, so nothing below has to be painted first.
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_tiles(self, tiles: tuple[Tile, ...]) -> None:
        """Show other tiles."""
        resized = len(tiles) != len(self._tiles)
        if resized or any(a.spread != b.spread for a, b in zip(tiles, self._tiles, strict=False)):
            self._pictures.clear()  # what is stale may be seen for a moment, what is wrong may not
        self._tiles, self._stale = tiles, set(range(len(tiles)))
        if self._pointed is not None:
            there = self._pointed.tile < len(tiles)
            inside = there and self._pointed.bin < tiles[self._pointed.tile].bins.count
            self._pointed = self._pointed if inside else None
        if resized:
            self.fit(self._room)
        self._describe()

    def paint_ahead(self, seconds: float) -> bool:
        """Paint the histograms that are seen, for so long; say whether none is left."""
        end = time.perf_counter() + seconds
        seen = QRectF(self.visibleRegion().boundingRect())
        for number in sorted(self._stale):
            if self.tile_place(number).intersects(seen):
                if time.perf_counter() > end:
                    return False
                self._paint_picture(number)
                self.update(self.tile_place(number).toAlignedRect())
        return True

    def set_look(self, mode: str, logarithmic: bool) -> None:
        """Show the present, ridges or bands; counts in equal steps or by equal factors."""
        self._mode, self._logarithmic = mode, logarithmic
        self._pointed = None
        self.repaint_all()

    def set_step(self, step: int | None) -> None:
        """Mark the moment that is looked back to."""
        if step != self._step:
            self._step = step
            self.update()

    def fit(self, room: QSize) -> None:
        """Fill a viewport of this size."""
        self._room = room
        self.setFixedHeight(least_height(len(self._tiles), room))
        self.repaint_all()

    def repaint_all(self) -> None:
        """Draw anew, as after a change of theme."""
        self._pictures.clear()
        self._fonts = Fonts.make()
        self.update()

    def tiles(self) -> tuple[Tile, ...]:
        """Return what is shown."""
        return self._tiles

    def readout(self, number: int = 0) -> str:
        """Return what is written below a tile."""
        tile = self._tiles[number]
        if self._pointed is not None and self._pointed.tile == number:
            return read_out(tile, self._mode, self._pointed.bin, self._pointed.moment)
        return summary(tile)

    def bin_place(self, number: int, bin_number: int) -> QPointF:
        """Return the middle of a bin of a tile, at its foot."""
        area = plot_area(self.tile_place(number), self._mode)
        share = (bin_number + 0.5) / self._tiles[number].bins.count
        return QPointF(area.left() + share * area.width(), area.bottom() - 3)

    def ridge_place(self, number: int, moment: int, bin_number: int) -> QPointF:
        """Return where the ridge of a moment stands in a tile, below a bin."""
        area = plot_area(self.tile_place(number), self._mode)
        chosen = chosen_moments(len(self._tiles[number].course), area.height())
        y = ridge_bases(area, len(chosen))[chosen.index(moment)]
        return QPointF(self.bin_place(number, bin_number).x(), float(y) - 1)

    def tile_place(self, number: int) -> QRectF:
        """Return where a tile lies."""
        return place_in_grid(number, len(self._tiles), self._room, QSizeF(self.size()))

    # ---- Qt ----

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.repaint_all()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter = current_theme(), QPainter(self)
        painter.fillRect(event.rect(), QColor(theme.surface))
        for number in range(len(self._tiles)):
            place = self.tile_place(number)
            if place.intersects(QRectF(event.rect())):
                if draws_lines(painter):
                    self._paint_tile(painter, number, place)
                else:
                    painter.drawPixmap(place.topLeft(), self._picture(number))
                self._paint_over(painter, number, place)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._point_at(self._found(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._point_at(None)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        number = self._tile_at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and number is not None:
            self.chosen.emit(self._tiles[number].spread.node)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        ways = {
            Qt.Key.Key_Left: (0, -1),
            Qt.Key.Key_Right: (0, 1),
            Qt.Key.Key_Up: (-1, 0),
            Qt.Key.Key_Down: (1, 0),
        }
        way = ways.get(Qt.Key(event.key()))
        if not self._tiles or (way is None and event.key() != Qt.Key.Key_Return):
            super().keyPressEvent(event)
            return
        now = self._pointed or Pointed(0, -1 if way and way[1] > 0 else self._tiles[0].bins.count)
        if way is None:
            self.chosen.emit(self._tiles[now.tile].spread.node)
            return
        tile, moment = now.tile, now.moment
        if way[0] and self._mode == "ridges" and self._tiles[tile].course:
            moment = self._next_ridge(tile, moment, way[0])
        elif way[0]:
            tile = min(max(tile + way[0], 0), len(self._tiles) - 1)
        last = self._tiles[tile].bins.count - 1
        if self._mode == "bands":
            moment, last = min(max(moment + way[1], 0), len(self._tiles[tile].course) - 1), last
        self._point_at(Pointed(tile, min(max(now.bin + way[1], 0), last), moment))

    # ---- within ----

    def _picture(self, number: int) -> QPixmap:
        known = self._pictures.get(number)
        if known is not None and known.devicePixelRatio() == self.devicePixelRatioF():
            return known
        return self._paint_picture(number)

    def _paint_picture(self, number: int) -> QPixmap:
        ratio, place = self.devicePixelRatioF(), self.tile_place(number)
        picture = QPixmap(place.size().toSize() * ratio)
        picture.setDevicePixelRatio(ratio)
        painter = QPainter(picture)
        self._paint_tile(painter, number, QRectF(0, 0, place.width(), place.height()))
        painter.end()
        self._pictures[number] = picture
        self._stale.discard(number)
        return picture

    def _paint_tile(self, painter: QPainter, number: int, place: QRectF) -> None:
        tile, look = self._tiles[number], (self._mode, self._logarithmic)
        paint_tile(painter, place, tile, *look, current_theme(), self._fonts)

    def _paint_over(self, painter: QPainter, number: int, place: QRectF) -> None:
        """Draw what is pointed at, and the line of figures below."""
        theme, tile = current_theme(), self._tiles[number]
        pointed = self._pointed if self._pointed and self._pointed.tile == number else None
        focused = pointed is not None and self.hasFocus()
        painter.setPen(QPen(QColor(theme.accent if focused else theme.border), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(place.adjusted(0.5, 0.5, -0.5, -0.5))
        area = plot_area(place, self._mode)
        if self._mode == "bands" and self._step is not None:
            paint_moment(painter, area, tile, self._step, theme.muted)
        if pointed is not None and self._mode != "bands":
            paint_pointed(painter, area, tile, pointed.bin, pointed.moment, theme)
        elif pointed is not None and 0 <= pointed.moment < len(tile.course):
            paint_moment(painter, area, tile, tile.course[pointed.moment][0], theme.accent)
        painter.setFont(self._fonts.number)
        broken = tile.now.broken and pointed is None
        painter.setPen(QColor(theme.bad if broken else theme.text if pointed else theme.muted))
        foot = place.adjusted(MARGIN, place.height() - FOOT - 1, -MARGIN, -1)
        side = Qt.TextElideMode.ElideRight
        text = painter.fontMetrics().elidedText(self.readout(number), side, int(foot.width()))
        painter.drawText(foot, Qt.AlignmentFlag.AlignVCenter, text)

    def _tile_at(self, place: QPointF) -> int | None:
        for number in range(len(self._tiles)):
            if self.tile_place(number).contains(place):
                return number
        return None

    def _found(self, place: QPointF) -> Pointed | None:
        number = self._tile_at(place)
        if number is None:
            return None
        tile, area = self._tiles[number], plot_area(self.tile_place(number), self._mode)
        share = (place.x() - area.left()) / max(area.width(), 1.0)
        if not 0.0 <= share <= 1.0 or not area.top() - 4 <= place.y() <= area.bottom() + 4:
            return None
        if self._mode == "bands":
            steps = np.array([step for step, _ in tile.course])
            if not steps.size:
                return None
            wanted = steps[0] + share * (steps[-1] - steps[0])
            return Pointed(number, len(BANDS) // 2, int(np.abs(steps - wanted).argmin()))
        bin_number = min(int(share * tile.bins.count), tile.bins.count - 1)
        if self._mode != "ridges" or not tile.course:
            return Pointed(number, bin_number)
        chosen = chosen_moments(len(tile.course), area.height())
        bases = ridge_bases(area, len(chosen))
        # The ridge whose foot is next below the mouse stands in front of those behind it.
        below = int(np.searchsorted(bases, place.y() - 0.5))
        return Pointed(number, bin_number, chosen[min(below, len(chosen) - 1)])

    def _next_ridge(self, number: int, moment: int, way: int) -> int:
        tile = self._tiles[number]
        area = plot_area(self.tile_place(number), self._mode)
        chosen = chosen_moments(len(tile.course), area.height())
        at = chosen.index(moment) + way if moment in chosen else len(chosen) - 1
        return chosen[min(max(at, 0), len(chosen) - 1)]

    def _point_at(self, pointed: Pointed | None) -> None:
        if pointed != self._pointed:
            self._pointed = pointed
            shapes = Qt.CursorShape
            self.setCursor(shapes.CrossCursor if pointed else shapes.ArrowCursor)
            self._describe()
            self.update()

    def _describe(self) -> None:
        """Say what is read off: to a screen reader, and in full where the line is too short."""
        number = self._pointed.tile if self._pointed else 0
        text = self.readout(number) if self._tiles else ""
        self.setAccessibleDescription(text)
        self.setToolTip(summary(self._tiles[number]) if self._pointed else "")
