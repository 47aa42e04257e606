"""How much of the user's data may be read into memory at once."""

from __future__ import annotations

from typing import IO

from nnstudio.core.layer import Array
from nnstudio.core.memory import physical_memory
from nnstudio.data.readers.reader import Progress

MOST_BYTES = 4 << 30
SHARE = 4
"""Samples may take this part of the memory, for training needs some several times as large."""
UNKNOWN = 1 << 30
CHUNK = 1 << 20


def most_bytes() -> int:
    """Return how many bytes all samples of a data set may take on this machine."""
    return min(physical_memory() // SHARE or UNKNOWN, MOST_BYTES)


def fill(content: Array, stream: IO[bytes], progress: Progress) -> int:
    """Read as many bytes as fit into ``content``, uint8 ``(n,)``; return how many there were."""
    place = 0
    while part := stream.read(min(CHUNK, len(content) - place)):
        content[place : place + len(part)] = memoryview(part)
        place += len(part)
        progress(place / len(content))
    return place
