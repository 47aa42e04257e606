"""Layers whose weights start as the user chooses."""

from __future__ import annotations

from dataclasses import dataclass

from nnstudio.core.initializers import INITIALIZERS
from nnstudio.core.layer import Layer, Weight, param
from nnstudio.core.shapes import Shape
from nnstudio.core.text import N_


@dataclass(frozen=True)
class StartingWeights(Layer):
    """A layer with weights that start as the user chooses and can be held small."""

    initializer: str = param(
        "glorot_uniform",
        choices=tuple(INITIALIZERS),
        label=N_("Weights start as"),
        help=N_("How the weights are drawn before the first step. Biases start at zero."),
    )
    sigma: float = param(
        0.05,
        low=0.0,
        high=10.0,
        label=N_("Sigma"),
        help=N_("The standard deviation of the starting weights."),
        shown_if=("initializer", ("normal", "uniform")),
    )
    constant: float = param(
        0.1,
        low=-1000.0,
        high=1000.0,
        label=N_("Constant"),
        help=N_("The value that every weight starts with."),
        shown_if=("initializer", ("constant",)),
    )
    l1: float = param(
        0.0,
        low=0.0,
        high=1000.0,
        live=True,
        advanced=True,
        label=N_("L1"),
        help=N_("Adds this times the sum of |w| to the loss: weights that do not help become 0."),
    )
    l2: float = param(
        0.0,
        low=0.0,
        high=1000.0,
        live=True,
        advanced=True,
        label=N_("L2"),
        help=N_("Adds this times the sum of w² to the loss, which keeps the weights small."),
    )
    max_norm: float = param(
        0.0,
        low=0.0,
        high=1000.0,
        live=True,
        advanced=True,
        label=N_("Max-norm"),
        help=N_("After each step a unit's weights are shortened to this length; 0: never."),
    )

    def starting(self, shape: Shape, fan_in: int, fan_out: int) -> Weight:
        """Return a weight that starts and is held small as this layer's settings say."""
        return Weight(
            shape, self.initializer, fan_in, fan_out, self.sigma, (self.constant,), decays=True
        )
