"""Squared for small differences, straight for large ones."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from nnstudio.core.layer import Array
from nnstudio.core.settings import param
from nnstudio.core.text import N_
from nnstudio.losses.base import Loss


@dataclass(frozen=True)
class Huber(Loss):
    """Half the squared difference up to δ, beyond it a straight line with the slope δ.

    It is averaged over units, positions and batch, as in PyTorch and Keras.
    """

    name = "huber"
    label = N_("Huber")
    summary = N_("Squared near the target, straight far from it, so outliers pull less.")
    formula = (
        r"L = \frac{1}{B n} \sum_b \sum_i q\,(|d| - q/2), \quad d = y_{b,i} - t_{b,i},"
        r" \quad q = \min(|d|, \delta)"
    )
    source = "Huber 1964"
    order = 8
    tasks = ("regression",)

    delta: float = param(
        1.0,
        low=0.0,
        high=1e6,
        low_open=True,
        label="δ",
        help=N_("Up to this difference the loss is squared, beyond it straight."),
    )

    def value(self, y: Array, t: Array) -> float:
        distance = np.abs(y - t)
        near = np.minimum(distance, y.dtype.type(self.delta))
        return float((near * (distance - near / 2)).mean())

    def backward(self, y: Array, t: Array) -> Array:
        delta = y.dtype.type(self.delta)
        return np.clip(y - t, -delta, delta) * y.dtype.type(1.0 / y.size)
