"""An activation function on its own."""

from __future__ import annotations

from dataclasses import dataclass

from nnstudio.activations import activation_names
from nnstudio.activations.activated import ActivatedLayer
from nnstudio.core.layer import Array, Saved, Step, Weights, param
from nnstudio.core.shapes import Shape
from nnstudio.core.text import N_


@dataclass(frozen=True)
class ActivationLayer(ActivatedLayer):
    """Applies an activation function to whatever arrives; it has no weights."""

    name = "Activation"
    label = N_("Activation")
    category = "activation"
    order = 10
    summary = N_("Applies an activation function to whatever arrives.")
    formula = r"y = f(x)"
    keywords = "relu sigmoid tanh softmax step leaky"
    examples = (
        *(({"activation": name}, ((5,),)) for name in activation_names()),
        ({"activation": "relu"}, ((3, 4, 2),)),
    )

    activation: str = param(
        "relu",
        choices=activation_names(),
        label=N_("Activation"),
        help=N_("The function that is applied to each number."),
    )

    def output_shape(self, *shapes: Shape) -> Shape:
        return shapes[0]

    def parameters_text(self) -> str:
        return self.activation

    def pre_activation(self, w: Weights, step: Step, *xs: Array) -> tuple[Array, Saved]:
        return xs[0], {}

    def pre_activation_backward(
        self, w: Weights, step: Step, saved: Saved, dz: Array
    ) -> tuple[tuple[Array, ...], dict[str, Array]]:
        return (dz,), {}
