"""The matrices of an attention layer: all heads small, or one of them large with its tokens."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from nnstudio.app.live.pictures import colors, image
from nnstudio.app.plots.kept_picture import KeptPicture
from nnstudio.app.style.appearance import current_theme
from nnstudio.app.style.fonts import number_font, ui_font
from nnstudio.core.layer import Array

_TITLE, _GAP, _TOKENS = 17, 10, 20


@dataclass(frozen=True)
class Cell:
    """The place of a weight: which matrix, which step looks, and which it looks at."""

    head: int
    query: int
    key: int


class HeadMaps(QWidget):
    """Draws matrices of queries (down) by keys (across); a click enlarges one, or chooses a row."""

    pointed = Signal(object)
    """The `Cell` under the mouse, None: none."""
    enlarged = Signal(int)
    """The number of the matrix that was clicked while all were small."""
    chosen = Signal(int)
    """The query of the row that was clicked in a large matrix."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._maps: Array = np.zeros((0, 0, 0))
        self._seen: Array = np.zeros((0, 0), bool)
        self._titles: tuple[str, ...] = ()
        self._names: tuple[str, ...] = ()
        self._bounds = (0.0, 1.0)
        self._only: int | None = None
        self._query = -1
        self._at: Cell | None = None
        self._picture = KeptPicture(self, self._paint_all)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def set_maps(
        self, maps: Array, seen: Array, titles: tuple[str, ...], names: tuple[str, ...]
    ) -> None:
        """Show matrices ``(matrices, queries, keys)``, what may be seen, and the tokens' names."""
        self._maps, self._seen, self._titles, self._names = maps, seen, titles, names
        finite = maps[np.isfinite(maps)]
        self._bounds = (0.0, float(finite.max()) if finite.size and finite.max() > 0 else 1.0)
        self.repaint_all()

    def set_only(self, number: int | None) -> None:
        """Show one matrix large, or all."""
        self._only, self._at = number, None
        self.repaint_all()

    def set_query(self, query: int) -> None:
        """Mark the row of a step that looks; -1: none."""
        if query != self._query:
            self._query = query
            self.update()

    def bounds(self) -> tuple[float, float]:
        """Return what the colours span."""
        return self._bounds

    def repaint_all(self) -> None:
        """Draw anew, as after a change of theme."""
        self._picture.forget()
        self.update()

    def shown(self) -> range:
        """Return the numbers of the matrices that are shown."""
        if self._only is not None and self._only < len(self._maps):
            return range(self._only, self._only + 1)
        return range(len(self._maps))

    def area_of(self, head: int) -> QRectF:
        """Return where a matrix lies."""
        shown = self.shown()
        large = self._only is not None
        left, top = (self._label_room(), _TOKENS + 2) if large else (0.0, 0.0)
        columns = self._columns(len(shown))
        rows = math.ceil(len(shown) / columns)
        across = (self.width() - left - 2 + _GAP) / columns
        down = (self.height() - top + _GAP) / rows
        side = max(min(across - _GAP, down - _GAP - _TITLE), 8.0)
        place = head - shown.start
        x = left + place % columns * (across if not large else 0) + 1
        y = top + place // columns * down + _TITLE
        # A large one may be wider than high: its tokens need the room.
        return QRectF(x, y, max(across - _GAP, side) if large else side, side - 1)

    def place_of(self, cell: Cell) -> QPointF:
        """Return the middle of a weight."""
        area = self.area_of(cell.head)
        _, queries, keys = self._maps.shape
        return QPointF(
            area.left() + (cell.key + 0.5) * area.width() / keys,
            area.top() + (cell.query + 0.5) * area.height() / queries,
        )

    # ---- Qt ----

    def sizeHint(self) -> QSize:
        return QSize(420, 300)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, 90)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self._picture.draw(painter)
        self._paint_marks(painter)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._point(self._found(event.position()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        cell = self._found(event.position())
        if event.button() != Qt.MouseButton.LeftButton or cell is None:
            super().mousePressEvent(event)
        elif self._only is None:
            self.enlarged.emit(cell.head)
        else:
            self.chosen.emit(cell.query)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = {
            Qt.Key.Key_Left: (0, -1),
            Qt.Key.Key_Right: (0, 1),
            Qt.Key.Key_Up: (-1, 0),
            Qt.Key.Key_Down: (1, 0),
        }
        way = keys.get(Qt.Key(event.key()))
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
        if self._maps.size and way is not None:
            at = self._at or Cell(self.shown().start, 0, -way[1] if way[1] > 0 else 0)
            query = min(max(at.query + way[0], 0), self._maps.shape[1] - 1)
            key = min(max(at.key + way[1], 0), self._maps.shape[2] - 1)
            self._point(Cell(at.head, query, key))
        elif enter and self._at is not None:
            if self._only is None:
                self.enlarged.emit(self._at.head)
            else:
                self.chosen.emit(self._at.query)
        else:
            super().keyPressEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._point(None)

    # ---- within ----

    def _columns(self, count: int) -> int:
        """Return in how many columns the matrices are largest."""
        sizes = {
            columns: min(self.width() / columns, self.height() / math.ceil(count / columns))
            for columns in range(1, max(count, 1) + 1)
        }
        return max(sizes, key=lambda columns: sizes[columns])

    def _label_room(self) -> float:
        longest = max((len(name) for name in self._names), default=1)
        return 22.0 if longest <= 2 else 62.0

    def _paint_all(self, painter: QPainter) -> None:
        painter.fillRect(self.rect(), QColor(current_theme().surface))
        if self._maps.size:
            self._paint(painter)

    def _paint(self, painter: QPainter) -> None:
        theme = current_theme()
        pitch = (self.width() + _GAP) / self._columns(len(self.shown()))
        hidden = np.uint32(0xFF000000 | int(theme.border[1:], 16))
        for head in self.shown():
            area = self.area_of(head)
            shades = colors(self._maps[head], self._bounds, theme)
            shades = np.where(self._seen, shades, hidden)
            painter.drawImage(area, image(shades))
            painter.setPen(QPen(QColor(theme.border_strong), 1))
            painter.drawRect(area)
            painter.setFont(ui_font(0.86))
            painter.setPen(QColor(theme.muted))
            above = _TITLE + (_TOKENS if self._only is not None else 0)
            room = QRectF(area.left(), area.top() - above, pitch - 4, _TITLE)
            title = painter.fontMetrics().elidedText(
                self._titles[head], Qt.TextElideMode.ElideRight, round(room.width())
            )
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, title)
            if self._only is not None:
                self._paint_names(painter, area)

    def _paint_names(self, painter: QPainter, area: QRectF) -> None:
        theme = current_theme()
        painter.setFont(number_font(0.84))
        painter.setPen(QColor(theme.text))
        count = len(self._names)
        wide, high = (size / max(count, 1) for size in (area.width(), area.height()))
        metrics = painter.fontMetrics()
        widest = max((metrics.horizontalAdvance(name) for name in self._names), default=0) + 2
        across = max(1, math.ceil(min(widest, 48) / wide))
        down = max(1, math.ceil(metrics.height() * 0.7 / high))
        elide = Qt.TextElideMode.ElideRight
        for place in range(0, count, across):
            room = QRectF(
                area.left() + (place + 0.5) * wide - 24, area.top() - _TOKENS, 48, _TOKENS
            )
            name = metrics.elidedText(self._names[place], elide, 48)
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter, name)
        for place in range(0, count, down):
            room = QRectF(0, area.top() + (place + 0.5) * high - 10, area.left() - 5, 20)
            name = metrics.elidedText(self._names[place], elide, round(room.width()))
            flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(room, flags, name)

    def _paint_marks(self, painter: QPainter) -> None:
        if not self._maps.size:
            return
        theme = current_theme()
        _, queries, keys = self._maps.shape
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for head in self.shown():
            area = self.area_of(head)
            high, wide = area.height() / queries, area.width() / keys
            if 0 <= self._query < queries:
                painter.setPen(QPen(QColor(theme.validation), 1.5))
                top = area.top() + self._query * high
                painter.drawRect(QRectF(area.left() - 1, top, area.width() + 2, high))
            if self._at is not None and self._at.query < queries and self._at.key < keys:
                painter.setPen(QPen(QColor(theme.text), 1.5))
                x, y = area.left() + self._at.key * wide, area.top() + self._at.query * high
                painter.drawRect(QRectF(x, y, wide, high))

    def _found(self, place: QPointF) -> Cell | None:
        if not self._maps.size:
            return None
        _, queries, keys = self._maps.shape
        for head in self.shown():
            area = self.area_of(head)
            if area.contains(place):
                query = int((place.y() - area.top()) / area.height() * queries)
                key = int((place.x() - area.left()) / area.width() * keys)
                return Cell(head, min(query, queries - 1), min(key, keys - 1))
        return None

    def _point(self, cell: Cell | None) -> None:
        if cell != self._at:
            self._at = cell
            self.update()
            self.pointed.emit(cell)
