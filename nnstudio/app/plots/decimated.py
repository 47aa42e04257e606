"""A column of any length as few enough points to draw."""

from __future__ import annotations

import numpy as np

from nnstudio.core.layer import Array

BUCKETS = 512
ROWS_AT_ONCE = 100_000
"""A view that was hidden for long catches up in parts, so that no refresh takes long."""


class Decimated:
    """The lowest, highest and mean value of equally long stretches of a column that grows.

    There are at most ``buckets`` stretches: when there would be more, each two become one. The
    work of an `update` is that of the new rows only. A column that became shorter, because a run
    goes on from an earlier step, is taken in anew.

    Parameters
    ----------
    width
        How many numbers a row has; 0 for a plain column.
    buckets
        The most stretches.
    """

    def __init__(self, width: int = 0, buckets: int = BUCKETS) -> None:
        self._nothing = np.empty((0, width) if width else (0,))
        self._buckets = buckets
        self.stretch, self.rows = 1, 0
        self._low = self._high = self._mean = self._tail = self._nothing

    def update(self, column: Array) -> None:
        """Take in rows that ``column`` has more than the last time, as many as time allows.

        Parameters
        ----------
        column
            ``(rows,)`` or ``(rows, width)``: all rows so far.
        """
        if len(column) < self.rows:
            self.stretch, self.rows = 1, 0
            self._low = self._high = self._mean = self._tail = self._nothing
        target = min(len(column), self.rows + ROWS_AT_ONCE)
        while target > self._buckets * self.stretch:
            self._halve()
        done = len(self._mean) * self.stretch
        whole = (target - done) // self.stretch
        if whole:
            rows = np.asarray(column[done : done + whole * self.stretch], np.float64)
            low, high, mean = _summary(rows.reshape(whole, self.stretch, *rows.shape[1:]))
            self._low = np.concatenate([self._low, low])
            self._high = np.concatenate([self._high, high])
            self._mean = np.concatenate([self._mean, mean])
            done += whole * self.stretch
        self._tail = np.asarray(column[done:target], np.float64)
        self.rows = target

    @property
    def last_rows(self) -> Array:
        """The number of the last row of each stretch, from 0."""
        ends = np.arange(1, len(self._mean) + 1) * self.stretch
        return np.append(ends, self.rows) - 1 if len(self._tail) else ends - 1

    @property
    def middles(self) -> Array:
        """The number of the middle row of each stretch, from 0."""
        middles = np.arange(len(self._mean)) * self.stretch + (self.stretch - 1) / 2
        if not len(self._tail):
            return middles
        return np.append(middles, self.rows - (len(self._tail) + 1) / 2)

    def columns(self) -> tuple[Array, Array, Array]:
        """Return lowest, highest and mean value of each stretch; NaN where there is none."""
        if not len(self._tail):
            return self._low, self._high, self._mean
        low, high, mean = _summary(self._tail[np.newaxis])
        return (
            np.concatenate([self._low, low]),
            np.concatenate([self._high, high]),
            np.concatenate([self._mean, mean]),
        )

    def _halve(self) -> None:
        pairs = len(self._mean) // 2
        shape = (pairs, 2, *self._mean.shape[1:])
        self._low = np.fmin.reduce(self._low[: 2 * pairs].reshape(shape), axis=1)
        self._high = np.fmax.reduce(self._high[: 2 * pairs].reshape(shape), axis=1)
        self._mean = _mean(self._mean[: 2 * pairs].reshape(shape))
        self.stretch *= 2


def smoothed(values: Array, share: float = 0.02) -> Array:
    """Return a column smoothed over about ``share`` of its length on both sides of each value.

    The weights are those of a bell curve; values that are not finite count for nothing.
    """
    sigma = share * len(values)
    if sigma < 0.5:
        return values
    reach = int(3 * sigma)
    bell = np.exp(-0.5 * (np.arange(-reach, reach + 1) / sigma) ** 2)
    finite = np.isfinite(values)
    total = np.convolve(np.where(finite, values, 0.0), bell)[reach:-reach]
    weight = np.convolve(finite.astype(np.float64), bell)[reach:-reach]
    return np.where(weight > 1e-6, total / np.maximum(weight, 1e-6), np.nan)


def _summary(rows: Array) -> tuple[Array, Array, Array]:
    finite = np.where(np.isfinite(rows), rows, np.nan)
    return np.fmin.reduce(finite, axis=1), np.fmax.reduce(finite, axis=1), _mean(finite)


def _mean(rows: Array) -> Array:
    there = ~np.isnan(rows)
    count = there.sum(axis=1)
    total = np.where(there, rows, 0.0).sum(axis=1)
    return np.where(count > 0, total / np.maximum(count, 1), np.nan)
