"""The difference of two branches."""

from __future__ import annotations

from dataclasses import dataclass

from nnstudio.core.layer import Array, Layer, Saved, Step, Weights
from nnstudio.core.merging import equal_shapes
from nnstudio.core.shapes import Shape
from nnstudio.core.text import N_


@dataclass(frozen=True)
class Subtract(Layer):
    """Takes its second input away from its first, number by number."""

    name = "Subtract"
    label = N_("Subtract")
    category = "merge"
    order = 20
    summary = N_("Takes the second branch away from the first, number by number.")
    formula = r"y = a - b"
    source = "Keras documentation, Subtract layer"
    ports = ("a", "b")
    keywords = "difference minus merge compare"
    examples = (({}, ((4,), (4,))), ({}, ((3, 4, 2), (3, 4, 2))), ({}, ((3, 2), (3, 2))))

    def output_shape(self, *shapes: Shape) -> Shape:
        return equal_shapes(self, shapes)

    def forward(self, w: Weights, step: Step, *xs: Array) -> tuple[Array, Saved]:
        return xs[0] - xs[1], {}

    def backward(
        self, w: Weights, step: Step, saved: Saved, dy: Array
    ) -> tuple[tuple[Array, ...], dict[str, Array]]:
        return (dy, -dy), {}
