"""Whole training steps of a chain of small Dense layers in one loop.

For tiny networks the calls of a step cost more than its arithmetic; here a block of steps is one
call. Weights lie as ``(layers, inputs + 1, parts, 8)``: a row for each input and one for the bias,
and the units in parts that fill a vector register, the last one filled up with zeros.
"""

from __future__ import annotations

import math

import numpy as np

from nnstudio.core.kernels.fast.compiler import inlined, inlined_in_order, kernel
from nnstudio.core.layer import Array

PART = 8
"""Units that are computed together."""
ACTIVATIONS = ("linear", "relu", "tanh", "sigmoid")
LOSSES = (
    "half_squared_error",
    "mean_squared_error",
    "binary_crossentropy",
    "categorical_crossentropy",
    "sparse_categorical_crossentropy",
)
"""What the numbers in ``table`` and ``loss`` stand for; ``method`` is a place among the ``NAMES`` of
`nnstudio.core.kernels.optimizers`."""

# A quotient of polynomials for tanh(x) / x in x², fitted for the least relative error up to the
# point from which on tanh is 1 in float32; its own error of 2e-8 is less than that of rounding.
TOP = np.float32(9.02)
UPPER = tuple(
    np.float32(c) for c in (0.9999999790559, 0.133797219, 3.494038757e-3, 2.0583531e-5, 1.33191e-8)
)
LOWER = tuple(np.float32(c) for c in (1, 0.4671303716, 0.0258710905, 3.283098853e-4, 7.76204e-7))
ONE, HALF, ZERO = np.float32(1), np.float32(0.5), np.float32(0)


@inlined
def _tanh(x: np.float32) -> np.float32:
    if x > TOP:
        x = TOP
    if x < -TOP:
        x = -TOP
    s = x * x
    upper = (((UPPER[4] * s + UPPER[3]) * s + UPPER[2]) * s + UPPER[1]) * s + UPPER[0]
    lower = (((LOWER[4] * s + LOWER[3]) * s + LOWER[2]) * s + LOWER[1]) * s + LOWER[0]
    return x * upper / lower


@inlined_in_order
def _sums(w: Array, x: Array, z: Array, layer: int, inputs: int, parts: int) -> None:
    """Write the weighted sums of one layer for all samples."""
    for b in range(x.shape[1]):
        for p in range(parts):
            z0, z1 = w[layer, inputs, p, 0], w[layer, inputs, p, 1]
            z2, z3 = w[layer, inputs, p, 2], w[layer, inputs, p, 3]
            z4, z5 = w[layer, inputs, p, 4], w[layer, inputs, p, 5]
            z6, z7 = w[layer, inputs, p, 6], w[layer, inputs, p, 7]
            for i in range(inputs):
                v = x[layer, b, i]
                z0 += v * w[layer, i, p, 0]
                z1 += v * w[layer, i, p, 1]
                z2 += v * w[layer, i, p, 2]
                z3 += v * w[layer, i, p, 3]
                z4 += v * w[layer, i, p, 4]
                z5 += v * w[layer, i, p, 5]
                z6 += v * w[layer, i, p, 6]
                z7 += v * w[layer, i, p, 7]
            z[layer + 1, b, p, 0], z[layer + 1, b, p, 1] = z0, z1
            z[layer + 1, b, p, 2], z[layer + 1, b, p, 3] = z2, z3
            z[layer + 1, b, p, 4], z[layer + 1, b, p, 5] = z4, z5
            z[layer + 1, b, p, 6], z[layer + 1, b, p, 7] = z6, z7


@inlined
def _activate(z: Array, layer: int, function: int) -> None:
    """Turn all weighted sums of a layer, ``(layers, numbers)``, into outputs."""
    if function == 1:
        for k in range(z.shape[1]):
            v = z[layer, k]
            z[layer, k] = ZERO if v < ZERO else v
    elif function >= 2:  # sigmoid(v) = tanh(v / 2) / 2 + 1 / 2
        scale, shift = (HALF, HALF) if function == 3 else (ONE, ZERO)
        for k in range(z.shape[1]):
            z[layer, k] = scale * _tanh(scale * z[layer, k]) + shift


@inlined
def _slope(y: Array, d: Array, layer: int, function: int) -> None:
    """Multiply gradients ``(layers, numbers)`` by the derivative at the outputs."""
    if function == 1:
        for k in range(y.shape[1]):
            d[layer, k] *= ONE if y[layer, k] > ZERO else ZERO
    elif function >= 2:
        level, rise = (ZERO, ONE) if function == 3 else (ONE, ZERO)
        for k in range(y.shape[1]):
            v = y[layer, k]
            d[layer, k] *= level + rise * v - v * v


@inlined
def _start(
    y: Array, t: Array, step: int, d: Array, units: int, loss: int, factor: np.float32
) -> None:
    """Write dL/dz (dL/dy where the activation is not the loss's) of the last layer."""
    last = y.shape[0] - 1
    for b in range(y.shape[1]):
        if loss <= 1:
            for j in range(units):
                d[last, b, j] = (y[last, b, j] - t[step, b, j]) * factor
        elif loss == 2:
            for j in range(units):
                d[last, b, j] = (_tanh(HALF * y[last, b, j]) - t[step, b, j]) * factor
        else:
            highest, total = y[last, b, 0], ZERO
            for j in range(units):
                highest = max(highest, y[last, b, j])
            for j in range(units):
                d[last, b, j] = math.exp(y[last, b, j] - highest)
                total += d[last, b, j]
            for j in range(units):
                wanted = t[step, b, j] if loss == 3 else np.float32(t[step, b, 0] == j)
                d[last, b, j] = (d[last, b, j] / total - wanted) * factor


@inlined_in_order
def _back(w: Array, d: Array, dx: Array, layer: int, inputs: int, parts: int) -> None:
    """Write the gradients of the outputs of the layer before."""
    for b in range(d.shape[1]):
        for i in range(inputs):
            s0 = s1 = s2 = s3 = s4 = s5 = s6 = s7 = ZERO
            for p in range(parts):
                s0 += w[layer, i, p, 0] * d[layer + 1, b, p, 0]
                s1 += w[layer, i, p, 1] * d[layer + 1, b, p, 1]
                s2 += w[layer, i, p, 2] * d[layer + 1, b, p, 2]
                s3 += w[layer, i, p, 3] * d[layer + 1, b, p, 3]
                s4 += w[layer, i, p, 4] * d[layer + 1, b, p, 4]
                s5 += w[layer, i, p, 5] * d[layer + 1, b, p, 5]
                s6 += w[layer, i, p, 6] * d[layer + 1, b, p, 6]
                s7 += w[layer, i, p, 7] * d[layer + 1, b, p, 7]
            dx[layer, b, i] = ((s0 + s4) + (s2 + s6)) + ((s1 + s5) + (s3 + s7))


@inlined_in_order
def _gradients(x: Array, d: Array, g: Array, layer: int, inputs: int, parts: int) -> None:
    """Write the gradients of the weights of a layer."""
    for i in range(inputs + 1):
        for p in range(parts):
            g0 = g1 = g2 = g3 = g4 = g5 = g6 = g7 = ZERO
            for b in range(x.shape[1]):
                v = x[layer, b, i] if i < inputs else ONE
                g0 += v * d[layer + 1, b, p, 0]
                g1 += v * d[layer + 1, b, p, 1]
                g2 += v * d[layer + 1, b, p, 2]
                g3 += v * d[layer + 1, b, p, 3]
                g4 += v * d[layer + 1, b, p, 4]
                g5 += v * d[layer + 1, b, p, 5]
                g6 += v * d[layer + 1, b, p, 6]
                g7 += v * d[layer + 1, b, p, 7]
            g[layer, i, p, 0], g[layer, i, p, 1], g[layer, i, p, 2] = g0, g1, g2
            g[layer, i, p, 3], g[layer, i, p, 4], g[layer, i, p, 5] = g3, g4, g5
            g[layer, i, p, 6], g[layer, i, p, 7] = g6, g7


@inlined
def _update(lines: Array, layer: int, count: int, constants: Array, step: int, method: int) -> None:
    """Do one step of an optimiser with the constants of `nnstudio.core.kernels.optimizers`."""
    rate = constants[step, 0]
    if method <= 2:
        share = constants[step, 1] if method else ZERO
        ahead, own = (share, ONE) if method == 2 else (ONE, ZERO)
        for k in range(count):
            g = lines[1, layer, k]
            m = share * lines[2, layer, k] + g
            lines[2, layer, k] = m
            lines[0, layer, k] -= rate * (ahead * m + own * g)
        return
    eps = constants[step, 1]
    share = constants[step, 2] if method >= 5 else ZERO
    memory = ONE if method == 3 else constants[step, 2] if method == 4 else constants[step, 3]
    rest = constants[step, 4] if method == 6 else ONE
    for k in range(count):
        g = lines[1, layer, k]
        m = share * lines[2, layer, k] + g
        v = memory * lines[3, layer, k] + g * g
        lines[2, layer, k] = m
        lines[3, layer, k] = v
        lines[0, layer, k] = rest * lines[0, layer, k] - rate * m / (math.sqrt(v) + eps)


@inlined
def _lay_out(source: Array, places: Array, target: Array, back: bool) -> None:
    """Copy weights from their flat vector to where the loop has them, or back."""
    flat = target.reshape(-1)
    for k in range(len(places)):
        place = places[k]
        if place >= 0:
            if back:
                source[place] = flat[k]
            else:
                flat[k] = source[place]


@kernel(
    "void(int64, float32[:,:,::1], float32[:,:,::1], float32[:,:,::1], float32[:,::1],"
    " float32[::1], float32[::1], float32[::1], float32[::1], int64[::1], int64[:,::1],"
    " int64, int64, float32, float32[:,:,:,:,::1], float32[:,:,:,:,::1])"
)
def train_chain(
    count: int,
    samples: Array,
    targets: Array,
    outputs: Array,
    constants: Array,
    flat_w: Array,
    flat_g: Array,
    flat_m: Array,
    flat_v: Array,
    places: Array,
    table: Array,
    loss: int,
    method: int,
    factor: np.float32,
    weights: Array,
    values: Array,
) -> None:
    """Do ``count`` training steps.

    Parameters
    ----------
    samples, targets, outputs, constants
        What the engine has for each step: ``(steps, batch, numbers)`` the first two,
        ``(steps, units, batch)`` the outputs, ``(steps, constants)`` the optimiser's.
    flat_w, flat_g, flat_m, flat_v
        The weights, their gradients and what the optimiser keeps, as the engine has them. What is
        not needed has no numbers.
    places
        Where in a flat vector each of the weights lies; -1 where there is none.
    table
        ``(layers, 3)``: inputs, parts and activation of each layer; then the units of the last.
    factor
        What gradients are multiplied by.
    weights, values
        Room: ``(4, layers, inputs + 1, parts, 8)`` and ``(2, layers + 1, batch, parts, 8)``.
    """
    layers = len(table) - 1
    w, g, m, v = weights[0], weights[1], weights[2], weights[3]
    y, d = values[0], values[1]
    rows = (y.shape[0], y.shape[1], y.shape[2] * 8)
    y_rows, d_rows = y.reshape(rows), d.reshape(rows)
    whole = (y.shape[0], y.shape[1] * y.shape[2] * 8)
    y_whole, d_whole = y.reshape(whole), d.reshape(whole)
    lines = weights.reshape((4, layers, w.shape[1] * w.shape[2] * 8))
    _lay_out(flat_w, places, w, False)
    if len(flat_m):
        _lay_out(flat_m, places, m, False)
    if len(flat_v):
        _lay_out(flat_v, places, v, False)
    units = table[layers, 0]
    for step in range(count):
        for b in range(y.shape[1]):
            for i in range(table[0, 0]):
                y_rows[0, b, i] = samples[step, b, i]
        for layer in range(layers):
            inputs, parts, function = table[layer, 0], table[layer, 1], table[layer, 2]
            _sums(w, y_rows, y, layer, inputs, parts)
            _activate(y_whole, layer + 1, function)
        for b in range(y.shape[1]):
            for j in range(units):
                outputs[step, j, b] = y_rows[layers, b, j]
        _start(y_rows, targets, step, d_rows, units, loss, factor)
        for layer in range(layers - 1, -1, -1):
            _slope(y_whole, d_whole, layer + 1, table[layer, 2])
            if layer > 0:
                _back(w, d, d_rows, layer, table[layer, 0], table[layer, 1])
        for layer in range(layers):
            inputs, parts = table[layer, 0], table[layer, 1]
            _gradients(y_rows, d, g, layer, inputs, parts)
            _update(lines, layer, (inputs + 1) * w.shape[2] * 8, constants, step, method)
    _lay_out(flat_w, places, w, True)
    _lay_out(flat_g, places, g, True)
    if len(flat_m):
        _lay_out(flat_m, places, m, True)
    if len(flat_v):
        _lay_out(flat_v, places, v, True)
