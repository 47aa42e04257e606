"""Every unit sees every input."""

from __future__ import annotations

from dataclasses import dataclass

from nnstudio.activations.activated import WeightedLayer
from nnstudio.core.layer import Array, Saved, Step, Weight, Weights, param
from nnstudio.core.shapes import Shape, require_rank, size_of
from nnstudio.core.text import N_


@dataclass(frozen=True)
class Dense(WeightedLayer):
    """A layer of neurons: each multiplies all inputs by its weights, adds its bias and activates.

    ``(batch, inputs) -> (batch, units)``. Each step of a sequence is computed alike:
    ``(batch, steps, features) -> (batch, steps, units)``.
    """

    name = "Dense"
    label = N_("Dense")
    category = "core"
    order = 10
    summary = N_("A layer of neurons: weighted sum of all inputs plus bias, then the activation.")
    formula = r"y = f(x W + b)"
    source = "Goodfellow, Bengio, Courville: Deep Learning (2016), section 6"
    keywords = "fully connected linear perceptron mlp neuron"
    examples = (
        ({"units": 3}, ((4,),)),
        ({"units": 5, "activation": "sigmoid"}, ((3,),)),
        ({"units": 2, "activation": "relu", "initializer": "he_normal"}, ((6,),)),
        ({"units": 4, "activation": "softmax"}, ((3,),)),
        ({"units": 4, "activation": "tanh", "use_bias": False}, ((3,),)),
        ({"units": 4, "activation": "leaky_relu", "negative_slope": 0.2}, ((3,),)),
        ({"units": 3, "activation": "tanh"}, ((4, 5),)),
        ({"units": 4, "activation": "softmax", "use_bias": False}, ((3, 2),)),
    )

    units: int = param(
        10, low=1, high=100_000, label=N_("Units"), help=N_("How many neurons the layer has.")
    )
    use_bias: bool = param(
        True, label=N_("Bias"), help=N_("Add a learned number to each unit's sum.")
    )

    def output_shape(self, *shapes: Shape) -> Shape:
        if len(shapes[0]) != 2:
            require_rank(self.label, shapes[0], 1, "(inputs)", N_("Put a Flatten layer before it."))
        return (*shapes[0][:-1], self.units)

    def weights(self, *shapes: Shape) -> dict[str, Weight]:
        n = shapes[0][-1]
        weight = self.starting((n, self.units), n, self.units)
        return {"weight": weight} | ({"bias": Weight((self.units,))} if self.use_bias else {})

    def multiply_adds(self, *shapes: Shape) -> int:
        return size_of(shapes[0]) * self.units

    def parameters_text(self) -> str:
        return f"{self.units} · {self.activation}"

    def pre_activation(self, w: Weights, step: Step, *xs: Array) -> tuple[Array, Saved]:
        z = xs[0] @ w["weight"]
        if self.use_bias:
            z = z + w["bias"]
        return z, {"x": xs[0]}

    def pre_activation_backward(
        self, w: Weights, step: Step, saved: Saved, dz: Array
    ) -> tuple[tuple[Array, ...], dict[str, Array]]:
        n, units = w["weight"].shape
        dws = {"weight": saved["x"].reshape(-1, n).T @ dz.reshape(-1, units)}
        if self.use_bias:
            dws["bias"] = dz.sum(axis=tuple(range(dz.ndim - 1)))
        return (dz @ w["weight"].T,), dws
