"""One histogram of the sheet, with its course over the run."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np

from nnstudio.core.layer import Array
from nnstudio.engine.studies.distributions import Spread, pooled
from nnstudio.engine.studies.tally import Tally

FEWEST_BINS, MOST_BINS = 14, 60
"""A few numbers, as of a bias, would be lost in many bins."""
SEEN = (0.005, 0.995)
"""What lies outside these percentiles may leave the picture, so that it does not flatten the rest."""
TOWERING = 4.0
"""A bin so many times as full as the next is cut, lest all the others vanish beside it."""
BANDS = (0.01, 0.1, 0.25, 0.5, 0.75, 0.9, 0.99)


@dataclass(frozen=True, eq=False)
class Tile:
    """What one histogram shows.

    Parameters
    ----------
    spread
        Which numbers.
    title
        What they are called.
    now
        How they are spread in the weights that are looked at.
    course
        The same at moments of the run, oldest first, by step.
    """

    spread: Spread
    title: str
    now: Tally
    course: tuple[tuple[int, Tally], ...] = ()

    @cached_property
    def bins(self) -> Bins:
        """The bins that all moments share."""
        return shared_bins((self.now, *(tally for _, tally in self.course)))

    @cached_property
    def counts(self) -> tuple[Array, int, int]:
        """The counts of the present, and how many lie below and above the bins."""
        return self.now.binned(*self.bins.place)

    def shares_at(self, moments: list[int]) -> Array:
        """Return which share of all numbers each bin has at some moments ``(moments, bins)``."""
        rows = [_shares(self.course[moment][1], self.bins) for moment in moments]
        return np.array(rows).reshape(len(rows), self.bins.count)

    @cached_property
    def course_bands(self) -> Array:
        """The percentiles of `BANDS` at each moment ``(moments, bands)``."""
        return np.array([tally.percentiles(BANDS) for _, tally in self.course]).reshape(
            len(self.course), len(BANDS)
        )


@dataclass(frozen=True)
class Bins:
    """``count`` bins of the width ``2 ** exponent`` from bin number ``first`` on."""

    exponent: int
    first: int
    count: int

    @property
    def place(self) -> tuple[int, int, int]:
        """All three numbers."""
        return self.exponent, self.first, self.count

    @property
    def width(self) -> float:
        """How wide a bin is."""
        return 2.0**self.exponent

    @property
    def low(self) -> float:
        """Where the first bin begins."""
        return self.first * self.width

    @property
    def high(self) -> float:
        """Where the last bin ends."""
        return (self.first + self.count) * self.width

    def edges(self, number: int) -> tuple[float, float]:
        """Return where a bin begins and ends."""
        start = (self.first + number) * self.width
        return start, start + self.width


@lru_cache(maxsize=2048)
def _shares(tally: Tally, bins: Bins) -> Array:
    """Return the share of each bin; moments of the past are drawn again and again."""
    return tally.binned(*bins.place)[0] / max(tally.number, 1)


def shared_bins(tallies: tuple[Tally, ...]) -> Bins:
    """Return as many bins as the numbers fill, in which those of all tallies can be seen."""
    low, high = pooled(tallies, SEEN)
    most = max((tally.number for tally in tallies), default=0)
    bins = min(max(FEWEST_BINS, 3 * int(most**0.5)), MOST_BINS)
    exponent = int(np.ceil(np.log2(max(high - low, 1e-30) / (bins - 2))))
    exponent = max(exponent, min((t.exponent for t in tallies), default=exponent))
    width = 2.0**exponent
    first, last = int(np.floor(low / width)), int(np.floor(high / width))
    if first == last:  # numbers that are all alike are a line, not a wall
        first, last = first - FEWEST_BINS // 2, last + FEWEST_BINS // 2
    return Bins(exponent, first, last - first + 1)


def height_limit(counts: Array) -> float:
    """Return which count is drawn at full height; a single towering bin is cut."""
    ranked = np.sort(counts.ravel())[::-1]
    if not ranked.size or not ranked[0] > 0:
        return 1.0
    most, others = float(ranked[0]), ranked[ranked < ranked[0]]
    second = float(others[0]) if others.size else most
    return 1.5 * second if second > 0 and most > TOWERING * second else most


def heights(counts: Array, limit: float, logarithmic: bool, one: float = 1.0) -> Array:
    """Return how high bars are, from 0 to 1.

    Parameters
    ----------
    limit
        The count that is drawn at full height.
    logarithmic
        Whether equal factors look alike; then a bin with a single number can be seen too.
    one
        What a single number counts for.
    """
    if not logarithmic:
        return np.minimum(counts / limit, 1.0)
    top = np.log1p(max(limit, one) / one)
    return np.minimum(np.log1p(np.maximum(counts, 0.0) / one) / top, 1.0)
