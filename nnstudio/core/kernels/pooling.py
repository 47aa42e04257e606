"""The largest of each 2 by 2 window of pictures that lie as (rows, channels, columns, batch).

Going back needs only which of two numbers won, so the pictures themselves need not be kept. Among
equals the first wins.
"""

from __future__ import annotations

from functools import partial

import numpy as np

from nnstudio.core.kernels.activation import Scratch
from nnstudio.core.kernels.calls import Call
from nnstudio.core.layer import Array


class Pool:
    """Pooling of pictures with the given output; all or some of its rows at a time.

    Parameters
    ----------
    y
        ``(rows, channels, columns, batch)`` where the largest values are written.
    width
        The columns of the pictures; an odd one more than twice those of ``y`` is left out.
    block
        The most output rows that are computed at a time.
    training
        Whether to remember the winners.
    """

    def __init__(self, y: Array, width: int, block: int, training: bool, scratch: Scratch) -> None:
        rows, channels, columns, batch = y.shape
        self._y = y
        self._training = training
        self._tall = scratch("tall", (block, channels, width, batch), np.float32)
        if training:
            self._upper = scratch("upper", (rows, channels, width, batch), np.bool_)
            self._left = scratch("left", y.shape, np.bool_)
        self._cut = np.s_[:, :, 0 : 2 * columns : 2], np.s_[:, :, 1 : 2 * columns : 2]

    def forward(self, x: Array, first: int) -> list[Call]:
        """Return the calls that pool two picture rows of ``x`` for each output row from ``first`` on."""
        count = len(x) // 2
        rows = slice(first, first + count)
        above, below = x[0 : 2 * count : 2], x[1 : 2 * count : 2]
        tall = self._tall[:count]
        left, right = (tall[cut] for cut in self._cut)
        calls: list[Call] = [
            partial(np.maximum, above, below, out=tall),
            partial(np.maximum, left, right, out=self._y[rows]),
        ]
        if self._training:
            calls.insert(0, partial(np.greater_equal, above, below, self._upper[rows]))
            calls.insert(2, partial(np.greater_equal, left, right, self._left[rows]))
        return calls

    def backward(self, dy: Array, dx: Array, first: int) -> list[Call]:
        """Return the calls that hand ``dy`` of some output rows to the winners in ``dx``."""
        count = len(dy)
        rows = slice(first, first + count)
        above, below = dx[0 : 2 * count : 2], dx[1 : 2 * count : 2]
        tall = self._tall[:count]
        left, right = (tall[cut] for cut in self._cut)
        calls: list[Call] = [
            partial(np.multiply, dy, self._left[rows], left),
            partial(np.subtract, dy, left, right),
            partial(np.multiply, tall, self._upper[rows], above),
            partial(np.subtract, tall, above, below),
        ]
        odd = tall[:, :, 2 * dy.shape[2] :]
        if odd.size:
            calls.insert(0, partial(odd.fill, 0))
        rest = dx[2 * count :]
        if rest.size:
            calls.insert(0, partial(rest.fill, 0))
        return calls
