"""Activation functions in place, and their derivatives from the outputs.

Where the outputs do not tell the derivative, the forward pass keeps what does in a buffer.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import partial

import numpy as np

from nnstudio.core.kernels.calls import Call, scalar
from nnstudio.core.layer import Array

Scratch = Callable[..., Array]
"""``scratch(name, shape, dtype)`` gives a buffer that only this operation uses."""

JOINT = ("sigmoid", "tanh", "relu")
"""Functions for which `slope_at` gives the derivative."""

SELU_SCALE, SELU_BELOW = 1.0507009873554805, 1.7580993408473766
"""The slope of SELU above zero, and how far it falls below (Klambauer et al. 2017)."""
TAIL = (0.254829592, -0.284496736, 1.421413741, -1.453152027, 1.061405429)
TAIL_SCALE = 0.3275911
"""Of the error function: Abramowitz and Stegun, Handbook of Mathematical Functions, 7.1.26."""


def forward(name: str, z: Array, y: Array, slope: float, axis: int, scratch: Scratch) -> list[Call]:
    """Return the calls that write ``f(z)`` into ``y``, which may be ``z`` itself.

    Parameters
    ----------
    slope
        The slope of leaky ReLU below zero.
    axis
        The axis along which softmax works.
    scratch
        The same as for `backward`, which may read what is kept there.
    """
    half = scalar(0.5)
    if name == "linear":
        return [] if y is z else [partial(np.copyto, y, z)]
    if name == "step":
        return [partial(np.greater_equal, z, scalar(0), y)]
    if name == "sigmoid":
        return _sigmoid(z, y)
    if name == "tanh":
        return [partial(np.tanh, z, y)]
    if name == "leaky_relu":
        leak = scratch("leak", z.shape, np.float32)
        return [
            partial(np.multiply, z, scalar(slope), leak),
            partial(np.maximum, z, leak, out=y),
        ]
    if name == "silu":
        share = scratch("share", z.shape, np.float32)
        return [*_sigmoid(z, share), partial(np.multiply, z, share, y)]
    if name == "softmax":
        along = tuple(1 if i == axis % z.ndim else n for i, n in enumerate(z.shape))
        total = scratch("total", along, np.float32)
        return [
            partial(np.maximum.reduce, z, axis, None, total, True),
            partial(np.subtract, z, total, y),
            partial(np.exp, y, y),
            partial(np.add.reduce, y, axis, None, total, True),
            partial(np.divide, y, total, y),
        ]
    # With an array of zeros this is three times as fast as with a number.
    zeros = scratch("zeros", z.shape, np.float32)
    if name == "relu":
        return [partial(np.maximum, z, zeros, out=y)]
    if name == "gelu":
        return _gelu(z, y, zeros, scratch)
    if name == "hard_sigmoid":
        top = scratch("top", z.shape, np.float32)
        top.fill(1)
        return [
            partial(np.multiply, z, scalar(1 / 6), y),
            partial(np.add, y, half, y),
            partial(np.maximum, y, zeros, out=y),
            partial(np.minimum, y, top, out=y),
        ]
    low = scratch("low", z.shape, np.float32)
    if name == "softplus":
        return [
            partial(np.abs, z, low),
            partial(np.negative, low, low),
            partial(np.exp, low, low),
            partial(np.log1p, low, low),
            partial(np.maximum, z, zeros, out=y),
            partial(np.add, y, low, y),
        ]
    below = [partial(np.minimum, z, zeros, out=low), partial(np.expm1, low, low)]
    if name == "elu":  # e^z - 1 is never less than z
        return [*below, partial(np.maximum, z, low, out=y)]
    if name == "selu":
        return [
            *below,
            partial(np.multiply, low, scalar(SELU_BELOW), low),
            partial(np.maximum, z, zeros, out=y),
            partial(np.multiply, y, scalar(SELU_SCALE), y),
            partial(np.add, y, low, y),
        ]
    raise KeyError(name)


def backward(
    name: str, y: Array, dy: Array, slope: float, axis: int, scratch: Scratch
) -> list[Call]:
    """Return the calls that turn ``dy`` into dL/dz, in place, for the outputs ``y``.

    ``scratch`` is that of `forward`, whose calls ran last.
    """
    if name == "linear":
        return []
    if name == "step":
        return [partial(dy.fill, 0)]
    if name == "relu":
        mask = scratch("mask", y.shape, np.bool_)
        return [partial(np.greater, y, scalar(0), mask), partial(np.multiply, dy, mask, dy)]
    if name == "gelu":
        return [partial(np.multiply, dy, scratch("slope", y.shape, np.float32), dy)]
    work = scratch("work", y.shape, np.float32)
    if name == "softmax":
        along = tuple(1 if i == axis % y.ndim else n for i, n in enumerate(y.shape))
        total = scratch("total", along, np.float32)
        return [
            partial(np.multiply, dy, y, work),
            partial(np.add.reduce, work, axis, None, total, True),
            partial(np.subtract, dy, total, dy),
            partial(np.multiply, dy, y, dy),
        ]
    if name in JOINT:
        slopes = slope_at(name, y, work)
    elif name == "silu":  # s + y (1 - s)
        slopes = [
            partial(np.subtract, scalar(1), y, work),
            partial(np.multiply, work, scratch("share", y.shape, np.float32), work),
            partial(np.add, work, y, work),
        ]
    elif name == "softplus":  # 1 - e^-y
        slopes = [
            partial(np.negative, y, work),
            partial(np.expm1, work, work),
            partial(np.negative, work, work),
        ]
    elif name == "elu":  # e^z is y + 1 below zero
        zeros = scratch("zeros", y.shape, np.float32)
        slopes = [partial(np.minimum, y, zeros, out=work), partial(np.add, work, scalar(1), work)]
    else:
        slopes = _masked_slopes(name, y, work, slope, scratch)
    return [*slopes, partial(np.multiply, dy, work, dy)]


def slope_at(name: str, y: Array, out: Array) -> list[Call]:
    """Return the calls that write the derivative of one of `JOINT` at the outputs ``y``."""
    if name == "relu":
        return [partial(np.greater, y, scalar(0), out)]
    if name == "tanh":
        return [partial(np.multiply, y, y, out), partial(np.subtract, scalar(1), out, out)]
    if name == "sigmoid":
        return [partial(np.multiply, y, y, out), partial(np.subtract, y, out, out)]
    raise KeyError(name)


def _masked_slopes(name: str, y: Array, out: Array, slope: float, scratch: Scratch) -> list[Call]:
    """Return the calls that write derivatives that jump at zero."""
    mask = scratch("mask", y.shape, np.bool_)
    positive = partial(np.greater, y, scalar(0), mask)
    if name == "leaky_relu":
        return [
            positive,
            partial(np.multiply, mask, scalar(1 - slope), out),
            partial(np.add, out, scalar(slope), out),
        ]
    if name == "hard_sigmoid":
        inside = scratch("inside", y.shape, np.bool_)
        return [
            positive,
            partial(np.less, y, scalar(1), inside),
            partial(np.logical_and, mask, inside, mask),
            partial(np.multiply, mask, scalar(1 / 6), out),
        ]
    if name == "selu":
        low = scratch("low", y.shape, np.float32)
        return [
            positive,
            partial(np.multiply, mask, scalar(SELU_SCALE - SELU_BELOW), out),
            partial(np.minimum, y, scratch("zeros", y.shape, np.float32), out=low),
            partial(np.add, low, scalar(SELU_BELOW), low),
            partial(np.add, out, low, out),
        ]
    raise KeyError(name)


def _sigmoid(z: Array, y: Array) -> list[Call]:
    half = scalar(0.5)
    return [
        partial(np.multiply, z, half, y),
        partial(np.tanh, y, y),
        partial(np.multiply, y, half, y),
        partial(np.add, y, half, y),
    ]


def _gelu(z: Array, y: Array, zeros: Array, scratch: Scratch) -> list[Call]:
    """Return the calls for GELU; its derivative is kept as ``slope``.

    With a = |z| and the share q of the normal distribution beyond a, ``y = max(z, 0) - a q`` and
    ``dy/dz = 1/2 + sign(z) (1/2 - q + a density)``: nothing is lost where numbers nearly cancel.
    """
    away, bell, t, tail, slope = (
        scratch(part, z.shape, np.float32) for part in ("away", "bell", "t", "tail", "slope")
    )
    one, half = scalar(1), scalar(0.5)
    calls = [
        partial(np.abs, z, away),
        partial(np.multiply, away, away, bell),
        partial(np.multiply, bell, scalar(-0.5), bell),
        partial(np.exp, bell, bell),
        partial(np.multiply, away, scalar(TAIL_SCALE * math.sqrt(0.5)), t),
        partial(np.add, t, one, t),
        partial(np.divide, one, t, t),
        partial(np.multiply, t, scalar(TAIL[-1] / 2), tail),
    ]
    for coefficient in reversed(TAIL[:-1]):
        calls += [
            partial(np.add, tail, scalar(coefficient / 2), tail),
            partial(np.multiply, tail, t, tail),
        ]
    return [
        *calls,
        partial(np.multiply, tail, bell, tail),
        partial(np.multiply, away, bell, slope),
        partial(np.multiply, slope, scalar(1 / math.sqrt(math.tau)), slope),
        partial(np.subtract, slope, tail, slope),
        partial(np.add, slope, half, slope),
        partial(np.copysign, slope, z, slope),
        partial(np.add, slope, half, slope),
        partial(np.multiply, tail, away, tail),
        partial(np.maximum, z, zeros, out=y),
        partial(np.subtract, y, tail, y),
    ]
