"""Where samples enter a network."""

from __future__ import annotations

from dataclasses import dataclass

from nnstudio.core.layer import Array, Layer, Saved, Step, Weights, param
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
    keywords = "data source samples columns"
    examples = (({}, ((2,),)), ({}, ((28, 28, 1),)), ({"columns": "width, height"}, ((2,),)))

    columns: str = param(
        "",
        label=N_("Columns"),
        help=N_("The columns of the data that enter here, separated by commas; empty: all."),
    )

    @property
    def selected(self) -> tuple[str, ...]:
        """The names of the columns that enter; none where all of them do."""
        return tuple(name.strip() for name in self.columns.split(",") if name.strip())

    def output_shape(self, *shapes: Shape) -> Shape:
        """Return the shape of the chosen data, which the analysis passes in as the only shape."""
        return shapes[0]

    def parameters_text(self) -> str:
        return ", ".join(self.selected)

    def forward(self, w: Weights, step: Step, *xs: Array) -> tuple[Array, Saved]:
        return xs[0], {}

    def backward(
        self, w: Weights, step: Step, saved: Saved, dy: Array
    ) -> tuple[tuple[Array, ...], dict[str, Array]]:
        return (dy,), {}
