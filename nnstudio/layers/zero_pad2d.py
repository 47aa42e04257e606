"""Zeros around a picture."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from nnstudio.core.layer import Array, Layer, Saved, Step, Weights, param
from nnstudio.core.shapes import Shape, require_picture
from nnstudio.core.text import N_


@dataclass(frozen=True)
class ZeroPad2D(Layer):
    """Puts a border of zeros around a picture.

    ``(batch, height, width, channels) -> (batch, above + height + below, left + width + right,
    channels)``
    """

    name = "ZeroPad2D"
    label = N_("ZeroPad2D")
    category = "core"
    order = 61
    summary = N_("Puts a border of zeros around a picture.")
    formula = r"y_{i,j,c} = x_{i-p,\,j-q,\,c}"
    source = "Dumoulin and Visin 2016, A guide to convolution arithmetic"
    keywords = "zero padding border frame picture"
    examples = (
        ({}, ((3, 2, 2),)),
        ({"rows": (2, 0), "columns": (0, 3)}, ((4, 3, 1),)),
        ({"rows": (0, 0), "columns": (0, 0)}, ((2, 2, 1),)),
    )

    rows: tuple[int, int] = param(
        (1, 1),
        low=0,
        high=1024,
        label=N_("Rows"),
        help=N_("How many rows of zeros come above and below the picture."),
        unit="px",
    )
    columns: tuple[int, int] = param(
        (1, 1),
        low=0,
        high=1024,
        label=N_("Columns"),
        help=N_("How many columns of zeros come left and right of the picture."),
        unit="px",
    )

    def output_shape(self, *shapes: Shape) -> Shape:
        require_picture(self.label, shapes[0])
        height, width, channels = shapes[0]
        return height + sum(self.rows), width + sum(self.columns), channels

    def parameters_text(self) -> str:
        return f"{self.rows[0]} + {self.rows[1]}, {self.columns[0]} + {self.columns[1]}"

    def forward(self, w: Weights, step: Step, *xs: Array) -> tuple[Array, Saved]:
        return np.pad(xs[0], ((0, 0), self.rows, self.columns, (0, 0))), {}

    def backward(
        self, w: Weights, step: Step, saved: Saved, dy: Array
    ) -> tuple[tuple[Array, ...], dict[str, Array]]:
        (above, below), (left, right) = self.rows, self.columns
        return (dy[:, above : dy.shape[1] - below, left : dy.shape[2] - right],), {}
