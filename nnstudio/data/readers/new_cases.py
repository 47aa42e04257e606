"""Samples of a file that the network is asked about, with what the file says of each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from nnstudio.core.layer import Array


@dataclass(frozen=True, eq=False)
class NewCases:
    """Samples without targets.

    Parameters
    ----------
    x
        In the data set's own units ``(n, *raw_shape)``.
    names
        What the columns are called.
    columns
        What the file says of each sample: its columns as they are written, or the name of the
        sample's file. Empty: nothing, and samples are numbered from 1.
    """

    x: Array
    names: tuple[str, ...] = ()
    columns: tuple[Sequence[object], ...] = ()

    def rows(self) -> Iterator[tuple[object, ...]]:
        """Give what stands in front of the answer to each sample."""
        if not self.columns:
            return ((number + 1,) for number in range(len(self.x)))
        return zip(*self.columns, strict=True)
