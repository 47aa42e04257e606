"""Optimisers over one flat vector of all weights, a few passes per step.

Each function takes the weights ``w``, their gradients ``g``, the arrays ``kept`` between steps,
``constants`` in 0-d arrays which the caller fills before the step, and room ``work`` as large as
the weights. What is kept is exactly what the definition keeps.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TypeAlias

import numpy as np

from nnstudio.core.kernels.calls import Call
from nnstudio.core.layer import Array

PIECE = 1 << 16
"""Weights that are updated in one go; five vectors of so many numbers are used at once."""

NAMES = ("sgd", "momentum", "nesterov", "adagrad", "rmsprop", "adam", "adamw")
"""The optimisers; kernels that numba compiles know them by their places here."""

Arrays: TypeAlias = Sequence[Array]
Kernel: TypeAlias = Callable[[Array, Array, Arrays, Arrays, Array], list[Call]]


def by_pieces(
    kernel: Kernel, w: Array, g: Array, kept: Arrays, constants: Arrays, work: Array
) -> list[Call]:
    """Return the calls of ``kernel``: long vectors go piece by piece through all passes.

    So a piece stays in the cache from the first pass to the last.
    """
    calls: list[Call] = []
    for start in range(0, len(w), PIECE):
        part = slice(start, start + PIECE)
        room = work[: len(w[part])]
        calls += kernel(w[part], g[part], [array[part] for array in kept], constants, room)
    return calls


def sgd(w: Array, g: Array, kept: Arrays, constants: Arrays, work: Array) -> list[Call]:
    """Return the calls of ``w -= rate * g``."""
    (rate,) = constants
    return [partial(np.multiply, g, rate, work), partial(np.subtract, w, work, w)]


def momentum(w: Array, g: Array, kept: Arrays, constants: Arrays, work: Array) -> list[Call]:
    """Return the calls of ``v = share * v + g; w -= rate * v``."""
    (v,), (rate, share) = kept, constants
    return [
        partial(np.multiply, v, share, v),
        partial(np.add, v, g, v),
        partial(np.multiply, v, rate, work),
        partial(np.subtract, w, work, w),
    ]


def nesterov(w: Array, g: Array, kept: Arrays, constants: Arrays, work: Array) -> list[Call]:
    """Return the calls of ``v = share * v + g; w -= rate * (share * v + g)``."""
    (v,), (rate, share) = kept, constants
    return [
        partial(np.multiply, v, share, v),
        partial(np.add, v, g, v),
        partial(np.multiply, v, share, work),
        partial(np.add, work, g, work),
        partial(np.multiply, work, rate, work),
        partial(np.subtract, w, work, w),
    ]


def adagrad(w: Array, g: Array, kept: Arrays, constants: Arrays, work: Array) -> list[Call]:
    """Return the calls of ``s += g * g; w -= rate * g / (sqrt(s) + eps)``."""
    (s,), (rate, eps) = kept, constants
    return [
        partial(np.multiply, g, g, work),
        partial(np.add, s, work, s),
        *_divided(w, g, s, rate, eps, work),
    ]


def rmsprop(w: Array, g: Array, kept: Arrays, constants: Arrays, work: Array) -> list[Call]:
    """Return the calls of ``v = memory * v + g * g; w -= rate * g / (sqrt(v) + eps)``."""
    (v,), (rate, eps, memory) = kept, constants
    return [
        partial(np.multiply, v, memory, v),
        partial(np.multiply, g, g, work),
        partial(np.add, v, work, v),
        *_divided(w, g, v, rate, eps, work),
    ]


def adam(w: Array, g: Array, kept: Arrays, constants: Arrays, work: Array) -> list[Call]:
    """Return the calls of one Adam step in ten passes.

    ``m = b1 * m + g; v = b2 * v + g * g; w -= rate * m / (sqrt(v) + eps)``
    """
    (m, v), (rate, eps, b1, b2) = kept, constants
    return [
        partial(np.multiply, m, b1, m),
        partial(np.add, m, g, m),
        partial(np.multiply, v, b2, v),
        partial(np.multiply, g, g, work),
        partial(np.add, v, work, v),
        *_divided(w, m, v, rate, eps, work),
    ]


def adamw(w: Array, g: Array, kept: Arrays, constants: Arrays, work: Array) -> list[Call]:
    """Return the calls of ``w *= rest``, then those of `adam`."""
    *constants, rest = constants
    return [partial(np.multiply, w, rest, w), *adam(w, g, kept, constants, work)]


def _divided(
    w: Array, upper: Array, squares: Array, rate: Array, eps: Array, work: Array
) -> list[Call]:
    """Return the calls of ``w -= rate * upper / (sqrt(squares) + eps)``."""
    return [
        partial(np.sqrt, squares, work),
        partial(np.add, work, eps, work),
        partial(np.divide, upper, work, work),
        partial(np.multiply, work, rate, work),
        partial(np.subtract, w, work, w),
    ]
