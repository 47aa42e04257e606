"""How the processor treats numbers at the edge while compiled steps run.

Optimisers let means of vanished gradients decay towards zero. Below 1e-38 processors of the x86
family compute such denormal numbers up to a hundred times more slowly (measured: a step of the
digits MLP took 3.6 times as long), and rounding keeps them there for good. Here they count as zero.
"""

from __future__ import annotations

import contextlib
import ctypes
import platform
import sys
from collections.abc import Iterator
from functools import cache

import numpy as np

_X86 = platform.machine().lower() in ("x86_64", "amd64")
_MXCSR = 7
"""Where the SSE control word lies in C's ``fenv_t``, in words of 32 bits."""
_FLUSH = 0x8040
"""Denormal results and operands count as zero."""
_WINDOWS_FLUSH, _WINDOWS_MASK = 0x01000000, 0x03000000

_Environment = ctypes.c_uint32 * 8


@contextlib.contextmanager
def edge_numbers_at_speed() -> Iterator[None]:
    """Let this thread treat denormals as zero and say nothing of overflow and NaN."""
    with np.errstate(all="ignore"):
        if sys.platform == "win32":
            yield from _flushing_on_windows()
        else:
            yield from _flushing()


def _flushing() -> Iterator[None]:
    library = _library()
    if library is None:
        yield
        return
    before, flushing = _Environment(), _Environment()
    library.fegetenv(before)
    ctypes.memmove(flushing, before, ctypes.sizeof(before))
    flushing[_MXCSR] |= _FLUSH
    library.fesetenv(flushing)
    try:
        yield
    finally:
        library.fesetenv(before)


def _flushing_on_windows() -> Iterator[None]:
    library = _library()
    if library is None:
        yield
        return
    before, now = ctypes.c_uint(), ctypes.c_uint()
    library._controlfp_s(ctypes.byref(before), 0, 0)
    library._controlfp_s(ctypes.byref(now), _WINDOWS_FLUSH, _WINDOWS_MASK)
    try:
        yield
    finally:
        library._controlfp_s(ctypes.byref(now), before.value, _WINDOWS_MASK)


@cache
def _library() -> ctypes.CDLL | None:
    """Return the C library if the way to do it is known here; other processors need none."""
    np.finfo(np.float32)  # looks at denormals once, and warns where they are zero
    name, symbol = {
        "linux": (None, "fesetenv"),
        "win32": ("ucrtbase", "_controlfp_s"),
    }.get(sys.platform, (None, ""))
    if not _X86 or not symbol:
        return None
    try:
        library = ctypes.CDLL(name)
    except OSError:
        return None
    return library if hasattr(library, symbol) else None
