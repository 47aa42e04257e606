"""A window that slides over sequences or pictures: where it stops and what it sees there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

import numpy as np
import numpy.typing as npt
from numpy.lib.stride_tricks import sliding_window_view

from nnstudio.core.layer import Array
from nnstudio.core.shapes import Shape, same_padding, window_output


@dataclass(frozen=True)
class Window:
    """A window on the axes between batch and channels: ``(batch, *sizes, channels)``.

    Parameters
    ----------
    size, strides, dilation
        One number for each axis. With a dilation of 2 the window sees every second number.
    padding
        "same" or "valid", as TensorFlow and Keras have it: see `window_output` and `same_padding`.
        What "same" adds is split evenly; an odd one comes after. PyTorch's "same" is this for
        stride 1; for other strides its fixed padding on both sides looks at other places.
    """

    size: tuple[int, ...]
    strides: tuple[int, ...]
    padding: str
    dilation: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "dilation", self.dilation or (1,) * len(self.size))

    @property
    def extent(self) -> tuple[int, ...]:
        """How far the window reaches along each axis."""
        return tuple((k - 1) * d + 1 for k, d in zip(self.size, self.dilation, strict=True))

    def positions(self, sizes: Shape) -> Shape:
        """Return at how many places the window stops (0 or less: it does not fit)."""
        return tuple(
            window_output(size, reach, stride, self.padding)
            for size, reach, stride in zip(sizes, self.extent, self.strides, strict=True)
        )

    def borders(self, sizes: Shape) -> tuple[tuple[int, int], ...]:
        """Return what is added before and after each axis."""
        if self.padding == "valid":
            return ((0, 0),) * len(sizes)
        return tuple(
            same_padding(size, reach, stride)
            for size, reach, stride in zip(sizes, self.extent, self.strides, strict=True)
        )

    def blank(self, shape: Shape, dtype: npt.DTypeLike, fill: float = 0.0) -> Array:
        """Return an array for ``(batch, *sizes, channels)`` and borders, full of one number."""
        borders = self.borders(shape[1:-1])
        sizes = (sum(border) + size for border, size in zip(borders, shape[1:-1], strict=True))
        return np.full((shape[0], *sizes, shape[-1]), fill, dtype)

    def pad(self, x: Array, fill: float = 0.0) -> Array:
        """Return ``x`` with its borders."""
        if self.padding == "valid":
            return x
        padded = self.blank(x.shape, x.dtype, fill)
        self.crop(padded, x.shape[1:-1])[...] = x
        return padded

    def crop(self, padded: Array, sizes: Shape) -> Array:
        """Return the view of what lies between the borders."""
        inner = (
            slice(before, before + size)
            for (before, _), size in zip(self.borders(sizes), sizes, strict=True)
        )
        return padded[(slice(None), *inner)]

    def view(self, padded: Array) -> Array:
        """Return what the window sees: ``(batch, *positions, *window, channels)``, not copied."""
        count = len(self.size)
        windows = sliding_window_view(padded, self.extent, axis=tuple(range(1, count + 1)))
        steps = [slice(None, None, s) for s in self.strides]
        every = [slice(None, None, d) for d in self.dilation]
        windows = windows[(slice(None), *steps, slice(None), *every)]
        return np.moveaxis(windows, count + 1, -1)

    def taps(self, padded: Array, positions: Shape) -> Iterator[Array]:
        """Give for each place in the window, row by row, the numbers that come to lie under it.

        Each is a view of ``padded`` with the shape ``(batch, *positions, channels)``.
        """
        for offset in product(*(range(size) for size in self.size)):
            starts = [i * d for i, d in zip(offset, self.dilation, strict=True)]
            cut = (
                slice(start, start + (n - 1) * stride + 1, stride)
                for start, n, stride in zip(starts, positions, self.strides, strict=True)
            )
            yield padded[(slice(None), *cut)]
