"""What a run that is about to begin goes on from, and where it is to end."""

from __future__ import annotations

from dataclasses import dataclass

from nnstudio.app.session import Session
from nnstudio.app.threads import automatic_threads
from nnstudio.app.trainer_thread import Job, record_to_go_on
from nnstudio.engine.lockstep import Side
from nnstudio.engine.messages import Checkpoint
from nnstudio.engine.plan import Plan, make_training_plan
from nnstudio.engine.run_log import RunLog
from nnstudio.engine.timeline import moments_within
from nnstudio.graph.project import Project


@dataclass(frozen=True, eq=False)
class Launch:
    """A run of the drawing as it is now.

    Parameters
    ----------
    log
        The record that it writes: that of the run before where it goes on in that.
    checkpoint
        Where it begins; None: at the starting weights.
    epochs
        How many it adds.
    """

    plan: Plan
    project: Project
    log: RunLog
    checkpoint: Checkpoint | None
    epochs: int

    @classmethod
    def of(cls, session: Session, start: Checkpoint | None, epochs: int | None) -> Launch:
        """Return a run of what is open; as many epochs as are set where nobody asks for others.

        Raises
        ------
        UserError
            The drawing cannot be trained.
        """
        plan = make_training_plan(session.analysis)
        log, checkpoint = record_to_go_on(session.record(), plan, start)
        project = session.project
        count = project.training.epochs if epochs is None else epochs
        return cls(plan, project, log, checkpoint, count)

    @property
    def end(self) -> int:
        """The epoch at which it is to end."""
        return (self.checkpoint.epoch if self.checkpoint else 0) + self.epochs

    def job(self, *, paused: bool, threads: int, moments_bytes: int, pair: Side | None) -> Job:
        """Return what its thread is to do; 0 ``threads``: as many as leave the window alive."""
        return Job(
            self.plan,
            self.project.training,
            self.project.data,
            self.checkpoint,
            self.epochs,
            paused,
            1 if pair is not None else threads or automatic_threads(),
            moments_within(self.plan, moments_bytes),
            pair,
        )
