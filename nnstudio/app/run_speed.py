"""How fast runs may go: what the user can choose, and what is chosen."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from nnstudio.engine.speed import FULL, Speed

SLOW = tuple(Speed(seconds_per_phase=seconds) for seconds in (5.0, 3.0, 2.0, 1.0, 0.5, 0.25))
PACED = tuple(
    Speed(steps_per_second=float(steps)) for steps in (1, 2, 5, 10, 20, 50, 100, 300, 1000, 3000)
)
SPEEDS = (*SLOW, *PACED, FULL)
"""From the slowest motion to as fast as it goes."""
USUAL_SLOW = 2
"""What slow motion begins with."""


class RunSpeed(QObject):
    """The speed of the present run and of those to come."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._place = self._fast = len(SPEEDS) - 1
        self._slow = USUAL_SLOW

    @property
    def place(self) -> int:
        """Which of `SPEEDS` is chosen."""
        return self._place

    @property
    def chosen(self) -> Speed:
        """The speed itself."""
        return SPEEDS[self._place]

    def choose(self, place: int) -> None:
        """Take one of `SPEEDS`; the nearest where there is none."""
        place = min(max(place, 0), len(SPEEDS) - 1)
        if place == self._place:
            return
        self._place = place
        if self.chosen.slow:
            self._slow = place
        else:
            self._fast = place
        self.changed.emit()

    def faster(self) -> None:
        """Take the next speed."""
        self.choose(self._place + 1)

    def slower(self) -> None:
        """Take the speed before."""
        self.choose(self._place - 1)

    def switch(self) -> None:
        """Go from slow motion to the speed of before, or back."""
        self.choose(self._fast if self.chosen.slow else self._slow)
