"""How fast a run is, and so how many steps to do before the next look at the inbox."""

from __future__ import annotations

import math

RUN_SECONDS = 0.004
"""How long the loop computes before it looks into the inbox."""


class Pace:
    """Learns from the steps that were done; nothing that is computed depends on it."""

    def __init__(self) -> None:
        self.seconds = 0.0
        """The time spent computing, pauses left out."""
        self.steps_at_once = 1
        self.samples_per_second = 0.0

    @property
    def steps_are_short(self) -> bool:
        """Whether several are done between two looks at the inbox."""
        return self.steps_at_once > 1

    def learn(self, steps: int, samples: int, seconds: float) -> None:
        """Note that ``steps`` steps with so many samples in all took so long."""
        seconds = max(seconds, 1e-7)
        self.seconds += seconds
        wanted = RUN_SECONDS * steps / seconds
        self.steps_at_once = int(min(max(wanted, 1), 2 * self.steps_at_once))
        weight = min(seconds, 1.0)  # the figure shown follows about the last second
        now = samples / seconds
        before = self.samples_per_second or now
        self.samples_per_second = before + weight * (now - before)

    def seconds_left(self, done: float, rest: float) -> float:
        """Return how long the rest will take if what is done took as long as it did."""
        return self.seconds / done * rest if done > 0 else math.nan
