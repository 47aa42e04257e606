"""Which run the weights belong to: where training goes on in it, and where a new one begins."""

from __future__ import annotations

from nnstudio.app.runs import Runs
from nnstudio.app.session_state import State
from nnstudio.engine.messages import Checkpoint
from nnstudio.engine.past_run import Origin, PastRun
from nnstudio.engine.run_log import RunLog
from nnstudio.graph.project import Project


class RunKeeping:
    """Holds the record of the present run, and says which record the next training writes.

    Weights and runs go their own ways: undo brings older weights back, of the same run or of
    another one, and what was recorded must not be lost by that.

    Parameters
    ----------
    runs
        The list of runs; it hears which one is the present one.
    """

    def __init__(self, runs: Runs) -> None:
        self._runs = runs
        self.log = RunLog()
        """The record of the present run."""
        self.running: Project | None = None
        """What the present run trains, or trained; None: nothing was trained."""
        self._recording = self._branching = False

    def open(
        self,
        project: Project,
        checkpoint: Checkpoint | None,
        log: RunLog,
        runs: tuple[PastRun, ...],
        present: PastRun | None,
    ) -> str:
        """Have the runs of another project; return the id of the one that its weights are of."""
        self._runs.open(runs, present)
        if log.steps:
            self._runs.begin(project if present is None else present.project, log)
            if checkpoint is not None:
                self._runs.reached(checkpoint)
        self._recording = self._branching = False
        self.log, self.running = log, project if checkpoint else None
        return self._runs.present.id if self._runs.present is not None else ""

    def goes_on(self, state: State) -> bool:
        """Return whether the weights are where the present run has come to."""
        present = self._runs.present
        if present is None or state.checkpoint is None or state.run != present.id:
            return False
        reached = present.checkpoint.step if present.checkpoint is not None else 0
        return not self._branching and state.checkpoint.step >= reached

    def record(self, state: State) -> RunLog:
        """Return the record of the run that the weights come from, to go on in it.

        Where the run went further than the weights, it is a copy, so that nothing of it is lost.
        """
        if state.checkpoint is None or not state.checkpoint.step or state.run not in self._runs:
            return RunLog()
        log = self._runs[state.run].log
        return log if self.goes_on(state) else log.copy()

    def begin(self, state: State, log: RunLog, start: Checkpoint | None) -> None:
        """Record a run from ``start`` on, None: from the starting weights."""
        origin = None
        if start is not None and log is not self.log and state.run in self._runs:
            trunk = self._runs[state.run]
            slots = set(state.project.training.optimizer.slots)
            step = state.checkpoint.step if state.checkpoint is not None else 0
            exact = log.steps > 0 and set(start.optimizer) == slots
            origin = Origin(trunk.id, trunk.name, step, exact)
        self._recording, self._branching = True, False
        self.log, self.running = log, state.project
        self._runs.begin(state.project, log, origin)

    def end(self, checkpoint: Checkpoint | None) -> str:
        """Note what the present run has reached; return its id, empty: it has reached nothing."""
        self._recording = False
        if checkpoint is None or self._runs.present is None:
            return ""
        self._runs.reached(checkpoint)
        return self._runs.present.id

    def branch(self) -> None:
        """Let the next training begin a new run, even where the present one could go on."""
        self._branching = True

    def edited(self) -> None:
        """Note that something else was edited since `branch`."""
        self._branching = False

    def follow(self, run_id: str) -> bool:
        """Let that run be the present one again that the weights come from; empty: of none.

        Returns
        -------
        bool
            Whether `log` is another one now.
        """
        if not run_id and not self._recording and self._runs.present is not None:
            self._runs.set_aside()
            self.log, self.running = RunLog(), None
            return True
        if self._recording or run_id not in self._runs:
            return False
        self._runs.return_to(run_id)
        present = self._runs[run_id]
        if present.log is self.log:
            return False
        self.log, self.running = present.log, present.project
        return True
