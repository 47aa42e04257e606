"""A run that is kept: what was trained, how it went, where it ended and what was kept on its way."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from nnstudio.core.layer import Array
from nnstudio.engine.messages import Checkpoint, Moment
from nnstudio.engine.run_log import RunLog
from nnstudio.graph.project import Project

MOST_RUNS = 50
"""How many runs before the present one are kept at most."""
MOST_KEPT = 50
"""How many places of a run can have names."""


@dataclass(frozen=True)
class Origin:
    """Where a run began that was branched off from another.

    ``run`` is that run's id and ``name`` what it was called; ``exact`` says whether the optimiser
    went on as it was, too. Where it did not, it began anew.
    """

    run: str
    name: str
    step: int
    exact: bool


@dataclass(frozen=True, eq=False)
class KeptCheckpoint:
    """A place in a run that the user gave a name.

    The figures are those of the last epoch before it, NaN where there is none. Its checkpoint has
    the optimiser's arrays only where it was kept of a run as it stood then.
    """

    id: str
    name: str
    checkpoint: Checkpoint
    train_loss: float
    val_loss: float
    train_accuracy: float
    val_accuracy: float

    @property
    def step(self) -> int:
        """After how many steps it was kept."""
        return self.checkpoint.step


@dataclass(frozen=True, eq=False)
class PastRun:
    """A run as the list of runs has it.

    Parameters
    ----------
    color
        Its place in the theme's series of colours.
    shown
        Whether its curves lie over those of the present run.
    started
        When it began, as an ISO date and time.
    project
        What was trained, with all settings.
    checkpoint
        Where it ended; None where memory did not suffice to keep it.
    kept
        The places in it that the user named, by step.
    origin
        Where it began; None: at its starting weights.
    """

    id: str
    name: str
    color: int
    shown: bool
    notes: str
    started: str
    project: Project
    log: RunLog
    checkpoint: Checkpoint | None
    kept: tuple[KeptCheckpoint, ...] = ()
    origin: Origin | None = None

    @cached_property
    def number(self) -> int:
        """The number in its id; later runs have larger ones."""
        return int(self.id.rpartition("_")[2])


def weight_bytes(checkpoints: Iterable[Checkpoint]) -> int:
    """Return how much memory the arrays of some checkpoints take together, shared ones once."""
    arrays: dict[int, Array] = {}
    for checkpoint in checkpoints:
        maps = [checkpoint.weights, *checkpoint.optimizer.values()]
        maps += [checkpoint.best.weights] if checkpoint.best is not None else []
        arrays |= {id(array): array for weights in maps for array in weights.values()}
    return sum(array.nbytes for array in arrays.values())


def kept_checkpoint(id: str, name: str, checkpoint: Checkpoint, log: RunLog) -> KeptCheckpoint:
    """Return a named place in a run, with the figures of the last epoch before it."""
    names = ("train_loss", "val_loss", "train_accuracy", "val_accuracy")
    rows = int(np.searchsorted(log.epoch_column("step"), checkpoint.step, side="right"))
    figures = [float(log.epoch_column(n)[rows - 1]) if rows else math.nan for n in names]
    return KeptCheckpoint(id, name, checkpoint, *figures)


def checkpoint_at(moment: Moment, log: RunLog, later: Checkpoint | None) -> Checkpoint:
    """Return a place to go on from with the weights of a moment; the optimiser begins anew there.

    Parameters
    ----------
    log
        The record of the run that the moment belongs to.
    later
        Where that run came to after the moment.
    """
    epochs, began = log.epoch_at(moment.step)[:2]
    history, best = ((), None) if later is None else (later.history[:epochs], later.best)
    return Checkpoint(
        moment.weights,
        step=moment.step,
        epoch=epochs,
        batch=moment.step - began,
        history=history if len(history) == epochs else (),
        best=best if best is not None and best.epoch <= epochs else None,
    )
