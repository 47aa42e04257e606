"""Which shape a view of an array has, found out with arrays that take no room."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from nnstudio.export.numpy_script.values import (
    Code,
    Known,
    Many,
    Sizes,
    Value,
    is_count,
    plain,
    static,
)

VIEW_METHODS = ("reshape", "swapaxes", "transpose")
_COUNTS = (1009, 2003)
"""Two numbers of samples that no layer has as a size."""


def viewed(
    function: Callable[..., Any], values: Sequence[Value], keywords: dict[str, Value] | None = None
) -> Sizes | None:
    """Return the shape of what a function makes of arrays; None where that cannot be told."""
    found = []
    for count in _COUNTS:
        try:
            given = [_stand_in(value, count) for value in values]
            words = {key: _stand_in(value, count) for key, value in (keywords or {}).items()}
            found.append(np.shape(function(*given, **words)))
        except (TypeError, ValueError, IndexError, _Unknown):
            return None
    if len(found[0]) != len(found[1]):
        return None
    sizes = [_size(pair) for pair in zip(*found, strict=True)]
    return None if -1 in sizes else tuple(sizes)


class _Unknown(Exception):
    """The shape of an array is not known."""


def _stand_in(value: Value, count: int) -> Any:
    if static(value):
        found = plain(value)
        if isinstance(found, np.ndarray):
            raise _Unknown
        return found
    if isinstance(value, Many):
        return tuple(_stand_in(item, count) for item in value.items)
    if isinstance(value, Code):
        if is_count(value.node):
            return count
        if value.shape is not None:
            shape = [count if size is None else size for size in value.shape]
            return np.lib.stride_tricks.as_strided(np.zeros(1, np.float32), shape, [0] * len(shape))
    raise _Unknown


def _size(pair: tuple[int, ...]) -> int | None:
    """Return a size; None for the number of samples and -1 where it hangs on that otherwise."""
    if pair == _COUNTS:
        return None
    return pair[0] if pair[0] == pair[1] else -1


__all__ = ["VIEW_METHODS", "Known", "viewed"]
