"""How many threads NumPy's matrix products use, held while something trains."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

from threadpoolctl import LibController, ThreadpoolController  # type: ignore[import-untyped]

_lock = threading.RLock()
_holders: list[int] = []
_before: dict[str, int] = {}


@cache
def _controller() -> ThreadpoolController:
    return ThreadpoolController().select(user_api="blas")


def hold(threads: int) -> None:
    """Limit the BLAS threads of the process until `release`; the newest holder decides."""
    with _lock:
        libraries = _controller().lib_controllers
        if not _holders:
            _before.update({lib.filepath: lib.num_threads for lib in libraries})
        _holders.append(threads)
        for lib in libraries:
            _limit(lib, threads)


def release(threads: int) -> None:
    """End a `hold` of so many threads; the last one restores what was before."""
    with _lock:
        _holders.remove(threads)
        for lib in _controller().lib_controllers:
            _limit(lib, _holders[-1] if _holders else _before[lib.filepath])


@contextmanager
def held(threads: int) -> Iterator[None]:
    """Limit the BLAS threads of the process for a while."""
    hold(threads)
    try:
        yield
    finally:
        release(threads)


@contextmanager
def held_beside(threads: int) -> Iterator[None]:
    """Limit the BLAS threads for something that is computed beside what may train.

    The limit holds for the whole process, and a product that another number of threads computes may
    differ in its last bits. So nothing changes while somebody holds more: what is looked at changes
    no number of a run.
    """
    with _lock:
        free = all(others <= threads for others in _holders)
        if free:
            hold(threads)  # whoever begins to train after this decides, as the newest holder
    try:
        yield
    finally:
        if free:
            release(threads)


def _limit(library: LibController, threads: int) -> None:
    # From version 3.8 on, threadpoolctl hears only the thread that asked first. Here all may ask,
    # one after the other under the lock.
    if hasattr(library, "clear_controlling_thread"):
        library.clear_controlling_thread(force=True)
    library.set_num_threads(threads)
