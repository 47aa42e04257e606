"""The largest number of each feature map."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from nnstudio.core.layer import Array, Layer, Saved, Step, Weights
from nnstudio.core.shapes import Shape, require_picture
from nnstudio.core.text import N_


@dataclass(frozen=True)
class GlobalMaxPool2D(Layer):
    """Makes one number of each feature map, its largest, so that pictures of any size fit.

    ``(batch, height, width, channels) -> (batch, channels)``. Where several values tie, the
    gradient goes to the first of them, row by row.
    """

    name = "GlobalMaxPool2D"
    label = N_("GlobalMaxPool2D")
    category = "pooling"
    order = 80
    summary = N_("Makes one number of each feature map: how strongly it was found anywhere.")
    formula = r"y_c = \max_{i,j} x_{i,j,c}"
    source = "Oquab et al. 2015, Is object localization for free?"
    keywords = "maximum global pooling flatten"
    examples = (({}, ((3, 4, 2),)), ({}, ((1, 1, 3),)))

    def output_shape(self, *shapes: Shape) -> Shape:
        require_picture(self.label, shapes[0])
        return (shapes[0][-1],)

    def forward(self, w: Weights, step: Step, *xs: Array) -> tuple[Array, Saved]:
        x = xs[0]
        pixels = x.reshape(len(x), -1, x.shape[-1])
        winner = pixels.argmax(axis=1, keepdims=True)
        y = np.take_along_axis(pixels, winner, axis=1)[:, 0]
        return y, {"x": x, "winner": winner}

    def backward(
        self, w: Weights, step: Step, saved: Saved, dy: Array
    ) -> tuple[tuple[Array, ...], dict[str, Array]]:
        batch, height, width, channels = saved["x"].shape
        pixels = np.zeros((batch, height * width, channels), dy.dtype)
        np.put_along_axis(pixels, saved["winner"], dy[:, None], axis=1)
        return (pixels.reshape(batch, height, width, channels),), {}
