"""How many threads NumPy's matrix products use, held while something trains."""

from __future__ import annotations

import threading
from functools import cache

from threadpoolctl import ThreadpoolController  # type: ignore[import-untyped]

_lock = threading.Lock()
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
            lib.set_num_threads(threads)


def release(threads: int) -> None:
    """End a `hold` of so many threads; the last one restores what was before."""
    with _lock:
        _holders.remove(threads)
        for lib in _controller().lib_controllers:
            lib.set_num_threads(_holders[-1] if _holders else _before[lib.filepath])
