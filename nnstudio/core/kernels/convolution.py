"""Convolution with stride 1 as one batched matrix product, without im2col.

Pictures lie as ``(rows, channels, columns, batch)``. The operand holds the picture once per
kernel column, shifted; kernel rows are overlapping windows of the same memory. Borders of zeros
are written once, when the buffer is made.
"""

from __future__ import annotations

from functools import partial

import numpy as np
from numpy.lib.stride_tricks import as_strided

from nnstudio.core.kernels.activation import Scratch
from nnstudio.core.kernels.calls import Call
from nnstudio.core.layer import Array

Borders = tuple[tuple[int, int], tuple[int, int]]


def spread(
    x: Array, kernel_size: tuple[int, int], borders: Borders, scratch: Scratch
) -> tuple[list[Call], Array]:
    """Return the calls that lay ``x`` out, and the operand they fill.

    Parameters
    ----------
    x
        ``(rows, channels, columns, batch)``.
    borders
        Zeros (above, below) and (left, right).

    Returns
    -------
    list of Call, Array
        The operand is ``(new rows, kernel rows * kernel columns * channels, new columns * batch)``.
    """
    rows, channels, columns, batch = x.shape
    (above, below), (left, right) = borders
    down, across = kernel_size
    wide = columns + left + right - across + 1
    high = rows + above + below - down + 1
    shape = (rows + above + below, across, channels, wide, batch)
    calls: list[Call] = []
    if across == 1 and (above, below, left, right) == (0, 0, 0, 0) and x.flags.c_contiguous:
        laid = x.reshape(shape)
    else:
        laid = scratch("spread", shape, np.float32)
        for j in range(across):
            first, last = max(0, left - j), min(wide, columns + left - j)
            if first < last:
                source = x[:, :, first + j - left : last + j - left]
                target = laid[above : above + rows, j, :, first:last]
                calls.append(partial(np.copyto, target, source))
    operand = as_strided(
        laid,
        (high, down * across * channels, wide * batch),
        (laid.strides[0], laid.strides[2], laid.strides[4]),
    )
    return calls, operand


def correlate(weight: Array, operand: Array, out: Array) -> list[Call]:
    """Return the calls that slide the kernels ``weight`` over the operand of `spread`.

    Parameters
    ----------
    weight
        ``(filters, kernel rows * kernel columns * channels)``.
    out
        ``(new rows, filters, new columns, batch)``, contiguous.
    """
    rows, filters = out.shape[:2]
    return [partial(np.matmul, weight, operand, out.reshape(rows, filters, -1))]


def weight_gradient(dz: Array, operand: Array, out: Array, scratch: Scratch) -> list[Call]:
    """Return the calls that write dL/dweight ``(filters, ...)`` for dL/dz."""
    rows, filters = dz.shape[:2]
    by_row = scratch("by_row", (rows, *out.shape), np.float32)
    return [
        partial(np.matmul, dz.reshape(rows, filters, -1), operand.transpose(0, 2, 1), by_row),
        partial(np.add.reduce, by_row, 0, None, out),
    ]


def input_gradient(
    dz: Array,
    weight: Array,
    kernel_size: tuple[int, int],
    borders: Borders,
    out: Array,
    scratch: Scratch,
) -> list[Call]:
    """Return the calls that write dL/dx: a convolution of dL/dz with the turned kernels."""
    down, across = kernel_size
    filters, channels = len(weight), out.shape[1]
    (above, below), (left, right) = borders
    turned = scratch("turned", (channels, down, across, filters), np.float32)
    kernels = weight.reshape(filters, down, across, channels)
    back = ((down - 1 - above, down - 1 - below), (across - 1 - left, across - 1 - right))
    calls, operand = spread(dz, kernel_size, back, scratch)
    return [
        partial(np.copyto, turned, kernels[:, ::-1, ::-1].transpose(3, 1, 2, 0)),
        *calls,
        *correlate(turned.reshape(channels, -1), operand, out),
    ]


def channel_sums(dz: Array, out: Array, scratch: Scratch) -> list[Call]:
    """Return the calls that add up ``dz`` over all but its channels (a product with ones is fastest)."""
    rows, channels = dz.shape[:2]
    flat = dz.reshape(rows * channels, -1)
    ones = scratch("ones", (flat.shape[1],), np.float32)
    ones.fill(1)
    partly = scratch("partly", (rows * channels,), np.float32)
    return [
        partial(flat.dot, ones, partly),
        partial(np.add.reduce, partly.reshape(rows, channels), 0, None, out),
    ]
