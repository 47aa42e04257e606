"""Keeping NumPy on long runs of memory.

Where its operands are not contiguous, NumPy computes on copies of them, piece by piece, which
takes three to ten times as long.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import numpy as np

from nnstudio.core.kernels.calls import Call
from nnstudio.core.layer import Array


def each(function: Callable[..., object], *operands: Array) -> list[Call]:
    """Return the calls of a function whose output is the last operand.

    Where all is contiguous it is one call, else one for each index of the first axis.
    """
    if all(operand.flags.c_contiguous for operand in operands):
        return [partial(function, *operands[:-1], out=operands[-1])]
    return [partial(function, *parts[:-1], out=parts[-1]) for parts in zip(*operands, strict=True)]


def move(source: Array, target: Array) -> Call:
    """Return the copying of ``source`` into ``target``, whose last axes are contiguous.

    All numbers of the last axis go as one item.
    """
    item = f"V{source.shape[-1] * source.itemsize}"
    return partial(np.copyto, target.view(item), source.view(item))
