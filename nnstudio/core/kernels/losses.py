"""Where the backward pass starts, and the losses of many steps at once.

The gradients come without the factor that belongs to the mean; `factor` gives it, so that an
optimiser may take it into its rate.
"""

from __future__ import annotations

from functools import partial

import numpy as np

from nnstudio.core.kernels import activation
from nnstudio.core.kernels.activation import Scratch
from nnstudio.core.kernels.calls import Call, scalar
from nnstudio.core.layer import Array

NAMES = (
    "categorical_crossentropy",
    "binary_crossentropy",
    "mean_squared_error",
    "half_squared_error",
)


def start(name: str, z: Array, t: Array, dz: Array, axis: int, scratch: Scratch) -> list[Call]:
    """Return the calls that write dL/dz (without `factor`) into ``dz``.

    Parameters
    ----------
    z
        The logits of a cross-entropy, the outputs of a squared error.
    t
        The targets as `targets` prepares them.
    axis
        Where the units are.
    """
    if name == "categorical_crossentropy":
        calls = activation.forward("softmax", z, dz, 0.0, axis, scratch)
        return [*calls, partial(np.subtract, dz, t, dz)]
    if name == "binary_crossentropy":
        # sigmoid(z) - t = (tanh(z / 2) - (2 t - 1)) / 2
        return [
            partial(np.multiply, z, scalar(0.5), dz),
            partial(np.tanh, dz, dz),
            partial(np.subtract, dz, t, dz),
        ]
    return [partial(np.subtract, z, t, dz)]


def targets(name: str, t: Array) -> Array:
    """Return the targets in the form that `start` subtracts."""
    return t * np.float32(2) - np.float32(1) if name == "binary_crossentropy" else t


def factor(name: str, batch: int, units: int) -> float:
    """Return what the gradient of `start` must be multiplied by."""
    return {
        "categorical_crossentropy": 1.0 / batch,
        "binary_crossentropy": 0.5 / (batch * units),
        "mean_squared_error": 2.0 / (batch * units),
        "half_squared_error": 1.0 / batch,
    }[name]


def sums(name: str, z: Array, t: Array) -> Array:
    """Return the loss of each step, added up over its samples.

    Parameters
    ----------
    z, t
        ``(steps, batch, units)`` in any memory order; targets as `targets` prepares them.
    """
    units = z.shape[2]
    if name == "categorical_crossentropy":
        highest = z.max(axis=2, keepdims=True)
        low = z - highest
        logs = np.log(np.exp(low).sum(axis=2, keepdims=True))
        np.subtract(logs, low, out=low)
        return np.einsum("kbn,kbn->k", t, low)
    if name == "binary_crossentropy":
        # max(z, 0) - z t + ln(1 + e^-|z|), with t = (s + 1) / 2, is ln(1 + e^(-s z)) for s = ±1
        # and in general |z| / 2 - z s / 2 + ln(1 + e^-|z|).
        size = np.abs(z)
        parts = (size - z * t) * np.float32(0.5)
        np.negative(size, out=size)
        parts += np.log1p(np.exp(size, out=size), out=size)
        return parts.sum(axis=(1, 2)) / units
    difference = z - t
    squares = np.einsum("kbn,kbn->k", difference, difference)
    return squares / units if name == "mean_squared_error" else squares * 0.5


def correct(name: str, z: Array, t: Array) -> Array:
    """Return how many samples of each step name the class of their target.

    Where there is one unit, an output of one half or more means yes.
    """
    if z.shape[2] > 1:
        return (z.argmax(axis=2) == t.argmax(axis=2)).sum(axis=1)
    # In logits: sigmoid(0) is one half, and softmax of a single number is always 1.
    border = {"binary_crossentropy": 0.0, "categorical_crossentropy": -np.inf}.get(name, 0.5)
    border_t = 0.0 if name == "binary_crossentropy" else 0.5
    return ((z >= border) == (t >= border_t)).sum(axis=(1, 2))
