"""What layers draw by chance."""

from __future__ import annotations

import numpy as np

from nnstudio.core.layer import Array


def dropout_kept(rng: np.random.Generator, count: int, rate: float) -> Array:
    """Return ``count`` truth values, each False with probability ``rate`` (to 1/65536).

    One raw 64-bit word gives four of them, which is several times faster than drawing floats.
    """
    words = rng.bit_generator.random_raw(-(-count // 4))
    kept: Array = words.view(np.uint16)[:count] >= np.uint16(min(round(rate * 65536), 65535))
    return kept


def normal_noise(rng: np.random.Generator, shape: tuple[int, ...]) -> Array:
    """Return standard normal numbers, float32: the same ones whatever type is computed in."""
    return rng.standard_normal(shape, np.float32)
