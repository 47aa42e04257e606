"""How far gradients have grown since a run began."""

from __future__ import annotations

import numpy as np

from nnstudio.core.layer import Array

MOST_GROWTH = 1000.0
"""How many times its start a norm may reach."""


def growth_of(recent: Array, first: Array) -> Array:
    """Return how many times its start each layer's gradient has reached ``(layers,)``.

    Parameters
    ----------
    recent, first
        ``(probes, layers)`` the newest norms and the first ones.
    """
    usable = np.isfinite(first) & (first > 0.0)
    rows = usable.argmax(axis=0)
    columns = np.arange(first.shape[1])
    start = np.where(usable[rows, columns], first[rows, columns], np.inf)
    if np.isfinite(start).any():  # whoever had nearly nothing at first may recover
        start = np.maximum(start, start[np.isfinite(start)].max() / MOST_GROWTH)
    growth: Array = recent.max(axis=0) / start
    return growth


def times_text(growth: Array) -> str:
    """Write the largest growth."""
    most = float(growth.max())
    return f"{most:,.0f}" if most < 1e6 else f"{most:.0e}"
