"""The largest value of each window of a sequence."""

from __future__ import annotations

from dataclasses import dataclass

from nnstudio.core.extreme_pool import ExtremePoolLayer
from nnstudio.core.pooled import PoolLayer1D
from nnstudio.core.text import N_


@dataclass(frozen=True)
class MaxPool1D(ExtremePoolLayer, PoolLayer1D):
    """Keeps the largest value of each feature in each window, so that the sequence shortens.

    ``(batch, steps, features) -> (batch, new_steps, features)``. Where several values tie, the
    gradient goes to the first of them, as in PyTorch.
    """

    name = "MaxPool1D"
    label = N_("MaxPool1D")
    category = "pooling"
    order = 40
    summary = N_("Keeps the largest value of each window of steps, so that the sequence shortens.")
    formula = r"y_{t,c} = \max_{u} x_{st+u,\,c}"
    source = "Goodfellow, Bengio, Courville: Deep Learning (2016), section 9.3"
    keywords = "maximum pooling downsample subsampling sequence time series"
    examples = (
        ({}, ((6, 2),)),
        ({"padding": "same"}, ((7, 3),)),
        ({"pool_size": 3, "strides": 2}, ((8, 2),)),
        ({"pool_size": 3, "strides": 1, "padding": "same"}, ((5, 2),)),
        ({"pool_size": 2, "strides": 3}, ((7, 1),)),
    )
