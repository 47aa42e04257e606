"""Units that stay away by chance."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from nnstudio.core.chance import dropout_kept
from nnstudio.core.layer import Array, Layer, Saved, Step, Weights, param
from nnstudio.core.shapes import Shape
from nnstudio.core.text import N_


@dataclass(frozen=True)
class Dropout(Layer):
    """Sets a random share of its inputs to zero in each training step, against overfitting.

    The rest is scaled up by 1 / (1 - rate), so that prediction needs no change.
    """

    name = "Dropout"
    label = N_("Dropout")
    category = "regularisation"
    order = 10
    summary = N_("Silences a random share of units in each training step, against overfitting.")
    formula = r"y = \frac{m \odot x}{1 - p}, \quad m \sim \mathrm{Bernoulli}(1 - p)"
    source = "Srivastava et al. 2014"
    keywords = "regularization overfitting"
    examples = (({"rate": 0.4}, ((6,),)), ({"rate": 0.5}, ((3, 4, 2),)), ({"rate": 0.0}, ((3,),)))

    rate: float = param(
        0.5,
        low=0.0,
        high=1.0,
        high_open=True,
        live=True,
        label=N_("Rate"),
        help=N_("The share of units that stay away in a training step."),
    )

    def output_shape(self, *shapes: Shape) -> Shape:
        return shapes[0]

    def parameters_text(self) -> str:
        return f"{self.rate:g}"

    def forward(self, w: Weights, step: Step, *xs: Array) -> tuple[Array, Saved]:
        x = xs[0]
        if not step.training or self.rate == 0.0:
            return x, {"mask": np.ones((), x.dtype)}
        kept = dropout_kept(step.rng, x.size, self.rate).reshape(x.shape)
        mask = kept.astype(x.dtype) * x.dtype.type(1.0 / (1.0 - self.rate))
        return x * mask, {"mask": mask}

    def backward(
        self, w: Weights, step: Step, saved: Saved, dy: Array
    ) -> tuple[tuple[Array, ...], dict[str, Array]]:
        return (dy * saved["mask"],), {}
