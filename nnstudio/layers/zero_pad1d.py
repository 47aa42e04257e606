"""Zeros before and after a sequence."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from nnstudio.core.layer import Array, Layer, Saved, Step, Weights, param
from nnstudio.core.shapes import Shape, require_sequence
from nnstudio.core.text import N_


@dataclass(frozen=True)
class ZeroPad1D(Layer):
    """Puts steps of zeros before and after a sequence.

    ``(batch, steps, features) -> (batch, before + steps + after, features)``
    """

    name = "ZeroPad1D"
    label = N_("ZeroPad1D")
    category = "core"
    order = 60
    summary = N_("Puts steps of zeros before and after a sequence.")
    formula = r"y = (0, \ldots, 0, x_1, \ldots, x_n, 0, \ldots, 0)"
    source = "Dumoulin and Visin 2016, A guide to convolution arithmetic"
    keywords = "zero padding border sequence causal"
    examples = (({}, ((3, 2),)), ({"steps": (2, 0)}, ((4, 1),)), ({"steps": (0, 3)}, ((1, 2),)))

    steps: tuple[int, int] = param(
        (1, 1),
        low=0,
        high=1024,
        label=N_("Steps"),
        help=N_("How many steps of zeros come before and after the sequence."),
    )

    def output_shape(self, *shapes: Shape) -> Shape:
        require_sequence(self.label, shapes[0])
        steps, features = shapes[0]
        return steps + sum(self.steps), features

    def parameters_text(self) -> str:
        return f"{self.steps[0]} + {self.steps[1]}"

    def forward(self, w: Weights, step: Step, *xs: Array) -> tuple[Array, Saved]:
        return np.pad(xs[0], ((0, 0), self.steps, (0, 0))), {}

    def backward(
        self, w: Weights, step: Step, saved: Saved, dy: Array
    ) -> tuple[tuple[Array, ...], dict[str, Array]]:
        before, after = self.steps
        return (dy[:, before : dy.shape[1] - after],), {}
