"""A histogram that can be made coarser without losing anything, so that any two can share bins."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from nnstudio.core.layer import Array

FINE = 128
"""About so many bins lie between the 1st and the 99th percentile of the first numbers."""
LOOKED_AT = 4096
"""So many of the first numbers decide how wide the bins are."""
FARTHEST = 2.0**52
"""Numbers more bins away from zero than this are counted in the outermost one."""
MOST_BINS = 2048
FAR = 6.0
"""What is so many times as far from the middle half of the numbers as that is wide lies far out."""


@dataclass(frozen=True, eq=False)
class Tally:
    """How often numbers lie in bins of the width ``2 ** exponent`` whose edges are multiples of it.

    Parameters
    ----------
    places, counts
        ``(bins,)``: bin number ``p`` holds what lies from ``p * width`` up to but not including
        ``(p + 1) * width``; rising, and none of them is empty.
    number
        How many numbers are finite.
    total, squares
        Their sum, and that of their squares.
    low, high
        The smallest and the largest; 0 where there is none.
    zeros
        How many are exactly zero.
    broken
        How many are not finite; they are in no bin.
    """

    exponent: int
    places: Array
    counts: Array
    number: int
    total: float
    squares: float
    low: float
    high: float
    zeros: int
    broken: int

    @property
    def width(self) -> float:
        """How wide a bin is."""
        return 2.0**self.exponent

    @property
    def mean(self) -> float:
        """The mean; NaN where there is no number."""
        return self.total / self.number if self.number else math.nan

    @property
    def std(self) -> float:
        """The standard deviation, divided by how many there are; NaN where there is no number."""
        if not self.number:
            return math.nan
        return math.sqrt(max(self.squares / self.number - self.mean**2, 0.0))

    @cached_property
    def _known(self) -> dict[object, Array]:
        """What was asked for: views ask all moments of a run for the same again and again."""
        return {}

    @cached_property
    def _shares_below(self) -> Array:
        return np.concatenate([[0.0], np.cumsum(self.counts)]) / max(self.number, 1)

    def percentiles(self, shares: tuple[float, ...]) -> Array:
        """Return below which values so many of all numbers lie, from 0 to 1, to within a bin."""
        if shares not in self._known:
            self._known[shares] = self._percentiles(shares)
        return self._known[shares]

    def _percentiles(self, shares: tuple[float, ...]) -> Array:
        if not len(self.places):
            return np.full(len(shares), np.nan)
        below = self._shares_below
        place = np.clip(np.searchsorted(below, shares, side="left") - 1, 0, len(self.places) - 1)
        within = (np.asarray(shares) - below[place]) / (below[place + 1] - below[place])
        values = (self.places[place] + np.clip(within, 0.0, 1.0)) * self.width
        return np.clip(values, self.low, self.high)

    def near_ends(self, shares: tuple[float, float]) -> Array:
        """Return two percentiles, but nothing that is far from the middle half of the numbers.

        Of a few numbers a single one is more than any percentile leaves out.
        """
        key = "near", shares
        if key not in self._known:
            low, high = self.percentiles(shares)
            lower, upper = self.percentiles((0.25, 0.75))
            far = FAR * (upper - lower)
            if far:
                starts = self.places * self.width
                near = starts[(starts >= lower - far) & (starts <= upper + far)]
                low, high = max(low, near[0]), min(high, near[-1] + self.width)
            self._known[key] = np.array([low, high])
        return self._known[key]

    def binned(self, exponent: int, first: int, bins: int) -> tuple[Array, int, int]:
        """Return the counts of ``bins`` bins from bin ``first`` on, and how many lie before and after.

        The bins have the width ``2 ** exponent``. Where its own ones are wider than that, each is
        spread evenly over those it covers.
        """
        if exponent < self.exponent:
            return self._spread_over(exponent, first, bins)
        places = np.floor_divide(self.places, 1 << min(exponent - self.exponent, 62))
        inside = (places >= first) & (places < first + bins)
        found = np.zeros(bins, np.int64)
        np.add.at(found, places[inside] - first, self.counts[inside])
        after = self.counts[places >= first + bins].sum()
        return found, int(self.counts[places < first].sum()), int(after)

    def _spread_over(self, exponent: int, first: int, bins: int) -> tuple[Array, int, int]:
        edges = (first + np.arange(bins + 1)) * 2.0**exponent
        own = np.stack([self.places, self.places + 1], axis=1).ravel() * self.width
        below = np.stack([self._shares_below[:-1], self._shares_below[1:]], axis=1).ravel()
        counts = np.interp(edges, own, below, left=0.0, right=1.0) * self.number
        return np.diff(counts), round(counts[0]), round(self.number - counts[-1])


class Tallying:
    """Counts numbers that come in parts.

    Parameters
    ----------
    first
        The first numbers; they decide how wide the bins are.
    """

    def __init__(self, first: Array) -> None:
        self._exponent = fitting_exponent(first)
        self._places = np.empty(0, np.int64)
        self._counts = np.empty(0, np.int64)
        self._number = self._zeros = self._broken = 0
        self._total = self._squares = 0.0
        self._low, self._high = math.inf, -math.inf

    def add(self, values: Array) -> None:
        """Count more numbers, of any shape."""
        values = np.asarray(values).ravel()
        finite = np.isfinite(values)
        if not finite.all():
            self._broken += int(values.size - finite.sum())
            values = values[finite]
        if not values.size:
            return
        self._number += values.size
        self._zeros += int(values.size - np.count_nonzero(values))
        exact = values.astype(np.float64)
        self._total += float(exact.sum())
        self._squares += float(exact @ exact)
        self._low = min(self._low, float(values.min()))
        self._high = max(self._high, float(values.max()))
        # Dividing by a power of two is exact, so that a number never falls into a bin beside its own.
        exact *= 2.0**-self._exponent
        np.clip(np.floor(exact, out=exact), -FARTHEST, FARTHEST, out=exact)
        places, counts = _counted(exact.astype(np.int64))
        self._places, self._counts = _summed(
            np.concatenate([self._places, places]), np.concatenate([self._counts, counts])
        )
        while len(self._places) > MOST_BINS:
            self._exponent += 1
            self._places, self._counts = _summed(self._places >> 1, self._counts)

    def tally(self) -> Tally:
        """Return what was counted so far."""
        low, high = (self._low, self._high) if self._number else (0.0, 0.0)
        return Tally(
            self._exponent,
            self._places,
            self._counts,
            self._number,
            self._total,
            self._squares,
            low,
            high,
            self._zeros,
            self._broken,
        )


def fitting_exponent(values: Array) -> int:
    """Return which power of two is a fitting width of bins for numbers like these."""
    values = np.asarray(values).ravel()
    values = values[:: -(-values.size // LOOKED_AT) or 1]
    values = values[np.isfinite(values)].astype(np.float64)
    if not values.size:
        return 0
    low, high = np.percentile(values, (1.0, 99.0))
    spread = float(high - low) or float(values.max() - values.min()) or abs(float(low)) or 1.0
    # Finer than this, neighbouring float32 numbers would fall into bins with gaps between them.
    finest = max(abs(float(low)), abs(float(high))) * 2.0**-20
    return math.ceil(math.log2(max(spread / FINE, finest, 1e-30)))


def _counted(places: Array) -> tuple[Array, Array]:
    """Return the different places and how often each comes; quick where they lie close together."""
    low, high = int(places.min()), int(places.max())
    if high - low < max(4 * places.size, MOST_BINS):
        counts = np.bincount(places - low)
        there = np.flatnonzero(counts)
        return there + low, counts[there]
    found, counts = np.unique(places, return_counts=True)
    return found, counts


def _summed(places: Array, counts: Array) -> tuple[Array, Array]:
    """Return each place once, with all its counts."""
    found, inverse = np.unique(places, return_inverse=True)
    sums = np.zeros(len(found), counts.dtype)
    np.add.at(sums, inverse, counts)
    return found, sums
