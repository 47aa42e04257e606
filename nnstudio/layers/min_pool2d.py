"""The smallest value of each window of a picture."""

from __future__ import annotations

from dataclasses import dataclass

from nnstudio.core.extreme_pool import ExtremePoolLayer
from nnstudio.core.pooled import PoolLayer2D
from nnstudio.core.text import N_


@dataclass(frozen=True)
class MinPool2D(ExtremePoolLayer, PoolLayer2D):
    """Keeps the smallest value of each window of a feature map, so that the map shrinks.

    ``(batch, height, width, channels) -> (batch, new_height, new_width, channels)``. Where
    several values tie, the gradient goes to the first of them, row by row.
    """

    name = "MinPool2D"
    label = N_("MinPool2D")
    category = "pooling"
    order = 20
    summary = N_("Keeps the smallest value of each window: dark lines on light ground survive.")
    formula = r"y_{i,j,c} = \min_{u,v} x_{si+u,\,sj+v,\,c}"
    source = "Gonzalez and Woods: Digital Image Processing (2018), section 9.6 (erosion)"
    keywords = "minimum pooling downsample subsampling erosion"
    examples = (
        ({}, ((4, 6, 2),)),
        ({"padding": "same"}, ((5, 7, 3),)),
        ({"pool_size": (3, 3), "strides": (2, 2)}, ((7, 7, 2),)),
        ({"pool_size": (3, 2), "strides": (1, 2), "padding": "same"}, ((5, 5, 1),)),
        ({"pool_size": (2, 2), "strides": (3, 3), "padding": "same"}, ((7, 8, 1),)),
    )

    smallest = True
