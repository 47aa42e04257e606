"""Building blocks of a network, one file per layer.

A layer file imports `core` and `activations`, and no other layer file; adding one is all it
takes to add a layer.
"""

from __future__ import annotations

from functools import cache

from nnstudio.core.discovery import discover
from nnstudio.core.layer import CATEGORIES, Layer

__all__ = ["all_layers", "layer_class"]


@cache
def all_layers() -> dict[str, type[Layer]]:
    """Return every layer class by name, ordered as the palette shows them."""
    found = discover("nnstudio.layers", Layer, entry_point_group="nnstudio.layers")
    categories = list(CATEGORIES)
    order = {n: (categories.index(c.category), c.order, n) for n, c in found.items()}
    return {name: found[name] for name in sorted(found, key=order.__getitem__)}


def layer_class(name: str) -> type[Layer]:
    """Return the layer class called ``name``, or the one that replaces it.

    Raises
    ------
    KeyError
        No layer has or had that name.
    """
    known = all_layers()
    if name in known:
        return known[name]
    for cls in known.values():
        if name in cls.replaces:
            return cls
    raise KeyError(name)
