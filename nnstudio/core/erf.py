"""The error function, which NumPy lacks."""

from __future__ import annotations

import numpy as np

from nnstudio.core.layer import Array

# Coefficients from W. J. Cody, "Rational Chebyshev approximations for the error function",
# Mathematics of Computation 23 (1969), highest power first. What he gives for x up to 4 holds up
# to 6, where erf rounds to 1, so that his third interval is not needed.
_NEAR = 0.46875
_FAR = 6.0
_NEAR_ABOVE = (
    1.85777706184603153e-1, 3.16112374387056560e0, 1.13864154151050156e2,
    3.77485237685302021e2, 3.20937758913846947e3,
)  # fmt: skip
_NEAR_BELOW = (
    1.0, 2.36012909523441209e1, 2.44024637934444173e2, 1.28261652607737228e3,
    2.84423683343917062e3,
)  # fmt: skip
_FAR_ABOVE = (
    2.15311535474403846e-8, 5.64188496988670089e-1, 8.88314979438837594e0,
    6.61191906371416295e1, 2.98635138197400131e2, 8.81952221241769090e2,
    1.71204761263407058e3, 2.05107837782607147e3, 1.23033935479799725e3,
)  # fmt: skip
_FAR_BELOW = (
    1.0, 1.57449261107098347e1, 1.17693950891312499e2, 5.37181101862009858e2,
    1.62138957456669019e3, 3.29079923573345963e3, 4.36261909014324716e3,
    3.43936767414372164e3, 1.23033935480374942e3,
)  # fmt: skip


def erf(x: Array) -> Array:
    """Return the error function of each number, to rounding, in the type of ``x``."""
    a = np.abs(x)
    inner = np.clip(x, x.dtype.type(-_NEAR), x.dtype.type(_NEAR))
    squared = inner * inner
    near = inner * _polynomial(_NEAR_ABOVE, squared) / _polynomial(_NEAR_BELOW, squared)
    b = np.minimum(a, x.dtype.type(_FAR))
    tail = np.exp(-b * b) * _polynomial(_FAR_ABOVE, b) / _polynomial(_FAR_BELOW, b)
    return np.where(a <= _NEAR, near, np.copysign(1 - tail, x))


def _polynomial(coefficients: tuple[float, ...], x: Array) -> Array:
    y: Array = np.polyval(np.array(coefficients, x.dtype), x)
    return y
