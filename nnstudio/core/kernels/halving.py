"""The largest or smallest of each 2 by 2 window of pictures that lie as (rows, channels, columns, batch).

Going back needs only which of two numbers won, so the pictures themselves need not be kept. Among
equals the first wins.
"""

from __future__ import annotations

import numpy as np

from nnstudio.core.kernels.activation import Scratch
from nnstudio.core.kernels.calls import Call
from nnstudio.core.kernels.runs import each, move
from nnstudio.core.layer import Array


class Halving:
    """Pooling of pictures with the given output; all or some of its rows at a time.

    The rows that are compared lie as they are, ``(rows, channels, width, batch)``, an odd last
    column being left out; or one row at a time with even and odd columns apart, ``(2, channels,
    width, batch)``: then columns beyond the output's are left out, and get zeros as gradients.

    Parameters
    ----------
    y
        ``(rows, channels, columns, batch)`` where the winners are written.
    width
        The columns of the compared rows.
    block
        The most output rows that are computed at a time.
    apart
        Whether even and odd columns lie apart.
    smallest
        Whether the smallest number wins, not the largest.
    training
        Whether to remember the winners.
    """

    def __init__(
        self,
        y: Array,
        width: int,
        block: int,
        *,
        apart: bool,
        smallest: bool,
        training: bool,
        scratch: Scratch,
    ) -> None:
        rows, channels, columns, batch = y.shape
        self._y, self._apart, self._training = y, apart, training
        wide = width if apart else columns
        self._pairs = (2, channels, wide, batch) if apart else (block, channels, width, batch)
        self._halves = (1 if apart else block, channels, wide, batch)
        self._scratch = scratch
        self._best = np.minimum if smallest else np.maximum
        self._wins = np.less_equal if smallest else np.greater_equal
        if training:
            upper = (rows, *self._pairs[0 if apart else 1 :])
            self._upper = scratch("upper", upper, np.bool_)
            self._left = scratch("left", (rows, *self._halves[1:]), np.bool_)

    def forward(self, above: Array, below: Array, first: int) -> list[Call]:
        """Return the calls that pool the rows above and those below into rows from ``first`` on."""
        count = 1 if self._apart else len(above)
        y = self._y[first : first + count]
        tall = self._scratch("tall", self._pairs)[: len(above)]
        calls: list[Call] = []
        if self._training:
            calls += each(self._wins, above, below, self._upper_of(first, count))
        calls += each(self._best, above, below, tall)
        left, right, moved = self._sides(tall, "sides")
        if not self._apart:
            calls.append(move(_by_parity(tall, self._y.shape[2]), moved))
        if self._training:
            won = self._left[first : first + count]
            calls += each(self._wins, left, right, won)
        if left.shape == y.shape:
            return calls + each(self._best, left, right, y)
        return [*calls, *each(self._best, left, right, left), move(left[:, :, : y.shape[2]], y)]

    def backward(self, dy: Array, above: Array, below: Array, first: int) -> list[Call]:
        """Return the calls that hand ``dy`` of some rows to the winners in the rows compared."""
        count = len(dy)
        calls: list[Call] = []
        if self._apart and self._halves[2] > dy.shape[2]:
            # Its columns beyond those of the output stay zero.
            whole = self._scratch("whole", self._halves)
            calls.append(move(dy, whole[:, :, : dy.shape[2]]))
            dy = whole
        tall = self._scratch("tall_back", self._pairs)[: len(above)]
        left, right, moved = self._sides(tall, "sides_back")
        calls += _select(dy, self._left[first : first + count], left, right)
        if not self._apart:
            calls.append(move(moved, _by_parity(tall, self._y.shape[2])))
        return calls + _select(tall, self._upper_of(first, count), above, below)

    def _upper_of(self, first: int, count: int) -> Array:
        upper: Array = self._upper[first : first + count]
        return upper[0] if self._apart else upper

    def _sides(self, tall: Array, name: str) -> tuple[Array, Array, Array]:
        """Return even and odd columns of the taller of two rows, and both as one array."""
        if self._apart:
            return tall[:1], tall[1:], tall
        sides = self._scratch(name, (2, *self._halves))[:, : len(tall)]
        return sides[0], sides[1], sides


def _select(dy: Array, won: Array, to_first: Array, to_second: Array) -> list[Call]:
    """Return the calls that hand ``dy`` to the first where it won, else to the second."""
    return [*each(np.multiply, dy, won, to_first), *each(np.subtract, dy, to_first, to_second)]


def _by_parity(rows: Array, columns: int) -> Array:
    """Return rows as a view ``(even or odd column, rows, channels, columns, batch)``."""
    high, channels, _, batch = rows.shape
    pairs = rows[:, :, : 2 * columns].reshape(high, channels, columns, 2, batch)
    return pairs.transpose(3, 0, 1, 2, 4)
