"""Where a run is, with all that is needed to go on from there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from nnstudio.core.layer import Array
from nnstudio.engine.weights import WeightMap


@dataclass(frozen=True)
class Best:
    """The weights of the epoch in which what was watched was best.

    ``watch`` names the figure (`TrainingPlan.watch`), ``value`` is what it was.
    """

    weights: WeightMap
    epoch: int
    step: int
    watch: str
    value: float


@dataclass(frozen=True)
class Tally:
    """What an unfinished epoch has added up: of losses and correct samples over ``seen`` samples."""

    loss: float = 0.0
    correct: float = 0.0
    seen: int = 0
    seconds: float = 0.0


@dataclass(frozen=True)
class Checkpoint:
    """All that is needed to go on as if the run had never stopped, to the last bit.

    Parameters
    ----------
    optimizer
        The optimiser's arrays by slot, then by weight key.
    epoch, batch
        How many epochs are finished, and how many steps of the one after them are done.
    chance
        The states of the layers' random generators, by node and lane.
    tally
        What the unfinished epoch has added up.
    history
        What was watched, after each finished epoch; schedules and patience look at it.
    best
        The best epoch so far.
    waiting_from
        From which epoch of the history on patience counts: the end that it led to last.
    """

    weights: WeightMap
    optimizer: dict[str, WeightMap] = field(default_factory=dict)
    step: int = 0
    epoch: int = 0
    batch: int = 0
    chance: Mapping[str, Array] = field(default_factory=dict)
    tally: Tally = Tally()
    history: Sequence[float] = ()
    best: Best | None = None
    waiting_from: int = 0
