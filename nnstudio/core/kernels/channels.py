"""What belongs to a channel or a feature: spread over many numbers, and added up from them.

Where NumPy spreads a vector over a matrix it copies it piece by piece, which takes longer than the
arithmetic; so it is laid out once over a long piece of memory.
"""

from __future__ import annotations

from functools import partial

import numpy as np

from nnstudio.core.kernels.activation import Scratch
from nnstudio.core.kernels.calls import Call
from nnstudio.core.layer import Array

BLOCK_NUMBERS = 1 << 16
"""Numbers that go through all passes together, so that they stay in the cache."""
LONG = 8192
"""Numbers in one piece from which on NumPy reads a repeated operand without copying it."""
VECTOR = 128
"""Numbers from which on a scalar product is faster than to multiply and to add up."""


class Channels:
    """Numbers that lie as ``(before, channels, behind)``, each block of them in the cache.

    Attributes
    ----------
    shape
        ``(rows, width)``: the same numbers as a matrix, over whose rows a vector with one number
        for each channel is spread.
    blocks
        The rows that are computed together.
    """

    def __init__(self, before: int, channels: int, behind: int, scratch: Scratch) -> None:
        self.channels, self._behind, self._scratch = channels, behind, scratch
        piece = channels * behind
        fitting = [n for n in range(1, before + 1) if before % n == 0 and n * piece >= LONG]
        self._repeats = fitting[0] if fitting else before
        rows = before // self._repeats
        self.shape = rows, self._repeats * piece
        most = min(rows, max(1, BLOCK_NUMBERS // self.shape[1]))
        self.blocks = [slice(i, min(i + most, rows)) for i in range(0, rows, most)]
        self._ones = scratch("channel_ones", (behind if behind > 1 else most,), np.float32)
        self._ones.fill(1)

    def work(self, block: slice) -> Array:
        """Return room for a block's numbers."""
        most = self.blocks[0].stop, self.shape[1]
        return self._scratch("channel_work", most, np.float32)[: block.stop - block.start]

    def spread(self, name: str, vector: Array) -> tuple[Array, Call]:
        """Return the row over which a vector is laid out, and the call that does it."""
        row = self._scratch(name, self.shape[1:], np.float32)
        laid = row.reshape(self._repeats, self.channels, self._behind)
        return row, partial(np.copyto, laid, vector[:, None])

    def parts(self, name: str) -> Array:
        """Return room for sums that `add_up` writes; over the first axis they are to be added."""
        count = self._repeats * (len(self.blocks) if self._behind == 1 else self.shape[0])
        return self._scratch(name, (count, self.channels), np.float32)

    def add_up(self, numbers: Array, parts: Array, block: slice) -> Call:
        """Return the call that adds up a block's numbers; a product with ones is fastest."""
        if self._behind == 1:
            out = parts.reshape(len(self.blocks), -1)[self.blocks.index(block)]
            return partial(self._ones[: len(numbers)].dot, numbers, out)
        return partial(self._lines(numbers).dot, self._ones, self._sums(parts, block))

    def add_products(self, a: Array, b: Array, parts: Array, block: slice) -> list[Call]:
        """Return the calls that add up the products of the numbers of two arrays."""
        if self._behind >= VECTOR:
            out = self._sums(parts, block)
            return [partial(np.vecdot, self._lines(a), self._lines(b), out)]
        work = self.work(block)
        return [partial(np.multiply, a, b, work), self.add_up(work, parts, block)]

    def _lines(self, numbers: Array) -> Array:
        return numbers.reshape(-1, self._behind)

    def _sums(self, parts: Array, block: slice) -> Array:
        count = self._repeats * self.channels
        return parts.reshape(-1)[block.start * count : block.stop * count]
