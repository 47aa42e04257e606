"""Pooling that takes the mean of each window."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from nnstudio.core.layer import Array, Saved, Step, Weights
from nnstudio.core.pooled import PoolLayer


@dataclass(frozen=True)
class AveragePoolLayer(PoolLayer):
    """Keeps the mean of each window; places beyond the input do not count.

    So have it TensorFlow and Keras; in PyTorch it is ``count_include_pad=False``.
    """

    def forward(self, w: Weights, step: Step, *xs: Array) -> tuple[Array, Saved]:
        x = xs[0]
        counts = self._sums(np.ones((1, *x.shape[1:-1], 1), x.dtype))
        return self._sums(x) / counts, {"x": x, "counts": counts}

    def backward(
        self, w: Weights, step: Step, saved: Saved, dy: Array
    ) -> tuple[tuple[Array, ...], dict[str, Array]]:
        x, window = saved["x"], self.window
        padded, share = window.blank(x.shape, x.dtype), dy / saved["counts"]
        for reached in window.taps(padded, dy.shape[1:-1]):
            reached += share
        return (window.crop(padded, x.shape[1:-1]),), {}

    def _sums(self, x: Array) -> Array:
        taps = self.window.taps(self.window.pad(x), self.window.positions(x.shape[1:-1]))
        sums = next(taps).copy()
        for reached in taps:
            sums += reached
        return sums
