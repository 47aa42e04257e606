"""Which learning rate each step of a run has."""

from __future__ import annotations

from nnstudio.engine.endings import WatchedFigure
from nnstudio.engine.program import Program
from nnstudio.optimizers.schedules.base import Place, Schedule
from nnstudio.optimizers.schedules.constant import ConstantSchedule


class Rates:
    """Lets a schedule decide the learning rates of a program.

    Parameters
    ----------
    batches, total_steps
        How many steps an epoch and the planned run have.
    ahead
        By how much what schedules count differs from the number of the step.
    watched
        What schedules look at that wait for an improvement.
    first
        The next step of the present epoch; its last one where all are done.
    """

    def __init__(
        self,
        schedule: Schedule,
        program: Program,
        batches: int,
        total_steps: int,
        ahead: int,
        watched: WatchedFigure,
        first: int,
    ) -> None:
        self._schedule, self._program, self._watched = schedule, program, watched
        self._batches, self._total_steps, self._ahead = batches, total_steps, ahead
        self._factor = 1.0
        if type(schedule) is not ConstantSchedule:
            program.set_rate(self.of)
            self._factor = schedule.factor(self._place(first))

    def begin_epoch(self) -> None:
        """Decide on what holds for all steps of the epoch that begins, or goes on."""
        self._factor = self._schedule.factor(self._place(self._program.step + 1))

    def of(self, step: int) -> float:
        """Return the learning rate of a step of this epoch."""
        factor = self._factor
        if self._schedule.by_step:
            factor = self._schedule.factor(self._place(step))
        return self._program.learning_rate * factor

    def _place(self, step: int) -> Place:
        watched = self._watched
        step += self._ahead
        return Place(step, self._batches, self._total_steps, watched.history, watched.higher)
