"""Keeps two runs side by side, so that they can be compared while they learn."""

from __future__ import annotations

import math
from threading import Condition

OVER = math.inf
"""The place of a run that is over: nobody waits for it."""
WAIT_SECONDS = 0.01


class Lockstep:
    """Where two runs are; neither goes on while the other one is behind, or has yet to begin.

    Places are in epochs, so that runs with batches of different sizes stay together, too. Waiting
    changes no number of either run.
    """

    def __init__(self) -> None:
        self._condition = Condition()
        self._places = [0.0, 0.0]

    def sides(self) -> tuple[Side, Side]:
        """Return what each of the two runs is given."""
        return Side(self, 0), Side(self, 1)

    def set_place(self, number: int, place: float) -> None:
        """Note where a run is."""
        with self._condition:
            self._places[number] = place
            self._condition.notify_all()

    def wait_for_other(self, number: int) -> bool:
        """Wait a moment for the other run, where it is behind; return whether it no longer is."""
        with self._condition:
            if not self._leads(number):
                return True
            self._condition.wait(WAIT_SECONDS)
            return not self._leads(number)

    def _leads(self, number: int) -> bool:
        return self._places[number] > self._places[1 - number]


class Side:
    """One run's side of a `Lockstep`."""

    def __init__(self, lockstep: Lockstep, number: int) -> None:
        self._lockstep, self._number = lockstep, number

    def at(self, place: float) -> None:
        """Note how many epochs this run has done."""
        self._lockstep.set_place(self._number, place)

    def wait(self) -> bool:
        """Wait a moment for the other run, where it is behind; return whether it no longer is."""
        return self._lockstep.wait_for_other(self._number)

    def leave(self) -> None:
        """Note that this run is over, or will not begin."""
        self._lockstep.set_place(self._number, OVER)
