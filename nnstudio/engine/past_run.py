"""A run that is kept: what was trained, how it went, where it ended and what was kept on its way."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from nnstudio.core.layer import Array
from nnstudio.engine.messages import Checkpoint
from nnstudio.engine.run_log import RunLog
from nnstudio.graph.project import Project


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

    @property
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
