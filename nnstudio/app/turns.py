"""Let the window have its turn while Python code works beside it."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

_OFTEN = 0.0005
_lock = Lock()
_before: list[tuple[float, bool]] = []


def turns_are_frequent() -> bool:
    """Return whether anybody works within `frequent_turns`, in whichever thread."""
    return bool(_before)


@contextmanager
def frequent_turns() -> Iterator[None]:
    """Hand the interpreter over ten times as often as usual, as long as this lasts.

    Parsing holds the interpreter all the time: with the usual 5 ms the window would wait that long
    again and again. NumPy gives it back by itself; training needs none of this. Nor is there a
    search for garbage: it would look at every cell of a table, and let everybody wait for it.
    """
    with _lock:
        _before.append((sys.getswitchinterval(), gc.isenabled()))
        sys.setswitchinterval(_OFTEN)
        gc.disable()
    try:
        yield
    finally:
        with _lock:
            # Work that overlaps ends in any order: the last one restores what was there first.
            interval, collecting = _before[0]
            _before.pop()
            if not _before:
                sys.setswitchinterval(interval)
                if collecting:
                    gc.enable()
