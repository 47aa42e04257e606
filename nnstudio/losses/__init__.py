"""Loss functions, one file each. Nothing but `core` and `activations` may be imported here."""

from __future__ import annotations

from functools import cache

from nnstudio.core.discovery import discover
from nnstudio.losses.base import Loss

__all__ = ["Loss", "all_losses"]


@cache
def all_losses() -> dict[str, type[Loss]]:
    """Return every loss by name, in the order menus show them."""
    found = discover("nnstudio.losses", Loss)
    return dict(sorted(found.items(), key=lambda item: item[1].order))
