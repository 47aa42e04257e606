"""Convolution as batched matrix products, without im2col wherever rows of windows can overlap.

Pictures lie as ``(rows, channels, columns, batch)``. The windows hold the picture once per
kernel column, shifted; kernel rows are overlapping windows of the same memory, unless a dilation
keeps them apart. Borders of zeros are written once, when the buffer is made. Weights lie as
``(groups, kernel rows * kernel columns * channels, filters)``, channels and filters of a group.
"""

from __future__ import annotations

from functools import partial

import numpy as np
from numpy.lib.stride_tricks import as_strided

from nnstudio.core.kernels.activation import Scratch
from nnstudio.core.kernels.calls import Call
from nnstudio.core.kernels.reach import reach
from nnstudio.core.layer import Array
from nnstudio.core.window import Window

SMALL_PRODUCT = 300_000
"""Multiply-adds up to which a matrix product needs no packing of its operands."""
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
        block = (across, channels // groups, wide, batch)
        plain = window.size == window.strides == (1, 1) and positions == (rows, columns)
        self._bare = plain and bare is not None
        self._overlapping = window.dilation[0] == 1
        if self._bare and bare is not None:
            self._laid = self._grouped(bare)[:, :, None]
        elif self._overlapping:
            self._laid = scratch("spread", (groups, (high - 1) * stride + down, *block))
        else:
            self._laid = scratch("spread", (groups, high, down, *block))
        steps = self._laid.strides
        row = steps[1] * stride if self._overlapping else steps[1]
        self.windows = as_strided(
            self._laid,
            (groups, high, down * across * block[1], wide * batch),
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
                calls.append(partial(np.copyto, laid[:, :, j, :, to], source))
        return calls

    def _grouped(self, x: Array) -> Array:
        """Return pictures as a view ``(groups, rows, channels of a group, columns, batch)``."""
        rows, channels, columns, batch = x.shape
        parts = x.reshape(rows, self._groups, channels // self._groups, columns, batch)
        return parts.swapaxes(0, 1)


class Sliding:
    """One convolution, computed some rows of the output at a time.

    Parameters
    ----------
    x
        The pictures ``(rows, channels, columns, batch)``.
    weight
        ``(groups, kernel rows * kernel columns * channels, filters)``.
    block
        The most rows that are computed at a time.
    scratch
        Makes buffers of this convolution alone.
    """

    def __init__(
        self, x: Array, weight: Array, window: Window, block: int, scratch: Scratch
    ) -> None:
        self._x, self._weight, self._window = x, weight, window
        self._block, self._scratch = block, scratch
        sizes = x.shape[0], x.shape[2]
        self._positions = high, wide = window.positions(sizes)
        self._before = tuple(before for before, _ in window.borders(sizes))
        groups, _, each = weight.shape
        self._spread = Spread(x.shape, window, self._before, self._positions, groups, scratch, x)
        self._shape = high, groups * each, wide, x.shape[3]

    def start(self) -> list[Call]:
        """Return the calls that lay out the pictures."""
        return self._spread.fill(self._x)

    def pairs(self, count: int) -> tuple[Array, Array]:
        """Return where so many rows without a place of their own lie: the even and the odd ones."""
        rows = self._rows(count)
        return rows[0::2], rows[1::2]

    def forward(self, first: int, last: int, y: Array | None) -> list[Call]:
        """Return the calls that compute rows into ``y``, else into `pairs`."""
        out = self._rows(last - first) if y is None else y
        windows = self._spread.windows[:, first:last]
        return [_correlate(self._weight.swapaxes(1, 2), windows, out)]

    def prepare(self, d_weight: Array, dx: Array | None) -> list[Call]:
        """Return the calls that begin the way back to the weight and, if wanted, the pictures."""
        groups, length, each = self._weight.shape
        self._d_weight, self._dx = d_weight, dx
        self._by_row = self._scratch("by_row", (groups, self._shape[0], length, each))
        if dx is None:
            return []
        window, before, scratch = self._window, self._before, self._scratch
        if max(window.strides) > 1:
            self._gather = Gather(dx, self._weight, window, before, self._block, scratch)
            return [self._gather.start()]
        around = tuple(n - 1 - b for n, b in zip(window.extent, before, strict=True))
        sizes = dx.shape[0], dx.shape[2]

        def apart(part: str, shape: tuple[int, ...]) -> Array:
            return scratch(f"back.{part}", shape)

        self._back = Spread(self._shape, window, around, sizes, groups, apart)
        return []

    def backward(self, first: int, last: int, dz: Array | None) -> list[Call]:
        """Return the calls that take the gradient of rows back; without ``dz`` of `pairs`."""
        dz = self._rows(last - first) if dz is None else dz
        windows = self._spread.windows[:, first:last]
        turned = _by_group(dz, len(windows)).swapaxes(2, 3)
        # In this order the products run half again as fast as with filters first.
        calls: list[Call] = [partial(np.matmul, windows, turned, self._by_row[:, first:last])]
        if self._dx is None:
            return calls
        strided = max(self._window.strides) > 1
        return calls + (self._gather.add(dz, first) if strided else self._back.fill(dz, first))

    def end(self) -> list[Call]:
        """Return the calls that complete the gradients."""
        calls: list[Call] = [partial(np.add.reduce, self._by_row, 1, None, self._d_weight)]
        if self._dx is not None and max(self._window.strides) == 1:
            turn, kernels = _turned(self._weight, self._window.size, self._scratch)
            calls += [turn, _correlate(kernels, self._back.windows, self._dx)]
        return calls

    def _rows(self, count: int) -> Array:
        return self._scratch("z", (self._block, *self._shape[1:]))[:count]


class Gather:
    """The way back from windows to pictures, for windows that move by more than a pixel.

    Parameters
    ----------
    dx
        The gradient of the pictures, ``(rows, channels, columns, batch)``.
    before
        Zeros above and to the left of the pictures.
    block
        The most rows of windows that are added up at a time.
    """

    def __init__(
        self,
        dx: Array,
        weight: Array,
        window: Window,
        before: tuple[int, ...],
        block: int,
        scratch: Scratch,
    ) -> None:
        rows, channels, columns, batch = dx.shape
        groups, each = len(weight), channels // len(weight)
        self._dx = dx.reshape(rows, groups, each, columns, batch).swapaxes(0, 1)
        self._weight, self._window, self._before = weight, window, before
        wide = window.positions((rows, columns))[1]
        self._windows = scratch("windows", (groups, block, *window.size, each, wide, batch))

    def start(self) -> Call:
        """Return the call that empties the pictures."""
        return partial(self._dx.fill, 0)

    def add(self, dz: Array, first: int) -> list[Call]:
        """Return the calls that add the gradients of some rows of windows, from ``first`` on."""
        windows = self._windows[:, : len(dz)]
        flat = windows.reshape(*windows.shape[:2], self._weight.shape[1], -1)
        gradients = _by_group(dz, len(windows))
        calls: list[Call] = [partial(np.matmul, self._weight[:, None], gradients, flat)]
        (down, across), spacing = self._window.size, self._window.dilation
        strides, before = self._window.strides, self._before
        for i in range(down):
            shift = first * strides[0] + i * spacing[0] - before[0]
            rows, to_rows = reach(len(dz), self._dx.shape[1], strides[0], shift)
            for j in range(across):
                shift = j * spacing[1] - before[1]
                wide, to_wide = reach(windows.shape[5], self._dx.shape[3], strides[1], shift)
                target = self._dx[:, to_rows, :, to_wide]
                if target.size:
                    part = windows[:, rows, i, j, :, wide]
                    calls.append(partial(np.add, target, part, target))
        return calls


def _correlate(weight: Array, windows: Array, out: Array) -> Call:
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
    flat = _by_group(out, len(weight))
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


def _by_group(z: Array, groups: int) -> Array:
    """Return maps as a view ``(groups, rows, filters of a group, columns * batch)``."""
    rows, filters = z.shape[:2]
    return z.reshape(rows, groups, filters // groups, -1).swapaxes(0, 1)


def _turned(weight: Array, size: tuple[int, ...], scratch: Scratch) -> tuple[Call, Array]:
    """Return the kernels turned by half a circle, for going back, and the call that makes them."""
    groups, _, filters = weight.shape
    kernels = weight.reshape(groups, *size, -1, filters)
    channels = kernels.shape[3]
    out = scratch("turned", (groups, channels, *size, filters))
    call = partial(np.copyto, out, kernels[:, ::-1, ::-1].transpose(0, 3, 1, 2, 4))
    return call, out.reshape(groups, channels, -1)


def channel_sums(dz: Array, out: Array, scratch: Scratch) -> list[Call]:
    """Return the calls that add up ``dz`` over all but its channels; a product with ones is fastest."""
    rows, channels = dz.shape[:2]
    flat = dz.reshape(rows * channels, -1)
    ones = scratch("ones", (flat.shape[1],))
    ones.fill(1)
    partly = scratch("partly", (rows * channels,))
    return [
        partial(flat.dot, ones, partly),
        partial(np.add.reduce, partly.reshape(rows, channels), 0, None, out),
    ]
