"""Where the steps of the present run, and of those that lie over it, are on the time axis."""

from __future__ import annotations

import numpy as np

from nnstudio.app.plots.chart_frame import Bounds
from nnstudio.app.plots.epoch_axis import EpochAxis
from nnstudio.app.plots.loss_curves import Place
from nnstudio.app.plots.ticks import ceiling
from nnstudio.app.plots.time_axis import TimeAxis
from nnstudio.app.session import Session
from nnstudio.app.training import Training
from nnstudio.core.layer import Array
from nnstudio.engine.epoch_length import steps_per_epoch
from nnstudio.engine.past_run import PastRun
from nnstudio.engine.run_log import RunLog


class RunTimes:
    """Places all runs of a chart on one time axis; ``scale`` says how time is counted on it.

    Each run counts its own epochs: a step of one may be another share of an epoch than that of
    another.
    """

    def __init__(self, session: Session, training: Training) -> None:
        self._session, self._training = session, training
        self.scale = TimeAxis()
        self._present = EpochAxis(RunLog(), 0)
        self._axes: dict[str, EpochAxis] = {}

    @property
    def past(self) -> tuple[PastRun, ...]:
        """The runs of before that lie over the present one."""
        present = self._session.run_log
        return tuple(run for run in self._session.runs.shown if run.log is not present)

    def take_runs(self) -> None:
        """Have the runs of before as they are now."""
        self._axes = {run.id: EpochAxis(run.log, 0) for run in self.past}

    def take_steps(self) -> None:
        """Have the present run as far as it has come."""
        progress, log = self._training.progress, self._session.run_log
        batches = progress.batches if progress else 0
        if not batches and not log.epochs:  # a file from the middle of the first epoch
            project = self._session.running or self._session.project
            batches = max(steps_per_epoch(project), log.steps)
        self._present = EpochAxis(log, batches)

    def x(self, steps: Array) -> Array:
        """Return where steps of the present run lie."""
        return self.scale.place(steps, self._present)

    def x_of(self, run: PastRun) -> Place:
        """Return what says where the steps of another run lie."""
        axis = self._axis_of(run)
        return lambda steps: self.scale.place(steps, axis)

    def step_at(self, x: float) -> float:
        """Return the step of the present run that lies at a place."""
        return self.scale.step_at(x, self._present)

    def step_of(self, run: PastRun, x: float) -> float:
        """Return the step of another run that lies at a place."""
        return self.scale.step_at(x, self._axis_of(run))

    def epochs(self, step: int) -> float:
        """Return how many epochs of the present run are done after a step."""
        return float(self._present.epochs(np.array([step]))[0])

    def part(self, zoom: Bounds | None) -> tuple[int, int] | None:
        """Return the steps that are seen between two places, and a little more; None for all."""
        if zoom is None:
            return None
        first, last = (self.step_at(x) for x in zoom)
        room = 0.05 * (last - first) + 2
        return max(int(first - room), 0), min(int(last + room) + 1, self._session.run_log.steps)

    def bounds(self) -> Bounds:
        """Return where the axis begins and ends: ahead of the run while it goes on, else with it."""
        begin = self.scale.start(self._present)
        now = float(self.x(np.array([self._session.run_log.steps]))[0])
        for run in self.past:
            if run.log.steps:
                now = max(now, float(self.x_of(run)(np.array([run.log.steps]))[0]))
        now = max(now, begin + 1e-3)
        progress = self._training.progress
        if not self._training.active or progress is None or self.scale.logarithmic:
            return begin, now
        planned = float(progress.epochs)
        if self.scale.steps:
            planned = self._present.step(planned)
        return begin, max(now, min(planned, ceiling(now * 1.05)))

    def _axis_of(self, run: PastRun) -> EpochAxis:
        axis = self._axes.get(run.id)
        if axis is None or not run.log.epochs or run is self._session.runs.beside:  # it goes on
            return EpochAxis(run.log, 0 if run.log.epochs else round(self._present.batches))
        return axis
