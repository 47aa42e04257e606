"""What comes before and after convolutions, in one pass through memory each.

Pictures lie as ``(rows, channels, columns, batch)``.
"""

from __future__ import annotations

import numpy as np

from nnstudio.core.kernels.fast.compiler import inlined, kernel
from nnstudio.core.layer import Array

ZERO = np.float32(0)


@kernel("void(float32[:,:,::1], float32[::1])")
def add_bias_relu(y: Array, bias: Array) -> None:
    """Turn sums ``(rows, channels, numbers)`` into ReLU(sums + bias)."""
    for r in range(y.shape[0]):
        for c in range(y.shape[1]):
            for k in range(y.shape[2]):
                v = y[r, c, k] + bias[c]
                y[r, c, k] = ZERO if v < ZERO else v


@kernel("void(float32[:,:,::1], float32[:,:,::1], float32[::1])")
def bias_relu_back(y: Array, dy: Array, d_bias: Array) -> None:
    """Turn ``dy`` into the gradient of the sums, and write that of the bias."""
    for c in range(y.shape[1]):
        d_bias[c] = ZERO
    for r in range(y.shape[0]):
        for c in range(y.shape[1]):
            total = ZERO
            for k in range(y.shape[2]):
                d = dy[r, c, k] if y[r, c, k] > ZERO else ZERO * dy[r, c, k]
                dy[r, c, k] = d
                total += d
            d_bias[c] += total


@kernel("void(float32[:,::1], float32[:,::1])")
def relu_back(y: Array, dy: Array) -> None:
    """Multiply ``dy`` by the derivative of ReLU at the outputs ``y``."""
    for j in range(y.shape[0]):
        for k in range(y.shape[1]):
            dy[j, k] = dy[j, k] if y[j, k] > ZERO else ZERO * dy[j, k]


@inlined
def _larger(a: np.float32, b: np.float32) -> np.float32:
    return b if a < b or b != b else a


@kernel("void(float32[:,:,:,:,::1], float32[:,:,:,::1], uint8[:,:,:,::1])")
def halve_rows(x: Array, y: Array, won: Array) -> None:
    """Write the largest of 2 by 2 windows, and which of the four it is.

    Parameters
    ----------
    x
        ``(new rows, 2, channels, columns, batch)``: the rows as they lie.
    won
        0 and 1: the upper and the lower left; 2 and 3: those at the right.
    """
    for r in range(y.shape[0]):
        for c in range(y.shape[1]):
            for j in range(y.shape[2]):
                for b in range(y.shape[3]):
                    p, q = x[r, 0, c, 2 * j, b], x[r, 1, c, 2 * j, b]
                    s, t = x[r, 0, c, 2 * j + 1, b], x[r, 1, c, 2 * j + 1, b]
                    left, right = _larger(p, q), _larger(s, t)
                    y[r, c, j, b] = _larger(left, right)
                    first, second = np.uint8(p < q), np.uint8(2) + np.uint8(s < t)
                    won[r, c, j, b] = second if left < right else first


@kernel(
    "void(float32[:,:,::1], float32[:,:,::1], float32[:,:,::1], float32[:,:,::1],"
    " float32[:,:,::1], uint8[:,:,::1])"
)
def halve_parities(
    even_above: Array, odd_above: Array, even_below: Array, odd_below: Array, y: Array, won: Array
) -> None:
    """Do so for two rows whose even and odd columns lie apart, ``(channels, columns, batch)``."""
    for c in range(y.shape[0]):
        for j in range(y.shape[1]):
            for b in range(y.shape[2]):
                p, q = even_above[c, j, b], even_below[c, j, b]
                s, t = odd_above[c, j, b], odd_below[c, j, b]
                left, right = _larger(p, q), _larger(s, t)
                y[c, j, b] = _larger(left, right)
                first, second = np.uint8(p < q), np.uint8(2) + np.uint8(s < t)
                won[c, j, b] = second if left < right else first


@kernel("void(float32[:,:,:,::1], uint8[:,:,:,::1], float32[:,:,:,:,::1])")
def double_rows(dy: Array, won: Array, dx: Array) -> None:
    """Hand gradients to the winners of `halve_rows`, and zeros to all others."""
    for r in range(dy.shape[0]):
        for c in range(dy.shape[1]):
            for j in range(dy.shape[2]):
                # One place at a time: the fewer the streams, the more the compiler dares.
                for place in range(4):
                    for b in range(dy.shape[3]):
                        mine = won[r, c, j, b] == place
                        d = dy[r, c, j, b] if mine else ZERO
                        dx[r, place % 2, c, 2 * j + place // 2, b] = d
            for j in range(2 * dy.shape[2], dx.shape[3]):
                for b in range(dy.shape[3]):
                    dx[r, 0, c, j, b] = ZERO
                    dx[r, 1, c, j, b] = ZERO


@kernel(
    "void(float32[:,:,::1], uint8[:,:,::1], float32[:,:,::1], float32[:,:,::1],"
    " float32[:,:,::1], float32[:,:,::1])"
)
def double_parities(
    dy: Array, won: Array, even_above: Array, odd_above: Array, even_below: Array, odd_below: Array
) -> None:
    """Hand gradients to the winners of `halve_parities`, and zeros to all others."""
    for c in range(dy.shape[0]):
        for j in range(dy.shape[1]):
            for b in range(dy.shape[2]):
                d, w = dy[c, j, b], won[c, j, b]
                even_above[c, j, b] = d if w == 0 else ZERO
                even_below[c, j, b] = d if w == 1 else ZERO
                odd_above[c, j, b] = d if w == 2 else ZERO
                odd_below[c, j, b] = d if w == 3 else ZERO
        for j in range(dy.shape[1], even_above.shape[1]):
            for b in range(dy.shape[2]):
                even_above[c, j, b] = ZERO
                even_below[c, j, b] = ZERO
                odd_above[c, j, b] = ZERO
                odd_below[c, j, b] = ZERO
