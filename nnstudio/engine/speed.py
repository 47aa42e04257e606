"""How fast a run may go, for people who look on; nothing that is computed depends on it."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from dataclasses import dataclass

GROUP_SECONDS = 0.016
"""Steps that come faster than pictures on a screen are done in groups of this length."""
MOST_BEHIND = 0.05
"""So many seconds of steps are made up for at most, after something took long."""


@dataclass(frozen=True)
class Speed:
    """How fast a run may go.

    Parameters
    ----------
    steps_per_second
        At most so many; infinity: as fast as it can.
    seconds_per_phase
        Above zero, each phase of a step is shown for so long before the step is done.
    """

    steps_per_second: float = math.inf
    seconds_per_phase: float = 0.0

    @property
    def slow(self) -> bool:
        """Whether the phases of each step are shown."""
        return self.seconds_per_phase > 0

    @property
    def seconds_per_step(self) -> float:
        """How long a step takes at least."""
        return 1 / self.steps_per_second + len(PHASES) * self.seconds_per_phase


PHASES = ("batch", "forward", "loss", "backward", "update")
"""What a step consists of, in its order."""
FULL = Speed()


class Throttle:
    """Says when the next steps are due."""

    def __init__(self, clock: Callable[[], float] = time.perf_counter) -> None:
        self.speed = FULL
        self._clock = clock
        self._due = 0.0

    def set(self, speed: Speed) -> None:
        """Take another speed from now on."""
        now = self._clock()
        self.speed = speed
        self._due = min(max(self._due, now), now + 1 / speed.steps_per_second)

    def wait(self) -> float:
        """Return how long to wait until a step may be done; 0: it may be done now."""
        return max(0.0, self._due - self._clock()) if self._limited else 0.0

    def most(self, steps: int) -> int:
        """Return how many of the next ``steps`` may be done now; one at least."""
        if self.speed.slow:
            return 1
        if not self._limited:
            return steps
        behind = min(max(self._clock() - self._due, 0.0), MOST_BEHIND)
        return max(1, min(steps, int((behind + GROUP_SECONDS) * self.speed.steps_per_second)))

    def done(self, steps: int) -> None:
        """Note that steps were done."""
        if self._limited:
            begun = max(self._due, self._clock() - MOST_BEHIND)
            self._due = begun + steps / self.speed.steps_per_second

    @property
    def _limited(self) -> bool:
        return math.isfinite(self.speed.steps_per_second)
