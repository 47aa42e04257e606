"""Keeps the computer awake while somebody needs it."""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import AbstractContextManager
from threading import Event, Thread
from typing import Protocol

log = logging.getLogger(__name__)


class Hold(Protocol):
    """What came of asking the system to stay awake."""

    @property
    def active(self) -> bool: ...


class Awake:
    """Asks the system not to fall asleep from `hold` to `release`; the screen may go dark.

    Where the system cannot be asked, the log says so and nothing else happens.

    Parameters
    ----------
    ask
        Returns what holds the system awake while it is entered.
    """

    def __init__(self, ask: Callable[[], AbstractContextManager[Hold]] | None = None) -> None:
        self._ask = ask or _ask_system
        self._release: Event | None = None

    @property
    def holds(self) -> bool:
        """Whether the system is asked to stay awake now."""
        return self._release is not None

    def hold(self) -> None:
        """Keep the computer awake from now on."""
        if self._release is None:
            self._release = Event()
            # The services that are asked may take their time to answer.
            Thread(target=self._keep, args=(self._release,), name="awake", daemon=True).start()

    def release(self) -> None:
        """Let the computer do as it likes again."""
        if self._release is not None:
            self._release.set()
            self._release = None

    def _keep(self, release: Event) -> None:
        try:
            with self._ask() as held:
                if not held.active:
                    log.info("This system cannot be kept awake while a network trains")
                release.wait()
        except Exception:  # whatever a desktop's services do, training goes on
            log.info("This system cannot be kept awake while a network trains", exc_info=True)


def _ask_system() -> AbstractContextManager[Hold]:
    from wakepy import keep  # it takes a third of a second, and is seldom needed

    return keep.running(on_fail="pass")
