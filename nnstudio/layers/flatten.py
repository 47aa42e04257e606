"""A picture as one long row of numbers."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from nnstudio.core.layer import Array, Layer, Saved, Step, Weights
from nnstudio.core.shapes import Shape, size_of
from nnstudio.core.text import N_


@dataclass(frozen=True)
class Flatten(Layer):
    """Lays the numbers of a sample out in one row: row by row, channels last."""

    name = "Flatten"
    label = N_("Flatten")
    category = "core"
    order = 30
    summary = N_("Lays a picture out as one row of numbers, so that Dense can read it.")
    formula = r"(h, w, c) \to (h w c)"
    keywords = "reshape vector"
    examples = (({}, ((3, 4, 2),)), ({}, ((5,),)))

    def output_shape(self, *shapes: Shape) -> Shape:
        return (size_of(shapes[0]),)

    def forward(self, w: Weights, step: Step, *xs: Array) -> tuple[Array, Saved]:
        x = xs[0]
        return x.reshape(x.shape[0], -1), {"shape": np.array(x.shape)}

    def backward(
        self, w: Weights, step: Step, saved: Saved, dy: Array
    ) -> tuple[tuple[Array, ...], dict[str, Array]]:
        return (dy.reshape(tuple(saved["shape"])),), {}
