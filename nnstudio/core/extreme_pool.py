"""Pooling that keeps the largest or the smallest number of each window."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from nnstudio.core.layer import Array, Saved, Step, Weights
from nnstudio.core.pooled import PoolLayer


@dataclass(frozen=True)
class ExtremePoolLayer(PoolLayer):
    """Keeps one number of each window, the winner; the whole gradient goes to its place.

    Of equal numbers the first wins, row by row. Places beyond the input never win.
    """

    smallest: ClassVar[bool] = False
    """Whether the smallest number wins, not the largest."""

    def forward(self, w: Weights, step: Step, *xs: Array) -> tuple[Array, Saved]:
        x, window = xs[0], self.window
        worst = np.inf if self.smallest else -np.inf
        beats, best_of = (np.less, np.minimum) if self.smallest else (np.greater, np.maximum)
        positions = window.positions(x.shape[1:-1])
        taps = window.taps(window.pad(x, worst), positions)
        y = next(taps).copy()
        winner = np.zeros(y.shape, np.uint16)
        for number, reached in enumerate(taps, start=1):
            np.copyto(winner, number, where=beats(reached, y))
            best_of(reached, y, out=y)  # and what is not a number stays so
        return y, {"x": x, "winner": winner}

    def backward(
        self, w: Weights, step: Step, saved: Saved, dy: Array
    ) -> tuple[tuple[Array, ...], dict[str, Array]]:
        x, winner, window = saved["x"], saved["winner"], self.window
        padded = window.blank(x.shape, x.dtype)
        for number, reached in enumerate(window.taps(padded, dy.shape[1:-1])):
            reached += dy * (winner == number)
        return (window.crop(padded, x.shape[1:-1]),), {}
