"""A sequence in which each step comes several times."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from nnstudio.core.layer import Array, Layer, Saved, Step, Weights, param
from nnstudio.core.shapes import Shape, require_sequence
from nnstudio.core.text import N_


@dataclass(frozen=True)
class UpSampling1D(Layer):
    """Repeats each step of a sequence, so that the sequence gets longer.

    ``(batch, steps, features) -> (batch, steps * size, features)``
    """

    name = "UpSampling1D"
    label = N_("UpSampling1D")
    category = "convolution"
    order = 70
    summary = N_("Repeats each step of a sequence, so that the sequence gets longer.")
    formula = r"y_{t,c} = x_{\lfloor t / s \rfloor,\,c}"
    source = "Dumoulin and Visin 2016, A guide to convolution arithmetic"
    keywords = "upsampling enlarge nearest repeat decoder autoencoder sequence"
    examples = (({}, ((4, 2),)), ({"size": 3}, ((2, 3),)), ({"size": 1}, ((3, 1),)))

    size: int = param(2, low=1, high=1024, label=N_("Size"), help=N_("How often each step comes."))

    def output_shape(self, *shapes: Shape) -> Shape:
        require_sequence(self.label, shapes[0])
        steps, features = shapes[0]
        return steps * self.size, features

    def parameters_text(self) -> str:
        return f"×{self.size}"

    def forward(self, w: Weights, step: Step, *xs: Array) -> tuple[Array, Saved]:
        return np.repeat(xs[0], self.size, axis=1), {}

    def backward(
        self, w: Weights, step: Step, saved: Saved, dy: Array
    ) -> tuple[tuple[Array, ...], dict[str, Array]]:
        batch, steps, features = dy.shape
        return (dy.reshape(batch, steps // self.size, self.size, features).sum(axis=2),), {}
