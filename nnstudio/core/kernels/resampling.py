"""Pictures as they look turned, shifted, zoomed, slanted and bent: read at other places."""

from __future__ import annotations

import numpy as np

from nnstudio.core.kernels.activation import Scratch
from nnstudio.core.kernels.calls import scalar
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
        self._shape = count, height, width, channels
        pixels = count * height * width
        rows, columns = np.mgrid[:height, :width].astype(np.float32).reshape(2, -1)
        middle = np.array([[(height - 1) / 2], [(width - 1) / 2], [0]], np.float32)
        self._grid = np.stack([rows, columns, np.ones_like(rows)]) - middle
        self._offsets = (np.arange(count, dtype=np.float32) * (height * width))[:, None]
        # Behind the last pixel there is room for its neighbours, which count nothing.
        self._source = scratch("source", ((pixels + width + 1) * channels,))
        self._places = scratch("places", (2, count, height * width))
        self._whole = scratch("whole", (2, count, height * width))
        self._index = scratch("index", (pixels,), np.intp)
        self._corners = scratch("corners", (4, pixels))
        self._width, self._stride = scalar(width), np.array(channels)
        # The last place of all is a hair before the last pixel: there is one behind it always.
        self._last = [np.nextafter(np.float32(max(n - 1, 0)), np.float32(0)) for n in shape[:2]]

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
        count, _, width, channels = self._shape
        places, whole, index = self._places, self._whole, self._index
        np.dot(matrices.reshape(2 * count, 3), self._grid, places.reshape(2 * count, -1))
        if bend is not None:
            np.add(places, bend, places)
        for place, last in zip(places, self._last, strict=True):
            np.clip(place, np.float32(0), last, place)
        np.floor(places, whole)
        np.subtract(places, whole, places)
        rows, columns = whole
        np.multiply(rows, self._width, rows)
        np.add(rows, columns, rows)
        np.add(rows, self._offsets, rows)  # exact: there are less than 2^24 pixels
        np.copyto(index, rows.reshape(-1), "unsafe")
        if channels > 1:
            np.multiply(index, self._stride, index)
        source = self._source
        np.copyto(source[: x.size], x.reshape(-1))
        a, b, c, d = self._corners
        down, right = places.reshape(2, -1)
        pixels = x.reshape(-1, channels)
        for channel in range(channels):  # each by itself: loops over three numbers are slow
            for corner, ahead in ((a, 0), (b, 1), (c, width), (d, width + 1)):
                source[ahead * channels + channel :].take(index, None, corner, "clip")
            for left, other in ((a, b), (c, d)):
                np.subtract(other, left, other)
                np.multiply(other, right, other)
                np.add(left, other, left)
            np.subtract(c, a, c)
            np.multiply(c, down, c)
            np.add(a, c, pixels[:, channel])
