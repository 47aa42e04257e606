"""A number of every step of a run of any length, in memory that is bounded."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from nnstudio.core.layer import Array
from nnstudio.engine.column import Column

MOST_STRETCHES = 2**18
"""As many steps are kept one by one; of a longer run, so many stretches at most."""
FEWEST_NEWEST = 2**12
"""At least so many of the newest steps are kept one by one, however long the run is."""
COARSE = 2**10
"""A whole run is drawn from this many stretches at least, and from twice as many at most."""


Columns = tuple[Array, Array, Array]


class Curve(NamedTuple):
    """A part of a column as few stretches, each ``(stretches,)``.

    ``middles`` are step numbers, from 1; a value that is not finite counts for nothing, and where
    a stretch has no other its figures are NaN.
    """

    middles: Array
    low: Array
    mean: Array
    high: Array


class _Stretches:
    """The lowest, mean and highest value of equally long stretches."""

    def __init__(self) -> None:
        self.columns = (Column(), Column(), Column())

    def __len__(self) -> int:
        return len(self.columns[0])

    def append(self, rows: Columns) -> None:
        for column, values in zip(self.columns, rows, strict=True):
            column.extend(values)

    def cut(self, size: int) -> None:
        for column in self.columns:
            column.cut(size)

    def part(self, first: int, last: int | None = None) -> Columns:
        low, mean, high = (column.array[first:last] for column in self.columns)
        return low, mean, high

    def halve(self) -> None:
        """Make one of each two; one without a partner is forgotten."""
        pairs = joined(self.part(0, len(self) // 2 * 2), 2)
        self.cut(0)
        self.append(pairs)


class ThinnedColumn:
    """A float32 column that only grows: all of it, and when it is long, stretches of it.

    While there are at most `MOST_STRETCHES` values each is kept. Beyond that each two stretches
    become one of twice the length, of which the lowest, mean and highest value stay; the newest
    `FEWEST_NEWEST` values stay as they are. So a column of any length takes a few megabytes, and
    a picture of all of it, which is taken from still fewer stretches, a fraction of a millisecond.
    """

    def __init__(self) -> None:
        self.stretch = 1
        """How many values are one."""
        self._fine, self._coarse = _Stretches(), _Stretches()
        self._ratio = self._width = 1
        self._size = 0
        self._newest = np.empty(0, np.float32)
        self._from = 0

    def __len__(self) -> int:
        """Return how many values were added."""
        return self._size

    def extend(self, values: Array) -> None:
        """Add values at the end."""
        values = np.asarray(values, np.float32)
        while len(values):
            room = MOST_STRETCHES * self.stretch - self._size
            self._take(values[:room])
            values = values[room:]
            if len(values):
                self._fine.halve()
                self.stretch *= 2
                self._refine()

    def cut(self, size: int) -> None:
        """Forget the values after the first ``size``.

        Where this ends within a stretch whose values are not known any more, those of them that
        stay count with its mean.
        """
        if size >= self._size:
            return
        whole = size // self.stretch
        begin = whole * self.stretch
        if begin >= self._from:
            self._newest = self._newest[: size - self._from].copy()
        elif self.stretch == 1:
            self._from = max(0, size - FEWEST_NEWEST)
            self._newest = self._fine.part(self._from, size)[1].copy()
        else:
            mean = self._fine.part(whole, whole + 1)[1]
            self._newest, self._from = np.repeat(mean, size - begin), begin
        self._size = size
        self._fine.cut(whole)
        self._coarse.cut(0)
        self._ratio = 1
        self._refine()

    @property
    def bytes(self) -> int:
        """How much memory it takes."""
        columns = (*self._fine.columns, *self._coarse.columns)
        return self._newest.nbytes + sum(column.bytes for column in columns)

    @property
    def newest(self) -> Array:
        """The newest values one by one, `FEWEST_NEWEST` at least where there are as many."""
        return self._newest

    @property
    def array(self) -> Array:
        """All values, oldest first; of a long column the mean of each stretch, then the newest."""
        if self.stretch == 1:
            return self._fine.part(0)[1]
        whole = -(-self._from // self.stretch)
        newest = self._newest[whole * self.stretch - self._from :]
        return np.concatenate([self._fine.part(0, whole)[1], newest])

    def at(self, number: int) -> tuple[float, float, float]:
        """Return the lowest, mean and highest value of the stretch that holds a value.

        They are the same where the value itself is known.

        Parameters
        ----------
        number
            From 0.
        """
        if number >= self._from:
            value = float(self._newest[number - self._from])
            return value, value, value
        low, mean, high = (float(c[0]) for c in self._fine.part(number // self.stretch)[:3])
        return low, mean, high

    def curve(self, first: int = 0, last: int | None = None, most: int = COARSE) -> Curve:
        """Return the values from ``first`` to before ``last`` as about ``most`` stretches at most."""
        last = self._size if last is None else min(max(last, 0), self._size)
        first = min(max(first, 0), last)
        source, width = self._coarse, self._ratio * self.stretch
        if last - first < most // 2 * width:
            source, width = self._fine, self.stretch
        begin = first // width
        rows = source.part(begin, -(-last // width))
        count = len(rows[0])
        join = 1
        while count > most * join:
            join *= 2
        whole = count // join * join
        done = (begin + whole) * width
        middles = (begin + np.arange(0, whole, join) + join / 2) * width + 0.5
        found = joined(_part(rows, 0, whole), join)
        if last <= done:
            return Curve(middles, *found)
        # What does not fill a stretch of this length is the last one.
        known = (begin + count) * width
        finer = self._fine.part(known // self.stretch)
        known += len(finer[0]) * self.stretch
        newest = self._newest[max(known, first) - self._from : max(last, known) - self._from]
        rest = (_part(rows, whole, count), finer, (newest, newest, newest))
        low, mean, high = (np.concatenate(columns) for columns in zip(*rest, strict=True))
        ending = joined((low, mean, high), len(mean))
        return Curve(
            np.append(middles, (done + last + 1) / 2),
            *(np.concatenate(both) for both in zip(found, ending, strict=True)),
        )

    def to_arrays(self) -> tuple[Array, Array, Array, Array]:
        """Return views of lowest, mean and highest of the stretches, and of the newest values."""
        low, mean, high = self._fine.part(0)
        return low, mean, high, self._newest

    @classmethod
    def from_arrays(
        cls, arrays: tuple[Array, Array, Array, Array], stretch: int, size: int
    ) -> ThinnedColumn:
        """Return the column that `to_arrays` wrote.

        Raises
        ------
        ValueError
            The arrays are not those of a column.
        """
        low, mean, high, newest = arrays
        if stretch < 2 or stretch & (stretch - 1) or len(mean) != size // stretch:
            raise ValueError(f"{len(mean)} stretches of {stretch} do not make up {size} steps")
        if {len(low), len(high)} != {len(mean)} or len(mean) > MOST_STRETCHES:
            raise ValueError("the stretches have no lowest or highest values")
        if not size - len(mean) * stretch <= len(newest) <= size:
            raise ValueError("the newest steps are missing")
        column = cls()
        column.stretch, column._size = stretch, size
        column._fine.append((low, mean, high))
        column._newest, column._from = np.asarray(newest, np.float32), size - len(newest)
        column._refine()
        return column

    def _take(self, values: Array) -> None:
        """Add values that there is room for."""
        self._newest = np.concatenate([self._newest, values])
        self._size += len(values)
        done = len(self._fine) * self.stretch
        whole = (self._size - done) // self.stretch
        if whole:
            rows = self._newest[done - self._from : done - self._from + whole * self.stretch]
            rows = rows.reshape(whole, self.stretch)
            self._fine.append(joined_rows((rows, rows, rows)) if self.stretch > 1 else _same(rows))
            self._refine()
        known = self._size - FEWEST_NEWEST  # from here on the values themselves are needed
        begin = min(known, len(self._fine) * self.stretch) // self.stretch * self.stretch
        if begin - self._from > FEWEST_NEWEST:  # not each time, for it copies what stays
            self._newest, self._from = self._newest[begin - self._from :].copy(), begin

    def _refine(self) -> None:
        """Let the few stretches of pictures follow the many."""
        self._ratio = max(1, self._coarse_width() // self.stretch)
        while len(self._fine) >= 2 * COARSE * self._ratio:
            self._coarse.halve()
            self._ratio *= 2
        done = len(self._coarse) * self._ratio
        whole = (len(self._fine) - done) // self._ratio
        if whole > 0:
            self._coarse.append(
                joined(self._fine.part(done, done + whole * self._ratio), self._ratio)
            )
        self._width = self._ratio * self.stretch

    def _coarse_width(self) -> int:
        return self._width if len(self._coarse) else self.stretch


def joined(columns: Columns, by: int) -> Columns:
    """Return lowest, mean and highest of each ``by`` stretches that follow one another."""
    low, mean, high = (column.reshape(-1, by) for column in columns)
    return joined_rows((low, mean, high))


def joined_rows(columns: Columns) -> Columns:
    """Return lowest, mean and highest of each row of stretches: ``(rows, stretches)``."""
    # Across many short rows NumPy is fifty times as fast when they lie beside one another.
    low, mean, high = (np.ascontiguousarray(column.T) for column in columns)
    there = np.isfinite(mean)
    if there.all():
        middle = mean.mean(axis=0, dtype=np.float64).astype(np.float32)
        return low.min(axis=0), middle, high.max(axis=0)
    low, high = (np.where(there, column, np.float32(np.nan)) for column in (low, high))
    total = np.where(there, mean, np.float32(0)).sum(axis=0, dtype=np.float64)
    count = there.sum(axis=0)
    means = np.where(count > 0, total / np.maximum(count, 1), np.nan).astype(np.float32)
    return np.fmin.reduce(low, axis=0), means, np.fmax.reduce(high, axis=0)


def _same(rows: Array) -> Columns:
    """Return each value as a stretch of its own, also where it is not finite."""
    values = rows.ravel()
    return values, values, values


def _part(columns: Columns, first: int, last: int) -> Columns:
    low, mean, high = (column[first:last] for column in columns)
    return low, mean, high
