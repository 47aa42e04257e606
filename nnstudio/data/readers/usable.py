"""Which numbers can be learned from."""

from __future__ import annotations

import numpy as np

from nnstudio.core.layer import Array

LARGEST_NUMBER = 1e30
"""Of either sign; networks reckon with 38 digits, and squares are taken of what is scaled."""


def usable(numbers: Array) -> Array:
    """Return where numbers are neither missing nor infinite nor too large: bool, of their shape."""
    if numbers.dtype.kind != "f":
        return np.ones(numbers.shape, np.bool_)
    with np.errstate(over="ignore", invalid="ignore"):
        found: Array = np.abs(numbers) <= LARGEST_NUMBER  # not so for NaN
    return found
