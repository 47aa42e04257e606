"""Go through long sequences in short steps, so that others have their turn in between."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

STEP = 2000
"""So many cells take about a millisecond. Python hands over to another thread, such as the
window's, only between its own steps: not within one call that goes through a whole column."""

Item = TypeVar("Item")


def steps(items: Sequence[Item]) -> Iterator[Sequence[Item]]:
    """Yield the items in order, some thousand at a time."""
    for start in range(0, len(items), STEP):
        yield items[start : start + STEP]
