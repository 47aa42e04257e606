"""The smallest value of each window of a sequence."""

from __future__ import annotations

from dataclasses import dataclass

from nnstudio.core.extreme_pool import ExtremePoolLayer
from nnstudio.core.pooled import PoolLayer1D
from nnstudio.core.text import N_


@dataclass(frozen=True)
class MinPool1D(ExtremePoolLayer, PoolLayer1D):
    """Keeps the smallest value of each feature in each window, so that the sequence shortens.

    ``(batch, steps, features) -> (batch, new_steps, features)``. Where several values tie, the
    gradient goes to the first of them.
    """

    name = "MinPool1D"
    label = N_("MinPool1D")
    category = "pooling"
    order = 50
    summary = N_("Keeps the smallest value of each window of steps, so that the sequence shortens.")
    formula = r"y_{t,c} = \min_{u} x_{st+u,\,c}"
    source = "Goodfellow, Bengio, Courville: Deep Learning (2016), section 9.3"
    keywords = "minimum pooling downsample subsampling sequence time series"
    examples = (
        ({}, ((6, 2),)),
        ({"padding": "same"}, ((7, 3),)),
        ({"pool_size": 3, "strides": 2}, ((8, 2),)),
        ({"pool_size": 3, "strides": 1, "padding": "same"}, ((5, 2),)),
        ({"pool_size": 2, "strides": 3}, ((7, 1),)),
    )

    smallest = True
