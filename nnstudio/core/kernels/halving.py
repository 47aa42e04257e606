"""The largest of each 2 by 2 window of pictures that lie as (rows, channels, columns, batch).

Going back needs only which of two numbers won, so the pictures themselves need not be kept. Among
equals the first wins.
"""

from __future__ import annotations

from functools import partial

import numpy as np
import numpy.typing as npt

from nnstudio.core.kernels.activation import Scratch
from nnstudio.core.kernels.calls import Call
from nnstudio.core.layer import Array


def corners(x: Array, columns: int) -> Array:
    """Return the windows of picture rows by their corners, as a view.

    Its shape is ``(above or below, left or right, rows, channels, columns, batch)``; what does
    not fill a window is left out.
    """
    high, channels, _, batch = x.shape
    whole = x[: high // 2 * 2, :, : 2 * columns]
    parts = whole.reshape(high // 2, 2, channels, columns, 2, batch)
    return parts.transpose(1, 4, 0, 2, 3, 5)


class Halving:
    """Pooling of pictures with the given output; all or some of its rows at a time.

    Parameters
    ----------
    y
        ``(rows, channels, columns, batch)`` where the largest values are written.
    block
        The most output rows that are computed at a time.
    training
        Whether to remember the winners.
    side_by_side
        Whether left and right corners lie as neighbours in memory, not apart; what is kept of
        them lies alike, as NumPy is fast only along common axes.
    """

    def __init__(
        self, y: Array, block: int, training: bool, side_by_side: bool, scratch: Scratch
    ) -> None:
        self._y, self._scratch = y, scratch
        self._training, self._side_by_side = training, side_by_side
        self._tall = self._pairs("tall", block, np.float32)
        if training:
            self._upper = self._pairs("upper", len(y), np.bool_)
            self._left = scratch("left", y.shape, np.bool_)

    def _pairs(self, name: str, rows: int, dtype: npt.DTypeLike) -> Array:
        channels, columns, batch = self._y.shape[1:]
        if self._side_by_side:
            shape = rows, channels, columns, 2, batch
            return self._scratch(name, shape, dtype).transpose(3, 0, 1, 2, 4)
        return self._scratch(name, (2, rows, channels, columns, batch), dtype)

    def forward(self, x: Array, first: int) -> list[Call]:
        """Return the calls that pool the corners ``x`` of output rows from ``first`` on."""
        rows = slice(first, first + x.shape[2])
        tall = self._tall[:, : x.shape[2]]
        calls: list[Call] = [
            partial(np.maximum, x[0], x[1], out=tall),
            partial(np.maximum, tall[0], tall[1], out=self._y[rows]),
        ]
        if self._training:
            calls.insert(0, partial(np.greater_equal, x[0], x[1], self._upper[:, rows]))
            calls.insert(2, partial(np.greater_equal, tall[0], tall[1], self._left[rows]))
        return calls

    def backward(self, dy: Array, dx: Array, first: int) -> list[Call]:
        """Return the calls that hand ``dy`` of some output rows to the winners' corners in ``dx``."""
        rows = slice(first, first + len(dy))
        tall = self._tall[:, : len(dy)]
        return [
            partial(np.multiply, dy, self._left[rows], tall[0]),
            partial(np.subtract, dy, tall[0], tall[1]),
            partial(np.multiply, tall, self._upper[:, rows], dx[0]),
            partial(np.subtract, tall, dx[0], dx[1]),
        ]
