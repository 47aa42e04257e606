"""The colours of the layers of a network in one chart."""

from __future__ import annotations

from functools import lru_cache

from nnstudio.app.style.color_maps import lookup_table
from nnstudio.app.style.theme import Theme

_FIRST, _LAST = 70, 235
"""The ends of the colour table are too near to the ground of one of the themes."""


@lru_cache(maxsize=32)
def layer_colors(count: int, theme: Theme) -> tuple[str, ...]:
    """Return a colour for each layer: clearly apart for few, by their depth for many."""
    if count <= len(theme.series):
        return theme.series[:count]
    table = lookup_table(theme.sequential)
    places = (_FIRST + (_LAST - _FIRST) * i // (count - 1) for i in range(count))
    return tuple("#{:02x}{:02x}{:02x}".format(*table[place].tolist()) for place in places)
