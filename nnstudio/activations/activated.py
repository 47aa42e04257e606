"""Layers that end in an activation function chosen by the user."""

from __future__ import annotations

from dataclasses import dataclass

from nnstudio.activations import activation_names, make_activation
from nnstudio.activations.base import Activation
from nnstudio.core.layer import Array, Layer, Saved, Step, Weights, param
from nnstudio.core.starting_weights import StartingWeights
from nnstudio.core.text import N_


@dataclass(frozen=True)
class ActivatedLayer(Layer):
    """A layer that computes pre-activations ``z`` and then ``y = f(z)``.

    A subclass gives `pre_activation` and `pre_activation_backward`. At the output of a network a
    loss may start its backward pass at ``z``, which is exact where ``f`` saturates.
    """

    activation: str = param(
        "linear",
        choices=activation_names(),
        label=N_("Activation"),
        help=N_("The function that is applied to each unit's sum."),
    )
    negative_slope: float = param(
        0.01,
        low=0.0,
        high=1.0,
        label=N_("Slope below zero"),
        help=N_("The slope of leaky ReLU for negative sums."),
        shown_if=("activation", ("leaky_relu",)),
    )

    def activation_function(self) -> Activation:
        """Return the chosen activation function."""
        return make_activation(self.activation, self.negative_slope)

    def pre_activation(self, w: Weights, step: Step, *xs: Array) -> tuple[Array, Saved]:
        """Return ``z`` and the intermediates needed to go back from it."""
        raise NotImplementedError

    def pre_activation_backward(
        self, w: Weights, step: Step, saved: Saved, dz: Array
    ) -> tuple[tuple[Array, ...], dict[str, Array]]:
        """Return the gradients with respect to each input and each weight for dL/dz."""
        raise NotImplementedError

    def forward(self, w: Weights, step: Step, *xs: Array) -> tuple[Array, Saved]:
        z, saved = self.pre_activation(w, step, *xs)
        y = self.activation_function().forward(z)
        return y, {**saved, "z": z, "y": y}

    def backward(
        self, w: Weights, step: Step, saved: Saved, dy: Array
    ) -> tuple[tuple[Array, ...], dict[str, Array]]:
        dz = self.activation_function().backward(saved["z"], saved["y"], dy)
        return self.pre_activation_backward(w, step, saved, dz)


@dataclass(frozen=True)
class WeightedLayer(StartingWeights, ActivatedLayer):
    """An activated layer with weights that start as the user chooses."""
