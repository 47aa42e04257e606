"""What compiled steps are made of: bound calls over buffers that are made once."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from nnstudio.core.layer import Array

Call: TypeAlias = Callable[[], object]
"""A function with all its arguments bound; it reads and writes buffers and returns nothing."""

ALIGNMENT = 64
"""Bytes of a cache line: vector loads that straddle two lines cost twice."""


def aligned(shape: tuple[int, ...], dtype: npt.DTypeLike = np.float32) -> Array:
    """Return zeros that start at a cache line."""
    kind = np.dtype(dtype)
    count = int(np.prod(shape, dtype=np.int64)) * kind.itemsize
    raw = np.zeros(count + ALIGNMENT, np.uint8)
    start = -raw.ctypes.data % ALIGNMENT
    return raw[start : start + count].view(kind).reshape(shape)


def scalar(value: float) -> Array:
    """Return a 0-d float32 array; as an operand it costs nothing, where a Python float does."""
    return np.array(value, np.float32)


def product(left: Array, right: Array, out: Array) -> Call:
    """Return the matrix product of two matrices into a contiguous ``out``."""
    return partial(left.dot, right, out)


def copy(source: Array, target: Array) -> Call:
    """Return the copying of ``source`` into ``target``."""
    return partial(np.copyto, target, source)
