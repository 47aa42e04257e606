"""The random mask of Dropout, drawn into buffers."""

from __future__ import annotations

import numpy as np

from nnstudio.core.kernels.activation import Scratch

LEVELS = 65536


class Mask:
    """0 for a unit that stays away, 1 / (1 - rate) for one that remains.

    Draws as the definition does: one raw 64-bit word decides four units.
    """

    def __init__(
        self, rng: np.random.Generator, shape: tuple[int, ...], rate: float, scratch: Scratch
    ) -> None:
        self.values = scratch("mask", shape, np.float32)
        self._kept = scratch("kept", shape, np.bool_)
        self._raw = rng.bit_generator.random_raw
        self._words = -(-self.values.size // 4)
        self._threshold = np.zeros((), np.uint16)
        self._scale = np.ones((), np.float32)
        self.set_rate(rate)

    def set_rate(self, rate: float) -> None:
        """Use another rate from the next mask on."""
        self._threshold[()] = min(round(rate * LEVELS), LEVELS - 1)
        self._scale[()] = 1.0 / (1.0 - rate)

    def draw(self) -> None:
        """Draw the next mask."""
        words = self._raw(self._words).view(np.uint16)[: self._kept.size]
        np.greater_equal(words.reshape(self._kept.shape), self._threshold, self._kept)
        np.multiply(self._kept, self._scale, self.values)
