"""Where samples leave a network and are compared with a target."""

from __future__ import annotations

from dataclasses import dataclass

from nnstudio.core.layer import Array, Layer, Saved, Step, Weights, param
from nnstudio.core.shapes import Shape
from nnstudio.core.text import N_


@dataclass(frozen=True)
class Output(Layer):
    """Marks an output: what it is compared with, by which loss, and how much that counts.

    A network with one open end needs none; one with several has one behind each of them.
    """

    name = "Output"
    label = N_("Output")
    category = "input"
    order = 10
    summary = N_("Marks an output and says which target and loss belong to it.")
    formula = r"y = x"
    keywords = "target loss end head multiple"
    examples = (
        ({}, ((3,),)),
        ({"target": "price", "loss": "mean_squared_error", "loss_weight": 0.5}, ((2,),)),
        ({"target": "red, green"}, ((4, 2),)),
    )

    target: str = param(
        "",
        label=N_("Target"),
        help=N_("The target columns it is compared with, separated by commas; empty: all."),
    )
    loss: str = param(
        "",
        label=N_("Loss"),
        help=N_("How wrong this output is; empty: by the loss of the training."),
    )
    loss_weight: float = param(
        1.0,
        low=0.0,
        high=1e6,
        live=True,
        label=N_("Loss weight"),
        help=N_("By how much this output's loss is multiplied before all losses are added."),
    )

    @property
    def targets(self) -> tuple[str, ...]:
        """The names of the target columns; none where all of them are meant."""
        return tuple(name.strip() for name in self.target.split(",") if name.strip())

    def output_shape(self, *shapes: Shape) -> Shape:
        return shapes[0]

    def parameters_text(self) -> str:
        return ", ".join(self.targets)

    def forward(self, w: Weights, step: Step, *xs: Array) -> tuple[Array, Saved]:
        return xs[0], {}

    def backward(
        self, w: Weights, step: Step, saved: Saved, dy: Array
    ) -> tuple[tuple[Array, ...], dict[str, Array]]:
        return (dy,), {}
