"""What a running training is told (inbox) and what it tells (outbox)."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TypeAlias

from nnstudio.core.layer import Array
from nnstudio.core.text import Text
from nnstudio.engine.checkpoint import Best as Best
from nnstudio.engine.checkpoint import Checkpoint as Checkpoint
from nnstudio.engine.checkpoint import Tally as Tally
from nnstudio.engine.phases import Phase
from nnstudio.engine.speed import Speed
from nnstudio.engine.study import Study
from nnstudio.engine.weights import WeightMap

# ---- inbox ----


@dataclass(frozen=True)
class Retune:
    """Change a live setting from the next step on.

    ``target`` is ``"optimizer"``, ``"clipping"``, ``"training"`` (its batch size) or a node id,
    ``setting`` the name of the field.
    """

    target: str
    setting: str
    value: float


@dataclass(frozen=True)
class Pause:
    """Wait before the next step."""


@dataclass(frozen=True)
class Resume:
    """Go on until the planned end."""


@dataclass(frozen=True)
class StepBatch:
    """Do ``count`` steps and wait again."""

    count: int = 1


@dataclass(frozen=True)
class StepEpoch:
    """Do what is left of the epoch, validate, and wait again."""


@dataclass(frozen=True)
class HandOver:
    """Hand over where the run is now, as a `Snapshot`."""


@dataclass(frozen=True)
class Stop:
    """End the run and hand over the weights as they are."""


@dataclass(frozen=True)
class Watch:
    """Ask a question about the network again and again while it trains, until `Unwatch`.

    Parameters
    ----------
    key
        Chosen by whoever asks; the answers (`Watched`) carry it. Asking again replaces it.
    study
        The question.
    """

    key: str
    study: Study[object]


@dataclass(frozen=True)
class Unwatch:
    """End a `Watch`."""

    key: str


InMessage: TypeAlias = (
    Retune | Pause | Resume | StepBatch | StepEpoch | Speed | HandOver | Stop | Watch | Unwatch
)

# ---- outbox ----


@dataclass(frozen=True)
class Mark:
    """A live setting took a new value; ``step`` is the first step that used it."""

    step: int
    target: str
    setting: str
    value: float


@dataclass(frozen=True)
class EpochRow:
    """The figures at the end of an epoch; accuracies are NaN for regression.

    ``seconds`` is the time spent training and validating, pauses left out; ``learning_rate`` that
    of the epoch's last step. ``metrics`` are those of the validation samples, in the order of
    `Started.metrics`.
    """

    epoch: int
    step: int
    train_loss: float
    val_loss: float
    train_accuracy: float
    val_accuracy: float
    seconds: float
    learning_rate: float = math.nan
    metrics: tuple[float, ...] = ()


@dataclass(frozen=True)
class Progress:
    """Where the run is. ``phase`` is "train", "validate" or "paused"."""

    phase: str
    epoch: int
    epochs: int
    batch: int
    batches: int
    samples_per_second: float
    seconds_left: float


@dataclass(frozen=True)
class StepBlock:
    """Columns of whatever was done since the last block; sent about every 30 ms.

    Parameters
    ----------
    first_step
        The number of the first step in the block; steps count from 1.
    loss, accuracy
        ``(steps,)`` the training loss and share of correct samples of each step's batch.
    probe_steps
        ``(probes,)`` at which steps the gradient norms were taken.
    norms
        ``(probes, layers)`` the L2 norm of the gradient of each layer with weights, from input to
        output, as in `Started.layers`.
    updates
        How far some steps moved the weights of each of these layers (`UpdateSizes`).
    unclipped
        ``(probes,)`` how long the gradient of all layers was before it was clipped; NaN where it
        was not to be.
    """

    first_step: int
    loss: Array
    accuracy: Array
    probe_steps: Array
    norms: Array
    marks: tuple[Mark, ...] = ()
    epochs: tuple[EpochRow, ...] = ()
    progress: Progress | None = None
    updates: tuple[tuple[int, Array], ...] = ()
    unclipped: Array | None = None


@dataclass(frozen=True)
class Started:
    """The first message of a run.

    Parameters
    ----------
    layers
        The layers with weights, from input to output.
    metrics
        What is measured on the validation samples; of several outputs with their names in front.
    fast
        Whether kernels that numba compiles are used where they fit.
    """

    layers: tuple[str, ...]
    steps_per_epoch: int
    threads: int
    metrics: tuple[str, ...] = ()
    fast: bool = False


@dataclass(frozen=True, eq=False)
class Watched:
    """The answer to a `Watch`: the result of its study, of the weights after ``step`` steps.

    ``reason`` says why there is none, where the study refuses to be answered.
    """

    key: str
    step: int
    study: Study[object]
    result: object
    reason: Text | None = None


@dataclass(frozen=True, eq=False)
class PhaseShown:
    """A phase of the step that comes next, in slow motion; it is shown for so many ``seconds``.

    ``samples`` are the numbers in the data set of those that the step takes.
    """

    step: int
    phase: Phase
    samples: Array
    seconds: float


@dataclass(frozen=True)
class Waits:
    """The run waits again: what it was asked to do, of so many such messages, is done."""

    asked: int


@dataclass(frozen=True)
class Refused:
    """A setting could not be changed as asked; the run goes on as it was."""

    asked: Retune
    reason: Text


@dataclass(frozen=True, eq=False)
class Moment:
    """The weights after ``step`` steps, read-only: kept so that the run can be looked back on.

    They come at evenly spaced steps, however long the run gets (`engine.timeline`).
    """

    step: int
    weights: WeightMap


@dataclass(frozen=True)
class Snapshot:
    """Where the run was a moment ago: sent now and then, so that a crash does not cost the run.

    Its weights are read-only copies, and finite.
    """

    checkpoint: Checkpoint


@dataclass(frozen=True)
class Finished:
    """The run ended as planned, or was stopped, or met a condition for ending (``reason``)."""

    checkpoint: Checkpoint
    stopped: bool = False
    reason: Text | None = None


@dataclass(frozen=True)
class Failed:
    """The run could not go on; ``checkpoint`` holds the last good weights where there are any."""

    reason: Text
    checkpoint: Checkpoint | None = None
    details: str = ""


OutMessage: TypeAlias = (
    StepBlock
    | Started
    | Watched
    | PhaseShown
    | Waits
    | Refused
    | Moment
    | Snapshot
    | Finished
    | Failed
)
