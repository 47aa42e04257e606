"""Where samples enter a network."""

from __future__ import annotations

from dataclasses import dataclass

from nnstudio.core.layer import Array, Layer, Saved, Step, Weights
from nnstudio.core.shapes import Shape
from nnstudio.core.text import N_


@dataclass(frozen=True)
class Input(Layer):
    """Hands the prepared samples of the chosen data to the network; its shape is theirs."""

    name = "Input"
    label = N_("Input")
    category = "input"
    order = 0
    summary = N_("Where the samples enter. Its shape follows from the chosen data.")
    formula = r"y = x"
    ports = ()
    keywords = "data source samples"
    examples = (({}, ((2,),)), ({}, ((28, 28, 1),)))

    def output_shape(self, *shapes: Shape) -> Shape:
        """Return the shape of the data, which the analysis passes in as the only shape."""
        return shapes[0]

    def forward(self, w: Weights, step: Step, *xs: Array) -> tuple[Array, Saved]:
        return xs[0], {}

    def backward(
        self, w: Weights, step: Step, saved: Saved, dy: Array
    ) -> tuple[tuple[Array, ...], dict[str, Array]]:
        return (dy,), {}
