"""Optimisers, one file each: how a step changes the weights. Only `core` may be imported here."""

from __future__ import annotations

from functools import cache

from nnstudio.core.discovery import discover
from nnstudio.optimizers.base import Optimizer

__all__ = ["Optimizer", "all_optimizers"]


@cache
def all_optimizers() -> dict[str, type[Optimizer]]:
    """Return every optimiser by name, in the order menus show them."""
    found = discover("nnstudio.optimizers", Optimizer)
    return dict(sorted(found.items(), key=lambda item: item[1].order))
