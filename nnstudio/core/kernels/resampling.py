"""Pictures as they look turned, shifted, zoomed, slanted and bent: read at other places."""

from __future__ import annotations

import numpy as np

from nnstudio.core.kernels.activation import Scratch
from nnstudio.core.layer import Array
from nnstudio.core.shapes import Shape


class Resampling:
    """Reads each pixel of a picture at another place of it, bilinearly between four pixels.

    Outside of the picture is what lies at the nearest place of its edge.

    Parameters
    ----------
    count, shape
        How many pictures there are, and ``(height, width, channels)``.
    """

    def __init__(self, count: int, shape: Shape, scratch: Scratch) -> None:
        height, width, channels = shape
        pixels = count * height * width
        rows, columns = np.mgrid[:height, :width].astype(np.float32).reshape(2, -1)
        middle = np.array([[(height - 1) / 2], [(width - 1) / 2], [0]], np.float32)
        self._grid = np.stack([rows, columns, np.ones_like(rows)]) - middle
        # The last place of all is a hair before the last pixel: there is one behind it always.
        self._last = np.nextafter(np.array(shape[:2], np.float32)[:, None] - 1, np.float32(0))
        # Behind the last pixel there is room for its neighbours, which count nothing.
        self._source = scratch("source", ((pixels + width + 1) * channels,))
        self._places = scratch("places", (2, pixels))
        self._whole = scratch("whole", (3, pixels))
        self._whole[2] = np.repeat(np.arange(count) * (height * width), height * width)
        self._strides = np.array([width, 1, 1], np.float32)
        self._index = scratch("index", (pixels,), np.intp)
        self._corners = scratch("corners", (2, 2, pixels))
        neighbours = np.array([0, width, 1, width + 1]) * channels
        self._ahead = [(k, int(n)) for k, n in zip(np.ndindex(2, 2), neighbours, strict=True)]

    def run(self, x: Array, matrices: Array, bend: Array | None) -> None:
        """Read pictures ``(count, height, width, channels)`` anew, in place.

        Parameters
        ----------
        matrices
            ``(2, count, 3)`` row and column that a pixel is read at: what its own row and column,
            both from the middle of the picture, are multiplied by, and what is added.
        bend
            ``(2, count, height * width)`` what is added to row and column of each pixel.
        """
        channels = x.shape[3]
        places, index, source = self._places, self._index, self._source
        np.dot(matrices.reshape(-1, 3), self._grid, places.reshape(-1, self._grid.shape[1]))
        if bend is not None:
            np.add(places, bend.reshape(places.shape), places)
        np.clip(places, np.float32(0), self._last, places)
        np.floor(places, self._whole[:2])
        np.subtract(places, self._whole[:2], places)
        # A float32 is exact up to 2^24, more pixels than a piece has.
        pixels = np.dot(self._strides, self._whole, self._corners[0, 0])
        np.copyto(index, pixels, "unsafe")
        if channels > 1:
            np.multiply(index, channels, index)
        np.copyto(source[: x.size], x.reshape(-1))
        (left, right), (down, across) = self._corners, places
        result = x.reshape(-1, channels)
        for channel in range(channels):  # each by itself: loops over three numbers are slow
            for corner, ahead in self._ahead:
                source[ahead + channel :].take(index, None, self._corners[corner], "clip")
            np.subtract(right, left, right)
            np.multiply(right, across, right)
            np.add(left, right, left)
            upper, lower = left
            np.subtract(lower, upper, lower)
            np.multiply(lower, down, lower)
            np.add(upper, lower, result[:, channel])
