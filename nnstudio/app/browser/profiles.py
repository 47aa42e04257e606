"""How the values of a column are spread, and how columns go together."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from nnstudio.app.browser.contents import Field
from nnstudio.core.layer import Array

BINS = 20
MOST_CORRELATED = 60
"""So many columns the matrix of correlations has at most: more could not be read."""


@dataclass(frozen=True, eq=False)
class Profile:
    """The figures of one column.

    Parameters
    ----------
    bars
        How many values lie in each of equally wide bins, or are of each class.
    low, quartiles, high
        Smallest value, the three quarter marks, largest value; NaN for classes.
    """

    count: int
    missing: int
    bars: Array
    mean: float = math.nan
    deviation: float = math.nan
    low: float = math.nan
    quartiles: tuple[float, float, float] = (math.nan, math.nan, math.nan)
    high: float = math.nan


def profile(field: Field, places: Array | None = None) -> Profile:
    """Return the figures of a column, or of some of its samples."""
    values = field.values if places is None else field.values[places]
    if field.classes:
        whole = np.nan_to_num(values, nan=-1).astype(np.int64)
        known = whole[(whole >= 0) & (whole < len(field.classes))]
        bars = np.bincount(known, minlength=len(field.classes))
        return Profile(len(values), len(values) - len(known), bars)
    known = np.sort(values[np.isfinite(values)].astype(np.float64))
    missing = len(values) - len(known)
    if not len(known):
        return Profile(len(values), missing, np.zeros(BINS, np.int64))
    low, high = float(known[0]), float(known[-1])
    if high > low:
        edges = np.searchsorted(known, np.linspace(low, high, BINS + 1)[1:-1], side="left")
        bars = np.diff(np.concatenate([[0], edges, [len(known)]]))
    else:
        bars = np.array([len(known)])
    quarters = [_between(known, share) for share in (0.25, 0.5, 0.75)]
    return Profile(
        len(values),
        missing,
        bars,
        float(known.mean()),
        float(known.std()),
        low,
        (quarters[0], quarters[1], quarters[2]),
        high,
    )


def correlations(fields: tuple[Field, ...]) -> tuple[tuple[str, ...], Array]:
    """Return the names of the columns of numbers and Pearson's correlation of each two.

    A class of two counts as 0 and 1. Missing numbers count as the mean of their column; a column
    that never changes goes with none (NaN).
    """
    chosen = [f for f in fields if len(f.classes) <= 2][:MOST_CORRELATED]
    names = tuple(field.name or "→" for field in chosen)
    if not chosen:
        return (), np.zeros((0, 0))
    rows = np.stack([_standard(field.values) for field in chosen])
    matrix = rows @ rows.T
    constant = ~(np.diagonal(matrix) > 0.5)
    matrix[constant] = math.nan
    matrix[:, constant] = math.nan
    return names, np.clip(matrix, -1.0, 1.0)


def _standard(values: Array) -> Array:
    """Return a column around zero, of length one."""
    values = values.astype(np.float64)
    finite = np.isfinite(values)
    mean = values[finite].mean() if finite.any() else 0.0
    around = np.where(finite, values - mean, 0.0)
    length = math.sqrt(float(around @ around))
    spread = float(np.abs(around).max(initial=0.0))
    # What is left of a constant after rounding must not be blown up into a pattern.
    return (
        around / length if spread > 1e-12 * (abs(float(mean)) + spread) else np.zeros(len(values))
    )


def _between(ordered: Array, share: float) -> float:
    at = share * (len(ordered) - 1)
    below = int(at)
    above = min(below + 1, len(ordered) - 1)
    return float(ordered[below] + (at - below) * (ordered[above] - ordered[below]))
