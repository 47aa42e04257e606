"""Up to which epoch a run goes that is continued."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class PlannedEnd:
    """The epoch at which the last run was planned to end, and the epochs that were set then.

    Schedules look at the planned end, so a run that was stopped has to go on to the same one.
    """

    end: int = 0
    epochs: int = 0

    def next(self, done: int, epochs: int) -> int:
        """Return the end of a run that goes on after ``done`` epochs while ``epochs`` are set.

        A run that reached its end does so many more. Where nothing is known of the last run, for
        the project was opened since, it is taken to have ended at a multiple of the epochs set.
        """
        if done == self.end:
            return done + epochs
        if done < self.end and epochs == self.epochs:
            return self.end
        return (done // epochs + 1) * epochs
