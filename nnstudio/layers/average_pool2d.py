"""The mean of each window of a picture."""

from __future__ import annotations

from dataclasses import dataclass

from nnstudio.core.average_pool import AveragePoolLayer
from nnstudio.core.pooled import PoolLayer2D
from nnstudio.core.text import N_


@dataclass(frozen=True)
class AveragePool2D(AveragePoolLayer, PoolLayer2D):
    """Keeps the mean of each window of a feature map, so that the map shrinks.

    ``(batch, height, width, channels) -> (batch, new_height, new_width, channels)``. With
    "same" padding the places beyond the picture do not count, as in TensorFlow and Keras; in
    PyTorch that is ``count_include_pad=False``.
    """

    name = "AveragePool2D"
    label = N_("AveragePool2D")
    category = "pooling"
    order = 30
    summary = N_("Keeps the mean of each window, so that the picture shrinks.")
    formula = r"y_{i,j,c} = \frac{1}{n_{i,j}} \sum_{u,v} x_{si+u,\,sj+v,\,c}"
    source = "LeCun et al. 1998, Gradient-based learning applied to document recognition"
    keywords = "mean avg average pooling downsample subsampling"
    examples = (
        ({}, ((4, 6, 2),)),
        ({"padding": "same"}, ((5, 7, 3),)),
        ({"pool_size": (3, 3), "strides": (2, 2)}, ((7, 7, 2),)),
        ({"pool_size": (3, 2), "strides": (1, 2), "padding": "same"}, ((5, 5, 1),)),
        ({"pool_size": (2, 2), "strides": (3, 3), "padding": "same"}, ((7, 8, 1),)),
    )
