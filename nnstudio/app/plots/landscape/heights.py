"""How high the ground is drawn: the loss on a scale on which small differences are seen, too."""

from __future__ import annotations

import numpy as np

from nnstudio.core.layer import Array
from nnstudio.engine.studies.landscape import Ground

DECADES = 4.0
"""No more than so many powers of ten below the highest place are told apart."""


class Heights:
    """Brings losses to heights from 0, the lowest, to 1.

    Losses that are all positive are drawn on a logarithmic scale: a valley is often a thousand times
    lower than the hills around it. Others, as of networks with terms of their own, on a plain one.
    """

    def __init__(self, ground: Ground) -> None:
        found = ground.loss[np.isfinite(ground.loss)]
        self.low = float(found.min()) if found.size else 0.0
        self.high = float(found.max()) if found.size else 1.0
        self.logarithmic = self.low > 0.0
        if self.logarithmic:
            self.low = max(self.low, self.high / 10.0**DECADES)

    def __call__(self, loss: Array) -> Array:
        """Return the heights of losses; NaN where a loss is not finite."""
        if self.logarithmic:
            with np.errstate(invalid="ignore", divide="ignore"):
                scaled = np.log(np.maximum(loss, self.low) / self.low)
            size = np.log(self.high / self.low)
        else:
            scaled, size = loss - self.low, self.high - self.low
        return np.where(np.isfinite(loss), scaled / (size or 1.0), np.nan)

    def loss_at(self, height: float) -> float:
        """Return the loss that is drawn at a height."""
        if self.logarithmic:
            return float(self.low * (self.high / self.low) ** height)
        return self.low + height * (self.high - self.low)
