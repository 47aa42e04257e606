"""An array that grows at its end."""

from __future__ import annotations

import numpy as np

from nnstudio.core.layer import Array


class Column:
    """An array that grows at its end without being copied each time."""

    def __init__(self, width: int = 0, dtype: type = np.float32) -> None:
        self._shape: tuple[int, ...] = (width,) if width else ()
        self._data = np.empty((256, *self._shape), dtype)
        self._size = 0

    def extend(self, values: Array) -> None:
        """Add rows at the end."""
        size = self._size + len(values)
        if size > len(self._data):
            grown = np.empty((max(size, 2 * len(self._data)), *self._shape), self._data.dtype)
            grown[: self._size] = self._data[: self._size]
            self._data = grown
        self._data[self._size : size] = values
        self._size = size

    def cut(self, size: int) -> None:
        """Forget the rows after the first ``size``."""
        self._size = min(self._size, size)

    def keep(self, rows: Array) -> None:
        """Forget all rows but those of ``rows``, a mask or numbers."""
        kept = self._data[: self._size][rows]
        self._size = len(kept)
        self._data[: self._size] = kept

    @property
    def array(self) -> Array:
        """A view of all rows so far."""
        return self._data[: self._size]

    @property
    def bytes(self) -> int:
        """How much memory it takes."""
        return self._data.nbytes

    def __len__(self) -> int:
        return self._size
