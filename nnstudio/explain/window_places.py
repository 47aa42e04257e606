"""Which places of its input a window reads for one number of the output."""

from __future__ import annotations

import numpy as np

from nnstudio.core.layer import Array
from nnstudio.core.window import Window

INSIDE, BORDER, BETWEEN = 0, 1, 2
"""Whether a place of the window lies on the input, beyond its edge, or, where a convolution is
transposed, between the numbers that its stride puts apart."""


def planar(window: Window) -> Window:
    """Return a window over pictures; one over sequences becomes one over pictures of one row."""
    if len(window.size) == 2:
        return window
    size, strides, dilation = window.size, window.strides, window.dilation
    return Window((1, *size), (1, *strides), window.padding, (1, *dilation))


def seen(
    window: Window, sizes: tuple[int, ...], row: int, column: int
) -> tuple[Array, Array, Array]:
    """Return the places that a window sees where it stops for one number of the output."""
    window = planar(window)
    along = [
        stop * stride - border[0] + np.arange(size) * dilation
        for stop, stride, border, size, dilation in zip(
            (row, column),
            window.strides,
            window.borders(sizes),
            window.size,
            window.dilation,
            strict=True,
        )
    ]
    outside = [(at < 0) | (at >= size) for at, size in zip(along, sizes, strict=True)]
    rows, columns = np.meshgrid(*along, indexing="ij")
    reach = np.where(outside[0][:, None] | outside[1][None, :], BORDER, INSIDE)
    return rows, columns, reach.astype(np.uint8)


def painted(
    window: Window, sizes: tuple[int, ...], small: tuple[int, ...], row: int, column: int
) -> tuple[Array, Array, Array]:
    """Return which numbers of the small picture painted each place of the kernel onto a pixel."""
    along, between, outside = [], [], []
    for at, stride, border, size, dilation, most in zip(
        (row, column),
        window.strides,
        window.borders(sizes),
        window.size,
        window.dilation,
        small,
        strict=True,
    ):
        reached = at + border[0] - np.arange(size) * dilation
        source = reached // stride
        along.append(source)
        between.append(reached % stride != 0)
        outside.append((source < 0) | (source >= most))
    rows, columns = np.meshgrid(*along, indexing="ij")
    beyond = outside[0][:, None] | outside[1][None, :]
    apart = between[0][:, None] | between[1][None, :]
    reach = np.where(apart, BETWEEN, np.where(beyond, BORDER, INSIDE))
    return rows, columns, reach.astype(np.uint8)


def borders(window: Window, sizes: tuple[int, ...]) -> tuple[tuple[int, int], tuple[int, int]]:
    """Return what is added before and after the rows and columns of an input."""
    down, across = planar(window).borders(sizes)
    return down, across
