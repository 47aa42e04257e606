"""The largest number of each feature over a sequence."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from nnstudio.core.layer import Array, Saved, Step, Weights
from nnstudio.core.pooled import GlobalPool1D
from nnstudio.core.text import N_


@dataclass(frozen=True)
class GlobalMaxPool1D(GlobalPool1D):
    """Makes one number of each feature, its largest over the steps, so that any length fits.

    ``(batch, steps, features) -> (batch, features)``. Where several values tie, the gradient goes
    to the first of them. With ``mask_zeros`` steps whose numbers are all zero do not count; the
    largest of no steps is zero.
    """

    name = "GlobalMaxPool1D"
    label = N_("GlobalMaxPool1D")
    order = 100
    summary = N_("Makes one number of each feature: its largest in any step of a sequence.")
    formula = r"y_c = \max_t x_{t,c}"
    source = "Collobert et al. 2011, Natural language processing (almost) from scratch"
    keywords = "maximum global pooling max over time sequence text mask"

    def forward(self, w: Weights, step: Step, *xs: Array) -> tuple[Array, Saved]:
        x = xs[0]
        kept: Array = np.ones((*x.shape[:2], 1), np.bool_)
        if self.mask_zeros:
            kept = (x != 0).any(axis=2, keepdims=True)
        winner = np.where(kept, x, -np.inf).argmax(axis=1, keepdims=True)
        # A sample of padding alone has no winner: its first step wins, and that holds zeros.
        y = np.take_along_axis(x, winner, axis=1)[:, 0]
        return y, {"x": x, "winner": winner, "kept": kept}

    def backward(
        self, w: Weights, step: Step, saved: Saved, dy: Array
    ) -> tuple[tuple[Array, ...], dict[str, Array]]:
        dx = np.zeros_like(saved["x"])
        np.put_along_axis(dx, saved["winner"], dy[:, None], axis=1)
        return (dx * saved["kept"],), {}
