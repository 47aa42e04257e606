"""What the user can ask for that a running training is ended for first."""

from __future__ import annotations

from dataclasses import dataclass
from secrets import randbelow
from typing import TypeAlias

from nnstudio.app.session import Session
from nnstudio.core.text import N_, Text
from nnstudio.engine.messages import Checkpoint
from nnstudio.graph import edits

SEEDS = 10_000
"""Seeds that are drawn are below this, so that they can be told to others."""


@dataclass(frozen=True)
class Reset:
    """Forget what was learned, and train no more for now.

    Parameters
    ----------
    seed
        Another seed, and so other starting weights; None: the same ones.
    """

    seed: int | None

    def forget(self, session: Session) -> None:
        """Take the weights away, and have the seed, as an edit that can be undone."""
        project = session.project
        if self.seed is not None:
            label = Text(N_("New starting weights: seed {seed}"), seed=self.seed)
            session.forget_weights(label, edits.set_training(project, seed=self.seed))
        elif session.weights is not None:
            session.forget_weights(Text(N_("Reset to the starting weights")), project)


@dataclass(frozen=True)
class Branch:
    """Train on from a place in a run, in a new run.

    Parameters
    ----------
    run
        The run's id.
    checkpoint
        The place; None: where the run has come to by then.
    """

    run: str
    checkpoint: Checkpoint | None

    def go_back(self, session: Session) -> bool:
        """Go to the place, as an edit that can be undone; return whether there still is one."""
        if self.run not in session.runs:
            return False
        run = session.runs[self.run]
        place = self.checkpoint or run.checkpoint
        if place is None:
            return False
        label = Text(N_("Branch from step {step} of {run}"), step=place.step, run=run.name)
        session.branch(label, run, place)
        return True


@dataclass(frozen=True)
class Apply:
    """Train on what is drawn by then, up to where the run was to end."""


Sequel: TypeAlias = Reset | Branch | Apply


def other_seed(present: int) -> int:
    """Return a seed drawn by chance that is not the present one."""
    return (present + 1 + randbelow(SEEDS - 1)) % SEEDS
