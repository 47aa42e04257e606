"""The sum of two branches."""

from __future__ import annotations

from dataclasses import dataclass

from nnstudio.core.errors import ShapeError
from nnstudio.core.layer import Array, Layer, Saved, Step, Weights
from nnstudio.core.shapes import Shape, shape_text
from nnstudio.core.text import N_, Text


@dataclass(frozen=True)
class Add(Layer):
    """Adds two branches number by number, as at the end of a residual block."""

    name = "Add"
    label = N_("Add")
    category = "merge"
    order = 10
    summary = N_("Adds two branches number by number, as at the end of a skip connection.")
    formula = r"y = a + b"
    source = "He et al. 2015, Deep Residual Learning"
    ports = ("a", "b")
    keywords = "sum residual skip merge plus"
    examples = (({}, ((4,), (4,))), ({}, ((3, 4, 2), (3, 4, 2))))

    def output_shape(self, *shapes: Shape) -> Shape:
        if shapes[0] != shapes[1]:
            raise ShapeError(
                Text(
                    N_("Add needs equal shapes, got {a} and {b}. Match their units or filters."),
                    a=shape_text(shapes[0]),
                    b=shape_text(shapes[1]),
                )
            )
        return shapes[0]

    def forward(self, w: Weights, step: Step, *xs: Array) -> tuple[Array, Saved]:
        return xs[0] + xs[1], {}

    def backward(
        self, w: Weights, step: Step, saved: Saved, dy: Array
    ) -> tuple[tuple[Array, ...], dict[str, Array]]:
        return (dy, dy), {}
