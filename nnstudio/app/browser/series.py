"""A series put together again from the windows that a network reads."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from nnstudio.app.browser.contents import Contents
from nnstudio.core.layer import Array

MOST_FEATURES = 6
"""So many features are drawn; more curves could not be told apart."""
_MOST_STRIDE = 2000


@dataclass(frozen=True, eq=False)
class Series:
    """All steps, one after the other.

    Parameters
    ----------
    values
        ``(steps, features)``.
    starts
        Where each sample's window begins ``(samples,)``.
    window
        How many steps a window has.
    joined
        Whether the windows belong to one series; else each is one of its own, and they only stand
        side by side.
    """

    names: tuple[str, ...]
    values: Array
    starts: Array
    window: int
    joined: bool

    @cached_property
    def bounds(self) -> tuple[float, float]:
        """The smallest and the largest number."""
        finite = self.values[np.isfinite(self.values)]
        return (float(finite.min()), float(finite.max())) if finite.size else (0.0, 1.0)


def join(contents: Contents) -> Series:
    """Return the series of some windows.

    Windows of one series repeat the steps of those before; how far each is moved is read off that.
    """
    data = contents.dataset
    x = data.x_train.reshape(len(data.x_train), -1, data.x_train.shape[-1])[..., :MOST_FEATURES]
    if data.info.test_count:
        more = data.x_test.reshape(len(data.x_test), x.shape[1], -1)[..., :MOST_FEATURES]
        x = np.concatenate([x, more])
    features = contents.signature.features
    names = features or tuple(f"x{n + 1}" for n in range(x.shape[2]))
    count, window = x.shape[:2]
    stride = _stride(x) if contents.plan.split == "time" or data.info.split == "time" else 0
    if not stride:
        values = x.reshape(-1, x.shape[2])
        return Series(names[: x.shape[2]], values, np.arange(count) * window, window, False)
    new = x[1:, -stride:] if stride <= window else x[1:]
    values = np.concatenate([x[0], new.reshape(-1, x.shape[2])])
    step = min(stride, window)
    return Series(names[: x.shape[2]], values, np.arange(count) * step, window, True)


def bands(part: Array, starts: Array, length: int) -> tuple[tuple[int, int, int], ...]:
    """Return stretches of steps with the part that their windows begin in: first, end, part."""
    if not len(part):
        return ()
    changes = np.flatnonzero(np.diff(part)) + 1
    firsts = np.concatenate([[0], changes])
    ends = np.concatenate([starts[changes], [length]])
    return tuple(
        (int(starts[first]), int(end), int(part[first]))
        for first, end in zip(firsts, ends, strict=True)
    )


def thinned(values: Array, first: float, last: float, most: int) -> tuple[Array, Array]:
    """Return x and y of the steps between two, at most about ``most``: extremes are kept."""
    low, high = max(int(first) - 1, 0), min(int(last) + 2, len(values))
    part = np.asarray(values[low:high], np.float64)
    if len(part) <= most:
        return np.arange(low, high, dtype=np.float64), part
    size = -(-len(part) * 2 // most)
    whole = len(part) // size * size
    rows = part[:whole].reshape(-1, size)
    y = np.stack([rows.min(axis=1), rows.max(axis=1)], axis=1)
    falls = rows.argmin(axis=1) > rows.argmax(axis=1)
    y[falls] = y[falls, ::-1]
    x = low + np.arange(len(rows))[:, np.newaxis] * size + np.array([0.25, 0.75]) * size
    tail = np.arange(low + whole, high, dtype=np.float64)
    return np.concatenate([x.ravel(), tail]), np.concatenate([y.ravel(), part[whole:]])


def _stride(x: Array) -> int:
    """Return by how many steps each window is moved against the one before; 0: they do not overlap."""
    count, window = x.shape[:2]
    if count < 3:
        return 0
    some = np.unique(np.linspace(0, count - 2, min(count - 1, 50)).astype(np.int64))
    for stride in range(1, min(window, _MOST_STRIDE)):
        if not np.array_equal(x[0, stride:], x[1, :-stride], equal_nan=True):
            continue
        if all(np.array_equal(x[n, stride:], x[n + 1, :-stride], equal_nan=True) for n in some):
            return stride
    return 0
