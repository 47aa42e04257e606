"""What is measured beside the loss, one file each. Nothing but `core` may be imported here."""

from __future__ import annotations

from functools import cache

from nnstudio.core.discovery import discover
from nnstudio.metrics.base import Metric

__all__ = ["Metric", "all_metrics", "metrics_for"]


@cache
def all_metrics() -> dict[str, type[Metric]]:
    """Return every metric by name, in the order menus show them."""
    found = discover("nnstudio.metrics", Metric)
    return dict(sorted(found.items(), key=lambda item: item[1].order))


def metrics_for(task: str) -> dict[str, type[Metric]]:
    """Return the metrics that say something of a ``"classification"`` or a ``"regression"``."""
    return {name: cls for name, cls in all_metrics().items() if task in cls.tasks}
