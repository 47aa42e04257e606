"""Looking vectors up in a table, and adding up what comes back to each."""

from __future__ import annotations

import numpy as np

from nnstudio.core.kernels.activation import Scratch
from nnstudio.core.layer import Array


class Table:
    """Vectors of tokens.

    Parameters
    ----------
    x
        The tokens, any shape.
    y
        Where their vectors go, ``(*x.shape, units)``.
    w
        ``(vocabulary, units)``
    mask_zero
        Whether token 0 gives zeros and learns nothing.
    """

    def __init__(self, x: Array, y: Array, w: Array, mask_zero: bool, scratch: Scratch) -> None:
        self._x, self._w, self._mask_zero = x, w, mask_zero
        self._y = y.reshape(-1, w.shape[1])
        self._last = np.float32(len(w) - 1)
        self._within = scratch("within", x.shape, np.float32)
        self._tokens = scratch("tokens", (x.size,), np.int64)
        self._sorted = scratch("sorted", self._y.shape, np.float32)

    def look_up(self) -> None:
        """Write the vectors of the tokens."""
        within = self._within
        np.rint(self._x, within)
        # Unlike clip these also make something of "not a number".
        np.fmax(within, np.float32(0), out=within)
        np.fmin(within, self._last, out=within)
        np.copyto(self._tokens, within.reshape(-1), casting="unsafe")
        self._w.take(self._tokens, 0, self._y, "clip")
        if self._mask_zero:
            self._y[self._tokens == 0] = 0

    def add_up(self, dy: Array, dw: Array) -> None:
        """Write into ``dw`` for each token the sum of what comes back to it."""
        # In the order of the tokens each has a run of rows, and a sum over runs is one call.
        order = np.argsort(self._tokens, kind="stable")
        tokens = self._tokens[order]
        starts = np.flatnonzero(np.diff(tokens, prepend=-1))
        dy.reshape(self._y.shape).take(order, 0, self._sorted, "clip")
        dw.fill(0)
        dw[tokens[starts]] = np.add.reduceat(self._sorted, starts, axis=0)
        if self._mask_zero:
            dw[0] = 0
