"""The colours of the cells of a confusion matrix."""

from __future__ import annotations

import numpy as np

from nnstudio.app.style.theme import Theme
from nnstudio.core.layer import Array


def cell_colors(counts: Array, theme: Theme) -> Array:
    """Return a colour 0xffRRGGBB for each cell: green where right, red where wrong, by its share."""
    total = np.maximum(counts.sum(axis=1, keepdims=True), 1)
    shares = counts / total
    right = np.eye(len(counts), dtype=bool)
    strength = np.where(right, 0.10 + 0.45 * shares, 0.10 + 0.75 * np.sqrt(shares))
    strength = np.where(counts > 0, np.minimum(strength, 0.7), 0.0)
    ground, good, bad = (
        np.array([int(c[i : i + 2], 16) for i in (1, 3, 5)])
        for c in (theme.entry, theme.good, theme.bad)
    )
    aim = np.where(right[..., np.newaxis], good, bad)
    mixed = (ground + (aim - ground) * strength[..., np.newaxis] + 0.5).astype(np.uint32)
    found: Array = np.uint32(0xFF000000) | mixed[..., 0] << 16 | mixed[..., 1] << 8 | mixed[..., 2]
    return found
