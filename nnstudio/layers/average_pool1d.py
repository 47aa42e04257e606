"""The mean of each window of a sequence."""

from __future__ import annotations

from dataclasses import dataclass

from nnstudio.core.average_pool import AveragePoolLayer
from nnstudio.core.pooled import PoolLayer1D
from nnstudio.core.text import N_


@dataclass(frozen=True)
class AveragePool1D(AveragePoolLayer, PoolLayer1D):
    """Keeps the mean of each feature in each window, so that the sequence shortens.

    ``(batch, steps, features) -> (batch, new_steps, features)``. With "same" padding the places
    beyond the sequence do not count, as in TensorFlow and Keras; in PyTorch that is
    ``count_include_pad=False``.
    """

    name = "AveragePool1D"
    label = N_("AveragePool1D")
    category = "pooling"
    order = 60
    summary = N_("Keeps the mean of each window of steps, so that the sequence shortens.")
    formula = r"y_{t,c} = \frac{1}{n_t} \sum_{u} x_{st+u,\,c}"
    source = "Goodfellow, Bengio, Courville: Deep Learning (2016), section 9.3"
    keywords = "mean avg average pooling downsample subsampling sequence smooth"
    examples = (
        ({}, ((6, 2),)),
        ({"padding": "same"}, ((7, 3),)),
        ({"pool_size": 3, "strides": 2}, ((8, 2),)),
        ({"pool_size": 3, "strides": 1, "padding": "same"}, ((5, 2),)),
        ({"pool_size": 2, "strides": 3}, ((7, 1),)),
    )
