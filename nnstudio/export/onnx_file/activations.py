"""Activation functions as operators."""

from __future__ import annotations

import math
from collections.abc import Callable

from nnstudio.activations.base import Activation
from nnstudio.activations.leaky_relu import LeakyReLU
from nnstudio.export.onnx_file.builder import Builder

OF_ITS_OWN: dict[str, tuple[str, dict[str, float]]] = {
    "relu": ("Relu", {}),
    "sigmoid": ("Sigmoid", {}),
    "tanh": ("Tanh", {}),
    "elu": ("Elu", {"alpha": 1.0}),
    "selu": ("Selu", {}),
    "softplus": ("Softplus", {}),
    "hard_sigmoid": ("HardSigmoid", {"alpha": 1 / 6, "beta": 0.5}),
}
"""The operators that are activation functions, with their attributes."""


def activate(g: Builder, activation: Activation, z: str, axis: int = -1) -> str:
    """Add an activation function behind a tensor; return its result.

    Parameters
    ----------
    axis
        The axis of channels, over which softmax goes.
    """
    name = activation.name
    if name in OF_ITS_OWN:
        kind, attributes = OF_ITS_OWN[name]
        return g.op(kind, z, **attributes)
    if isinstance(activation, LeakyReLU):
        return g.op("LeakyRelu", z, alpha=activation.negative_slope)
    if name == "softmax":
        return g.op("Softmax", z, axis=axis)
    return _MADE[name](g, z)


def _linear(g: Builder, z: str) -> str:
    return z


def _step(g: Builder, z: str) -> str:
    return g.op("Cast", g.op("GreaterOrEqual", z, g.number(0)), to=FLOAT)


def _silu(g: Builder, z: str) -> str:
    return g.op("Mul", z, g.op("Sigmoid", z))


def _gelu(g: Builder, z: str) -> str:
    share = g.op("Erf", g.op("Mul", z, g.number(math.sqrt(0.5))))
    half = g.op("Mul", g.op("Add", share, g.number(1)), g.number(0.5))
    return g.op("Mul", z, half)


FLOAT = 1
"""What ONNX calls float32."""
INT64 = 7
DOUBLE = 11

_MADE: dict[str, Callable[[Builder, str], str]] = {
    "linear": _linear,
    "step": _step,
    "silu": _silu,
    "gelu": _gelu,
}

ACTIVATIONS = (*OF_ITS_OWN, "leaky_relu", "softmax", *_MADE)
"""What there are operators for."""
