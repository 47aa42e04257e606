"""The way to numba: whether it is there, and functions compiled on first use.

What was compiled is kept beside the sources, or in the user's cache where that folder cannot be
written to, so that only the first run on a machine takes seconds.
"""

from __future__ import annotations

import importlib
import logging
from collections.abc import Callable
from functools import cache, partial
from typing import TypeVar, cast

from nnstudio.core.kernels.calls import Call

log = logging.getLogger(__name__)

F = TypeVar("F", bound=Callable[..., object])

ROUNDING = {"reassoc", "contract", "nsz"}
"""What the compiler may do to sums and products. NaN and infinity must stay what they are."""


class CannotCompileError(Exception):
    """A kernel cannot be compiled here; everything can be computed without it."""


@cache
def available() -> bool:
    """Return whether numba is there and can be imported; the log says why not."""
    try:
        importlib.import_module("numba")
    except ModuleNotFoundError as error:
        if error.name != "numba":
            log.info("The fast kernels are not used: %s", error)
        return False
    except Exception as error:  # a numba that does not fit the rest says so in many ways
        log.info("The fast kernels are not used: %s", error)
        return False
    return True


class Kernel:
    """A function over arrays that is compiled for one signature when it is first bound."""

    def __init__(self, function: Callable[..., None], signature: str) -> None:
        self._function, self._signature = function, signature
        self._compiled: Callable[..., None] | None = None

    def bind(self, *arguments: object) -> Call:
        """Return the compiled function with its arguments bound.

        Raises
        ------
        CannotCompileError
            This numba does not compile it.
        """
        if self._compiled is None:
            self._compiled = self._compile()
        return partial(self._compiled, *arguments)

    def _compile(self) -> Callable[..., None]:
        import numba

        options = {"nogil": True, "fastmath": ROUNDING, "error_model": "numpy"}
        try:
            try:
                compiled = numba.njit(self._signature, cache=True, **options)(self._function)
            except RuntimeError:  # there is no place for a cache
                compiled = numba.njit(self._signature, **options)(self._function)
        except Exception as error:
            raise CannotCompileError(_described(self._function, error)) from error
        return cast(Callable[..., None], compiled)


def kernel(signature: str) -> Callable[[Callable[..., None]], Kernel]:
    """Make a function of arrays and numbers, in the words numba understands, a `Kernel`."""
    return partial(Kernel, signature=signature)


def inlined(function: F) -> F:
    """Let kernels of the same file use a function; the cache would not hear of changes elsewhere."""
    return _helper(function, ROUNDING)


def inlined_in_order(function: F) -> F:
    """Likewise, for sums that run side by side: each of them is added up in its order."""
    return _helper(function, ROUNDING - {"reassoc"})


def _helper(function: F, rounding: set[str]) -> F:
    if not available():
        return function  # no kernel that uses it will be compiled
    import numba

    try:
        options = {"nogil": True, "fastmath": rounding, "error_model": "numpy"}
        made = numba.njit(forceinline=True, **options)(function)
    except Exception as error:
        raise CannotCompileError(_described(function, error)) from error
    return cast(F, made)


def _described(function: Callable[..., object], error: Exception) -> str:
    return f"{function.__name__}: {type(error).__name__}: {error}"
