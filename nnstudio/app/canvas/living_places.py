"""Where a card's picture finds room: below it, or above it where something else lies below."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QLineF, QRectF

from nnstudio.core.layer import Array

SMALL, LARGE = 34.0, 76.0
"""The height of a picture where rows of cards are near one another, and where they are not."""
RIBBON = 14.0
PADDING = 4.0
INSET = 7.0
"""How much narrower the drawer is than its card, at each side."""
_APART = 5.0
_LEAST = 18.0
_REACH = LARGE + RIBBON + 2 * PADDING + _APART
FEW = 60
"""The pictures of so small a drawing are all equally high."""


@dataclass(frozen=True)
class Place:
    """How high a picture is, and on which side of its card; a height of 0 is no picture."""

    height: float
    above: bool = False

    def with_drawer(self, card: QRectF, ribbon: bool) -> QRectF:
        """Return the outline of a card together with its drawer."""
        stands_out = drawer_height(self.height, ribbon)
        return (
            card.adjusted(0, -stands_out, 0, 0)
            if self.above
            else card.adjusted(0, 0, 0, stands_out)
        )


def drawer_height(picture: float, ribbon: bool) -> float:
    """Return how far a drawer with a picture and a ribbon stands out of its card."""
    if not picture:
        return RIBBON + 3.0 if ribbon else 0.0
    return picture + 2 * PADDING + (RIBBON if ribbon else 0.0)


def find_places(
    cards: Mapping[str, QRectF],
    lines: Iterable[QLineF],
    wanted: Iterable[str],
    ribbons: frozenset[str],
) -> dict[str, Place]:
    """Return where the pictures of the cards ``wanted`` go.

    All are equally high where that is possible. Those of a small drawing are large where each of
    them has the room. A card whose picture fits nowhere else lets it cover wires, never cards.

    Parameters
    ----------
    cards
        The outlines of all cards.
    lines
        What else should not be covered: wires as straight pieces.
    ribbons
        The cards that need room for a ribbon, too.
    """
    boxes = np.array([rect.getCoords() for rect in cards.values()], np.float64).reshape(-1, 4)
    pieces = np.array([line.toTuple() for line in lines], np.float64).reshape(-1, 4)
    rooms = {name: _room(cards[name], boxes, pieces) for name in wanted}
    need = {name: drawer_height(LARGE, name in ribbons) + _APART for name in rooms}
    large = len(cards) <= FEW and all(max(rooms[name]) >= need[name] for name in rooms)
    height = LARGE if large else SMALL
    found = {}
    for name, room in rooms.items():
        frame = drawer_height(height, name in ribbons) - height
        found[name] = _place(*room, height, frame)
        if not found[name].height:
            found[name] = _place(*_room(cards[name], boxes, pieces[:0]), height, frame)
    return found


def _place(below: float, above: float, height: float, frame: float) -> Place:
    for room, is_above in ((below, False), (above, True)):
        if room >= height + frame + _APART:
            return Place(height, is_above)
    room = max(below, above)
    left = room - frame - _APART
    return Place(left if left >= _LEAST else 0.0, above > below)


def _room(card: QRectF, boxes: Array, pieces: Array) -> tuple[float, float]:
    """Return how much room there is below and above a card."""
    left, right = card.left() + INSET, card.right() - INSET
    beside = (boxes[:, 2] > left) & (boxes[:, 0] < right)
    tops, bottoms = boxes[beside, 1], boxes[beside, 3]
    below = np.min(tops[tops >= card.bottom() - 1] - card.bottom(), initial=_REACH)
    above = np.min(card.top() - bottoms[bottoms <= card.top() + 1], initial=_REACH)
    if len(pieces):
        x1, y1, x2, y2 = pieces.T
        over = (np.maximum(x1, x2) > left) & (np.minimum(x1, x2) < right)
        low, high = np.minimum(y1, y2)[over], np.maximum(y1, y2)[over]
        # What leaves or enters the card itself, or runs behind it, is in nobody's way.
        under, upper = low >= card.bottom() - 1, high <= card.top() + 1
        below = min(below, np.min(low[under] - card.bottom(), initial=_REACH))
        above = min(above, np.min(card.top() - high[upper], initial=_REACH))
    return float(below), float(above)
