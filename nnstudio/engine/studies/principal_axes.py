"""Principal component analysis: the directions in which samples differ most."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from nnstudio.core.layer import Array
from nnstudio.engine.study import Pieces

SMALL = 128
"""Up to so many numbers, all directions are computed at once; of more, only the first ones."""
_SPARE = 5
_MOST_ROUNDS = 60
_SETTLED = 1e-6


@dataclass(frozen=True, eq=False)
class PrincipalAxes:
    """Samples seen along the directions in which they differ most.

    Parameters
    ----------
    mean
        ``(numbers,)`` the middle of the samples.
    axes
        ``(axes, numbers)`` directions of length 1, that with the most variance first; zeros where
        the samples do not differ in so many directions.
    shares
        ``(axes,)`` which share of all variance lies along each axis.
    places
        ``(samples, axes)``; NaN for samples with numbers that are not finite.
    """

    mean: Array
    axes: Array
    shares: Array
    places: Array

    def aligned_to(self, before: PrincipalAxes) -> PrincipalAxes:
        """Return the same with axes turned round where that brings the samples nearer to before.

        An axis has no natural end: without this, a picture would flip while the network learns.
        """
        if self.places.shape != before.places.shape:
            return self
        with np.errstate(invalid="ignore"):
            same = np.nansum(self.places * before.places, axis=0)
        signs = np.where(same < 0.0, -1.0, 1.0)
        return replace(self, axes=self.axes * signs[:, np.newaxis], places=self.places * signs)

    def project(self, values: Array) -> Array:
        """Return the places ``(n, axes)`` of other samples ``(n, numbers)``."""
        found: Array = (values - self.mean) @ self.axes.T
        return found

    def values_at(self, places: Array) -> Array:
        """Return the numbers ``(n, numbers)`` at places ``(n, axes)``; other directions: the mean."""
        found: Array = self.mean + places @ self.axes
        return found


def principal_axes(values: Array, count: int = 3) -> Pieces[PrincipalAxes]:
    """Find the first axes of samples ``(n, numbers)``, yielding every few milliseconds.

    The longest component of each axis is positive. Few numbers: all eigenvectors of the
    covariance; many: subspace iteration (Halko, Martinsson and Tropp 2011, algorithm 4.4) until
    the variances settle.
    """
    values = values.reshape(len(values), -1)
    there = np.isfinite(values).all(axis=1)
    known = values[there].astype(np.float64)
    numbers = values.shape[1]
    mean = known.mean(axis=0) if len(known) else np.zeros(numbers)
    centred = known - mean
    total = float(np.einsum("ij,ij->", centred, centred))
    yield
    axes, shares = np.zeros((count, numbers)), np.zeros(count)
    if total > 0.0:
        if numbers <= SMALL:
            variances, found = np.linalg.eigh(centred.T @ centred)
            variances, found = variances[::-1], found.T[::-1]
        else:
            variances, found = yield from _first_axes(centred, count)
        kept = min(count, len(variances))
        real = variances[:kept] > 1e-12 * total
        axes[:kept] = found[:kept] * real[:, np.newaxis]
        shares[:kept] = np.where(real, variances[:kept], 0.0) / total
    longest = axes[np.arange(count), np.abs(axes).argmax(axis=1)]
    axes *= np.where(longest < 0.0, -1.0, 1.0)[:, np.newaxis]
    places = np.full((len(values), count), np.nan)
    places[there] = centred @ axes.T
    return PrincipalAxes(mean, axes, shares, places)


def _first_axes(centred: Array, count: int) -> Pieces[tuple[Array, Array]]:
    """Find the largest variances and their directions ``(axes, numbers)``."""
    columns = min(count + _SPARE, *centred.shape)
    basis = np.random.default_rng(0).standard_normal((centred.shape[1], columns))
    before = np.zeros(columns)
    for _ in range(_MOST_ROUNDS):
        basis, _ = np.linalg.qr(basis)
        yield
        seen = centred @ basis
        variances, turn = np.linalg.eigh(seen.T @ seen)
        variances, turn = variances[::-1], turn[:, ::-1]
        basis = basis @ turn
        change = np.abs(variances - before)[:count].max()
        if change <= _SETTLED * max(float(variances[0]), 1e-300):
            break
        before = variances
        yield
        basis = centred.T @ (seen @ turn)
    return variances, basis.T
