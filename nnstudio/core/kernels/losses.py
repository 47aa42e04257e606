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
from nnstudio.core.settings import Settings

NAMES = (
    "categorical_crossentropy",
    "binary_crossentropy",
    "sparse_categorical_crossentropy",
    "mean_squared_error",
    "half_squared_error",
    "mean_absolute_error",
    "huber",
)


def has_twin(loss: Settings, t: Array) -> bool:
    """Return whether the functions here compute a loss as its definition does.

    Parameters
    ----------
    t
        All targets that there will be.
    """
    if loss.name not in NAMES or not type(loss).__module__.startswith("nnstudio.losses."):
        return False
    if any(value != loss.default_of(key) for key, value in loss.values().items()):
        return False  # smoothed labels, another delta: rare
    # Ignored positions change from batch to batch what the mean goes over.
    return loss.name != "sparse_categorical_crossentropy" or bool((t >= 0).all())


def start(name: str, z: Array, t: Array, dz: Array, axis: int, scratch: Scratch) -> list[Call]:
    """Return the calls that write dL/dz (without `factor`) into ``dz``.

    Parameters
    ----------
    z
        The logits of a cross-entropy, otherwise the outputs; contiguous, as is ``dz``.
    t
        The targets as `targets` prepares them, in the order of ``z``.
    axis
        Where the units are: the first or the last.
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
    if name == "sparse_categorical_crossentropy":
        calls = activation.forward("softmax", z, dz, 0.0, axis, scratch)
        return [*calls, *_less_one(dz, t, axis % dz.ndim, scratch)]
    calls = [partial(np.subtract, z, t, dz)]
    if name == "mean_absolute_error":
        calls.append(partial(np.sign, dz, dz))
    elif name == "huber":
        calls.append(partial(np.minimum, dz, scalar(1), out=dz))
        calls.append(partial(np.maximum, dz, scalar(-1), out=dz))
    return calls


def _less_one(dz: Array, t: Array, axis: int, scratch: Scratch) -> list[Call]:
    """Return the calls that take 1 from the unit of each position's class."""
    flat, count, units = dz.reshape(-1), t.size, dz.shape[axis]
    last = axis == dz.ndim - 1
    first = np.arange(count) * units if last else np.arange(count)
    index, start = scratch("index", (count,), np.intp), scratch("start", (count,), np.intp)
    picked, stride = scratch("picked", (count,)), np.array(1 if last else count)
    start[...] = first
    return [
        partial(np.copyto, index.reshape(t.shape), t, "unsafe"),
        partial(np.multiply, index, stride, index),
        partial(np.add, index, start, index),
        partial(flat.take, index, None, picked, "clip"),
        partial(np.subtract, picked, scalar(1), picked),
        partial(flat.put, index, picked, "clip"),
    ]


def targets(name: str, t: Array) -> Array:
    """Return the targets in the form that `start` subtracts."""
    return t * np.float32(2) - np.float32(1) if name == "binary_crossentropy" else t


def factor(name: str, positions: int, units: int) -> float:
    """Return what the gradient of `start` must be multiplied by.

    Parameters
    ----------
    positions
        How many samples the whole batch has, times the positions of an output.
    """
    share = {
        "categorical_crossentropy": 1.0,
        "sparse_categorical_crossentropy": 1.0,
        "half_squared_error": 1.0,
        "binary_crossentropy": 0.5 / units,
        "mean_squared_error": 2.0 / units,
    }
    return share.get(name, 1.0 / units) / positions


def sums(name: str, z: Array, t: Array, weights: Array | None = None) -> Array:
    """Return the loss of each step, added up over its samples and their positions.

    Parameters
    ----------
    z, t
        ``(steps, batch, ..., units)`` in any memory order; targets as `targets` prepares them.
    weights
        How many times the loss of each position counts ``(steps, batch, positions)``; None: once.
    """
    units = z.shape[-1]
    z, t = _as_rows(z, t)
    if weights is not None:
        each = sums(name, z.reshape(-1, 1, units), t.reshape(-1, 1, *t.shape[2:]))
        return np.einsum("kb,kb->k", each.reshape(len(z), -1), weights.reshape(len(z), -1))
    if name in ("categorical_crossentropy", "sparse_categorical_crossentropy"):
        highest = z.max(axis=2, keepdims=True)
        low = z - highest
        logs = np.log(np.exp(low).sum(axis=2, keepdims=True))
        if name == "sparse_categorical_crossentropy":
            picked = np.take_along_axis(low, t.astype(np.intp)[:, :, None], axis=2)
            return (logs - picked).sum(axis=(1, 2))
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
    if name in ("mean_absolute_error", "huber"):
        np.abs(difference, out=difference)
        if name == "huber":
            near = np.minimum(difference, np.float32(1))
            difference = near * (difference - near * np.float32(0.5))
        return difference.sum(axis=(1, 2)) / units
    squares = np.einsum("kbn,kbn->k", difference, difference)
    return squares / units if name == "mean_squared_error" else squares * 0.5


def correct(name: str, z: Array, t: Array) -> Array:
    """Return how many samples and positions of each step name the class of their target.

    Where there is one unit, an output of one half or more means yes.
    """
    units = z.shape[-1]
    z, t = _as_rows(z, t)
    if name == "sparse_categorical_crossentropy":
        # As below, softmax of a single number is 1, which means yes.
        named = z.argmax(axis=2) if units > 1 else np.ones(t.shape, np.intp)
        return (named == t).sum(axis=1)
    if units > 1:
        return (z.argmax(axis=2) == t.argmax(axis=2)).sum(axis=1)
    # In logits: sigmoid(0) is one half, and softmax of a single number is always 1.
    border = {"binary_crossentropy": 0.0, "categorical_crossentropy": -np.inf}.get(name, 0.5)
    border_t = 0.0 if name == "binary_crossentropy" else 0.5
    return ((z >= border) == (t >= border_t)).sum(axis=(1, 2))


def _as_rows(z: Array, t: Array) -> tuple[Array, Array]:
    """Return outputs as ``(steps, rows, units)``, each position a row, and targets likewise."""
    if z.ndim == 3:
        return z, t
    rows = z.reshape(len(z), -1, z.shape[-1])
    return rows, t.reshape(rows.shape if t.ndim == z.ndim else rows.shape[:2])
