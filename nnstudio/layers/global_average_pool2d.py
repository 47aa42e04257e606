"""The mean of each feature map."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from nnstudio.core.layer import Array, Layer, Saved, Step, Weights
from nnstudio.core.shapes import Shape, require_picture
from nnstudio.core.text import N_


@dataclass(frozen=True)
class GlobalAveragePool2D(Layer):
    """Makes one number of each feature map, its mean, so that pictures of any size fit.

    ``(batch, height, width, channels) -> (batch, channels)``
    """

    name = "GlobalAveragePool2D"
    label = N_("GlobalAveragePool2D")
    category = "pooling"
    order = 70
    summary = N_("Makes one number of each feature map, its mean, in place of a Flatten.")
    formula = r"y_c = \frac{1}{h w} \sum_{i,j} x_{i,j,c}"
    source = "Lin et al. 2013, Network in network"
    keywords = "mean avg average global pooling gap flatten"
    examples = (({}, ((3, 4, 2),)), ({}, ((1, 1, 3),)))

    def output_shape(self, *shapes: Shape) -> Shape:
        require_picture(self.label, shapes[0])
        return (shapes[0][-1],)

    def forward(self, w: Weights, step: Step, *xs: Array) -> tuple[Array, Saved]:
        return xs[0].mean(axis=(1, 2)), {"x": xs[0]}

    def backward(
        self, w: Weights, step: Step, saved: Saved, dy: Array
    ) -> tuple[tuple[Array, ...], dict[str, Array]]:
        shape = saved["x"].shape
        share = dy[:, None, None] / (shape[1] * shape[2])
        return (np.broadcast_to(share, shape),), {}
