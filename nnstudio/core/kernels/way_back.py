"""From the gradients of windows to those of the pictures they were seen in."""

from __future__ import annotations

from functools import partial
from typing import Protocol

import numpy as np

from nnstudio.core.kernels.activation import Scratch
from nnstudio.core.kernels.calls import Call
from nnstudio.core.kernels.reach import reach
from nnstudio.core.kernels.runs import move
from nnstudio.core.kernels.spread import Spread, by_group, correlate
from nnstudio.core.layer import Array
from nnstudio.core.window import Window


class WayBack(Protocol):
    """The way back from windows to pictures: what each window gets is spread over what it saw."""

    def start(self) -> list[Call]:
        """Return the calls that come first."""

    def add(self, dz: Array, first: int) -> list[Call]:
        """Return the calls that add some rows of windows, from row ``first`` on."""

    def end(self) -> list[Call]:
        """Return the calls that complete the pictures."""


def way_back(dx: Array, weight: Array, window: Window, block: int, scratch: Scratch) -> WayBack:
    """Return the way back from windows to the pictures ``dx``.

    Parameters
    ----------
    weight
        ``(groups, kernel rows * kernel columns * channels, filters)``.
    block
        The most rows of windows that are added up at a time.
    """
    if max(window.strides) > 1:
        return _Gathered(dx, weight, window, block, scratch)
    return _Turned(dx, weight, window, scratch)


class _Turned:
    """For windows that move by a pixel: a convolution with the kernels turned by half a circle."""

    def __init__(self, dx: Array, weight: Array, window: Window, scratch: Scratch) -> None:
        self._dx, self._weight, self._window, self._scratch = dx, weight, window, scratch
        sizes = dx.shape[0], dx.shape[2]
        borders = zip(window.extent, window.borders(sizes), strict=True)
        around = tuple(extent - 1 - before for extent, (before, _) in borders)
        high, wide = window.positions(sizes)
        groups, _, each = weight.shape

        def own(part: str, shape: tuple[int, ...]) -> Array:
            return scratch(f"back.{part}", shape)

        shape = (high, groups * each, wide, dx.shape[3])
        self._spread = Spread(shape, window, around, sizes, groups, own)

    def start(self) -> list[Call]:
        return []

    def add(self, dz: Array, first: int) -> list[Call]:
        return self._spread.fill(dz, first)

    def end(self) -> list[Call]:
        groups, _, filters = self._weight.shape
        kernels = self._weight.reshape(groups, *self._window.size, -1, filters)
        channels = kernels.shape[3]
        turned = self._scratch("turned", (groups, channels, *self._window.size, filters))
        turn = partial(np.copyto, turned, kernels[:, ::-1, ::-1].transpose(0, 3, 1, 2, 4))
        flat = turned.reshape(groups, channels, -1)
        return [turn, correlate(flat, self._spread.windows, self._dx)]


class _Gathered:
    """For windows that move by more: what overlaps is added up, place by place of the window."""

    def __init__(
        self, dx: Array, weight: Array, window: Window, block: int, scratch: Scratch
    ) -> None:
        rows, channels, columns, batch = dx.shape
        groups, each = len(weight), channels // len(weight)
        self._dx = dx.reshape(rows, groups, each, columns, batch).swapaxes(0, 1)
        self._weight, self._window = weight, window
        self._before = tuple(before for before, _ in window.borders((rows, columns)))
        wide = window.positions((rows, columns))[1]
        self._windows = scratch("windows", (groups, block, *window.size, each, wide, batch))
        self._near = scratch("near", (groups, block, each, wide, batch))

    def start(self) -> list[Call]:
        return [partial(self._dx.fill, 0)]

    def add(self, dz: Array, first: int) -> list[Call]:
        windows = self._windows[:, : len(dz)]
        flat = windows.reshape(*windows.shape[:2], self._weight.shape[1], -1)
        gradients = by_group(dz, len(windows))
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
                    near = self._near.reshape(-1)[: target.size].reshape(target.shape)
                    part = windows[:, rows, i, j, :, wide]
                    sums = partial(np.add, near, part, near)
                    calls += [move(target, near), sums, move(near, target)]
        return calls

    def end(self) -> list[Call]:
        return []
