"""Updates over time as curves, and the part of the y axis that shows the newest ones."""

from __future__ import annotations

import numpy as np

from nnstudio.app.plots.chart_frame import Bounds, Line
from nnstudio.app.plots.gradients.gradient_pages import FEW_LAYERS
from nnstudio.app.plots.gradients.layer_colors import layer_colors
from nnstudio.app.plots.ticks import logarithms
from nnstudio.app.style.appearance import current_theme
from nnstudio.core.layer import Array
from nnstudio.explain.update_verdict import BAND

MOST_POINTS = 400
NEWEST = 200
"""The y axis follows this many of the last measurements."""


def update_lines(
    steps: Array, sizes: Array, layers: tuple[str, ...]
) -> tuple[tuple[Line, ...], Bounds]:
    """Return a curve per layer in base-10 logarithms, and bounds around the band and the newest.

    Parameters
    ----------
    steps, sizes
        ``(times,)`` and ``(times, layers)``, oldest first.
    """
    logs = logarithms(sizes)
    newest = logs[-NEWEST:][np.isfinite(logs[-NEWEST:])]
    low, high = np.percentile(newest, (1.0, 99.0)) if len(newest) else BAND
    bounds = (
        float(np.floor(2 * min(low, BAND[0]) - 0.5) / 2),
        float(np.ceil(2 * max(high, BAND[1]) + 0.5) / 2),
    )
    stride = -(-len(logs) // MOST_POINTS)
    # Counted from the newest one, which is always there.
    rows = np.arange(len(logs) - 1, -1, -stride)[::-1]
    shades = layer_colors(len(layers), current_theme())
    width = 2.0 if len(layers) <= FEW_LAYERS else 1.0
    x = steps[rows].astype(np.float64)
    lines = tuple(Line(name, x, logs[rows, i], shades[i], width) for i, name in enumerate(layers))
    return lines, bounds
