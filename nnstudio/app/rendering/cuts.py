"""Where a drawing that is too large for a page is cut, best between its nodes."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

Span = tuple[float, float]
_LEEWAY = 0.35
"""How far from where equal parts would end a cut may lie, in parts."""


def cut(spans: Sequence[Span], start: float, end: float, most: float) -> tuple[Span, ...]:
    """Return the parts of ``start`` to ``end``, about equal and about ``most`` long at most.

    Parameters
    ----------
    spans
        What should not be cut through.
    """
    count = max(1, math.ceil((end - start) / most))
    step = (end - start) / count
    edges = sorted({edge for span in spans for edge in span})
    middles = [(one + other) / 2 for one, other in pairwise(edges)]

    def badness(place: float, wish: float) -> tuple[int, float]:
        return sum(low < place < high for low, high in spans), abs(place - wish)

    places = [start]
    for number in range(1, count):
        wish = start + number * step
        near = [middle for middle in middles if abs(middle - wish) <= _LEEWAY * step]
        places.append(min((wish, *near), key=lambda place: badness(place, wish)))
    places.append(end)
    return tuple(pairwise(places))
