"""Feature maps that stay away by chance."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from nnstudio.core.chance import dropout_kept
from nnstudio.core.errors import ShapeError
from nnstudio.core.layer import Array, Layer, Saved, Step, Weights, param
from nnstudio.core.shapes import Shape, shape_text
from nnstudio.core.text import N_, Text


@dataclass(frozen=True)
class SpatialDropout(Layer):
    """Sets whole feature maps, or features of all steps, to zero in each training step.

    Neighbouring pixels are so alike that single ones which stay away are made up for by others.
    """

    name = "SpatialDropout"
    label = N_("SpatialDropout")
    category = "regularisation"
    order = 20
    summary = N_("Silences whole feature maps by chance in each training step.")
    formula = r"y_{i,j,c} = \frac{m_c x_{i,j,c}}{1 - p}, \quad m_c \sim \mathrm{Bernoulli}(1 - p)"
    source = "Tompson et al. 2014, Efficient Object Localization Using Convolutional Networks"
    keywords = "regularization overfitting dropout channels feature maps 1d 2d"
    examples = (
        ({"rate": 0.4}, ((3, 4, 6),)),
        ({"rate": 0.5}, ((5, 4),)),
        ({"rate": 0.0}, ((3, 4, 2),)),
    )

    rate: float = param(
        0.5,
        low=0.0,
        high=1.0,
        high_open=True,
        live=True,
        label=N_("Rate"),
        help=N_("The share of feature maps that stay away in a training step."),
    )

    def output_shape(self, *shapes: Shape) -> Shape:
        if len(shapes[0]) not in (2, 3):
            text = N_(
                "SpatialDropout got the shape {got}; it expects (height, width, channels) or "
                "(steps, features). Use Dropout for rows of numbers."
            )
            raise ShapeError(Text(text, got=shape_text(shapes[0])))
        return shapes[0]

    def parameters_text(self) -> str:
        return f"{self.rate:g}"

    def forward(self, w: Weights, step: Step, *xs: Array) -> tuple[Array, Saved]:
        x = xs[0]
        if not step.training or self.rate == 0.0:
            return x, {"mask": np.ones((), x.dtype)}
        # One number for each sample and feature map, the same at all places.
        shape = (len(x), *(1,) * (x.ndim - 2), x.shape[-1])
        kept = dropout_kept(step.rng, len(x) * x.shape[-1], self.rate).reshape(shape)
        mask = kept.astype(x.dtype) * x.dtype.type(1.0 / (1.0 - self.rate))
        return x * mask, {"mask": mask}

    def backward(
        self, w: Weights, step: Step, saved: Saved, dy: Array
    ) -> tuple[tuple[Array, ...], dict[str, Array]]:
        return (dy * saved["mask"],), {}
