"""Normalising rows of features: each row goes through all passes while it is in the cache."""

from __future__ import annotations

import math

import numpy as np

from nnstudio.core.kernels.activation import Scratch
from nnstudio.core.kernels.calls import Call
from nnstudio.core.kernels.fast.compiler import kernel
from nnstudio.core.layer import Array

ONE, ZERO = np.float32(1), np.float32(0)


@kernel("void(float32[:,::1], float32[:,::1], float32[:,::1], float32[:,::1], float32)")
def normalize(x: Array, y: Array, weight: Array, kept: Array, epsilon: np.float32) -> None:
    """Write the normalised rows, and the mean and the inverse deviation of each into ``kept``."""
    share = ONE / np.float32(x.shape[1])
    for i in range(x.shape[0]):
        mean = ZERO
        for j in range(x.shape[1]):
            mean += x[i, j]
        mean *= share
        square = ZERO
        for j in range(x.shape[1]):
            square += (x[i, j] - mean) * (x[i, j] - mean)
        inverse = ONE / math.sqrt(square * share + epsilon)
        kept[0, i], kept[1, i] = mean, inverse
        for j in range(x.shape[1]):
            y[i, j] = (x[i, j] - mean) * inverse * weight[0, j] + weight[1, j]


@kernel("void(float32[:,::1], float32[:,::1], float32[:,::1], float32[:,::1])")
def slopes(x: Array, dy: Array, kept: Array, gradient: Array) -> None:
    """Write the gradients of gamma and beta."""
    for j in range(x.shape[1]):
        gradient[0, j] = ZERO
        gradient[1, j] = ZERO
    for i in range(x.shape[0]):
        mean, inverse = kept[0, i], kept[1, i]
        for j in range(x.shape[1]):
            gradient[0, j] += dy[i, j] * (x[i, j] - mean) * inverse
            gradient[1, j] += dy[i, j]


@kernel("void(float32[:,::1], float32[:,::1], float32[:,::1], float32[:,::1], float32[:,::1])")
def normalize_back(x: Array, dy: Array, dx: Array, weight: Array, kept: Array) -> None:
    """Write the gradient of the rows.

    With d = dy gamma and n = (x - mean) inverse: dx = inverse (d - mean(d) - n mean(d n)).
    """
    share = ONE / np.float32(x.shape[1])
    for i in range(x.shape[0]):
        mean, inverse = kept[0, i], kept[1, i]
        level, bend = ZERO, ZERO
        for j in range(x.shape[1]):
            d = dy[i, j] * weight[0, j]
            level += d
            bend += d * (x[i, j] - mean)
        level *= share
        bend *= share * inverse * inverse
        for j in range(x.shape[1]):
            dx[i, j] = inverse * (dy[i, j] * weight[0, j] - level - (x[i, j] - mean) * bend)


class CompiledLayerNormalization:
    """What `LayerNormalization` does, with the same parameters."""

    def __init__(self, x: Array, y: Array, weight: Array, epsilon: float, scratch: Scratch) -> None:
        self._x, self._y, self._weight = x, y, weight
        self._epsilon = np.float32(epsilon)
        self._kept = scratch("kept", (2, len(x)))

    def forward(self) -> list[Call]:
        """Return the calls that write ``y``."""
        return [normalize.bind(self._x, self._y, self._weight, self._kept, self._epsilon)]

    def backward(self, dy: Array, dx: Array | None, gradient: Array) -> list[Call]:
        """Return the calls that write the gradients of gamma and beta, and ``dx`` where wanted."""
        calls = [slopes.bind(self._x, dy, self._kept, gradient)]
        if dx is not None:
            calls.append(normalize_back.bind(self._x, dy, dx, self._weight, self._kept))
        return calls
