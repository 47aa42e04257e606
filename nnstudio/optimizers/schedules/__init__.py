"""How the learning rate changes during a run, one file each. Only `core` may be imported here."""

from __future__ import annotations

from functools import cache

from nnstudio.core.discovery import discover
from nnstudio.optimizers.schedules.base import Place, Schedule

__all__ = ["Place", "Schedule", "all_schedules"]


@cache
def all_schedules() -> dict[str, type[Schedule]]:
    """Return every schedule by name, in the order menus show them."""
    found = discover("nnstudio.optimizers.schedules", Schedule)
    return dict(sorted(found.items(), key=lambda item: item[1].order))
