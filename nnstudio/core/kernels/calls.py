"""What compiled steps are made of: bound calls over buffers that are made once."""

from __future__ import annotations

import math
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
SMALL_PRODUCT = 1_000_000
"""Multiply-adds up to which OpenBLAS computes a product without packing its operands."""
FEWEST_ROWS = 16


def aligned(shape: tuple[int, ...], dtype: npt.DTypeLike = np.float32) -> Array:
    """Return zeros that start at a cache line."""
    kind = np.dtype(dtype)
    count = math.prod(shape) * kind.itemsize
    raw = np.zeros(count + ALIGNMENT, np.uint8)
    start = -raw.ctypes.data % ALIGNMENT
    return raw[start : start + count].view(kind).reshape(shape)


def scalar(value: float) -> Array:
    """Return a 0-d float32 array; as an operand it costs nothing, where a Python float does."""
    return np.array(value, np.float32)


def product(left: Array, right: Array, out: Array) -> Call:
    """Return the matrix product of two matrices into a contiguous ``out``.

    Where that pays, it is computed as several smaller products (`pieces`).
    """
    rows, inner = left.shape
    count = pieces(rows, inner, right.shape[1])
    # A right side that lies the other way round is up to seven times slower in small parts.
    if count == 1 or not right.flags.c_contiguous:
        return partial(left.dot, right, out)
    parts = left.reshape(count, rows // count, inner)
    return partial(np.matmul, parts, right, out.reshape(count, rows // count, -1))


def pieces(rows: int, inner: int, columns: int) -> int:
    """Return into how many equal parts the rows of a product's left side should be cut.

    Small products need no packing of their operands, which makes them up to 1.7 times as fast.
    """
    most = SMALL_PRODUCT // max(1, inner * columns)
    if rows <= most or most < FEWEST_ROWS:
        return 1
    fitting = [size for size in range(FEWEST_ROWS, most + 1) if rows % size == 0]
    return rows // fitting[-1] if fitting else 1


def copy(source: Array, target: Array) -> Call:
    """Return the copying of ``source`` into ``target``."""
    return partial(np.copyto, target, source)
