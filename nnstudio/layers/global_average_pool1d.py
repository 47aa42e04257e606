"""The mean of each feature over a sequence."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from nnstudio.core.layer import Array, Saved, Step, Weights
from nnstudio.core.pooled import GlobalPool1D
from nnstudio.core.text import N_


@dataclass(frozen=True)
class GlobalAveragePool1D(GlobalPool1D):
    """Makes one number of each feature, its mean over the steps, so that any length fits.

    ``(batch, steps, features) -> (batch, features)``. With ``mask_zeros`` steps whose numbers are
    all zero do not count; the mean of no steps is zero.
    """

    name = "GlobalAveragePool1D"
    label = N_("GlobalAveragePool1D")
    order = 90
    summary = N_("Makes one number of each feature: its mean over the steps of a sequence.")
    formula = r"y_c = \frac{1}{n} \sum_t x_{t,c}"
    source = "Lin et al. 2013, Network in network"
    keywords = "mean avg average global pooling sequence text bag of words mask"

    def forward(self, w: Weights, step: Step, *xs: Array) -> tuple[Array, Saved]:
        x = xs[0]
        kept = np.ones((*x.shape[:2], 1), x.dtype)
        if self.mask_zeros:
            kept[...] = x.any(axis=2, keepdims=True)
        share = kept / np.maximum(kept.sum(axis=1, keepdims=True), 1)
        return (x * share).sum(axis=1), {"share": share}

    def backward(
        self, w: Weights, step: Step, saved: Saved, dy: Array
    ) -> tuple[tuple[Array, ...], dict[str, Array]]:
        return (dy[:, None] * saved["share"],), {}
