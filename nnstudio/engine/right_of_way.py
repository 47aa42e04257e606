"""Lets a window react at once beside a run whose steps are short."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

MOST_SECONDS = 0.03
"""How long a run waits at most; then it computes at least as long before it waits again."""


class RightOfWay:
    """Between its steps a run waits while the window has something to do.

    Steps of a few microseconds are Python nearly all the time, and Python does one thing at a time:
    without this the window would wait for its turn again and again in every picture it paints. Steps
    of large networks are computed outside Python, beside the window; they need not wait.

    Parameters
    ----------
    clock
        Tells the time in seconds.
    """

    def __init__(self, clock: Callable[[], float] = time.perf_counter) -> None:
        self._clock = clock
        self._free = threading.Event()
        self._free.set()
        self._owed_until = 0.0

    def claim(self) -> None:
        """Say that the window has something to do."""
        self._free.clear()

    def release(self) -> None:
        """Say that the window waits for the next event."""
        self._free.set()

    def let_pass(self) -> float:
        """Wait while the window has something to do; return for how many seconds.

        A run gets half of the time even beside a window that is never done.
        """
        began = self._clock()
        if self._free.is_set() or began < self._owed_until:
            return 0.0
        self._free.wait(MOST_SECONDS)
        ended = self._clock()
        self._owed_until = ended + (ended - began)
        return ended - began
