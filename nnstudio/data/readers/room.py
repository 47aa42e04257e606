"""How much of the user's data may be read into memory at once."""

from __future__ import annotations

from nnstudio.core.memory import physical_memory

MOST_BYTES = 4 << 30
SHARE = 4
"""Samples may take this part of the memory, for training needs some several times as large."""
UNKNOWN = 1 << 30


def most_bytes() -> int:
    """Return how many bytes all samples of a data set may take on this machine."""
    return min(physical_memory() // SHARE or UNKNOWN, MOST_BYTES)
