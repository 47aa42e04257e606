"""Figures of a run that goes on: whoever keeps some of them keeps what they were."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import overload


class Series(Sequence[float]):
    """Numbers in the order in which they were measured; a value that can be handed on.

    A million epochs are followed by one more in no time: a series and what goes on from it share
    their numbers. Only one thread may go on from a series.
    """

    def __init__(self, values: Iterable[float] = ()) -> None:
        self._shared = array("d", values)
        self._count = len(self._shared)

    def followed_by(self, value: float) -> Series:
        """Return the series with one more number."""
        longer = Series()
        # Where somebody has gone on from here before, that one's numbers are not ours.
        ours = len(self._shared) == self._count
        longer._shared = self._shared if ours else self._shared[: self._count]
        longer._shared.append(value)
        longer._count = self._count + 1
        return longer

    @overload
    def __getitem__(self, index: int) -> float: ...
    @overload
    def __getitem__(self, index: slice) -> Series: ...
    def __getitem__(self, index: int | slice) -> float | Series:
        if isinstance(index, slice):
            return Series(self._shared[i] for i in range(*index.indices(self._count)))
        return self._shared[range(self._count)[index]]

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[float]:
        return islice(self._shared, self._count)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Series | tuple | list):
            return NotImplemented
        return len(self) == len(other) and all(a == b for a, b in zip(self, other, strict=True))

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"Series({list(self)})"
