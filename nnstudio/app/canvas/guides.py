"""Help while things are moved: they catch where wires run straight and edges come into line."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from PySide6.QtCore import QLineF, QPointF, QRectF
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from nnstudio.app.canvas.geometry import snap
from nnstudio.app.canvas.ink import current_ink

_CATCH_PIXELS = 7.0
_FARTHEST_CATCH = 12.0
_BEYOND = 10.0
_TICK = 5.0
_BESIDE_WIRES = 0.8
"""Where along a card's side equal room is shown: not in the middle, where the ports are."""


@dataclass(frozen=True)
class Snap:
    """How far things are moved, and the lines that say why they stop there.

    ``gaps`` are stretches of equal length between things, across or down.
    """

    shift: QPointF
    lines: tuple[QLineF, ...] = ()
    gaps: tuple[QLineF, ...] = ()


class Guides:
    """Knows where the things that stay are, in sorted lists, so that a move finds its neighbours.

    Parameters
    ----------
    held
        The rectangle of what the pointer holds, before it is moved.
    others
        The rectangles of what stays.
    wires
        The wires between what moves and what stays: their ends there and here.
    """

    def __init__(
        self,
        held: QRectF,
        others: Iterable[QRectF],
        wires: Iterable[tuple[QPointF, QPointF]] = (),
    ) -> None:
        self._held = held
        self._level: dict[float, list[tuple[QPointF, QPointF]]] = {}
        for moved, fixed in wires:
            self._level.setdefault(fixed.y() - moved.y(), []).append((moved, fixed))
        self._levels = sorted(self._level)
        self._across = _Axis(held, others := tuple(others), across=True)
        self._down = _Axis(held, others, across=False)

    def snap(self, way: QPointF, zoom: float, visible: QRectF) -> Snap:
        """Return where things come to lie that are moved about so far.

        A straight wire counts most, then edges and middles in line with what is seen, then equal
        room on both sides, then the grid.
        """
        reach = min(_CATCH_PIXELS / zoom, _FARTHEST_CATCH)
        rect = self._held.translated(way)
        level = _nearest(self._levels, way.y(), reach)
        dx = self._across.step(rect, reach, visible)
        dy = self._down.step(rect, reach, visible) if level is None else level - way.y()
        x = snap(rect.x()) if dx is None else rect.x() + dx
        y = snap(rect.y()) if dy is None else rect.y() + dy
        rect = QRectF(x, y, rect.width(), rect.height())
        shift = rect.topLeft() - self._held.topLeft()
        lines, gaps = [], []
        for axis, caught in ((self._across, dx is not None), (self._down, dy is not None)):
            if caught:
                lines += axis.lines(rect, visible)
                gaps += axis.gaps(rect)
        for moved, fixed in self._level.get(level, ()) if level is not None else ():
            lines.append(QLineF(moved + shift, fixed))
        return Snap(shift, tuple(lines), tuple(gaps))


class _Axis:
    """Looks for alignment in one direction: across (left to right) or down."""

    def __init__(self, held: QRectF, others: tuple[QRectF, ...], *, across: bool) -> None:
        self._is_across = across
        # Like is compared with like: an upper edge with upper edges, a middle with middles.
        self._at: tuple[dict[float, list[QRectF]], ...] = ({}, {}, {})
        for rect in others:
            for at, value in zip(self._at, self._values(rect), strict=True):
                at.setdefault(value, []).append(rect)
        self._sorted = [sorted(at) for at in self._at]
        # Those in the same row (or column) are found by where they begin there.
        self._by_row = sorted(others, key=lambda rect: self._turned(rect)[0])
        self._row_starts = [self._turned(rect)[0] for rect in self._by_row]
        self._longest = max((self._turned(rect)[1] for rect in others), default=0.0)

    def step(self, rect: QRectF, reach: float, visible: QRectF) -> float | None:
        """Return the shortest step that brings a rectangle into line, None where none is near."""
        found = []
        for at, known, value in zip(self._at, self._sorted, self._values(rect), strict=True):
            for other in islice(known, bisect_left(known, value - reach), None):
                if other > value + reach:
                    break
                if any(visible.intersects(there) for there in at[other]):
                    found.append(other - value)
        if not found:
            start = self._span(rect)[0]
            found = [place - start for place in self._even(rect) if abs(place - start) <= reach]
        return min(found, key=abs, default=None)

    def lines(self, rect: QRectF, visible: QRectF) -> list[QLineF]:
        """Return the lines through what is in line now, from end to end.

        One through the middles says as much as those along the edges beside it.
        """
        found: list[QLineF] = []
        start, middle, end = self._values(rect)
        for kind, value in ((1, middle), (0, start), (2, end)):
            if kind != 1 and middle in self._at[1] and found:
                break
            there = [r for r in self._at[kind].get(value, ()) if visible.intersects(r)]
            if there:
                spans = [self._turned(r) for r in (rect, *there)]
                low = min(start for start, _ in spans) - _BEYOND
                high = max(start + length for start, length in spans) + _BEYOND
                ends = ((value, low), (value, high))
                found.append(QLineF(*(self._point(*end) for end in ends)))
        return found

    def gaps(self, rect: QRectF) -> list[QLineF]:
        """Return the stretches of equal room beside a rectangle, none where they differ."""
        start = self._span(rect)[0]
        for place, gaps in self._even(rect).items():
            if abs(place - start) < 0.5:
                start, length = self._turned(rect)
                aside = start + _BESIDE_WIRES * length
                return [
                    QLineF(self._point(one, aside), self._point(other, aside))
                    for one, other in gaps
                ]
        return []

    def _even(self, rect: QRectF) -> dict[float, list[tuple[float, float]]]:
        """Return the places with equal room beside them, each with its stretches."""
        length = self._span(rect)[1]
        before, after = self._beside(rect)
        found: dict[float, list[tuple[float, float]]] = {}
        if before and after:
            low, high = before[-1][1], after[0][0]
            if high - low >= length:
                place = (low + high - length) / 2
                found[place] = [(low, place), (place + length, high)]
        if len(before) > 1:
            (_, first), (second, low) = before[-2:]
            place = low + second - first
            if second > first:
                found.setdefault(place, [(first, second), (low, place)])
        if len(after) > 1:
            (high, end), (last, _) = after[:2]
            place = high - (last - end) - length
            if last > end:
                found.setdefault(place, [(place + length, high), (end, last)])
        return found

    def _beside(self, rect: QRectF) -> tuple[list[tuple[float, float]], list[tuple[float, float]]]:
        """Return the spans of the next two things before and after a rectangle in its row."""
        low, height = self._turned(rect)
        middle = sum(self._span(rect)) - self._span(rect)[1] / 2
        spans = []
        first = bisect_left(self._row_starts, low - self._longest)
        for index in range(first, bisect_left(self._row_starts, low + height)):
            other = self._by_row[index]
            start, length = self._turned(other)
            if start + length > low:
                at, wide = self._span(other)
                spans.append((at, at + wide))
        before = sorted(span for span in spans if sum(span) / 2 < middle)
        after = sorted(span for span in spans if sum(span) / 2 >= middle)
        return before[-2:], after[:2]

    def _values(self, rect: QRectF) -> tuple[float, float, float]:
        start, length = self._span(rect)
        return start, start + length / 2, start + length

    def _span(self, rect: QRectF) -> tuple[float, float]:
        return (rect.x(), rect.width()) if self._is_across else (rect.y(), rect.height())

    def _turned(self, rect: QRectF) -> tuple[float, float]:
        return (rect.y(), rect.height()) if self._is_across else (rect.x(), rect.width())

    def _point(self, along: float, aside: float) -> QPointF:
        return QPointF(along, aside) if self._is_across else QPointF(aside, along)


class GuideItem(QGraphicsItem):
    """Paints the lines of a `Snap`, thin at any zoom."""

    def __init__(self) -> None:
        super().__init__()
        self.shown = Snap(QPointF())
        self._bounds = QRectF()

    def show_snap(self, snapped: Snap) -> None:
        """Show other lines."""
        self.prepareGeometryChange()
        self.shown = snapped
        self._bounds = QRectF()
        for line in (*snapped.lines, *snapped.gaps):
            rect = QRectF(line.p1(), line.p2()).normalized()
            self._bounds = self._bounds.united(rect.adjusted(-20, -20, 20, 20))

    def boundingRect(self) -> QRectF:
        return self._bounds

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        pen = QPen(current_ink().accent, 1)
        pen.setCosmetic(True)
        painter.setPen(pen)
        painter.drawLines([*self.shown.lines, *self.shown.gaps])
        for gap in self.shown.gaps:
            aside = QPointF(0, _TICK) if gap.dx() else QPointF(_TICK, 0)
            for end in (gap.p1(), gap.p2()):
                painter.drawLine(end - aside, end + aside)


def _nearest(values: list[float], wished: float, reach: float) -> float | None:
    index = bisect_left(values, wished)
    near = [v for v in values[max(index - 1, 0) : index + 1] if abs(v - wished) <= reach]
    return min(near, key=lambda value: abs(value - wished), default=None)
