"""Convolution with stride 1 as one batched matrix product, without im2col.

Pictures lie as ``(rows, channels, columns, batch)``. The operand holds the picture once per
kernel column, shifted; kernel rows are overlapping windows of the same memory. Borders of zeros
are written once, when the buffer is made. Weights lie as in the definition, ``(kernel rows *
kernel columns * channels, filters)``.
"""

from __future__ import annotations

from functools import partial

import numpy as np
from numpy.lib.stride_tricks import as_strided

from nnstudio.core.kernels.activation import Scratch
from nnstudio.core.kernels.calls import Call
from nnstudio.core.layer import Array

Borders = tuple[tuple[int, int], tuple[int, int]]
"""Zeros (above, below) and (left, right) of a picture."""

SMALL_PRODUCT = 300_000
"""Multiply-adds up to which a matrix product needs no packing of its operands."""
GRAIN = 16
"""Floats of a vector register: products are cut at multiples of it."""


class Spread:
    """Pictures laid out for sliding a kernel over them.

    Parameters
    ----------
    shape
        Of the pictures, ``(rows, channels, columns, batch)``.
    bare
        Contiguous pictures that serve as they are where the kernel has one column and no borders.

    Attributes
    ----------
    operand
        ``(new rows, kernel rows * kernel columns * channels, new columns * batch)``.
    """

    def __init__(
        self,
        shape: tuple[int, ...],
        kernel_size: tuple[int, int],
        borders: Borders,
        scratch: Scratch,
        bare: Array | None = None,
    ) -> None:
        rows, channels, columns, batch = shape
        (above, below), (left, right) = borders
        down, across = kernel_size
        wide = columns + left + right - across + 1
        high = rows + above + below - down + 1
        whole = (rows + above + below, across, channels, wide, batch)
        self._above, self._left = above, left
        self._bare = across == 1 and not any((above, below, left, right)) and bare is not None
        if self._bare and bare is not None:
            self._laid = bare.reshape(whole)
        else:
            self._laid = scratch("spread", whole, np.float32)
        steps = self._laid.strides
        self.operand = as_strided(
            self._laid,
            (high, down * across * channels, wide * batch),
            (steps[0], steps[2], steps[4]),
        )

    def fill(self, x: Array, first: int = 0) -> list[Call]:
        """Return the calls that lay out some rows of pictures, from row ``first`` on."""
        if self._bare:
            return []
        start = self._above + first
        inner = self._laid[start : start + len(x)]
        across, wide = inner.shape[1], inner.shape[3]
        calls: list[Call] = []
        for j in range(across):
            shift = j - self._left
            low, high = max(0, -shift), min(wide, x.shape[2] - shift)
            if low < high:
                taken = x[:, :, low + shift : high + shift]
                calls.append(partial(np.copyto, inner[:, j, :, low:high], taken))
        return calls


def correlate(weight: Array, operand: Array, out: Array) -> Call:
    """Return the call that slides kernels over (some rows of) an operand.

    Parameters
    ----------
    weight
        ``(filters, kernel rows * kernel columns * channels)``.
    out
        ``(new rows, filters, new columns, batch)``, contiguous.
    """
    rows, filters = out.shape[:2]
    length, size = operand.shape[1:]
    flat = out.reshape(rows, filters, size)
    part = _part(size, SMALL_PRODUCT // (filters * length))
    if part == size:
        return partial(np.matmul, weight, operand, flat)
    item = operand.itemsize
    cut_in = as_strided(
        operand,
        (rows, size // part, length, part),
        (operand.strides[0], part * item, operand.strides[1], item),
    )
    cut_out = as_strided(
        flat,
        (rows, size // part, filters, part),
        (flat.strides[0], part * item, flat.strides[1], item),
    )
    return partial(np.matmul, weight, cut_in, cut_out)


def _part(size: int, limit: int) -> int:
    """Return the largest divisor of ``size`` within the limit that fills vector registers."""
    if size <= limit:
        return size
    fitting = [n for n in range(GRAIN, limit + 1, GRAIN) if size % n == 0]
    return fitting[-1] if fitting and fitting[-1] >= 2 * GRAIN else size


def weight_gradient(dz: Array, operand: Array, by_row: Array) -> Call:
    """Return the call that writes each row's share of dL/dweight into ``by_row``.

    Parameters
    ----------
    dz
        ``(new rows, filters, new columns, batch)``; each row contiguous.
    by_row
        ``(new rows, kernel rows * kernel columns * channels, filters)``.
    """
    flat = dz.reshape(*dz.shape[:2], -1)
    # In this order the products run half again as fast as with filters first.
    return partial(np.matmul, operand, flat.transpose(0, 2, 1), by_row)


def turned(weight: Array, kernel_size: tuple[int, int], scratch: Scratch) -> tuple[Call, Array]:
    """Return the kernels turned by half a circle, for going back, and the call that makes them."""
    down, across = kernel_size
    kernels = weight.reshape(down, across, -1, weight.shape[1])
    channels, filters = kernels.shape[2:]
    out = scratch("turned", (channels, down, across, filters), np.float32)
    call = partial(np.copyto, out, kernels[::-1, ::-1].transpose(2, 0, 1, 3))
    return call, out.reshape(channels, -1)


def turned_borders(kernel_size: tuple[int, int], borders: Borders) -> Borders:
    """Return the zeros around dL/dz with which its convolution gives dL/dx."""
    (above, below), (left, right) = borders
    down, across = kernel_size[0] - 1, kernel_size[1] - 1
    return (down - above, down - below), (across - left, across - right)


def channel_sums(dz: Array, out: Array, scratch: Scratch) -> list[Call]:
    """Return the calls that add up ``dz`` over all but its channels; a product with ones is fastest."""
    rows, channels = dz.shape[:2]
    flat = dz.reshape(rows * channels, -1)
    ones = scratch("ones", (flat.shape[1],), np.float32)
    ones.fill(1)
    partly = scratch("partly", (rows * channels,), np.float32)
    return [
        partial(flat.dot, ones, partly),
        partial(np.add.reduce, partly.reshape(rows, channels), 0, None, out),
    ]
