"""Every sample's features with mean 0 and variance 1, then scaled as it learns."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from nnstudio.core.layer import Array, Layer, Saved, Step, Weight, Weights, param
from nnstudio.core.shapes import Shape, require_rank
from nnstudio.core.text import N_


@dataclass(frozen=True)
class LayerNorm(Layer):
    """Brings the features of each sample (or step) to mean 0 and variance 1, then scales them.

    ``(batch, ..., features) -> (batch, ..., features)``: mean and (biased) variance are taken
    over the last axis alone, so that it does the same in training and in prediction.
    """

    name = "LayerNorm"
    label = N_("LayerNorm")
    category = "normalisation"
    order = 20
    summary = N_("Brings the features of each sample to mean 0 and variance 1, then scales them.")
    formula = r"y = \gamma \odot \frac{x - \mu}{\sqrt{\sigma^2 + \epsilon}} + \beta"
    source = "Ba, Kiros and Hinton 2016, Layer Normalization"
    keywords = "layernormalization normalize standardize transformer"
    examples = (
        ({}, ((6,),)),
        ({"epsilon": 0.1}, ((4, 5),)),
        ({}, ((3, 2, 4),)),
    )

    epsilon: float = param(
        1e-5,
        low=0.0,
        high=1.0,
        low_open=True,
        advanced=True,
        label=N_("Epsilon"),
        help=N_("Is added to the variance, so that nothing is divided by zero."),
    )

    def output_shape(self, *shapes: Shape) -> Shape:
        if not shapes[0]:
            require_rank(self.label, (), 1, "(..., features)", N_("Put it behind a layer."))
        return shapes[0]

    def weights(self, *shapes: Shape) -> dict[str, Weight]:
        shape = shapes[0][-1:]
        return {"gamma": Weight(shape, "constant", values=(1.0,)), "beta": Weight(shape)}

    def forward(self, w: Weights, step: Step, *xs: Array) -> tuple[Array, Saved]:
        x = xs[0]
        mean = x.mean(axis=-1, keepdims=True)
        variance = x.var(axis=-1, keepdims=True)
        deviation = np.sqrt(variance + self.epsilon)
        normalised = (x - mean) / deviation
        y = w["gamma"] * normalised + w["beta"]
        return y, {
            "mean": mean,
            "variance": variance,
            "deviation": deviation,
            "normalised": normalised,
        }

    def backward(
        self, w: Weights, step: Step, saved: Saved, dy: Array
    ) -> tuple[tuple[Array, ...], dict[str, Array]]:
        normalised, over = saved["normalised"], tuple(range(dy.ndim - 1))
        dws = {"gamma": (dy * normalised).sum(axis=over), "beta": dy.sum(axis=over)}
        d = dy * w["gamma"]
        # Mean and variance depend on x too: what lies along 1 and along x changes nothing.
        along = (d * normalised).mean(axis=-1, keepdims=True)
        dx = (d - d.mean(axis=-1, keepdims=True) - normalised * along) / saved["deviation"]
        return (dx,), dws
