"""Pictures laid out so that sliding kernels over them is one batched matrix product.

Pictures lie as ``(rows, channels, columns, batch)``. The windows hold the picture once per kernel
column, shifted; kernel rows are overlapping windows of the same memory, unless a dilation keeps
them apart. Borders of zeros are written once, when the buffer is made.
"""

from __future__ import annotations

from functools import partial

import numpy as np
from numpy.lib.stride_tricks import as_strided

from nnstudio.core.kernels.activation import Scratch
from nnstudio.core.kernels.calls import Call, copy
from nnstudio.core.kernels.reach import reach
from nnstudio.core.kernels.runs import move
from nnstudio.core.layer import Array
from nnstudio.core.window import Window

SMALL_PRODUCT = 600_000
"""Multiply-adds up to which a matrix product does best without packing its operands."""
GRAIN = 16
"""Floats of a vector register: products are cut at multiples of it."""


class Spread:
    """Pictures laid out for sliding a window over them.

    Parameters
    ----------
    shape
        Of the pictures, ``(rows, channels, columns, batch)``.
    before
        Zeros above and to the left of the pictures.
    positions
        How many rows and columns of windows there are.
    groups
        Into how many equal parts the channels are cut.
    bare
        Contiguous pictures that serve as they are where the window is a single pixel.

    Attributes
    ----------
    windows
        ``(groups, new rows, kernel rows * kernel columns * channels, new columns * batch)``.
    """

    def __init__(
        self,
        shape: tuple[int, ...],
        window: Window,
        before: tuple[int, ...],
        positions: tuple[int, ...],
        groups: int,
        scratch: Scratch,
        bare: Array | None = None,
    ) -> None:
        rows, channels, columns, batch = shape
        high, wide = positions
        (down, across), stride = window.size, window.strides[0]
        self._window, self._before = window, before
        self._groups, self._high, self._wide = groups, high, wide
        each, length = channels // groups, wide * batch
        plain = window.size == window.strides == (1, 1) and positions == (rows, columns)
        self._bare = plain and bare is not None
        self._overlapping = window.dilation[0] == 1
        if self._bare and bare is not None:
            self._laid = self._grouped(bare)[:, :, None]
        else:
            tall = ((high - 1) * stride + down,) if self._overlapping else (high, down)
            self._laid = scratch("spread", (groups, *tall, across, each, wide, batch))
        steps = self._laid.strides
        row = steps[1] * stride if self._overlapping else steps[1]
        self.windows = as_strided(
            self._laid,
            (groups, high, down * across * each, length),
            (steps[0], row, steps[-3], steps[-1]),
        )

    def fill(self, x: Array, first: int = 0) -> list[Call]:
        """Return the calls that lay out some rows of pictures, from row ``first`` on."""
        if self._bare:
            return []
        x = self._grouped(x)
        stride, spacing = self._window.strides[0], self._window.dilation[0]
        if self._overlapping:
            place = self._before[0] + first
            return self._fill_rows(x, self._laid[:, place : place + x.shape[1]])
        calls: list[Call] = []
        for i in range(self._window.size[0]):
            shift = i * spacing - self._before[0] - first
            to, taken = reach(self._high, x.shape[1], stride, shift)
            calls += self._fill_rows(x[:, taken], self._laid[:, to, i])
        return calls

    def _fill_rows(self, x: Array, laid: Array) -> list[Call]:
        calls: list[Call] = []
        x = x[:, : laid.shape[1]]
        for j in range(self._window.size[1]):
            shift = j * self._window.dilation[1] - self._before[1]
            to, taken = reach(self._wide, x.shape[3], self._window.strides[1], shift)
            source = x[:, :, :, taken]
            if source.size:
                # With strides only the batch lies in one piece, else whole rows do.
                copying = move if self._window.strides[1] > 1 else copy
                calls.append(copying(source, laid[:, :, j, :, to]))
        return calls

    def _grouped(self, x: Array) -> Array:
        """Return pictures as a view ``(groups, rows, channels of a group, columns, batch)``."""
        rows, channels, columns, batch = x.shape
        parts = x.reshape(rows, self._groups, channels // self._groups, columns, batch)
        return parts.swapaxes(0, 1)


def correlate(weight: Array, windows: Array, out: Array) -> Call:
    """Return the call that slides kernels over (some rows of) pictures.

    Parameters
    ----------
    weight
        ``(groups, filters, kernel rows * kernel columns * channels)``.
    windows
        From `Spread`.
    out
        ``(new rows, groups * filters, new columns, batch)``, contiguous.
    """
    flat = by_group(out, len(weight))
    size, (filters, length) = flat.shape[3], weight.shape[1:]
    part = _part(size, SMALL_PRODUCT // (filters * length))
    if part == size:
        return partial(np.matmul, weight[:, None], windows, flat)
    cut_in, cut_out = (
        as_strided(
            whole,
            (*whole.shape[:2], size // part, whole.shape[2], part),
            (*whole.strides[:2], part * whole.itemsize, *whole.strides[2:]),
        )
        for whole in (windows, flat)
    )
    return partial(np.matmul, weight[:, None, None], cut_in, cut_out)


def _part(size: int, limit: int) -> int:
    """Return the largest divisor of ``size`` within the limit that fills vector registers."""
    if size <= limit:
        return size
    fitting = [n for n in range(GRAIN, limit + 1, GRAIN) if size % n == 0]
    return fitting[-1] if fitting and fitting[-1] >= 2 * GRAIN else size


def by_group(z: Array, groups: int) -> Array:
    """Return maps as a view ``(groups, rows, filters of a group, columns * batch)``."""
    rows, filters = z.shape[:2]
    return z.reshape(rows, groups, filters // groups, -1).swapaxes(0, 1)
